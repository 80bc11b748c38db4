"""The Chinese of what docfill says: English sentence to Chinese sentence, gaps by name."""

from docfill.words_zh import checks, kits, mail, office, schedule, template, writing

ROOMS = (writing, checks, kits, template, office, mail, schedule)

TRANSLATIONS: dict[str, str] = {
    english: chinese for room in ROOMS for english, chinese in room.TRANSLATIONS.items()
}
