"""Quotes and brackets that are not closed, or closed where more follows."""

import re

from docfill.base import Message, tell
from docfill.sources.yaml.repair.broken_file import NO_BEGINNING, NO_KEY, QUOTES, Culprit, Wreck
from docfill.sources.yaml.repair.slips import KEY, wide_sign
from docfill.sources.yaml.repair.trace import TextPosition

_WIDE_IN_BRACKETS = re.compile(rf"[，｛｝［］：]|[、；](?=\s*{KEY}\s*[:：])")


def quote(wreck: Wreck) -> Culprit | None:
    """Where a quote was opened that is never closed, or only by a later one."""
    last = wreck.trace.last
    if wreck.context == "while scanning a quoted scalar":
        return Culprit(wreck.since, tell("a quote is opened here and never closed"))
    if last and last.style in QUOTES and last.start.line < last.last_line == wreck.at.line:
        says = tell(
            "the quote opened here is closed in line {line}, with something behind it; "
            "close it where the value ends, and write “ ” for quotes within a text",
            line=last.last_line,
        )
        return Culprit(last.start, says)
    return None


def bracket(wreck: Wreck) -> Culprit | None:
    """What keeps the innermost open bracket from being closed."""
    opened = wreck.trace.bracket
    if opened is None or (wreck.problem == NO_BEGINNING and wreck.sign in "@`%"):
        return None
    start = opened.start
    if found := _wide_sign(wreck, start):
        return found
    if wreck.at.line == start.line:
        return Culprit(wreck.at, _in_one_line(wreck, start))
    if _closes_later(wreck.after):
        line = max(wreck.written(start.line, wreck.at.line - 1), default=start.line)
        spot = TextPosition(line, len(wreck.line(line).rstrip()))
        return Culprit(spot, tell("a “,” is missing at the end of this line, within brackets"))
    if re.search(r"\s#.*[}\]]", wreck.line(start.line)[start.column :]):
        return Culprit(
            start,
            tell("what stands behind # is a comment, so the bracket opened here is not closed"),
        )
    return Culprit(start, tell("a bracket is opened here and never closed"))


def behind_closing(wreck: Wreck) -> Culprit | None:
    """More text in the line behind a value's last quote or bracket."""
    end = wreck.before.rstrip()[-1:]
    if wreck.problem not in NO_KEY or not end or end not in "}]\"'":
        return None
    if wreck.sign and wreck.sign in "}]":
        return Culprit(wreck.at, tell("“{sign}” closes nothing; delete it", sign=wreck.sign))
    if end in "}]":
        says = tell("nothing may stand behind a closing bracket but a comment (“ #”)")
        return Culprit(wreck.at, says)
    says = tell(
        "nothing may stand behind a closing quote; put the whole value in quotes, or none of it"
    )
    return Culprit(wreck.at, says)


def _wide_sign(wreck: Wreck, start: TextPosition) -> Culprit | None:
    """A full-width sign in the bracket's own line, where it was not closed as it should."""
    in_one_line = wreck.at.line == start.line
    end = wreck.at.column if in_one_line else None
    for found in _WIDE_IN_BRACKETS.finditer(wreck.line(start.line)[:end], start.column):
        if in_one_line or found[0] in "｝］":
            return Culprit(TextPosition(start.line, found.start() + 1), wide_sign(found[0]))
    return None


def _in_one_line(wreck: Wreck, start: TextPosition) -> Message:
    opened = wreck.line(start.line)[start.column - 1]
    right = "}" if opened == "{" else "]"
    if wreck.sign and wreck.sign in "}]" and wreck.sign != right:
        return tell(
            "“{sign}” closes no “{opened}”; write “{right}”",
            sign=wreck.sign,
            opened=opened,
            right=right,
        )
    return tell("a bracket is not closed, or a “,” is missing before this place")


def _closes_later(text: str) -> bool:
    """Whether more brackets are closed than opened in a text.

    >>> _closes_later(": 0}"), _closes_later(": {a: 0}")
    (True, False)
    """
    return len(re.findall(r"[}\]]", text)) > len(re.findall(r"[{\[]", text))
