"""A line of YAML with the full-width signs that surely belong to its keys and brackets mended."""

import re

from docfill.base import Message, tell
from docfill.sources.yaml.repair.broken_file import Culprit
from docfill.sources.yaml.repair.slips import KEY, WIDE, wide_colon, wide_sign
from docfill.sources.yaml.repair.trace import TextPosition

_KEY_AND_COLON = re.compile(rf"^( *{KEY})\s*：[ \u3000]*")
_BAR = re.compile(rf"^( *{KEY}: *)｜(?=\s*(?:#|$))")
_IN_BRACKETS = re.compile(
    rf"(?P<before> *(?:- +)?(?:{KEY}: *)?)"
    r"(?P<row>[{｛][^\"'“”#{}｛｝]*[}｝]?)(?P<behind>\s*(?:#.*)?)"
)
_COMMA = re.compile(rf"\s*[，、；]\s*(?={KEY}\s*[:：]|$|[}}｝])")
_COLON = re.compile(rf"(?<=[{{｛, ])({KEY})\s*：\s*")
_FIGURE_BEHIND = re.compile(
    r" *[a-z_][a-z0-9_]*\s*：\s*(?:[0-9０-９][0-9０-９.]*|[{｛].*)?\s*(?:#.*)?"
)


_TEXT_BEHIND = re.compile(r" *[a-z_][a-z0-9_]*\s*：\s*[|｜]\s*(?:#.*)?")
_ROW_OF_FIGURES = re.compile(
    rf" *(?:- +)?(?:{KEY}: *)?\{{(?: *{KEY}: [0-9０-９.]+(?:, *|(?=}})))+}}\s*(?:#.*)?"
)


def half_width(line: str) -> str:
    """The line as it was surely meant; the line itself where nothing in it is sure.

    >>> half_width("  rules：｛made：0，repealed: 0｝  # a：b")
    '  rules: {made: 0, repealed: 0}  # a：b'
    >>> half_width("  - {code: x, reason: 甲，乙：丙}")
    '  - {code: x, reason: 甲，乙：丙}'
    """
    line = _BAR.sub(r"\1|", _KEY_AND_COLON.sub(r"\1: ", line))
    found = _IN_BRACKETS.fullmatch(line)
    return found["before"] + half_width_row(found["row"]) + found["behind"] if found else line


def half_width_row(row: str) -> str:
    """The same for what stands in brackets.

    >>> half_width_row("{made：0、repealed：0}")
    '{made: 0, repealed: 0}'
    """
    row = _COLON.sub(r"\1: ", _COMMA.sub(", ", row))
    return re.sub("^｛", "{", re.sub("｝$", "}", row)).replace(", }", "}")


def wide_signs(number: int, line: str) -> Culprit | None:
    """What is surely full-width in a line and should not be; None where nothing is."""
    right = half_width(line)
    if right == line:
        return None
    at = next(
        n for n, sign in enumerate(line) if sign in WIDE and not right.startswith(line[: n + 1])
    )
    return Culprit(TextPosition(number, at + 1), _what_to_write(line, right, line[at]))


def is_a_key_with_its_figure(line: str) -> bool:
    """Whether a line is no prose: a key, a full-width colon, and a figure or row or nothing."""
    return _FIGURE_BEHIND.fullmatch(line) is not None


def begins_a_text(line: str) -> bool:
    """Whether a line is a key with a full-width colon, and `|` behind it."""
    return _TEXT_BEHIND.fullmatch(line) is not None


def is_a_row_of_figures(line: str) -> bool:
    """Whether a line is no prose: brackets with keys and figures, once its signs are mended.

    >>> is_a_row_of_figures("new: {made：0，repealed：0}"), is_a_row_of_figures("{a: 见，http：//}")
    (True, False)
    """
    return _ROW_OF_FIGURES.fullmatch(half_width(line)) is not None


def _what_to_write(line: str, right: str, sign: str) -> Message:
    """All of the line's value where several signs are to be mended."""
    mended = sum(line.count(each) - right.count(each) for each in WIDE)
    if mended > 1:
        written = re.sub(r"\s+#.*", "", right).strip().removeprefix("- ")
        return tell("full-width signs stand in this line; write “{right}”", right=written)
    return wide_colon() if _KEY_AND_COLON.match(line) else wide_sign(sign)
