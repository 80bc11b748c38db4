"""Lines that begin or end unlike a key, or unlike the text they belong to."""

import re

from docfill.base import tell
from docfill.sources.yaml.repair.broken_file import (
    COLON_TOO_MANY,
    NO_COLON,
    NO_KEY,
    NO_LIST,
    QUOTES,
    TEXT_SIGNS,
    Culprit,
    Wreck,
)
from docfill.sources.yaml.repair.slips import KEY, is_like_a_key, slip
from docfill.sources.yaml.repair.trace import TextPosition

_FIGURE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s*[:：]\s*([0-9.]+)")
_ROW = re.compile(
    rf" *(?:- +)?(?P<key>{KEY}): +(?P<row>[(（]?{_FIGURE.pattern}(?:[,，、\s]+{_FIGURE.pattern})*"
    r"\s*[)）]?)\s*(?:#.*)?"
)
_BARE_KEY = re.compile(r" *(?:- +)*(?P<key>[^\s:#]+): *(?:#.*)?")


def tab(wreck: Wreck) -> Culprit | None:
    """A tab in the indentation of the line the parser stopped at."""
    line = wreck.line(wreck.at.line)
    at = line[: len(line) - len(line.lstrip())].find("\t")
    if at < 0:
        return None
    says = tell("a tab stands in this line; indent with spaces")
    return Culprit(TextPosition(wreck.at.line, at + 1), says)


def row_without_brackets(wreck: Wreck) -> Culprit | None:
    """A row of figures behind a key, without brackets or with parentheses."""
    found = _ROW.fullmatch(wreck.line(wreck.at.line))
    if wreck.problem != COLON_TOO_MANY or found is None:
        return None
    figures = ", ".join(f"{key}: {figure}" for key, figure in _FIGURE.findall(found["row"]))
    says = tell("write “{right}”", right=f"{found['key']}: {{{figures}}}")
    return Culprit(TextPosition(wreck.at.line, found.start("row") + 1), says)


def dash_for_zero(wreck: Wreck) -> Culprit | None:
    """A dash in place of a value."""
    if wreck.problem != NO_LIST or not re.fullmatch(r"-\s*(?:#.*)?", wreck.after):
        return None
    return Culprit(wreck.at, tell("“{text}” is no number; where there is none write 0", text="-"))


def find_slip(wreck: Wreck) -> Culprit | None:
    """A line with a slip of the pen, from the last value on to where the parser stopped."""
    if wreck.problem not in (*NO_KEY, NO_COLON, COLON_TOO_MANY):
        return None
    for number in _suspects(wreck):
        line = wreck.line(number)
        if found := slip(line, wreck.text_before(number) is not None):
            return Culprit(TextPosition(number, found[0]), found[1])
        if not _may_lack_a_colon(wreck, number):
            continue
        if found_text := _text_not_indented(wreck, number):
            return found_text
        if number != wreck.at.line or wreck.problem == NO_COLON:
            return _text_without_sign(wreck, number) or _no_colon(wreck, number)
    return None


def _suspects(wreck: Wreck) -> list[int]:
    """The lines that may be to blame, the first one first."""
    if wreck.problem == NO_COLON:
        return [wreck.since.line]
    last, key = wreck.trace.last, wreck.trace.before_last
    first = 1
    if last:
        ends_there = last.style in (*TEXT_SIGNS, *QUOTES)
        first = last.last_line + 1 if ends_there else last.start.line
    between = [key.start.line] if key and key.start.line < first else []
    return [*between, *wreck.written(first, wreck.at.line)]


def _may_lack_a_colon(wreck: Wreck, number: int) -> bool:
    """Whether a line has no key, and does not go on with a value that began before."""
    if number != wreck.at.line and re.search(r":(?:\s|$)", wreck.line(number)):
        return False
    last = wreck.trace.last
    goes_on = last is not None and not last.style and last.start.line < number <= last.last_line
    return not goes_on


def _text_not_indented(wreck: Wreck, number: int) -> Culprit | None:
    """A line of text that is not indented like the rest of it, or the first of it that is not."""
    text, key = wreck.text_before(number), wreck.trace.before_last
    if text is None or key is None or is_like_a_key(wreck.line(number)):
        return None
    first = next(wreck.written(text.start.line + 1, text.last_line), 0)
    column, later = wreck.column(number), next(wreck.written(number + 1, len(wreck.lines)), 0)
    if first and key.start.column < column < wreck.column(first) and wreck.column(later) == column:
        says = tell(
            "the text of {key} begins further right than line {line}; indent all its lines alike",
            key=key.text,
            line=number,
        )
        return Culprit(wreck.beginning(first), says)
    says = tell(
        "if this line goes on with the text of {key}, indent it by {n} spaces like the rest of it",
        key=key.text,
        n=wreck.column(first) - 1 if first else key.start.column + 1,
    )
    return Culprit(wreck.beginning(number), says)


def _text_without_sign(wreck: Wreck, number: int) -> Culprit | None:
    """A text under a key that has no `|`."""
    above = max(wreck.written(1, number - 1), default=0)
    bare = _BARE_KEY.fullmatch(wreck.line(above))
    if bare is None or wreck.column(above) >= wreck.column(number):
        return None
    if is_like_a_key(wreck.line(number)):
        return None
    says = tell("a text begins under {key}; write “{key}: |” before it", key=bare["key"])
    return Culprit(wreck.beginning(above), says)


def _no_colon(wreck: Wreck, number: int) -> Culprit:
    says = tell("this line has no “:” behind its key; write it like “key: value”")
    return Culprit(wreck.beginning(number), says)
