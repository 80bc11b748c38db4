"""The tags of a template as text, read without any template engine."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from docfill.base import Message, tell

_TAG = re.compile(r"\{\{-?(?P<print>.*?)-?\}\}|\{%-?(?P<do>.*?)-?%\}|\{#.*?#\}", re.DOTALL)
_BLOCK = re.compile(r"\{%-?(?P<unit>p|tr) +(?P<do>.*?)-?%\}", re.DOTALL)
_NAME = r"[^\W\d]\w*(?:\.\w+)*"
_FOR = re.compile(rf"for\s+([^\W\d]\w*)\s+in\s+({_NAME})")
_IF = re.compile(rf"(if|elif)\s+(not\s+)?({_NAME})")
_DOTTED = re.compile(_NAME)
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝|｛%|%｝")

# Stands for what could not be worked out; no document may hold this noncharacter.
ANYTHING = "\ufdd0"


class Unprovable(ValueError):
    """A tag that only the template engine understands, so what it prints is not known here."""


class Loop(NamedTuple):
    """Repeat what follows for each item of a list, under a name."""

    name: str
    items: str


class IfTag(NamedTuple):
    """Keep what follows if a value is there, or, `negated`, if it is not; `is_another`: elif."""

    value: str
    negated: bool
    is_another: bool = False

    def holds(self, values: Mapping[str, object]) -> bool:
        """Whether what follows is kept."""
        return bool(look_up(self.value, values)) is not self.negated


Word = str  # else, endif, endfor
Control = Loop | IfTag | Word


def control(text: str, unit: str) -> Control | None:
    """The control a whole paragraph (`p`) or row (`tr`) stands for; raises Unprovable."""
    found = _BLOCK.search(text)
    if found is None or found["unit"] != unit:
        return None
    return _control(" ".join(found["do"].split()))


def _control(says: str) -> Control:
    if says in ("else", "endif", "endfor"):
        return says
    if loop := _FOR.fullmatch(says):
        return Loop(loop[1], loop[2])
    if condition := _IF.fullmatch(says):
        return IfTag(condition[3], bool(condition[2]), condition[1] == "elif")
    raise Unprovable(f"{{% {says} %}}")


def has_tag(text: str) -> bool:
    """Whether anything in this text is for the template engine."""
    return _TAG.search(text) is not None


def only_name(text: str) -> str:
    """The placeholder's name where a text is one placeholder and nothing else, or ""."""
    found = _TAG.fullmatch(text.strip())
    if found is None or found["print"] is None:
        return ""
    name = found["print"].strip()
    return name if _DOTTED.fullmatch(name) else ""


def only_names(text: str) -> tuple[str, ...]:
    """The names a text prints, or none if it has any other tag."""
    tags = list(_TAG.finditer(text))
    names = tuple((tag["print"] or "").strip() for tag in tags)
    return names if all(map(_DOTTED.fullmatch, names)) else ()


def names_in(text: str) -> list[str]:
    """The dotted names that a text prints."""
    found = (tag["print"].strip() for tag in _TAG.finditer(text) if tag["print"])
    return [name for name in found if _DOTTED.fullmatch(name)]


def print_text(text: str, values: Mapping[str, object], unknown: list[str]) -> str:
    """The text with its placeholders printed; what cannot be known becomes `ANYTHING`."""
    if any(tag["do"] for tag in _TAG.finditer(text)):
        # A condition inside a paragraph: the whole of it is open.
        unknown.append(text.strip())
        return ANYTHING

    def printed(tag: re.Match[str]) -> str:
        if tag["print"] is None:
            return ""
        name = tag["print"].strip()
        value = look_up(name, values) if _DOTTED.fullmatch(name) else None
        if value is None:
            unknown.append(tag[0])
            return ANYTHING
        return str(value)

    return _TAG.sub(printed, text)


def look_up(name: str, values: Mapping[str, object]) -> object:
    """The value of a dotted name, or None."""
    value: object = values
    for key in name.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return value


def find_left_over(text: str) -> str:
    """The first trace of a tag that nobody filled, with some of what follows, or ""."""
    found = _LEFT_OVER.search(text)
    return text[found.start() : found.start() + 40] if found else ""


def unprovable_note(tags: list[str]) -> Message:
    """What to tell when some of a template could not be proved."""
    return tell(
        "what the template prints for {tags} was not compared; docfill reads back names, "
        "{{%p for %}} and {{%p if %}} only",
        tags=", ".join(dict.fromkeys(tags)),
    )
