"""What docfill says to people, in their language.

Messages are written in English where they arise, with named gaps: `tell("{n} rows", n=3)`.
A translation is looked up by the English sentence; a missing one falls back to English.
"""

import os

LANGUAGES = ("en", "zh")

_translations: dict[str, str] = {}


def speak(language: str) -> None:
    """From now on `tell` answers in this language, one of `LANGUAGES`."""
    global _translations
    if language == "zh":
        from docfill.words_zh import TRANSLATIONS

        _translations = TRANSLATIONS
    else:
        _translations = {}


def tell(sentence: str, /, **facts: object) -> str:
    """The sentence in the reader's language, its gaps filled with the facts."""
    return _translations.get(sentence, sentence).format(**facts)


def translated(text: str) -> str:
    """A text without gaps, such as the help of an option, in the reader's language."""
    return _translations.get(text, text)


def preferred_language(project: str = "") -> str:
    """`DOCFILL_LANG`, else the project's language, else the locale's, else English."""
    locale = [os.environ.get(name, "")[:2].lower() for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    asked = [os.environ.get("DOCFILL_LANG", ""), project, *locale]
    return next((language for language in asked if language in LANGUAGES), "en")
