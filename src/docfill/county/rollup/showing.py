"""A roll-up for a terminal: what it does not hold first, then the sums, group beside group."""

from collections.abc import Iterator, Sequence

from docfill.base import Message, in_a_row, pad, print_figure, tell, width
from docfill.county.rollup.figures import Rollup
from docfill.form import FormTable, Slot

_LONGEST = 44  # columns of a terminal for the caption of a row


def as_text(rollup: Rollup) -> Iterator[str]:
    """The whole page, line by line."""
    scope = in_a_row(tell(", "), (group.name for group in rollup.groups))
    says = tell(
        "{county} {year}: {covers} filings added up ({scope})",
        county=rollup.county,
        year=rollup.year,
        covers=rollup.covers,
        scope=scope,
    )
    yield str(says)
    yield from map(str, rollup.shortfalls)
    for table in rollup.form.tables.values():
        yield ""
        yield from _table(rollup, table)


def whole_column(slot: Slot, table: FormTable) -> bool:
    """Whether a cell speaks for its row: the row's only one, its total, or one of no total."""
    return slot.column is None or bool(slot.column.sum) or not _has_total(table)


def _has_total(table: FormTable) -> bool:
    return any(column.sum for column in table.columns.values())


def _table(rollup: Rollup, table: FormTable) -> Iterator[str]:
    """Each row that is not zero everywhere; a row of columns shows its total, if it has one."""
    slots = [slot for slot in table.slots if whole_column(slot, table)]
    shown = [slot for slot in slots if rollup.whole[slot.name]]
    heads = [*(str(group.name) for group in rollup.groups), str(tell("total"))]
    lines = [[shorten(_caption(slot, table)), *_figures(rollup, slot)] for slot in shown]
    columns = [
        max([width(head), *(width(line[at + 1]) for line in lines)])
        for at, head in enumerate(heads)
    ]
    first = max([width(line[0]) for line in lines], default=0)
    heading = rollup.form.heading(table.key)
    yield heading
    if lines:
        yield _line("", heads, first, columns)
    for caption, *figures in lines:
        yield _line(caption, figures, first, columns)
    if zeros := len(slots) - len(shown):
        yield str(_zeros(zeros))


def _zeros(n: int) -> Message:
    return tell("(zero everywhere: {n} rows)", n=n)


def _figures(rollup: Rollup, slot: Slot) -> list[str]:
    sums = [*(rollup.by_group[group.key] for group in rollup.groups), rollup.whole]
    return [print_figure(each[slot.name]) for each in sums]


def _caption(slot: Slot, table: FormTable) -> str:
    caption = slot.row.caption_within()
    if slot.column is not None and not _has_total(table):
        return f"{caption}／{slot.column.caption}"
    return caption


def shorten(caption: str) -> str:
    """A caption cut to what a terminal has room for."""
    while width(caption) > _LONGEST:
        caption = caption[:-2] + "…"
    return caption


def _line(caption: str, figures: Sequence[str], first: int, columns: Sequence[int]) -> str:
    right = (
        "  " + " " * (column - width(f)) + f for f, column in zip(figures, columns, strict=True)
    )
    return pad(caption, first) + "".join(right)
