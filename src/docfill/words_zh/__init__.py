"""The Chinese of what docfill says: English sentence to Chinese sentence, gaps by name."""

from docfill.words_zh import (
    checks,
    county,
    finished,
    help,
    kits,
    mail,
    merging,
    office,
    schedule,
    sheets,
    template,
    verify,
    writing,
    yaml,
)

ROOMS = (
    writing,
    yaml,
    checks,
    kits,
    template,
    merging,
    office,
    verify,
    finished,
    mail,
    county,
    schedule,
    sheets,
    help,
)

TRANSLATIONS: dict[str, str] = {
    english: chinese for room in ROOMS for english, chinese in room.TRANSLATIONS.items()
}
