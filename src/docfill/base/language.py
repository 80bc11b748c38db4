"""Messages: a sentence with its facts, put into words in the reader's language where it is shown.

A sentence is English where it arises, with named gaps: `tell("{n} rows", n=3)`. Its translation is
looked up by the sentence itself; one that is missing falls back to English.
"""

import gettext
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

LANGUAGES = ("en", "zh")
LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "docfill"

Fact: TypeAlias = "str | int | float | Message"

# The language in which this process shows what it has to say; what it says does not depend on it.
_spoken = "en"
_spoken_within: ContextVar[str] = ContextVar("spoken_within", default="")


@runtime_checkable
class _Describes(Protocol):
    """What people know under a name of its own, such as a place."""

    def describe(self) -> "Message":
        """What people call it."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and what fills its gaps: texts, numbers, or messages.

    Where a `plural` is given, the fact `n` decides between the two.
    """

    sentence: str
    facts: tuple[tuple[str, Fact], ...] = ()
    plural: str = ""

    def words(self, language: str) -> str:
        """The message as somebody who reads this language is told it."""
        words = translations(language)
        facts = {name: _worded(fact, language) for name, fact in self.facts}
        if self.plural:
            sentence = words.ngettext(self.sentence, self.plural, int(facts["n"]))
        else:
            sentence = words.gettext(self.sentence) if self.sentence else ""
        return sentence.format(**facts)

    def as_data(self) -> dict[str, object]:
        """Plain dicts, texts and numbers, for JSON and other records; `message_from` reads them."""
        facts = {name: f.as_data() if isinstance(f, Message) else f for name, f in self.facts}
        data: dict[str, object] = {"sentence": self.sentence, "facts": facts}
        return data | {"plural": self.plural} if self.plural else data

    def __str__(self) -> str:
        return self.words(current_language())

    def __bool__(self) -> bool:
        return bool(self.sentence)

    def __lt__(self, other: "Message") -> bool:
        return (self.sentence, repr(self.facts)) < (other.sentence, repr(other.facts))

    def __add__(self, other: "str | Message") -> "Message":
        """Both, one behind the other."""
        return in_a_row("", (self, other))


NOTHING = Message("")


def tell(sentence: str, /, **facts: object) -> Message:
    """A message: this sentence, its gaps filled with these facts."""
    return Message(sentence, tuple((name, _fact(fact)) for name, fact in facts.items()))


def tell_count(one: str, many: str, /, n: int, **facts: object) -> Message:
    """A message about `n` things, with the sentence for one and that for any other number."""
    counted = (("n", n), *((name, _fact(fact)) for name, fact in facts.items()))
    return Message(one, counted, many)


def as_written(text: str) -> Message:
    """A message that is the same in every language, such as what a county wrote itself."""
    return Message("{text}", (("text", text),)) if text else NOTHING


def in_a_row(between: "str | Message", parts: "Iterable[str | Message]") -> Message:
    """Several messages or texts as one, with something between each and the next."""
    facts = [_fact(part) for part in parts]
    if not facts:
        return NOTHING
    names = [f"m{number}" for number in range(len(facts))]
    sentence = "{between}".join(f"{{{name}}}" for name in names)
    return Message(sentence, (*zip(names, facts, strict=True), ("between", _fact(between))))


def message_from(data: Mapping[str, Any]) -> Message:
    """The message that `Message.as_data` made into plain data; KeyError where it is none."""
    facts = ((n, message_from(f) if isinstance(f, dict) else f) for n, f in data["facts"].items())
    return Message(data["sentence"], tuple(facts), data.get("plural", ""))


def message_of(trouble: BaseException) -> Message:
    """What an exception says: its own message where it has one, else its words as they are."""
    said = trouble.args[0] if trouble.args else ""
    return said if isinstance(said, Message) else as_written(str(trouble))


def translate(text: str) -> str:
    """A text without gaps, such as the help of an option, in the reader's language."""
    return translations(current_language()).gettext(text) if text else ""


def speak(language: str) -> None:
    """From now on messages are shown in this language, one of `LANGUAGES`."""
    global _spoken
    _spoken = language


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Within, and in this thread only, messages are shown in this language."""
    before = _spoken_within.set(language)
    try:
        yield
    finally:
        _spoken_within.reset(before)


def current_language() -> str:
    """The language in which messages are shown here and now."""
    return _spoken_within.get() or _spoken


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The sentences of a language; those of English are themselves."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [language])


def preferred_language(project: str = "") -> str:
    """`DOCFILL_LANG`, else the project's language, else the locale's, else English."""
    locale = [os.environ.get(name, "")[:2].lower() for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    asked = [os.environ.get("DOCFILL_LANG", ""), project, *locale]
    return next((language for language in asked if language in LANGUAGES), "en")


def _fact(value: object) -> Fact:
    """A fact as it is kept: never as words of today's language where it has a message."""
    # By far the most facts are plain texts, and asking for a protocol takes a hundred times longer.
    if type(value) is str or isinstance(value, int | float | Message):
        return value
    if isinstance(value, BaseException):
        return message_of(value)
    return value.describe() if isinstance(value, _Describes) else str(value)


def _worded(fact: Fact, language: str) -> str | int | float:
    return fact.words(language) if isinstance(fact, Message) else fact
