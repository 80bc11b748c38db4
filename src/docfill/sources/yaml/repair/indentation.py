"""Lines that begin in another column than those they belong to."""

import re

from docfill.base import in_a_row, tell
from docfill.sources.yaml.repair.broken_file import COLON_TOO_MANY, NO_ENTRY, NO_KEY, Culprit, Wreck
from docfill.sources.yaml.repair.slips import is_like_a_key


def list_among_keys(wreck: Wreck) -> Culprit | None:
    """An entry of a list among keys, or a key among the entries of a list."""
    if wreck.problem == NO_ENTRY:
        inner = wreck.trace.open[-1] if wreck.trace.open else None
        says = tell(
            "“- ” begins a list here, and line {line} is no part of it; "
            "leave “- ” out, or indent line {line} further",
            line=wreck.at.line,
        )
        is_alone = inner is not None and inner.children == 1
        return Culprit(wreck.since if is_alone else wreck.at, says)
    if wreck.problem in NO_KEY and re.match(r"- |-$", wreck.after):
        says = tell("a list begins here among keys; leave “- ” out, or indent it under its key")
        return Culprit(wreck.at, says)
    return None


def further_than_neighbour(wreck: Wreck) -> Culprit | None:
    """A line that is read as more of the value in the line before it."""
    last = wreck.trace.last
    if last is None or not _is_read_as_more(wreck):
        return None
    says = tell(
        "this line is indented further than line {line}, which has a value already; "
        "indent both alike",
        line=last.start.line,
    )
    return Culprit(wreck.beginning(wreck.at.line), says)


def first_key_alone(wreck: Wreck) -> Culprit | None:
    """A first key that is indented further than all that follow it."""
    if not _is_misplaced(wreck):
        return None
    blocks = [each for each in wreck.trace.ended if not each.in_brackets]
    if not blocks or blocks[-1].children > 2 or _next_column(wreck) != wreck.at.column:
        return None
    says = tell(
        "this line begins in column {column}, the lines after it in column {other}; "
        "indent them alike",
        column=blocks[-1].start.column,
        other=wreck.at.column,
    )
    return Culprit(blocks[-1].start, says)


def between_others(wreck: Wreck) -> Culprit | None:
    """A key with a value that stands further left than the lines before or after it."""
    if not _is_misplaced(wreck) and not _is_read_as_more(wreck):
        return None
    column = wreck.column(wreck.at.line)
    # Deeper lines are the texts of keys.
    above = [n for n in wreck.written(1, wreck.at.line - 1) if wreck.column(n) <= column]
    if not above or wreck.column(above[-1]) == column:
        return None
    line = wreck.line(above[-1])
    is_parent = re.search(r":\s*(?:#.*)?$", line) is not None
    before = wreck.column(above[-2]) if len(above) > 1 else 0
    if is_parent or column not in (before, _next_column(wreck)):
        return None
    says = tell(
        "this line begins in column {column}, those beside it in column {other}; "
        "indent it like them",
        column=wreck.column(above[-1]),
        other=column,
    )
    return Culprit(wreck.beginning(above[-1]), says)


def of_no_level(wreck: Wreck) -> Culprit | None:
    """A line whose indentation is that of no line before it."""
    levels = [str(column) for column in wreck.trace.levels if column != wreck.at.column]
    if not _is_misplaced(wreck) or not levels:
        return None
    says = tell(
        "this line begins in column {column}, its neighbours in column {others}; "
        "indent it like them",
        column=wreck.at.column,
        others=in_a_row(tell(" or "), levels),
    )
    return Culprit(wreck.at, says)


def _is_misplaced(wreck: Wreck) -> bool:
    """Whether the parser stopped at the beginning of a line, for want of a key."""
    return wreck.problem in NO_KEY and not wreck.before.strip()


def _is_read_as_more(wreck: Wreck) -> bool:
    """Whether a line with a key is taken for more of a value that began before it."""
    last = wreck.trace.last
    if wreck.problem != COLON_TOO_MANY or last is None or last.style:
        return False
    return last.start.line < wreck.at.line and is_like_a_key(wreck.before + ":")


def _next_column(wreck: Wreck) -> int:
    """Where the next line begins that is not deeper; 0 where there is none."""
    later = wreck.written(wreck.at.line + 1, len(wreck.lines))
    columns = (wreck.column(number) for number in later)
    return next((column for column in columns if column <= wreck.column(wreck.at.line)), 0)
