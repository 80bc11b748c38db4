"""Two years beside each other for a terminal, and as plain objects for JSON."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from docfill.base import Figure, Message, in_a_row, pad, plain, tell, width
from docfill.county.rollup.comparing import AgencyChanges, Change, TwoYears
from docfill.county.rollup.figures import AgencyFigures, InSum
from docfill.county.rollup.showing import shorten, whole_column
from docfill.form import Form, Slot

_MOST = 5  # of an agency where several are shown; --json has all


def as_text(comparison: TwoYears) -> Iterator[str]:
    """The sum with all that changed, then each agency with what changed most."""
    earlier, later = comparison.years
    says = tell(
        "{county} {earlier} → {later}: {n} of {all} agencies compared",
        county=comparison.county,
        earlier=earlier,
        later=later,
        n=len(comparison.compared),
        all=len(comparison.agencies),
    )
    yield str(says)
    for each in comparison.agencies:
        if not each.is_compared:
            yield str(_not_compared(each, comparison.years))
    alone = len(comparison.agencies) == 1
    captions = _captions(comparison.form)
    if not alone and comparison.compared:
        yield ""
        yield str(tell("Together"))
        yield from _lines(comparison.whole, captions, len(captions))
    for each in comparison.compared:
        yield ""
        yield each.agency.name
        yield from _lines(each.changes, captions, len(captions) if alone else _MOST)


def as_object(comparison: TwoYears) -> dict[str, object]:
    """Every cell that changed; amounts are texts, so that no decimal is lost."""
    form = comparison.form
    return {
        "county": comparison.county,
        "years": list(comparison.years),
        "compared": len(comparison.compared),
        "expected": len(comparison.agencies),
        "findings": [str(finding) for finding in comparison.lacking],
        "whole": [_change(form, change) for change in comparison.whole],
        "agencies": [
            {
                "agency": each.agency.id,
                "name": each.agency.name,
                "standing": [str(each.before.standing), str(each.after.standing)],
                "changes": [_change(form, change) for change in each.changes],
            }
            for each in comparison.agencies
        ],
    }


def _change(form: Form, change: Change) -> dict[str, object]:
    return {
        "cell": change.name,
        "caption": form.caption(change.name),
        "before": _figure(change.before),
        "after": _figure(change.after),
        "difference": _figure(change.difference),
        "percent": None if change.percent is None else str(change.percent),
    }


def _figure(figure: Figure) -> int | str:
    return plain(figure) if isinstance(figure, Decimal) else figure


def _not_compared(each: AgencyChanges, years: Sequence[int]) -> Message:
    parts = zip(years, (each.before, each.after), strict=True)
    lacking = (
        in_a_row("", (str(year), ": ", _why(part))) for year, part in parts if not part.is_added
    )
    return tell(
        "not compared: {name} ({why})", name=each.agency.name, why=in_a_row(tell(", "), lacking)
    )


def _why(part: AgencyFigures) -> Message:
    return tell("no filing") if part.standing is InSum.MISSING else tell("cannot be read")


def _captions(form: Form) -> dict[str, str]:
    """What each cell that speaks for its row is called."""
    return {
        slot.name: _caption(slot)
        for table in form.tables.values()
        for slot in table.slots
        if whole_column(slot, table)
    }


def _caption(slot: Slot) -> str:
    caption = slot.row.caption_within()
    return f"{caption}／{slot.column.caption}" if slot.column and not slot.column.sum else caption


def _lines(changes: Sequence[Change], captions: dict[str, str], most: int) -> Iterator[str]:
    """A line for each row that changed: before, after, difference and share."""
    rows = [change for change in changes if change.name in captions]
    if not rows:
        yield f"  {tell('unchanged')}"
    cells = [[shorten(captions[row.name]), *_columns(row)] for row in rows[:most]]
    widths = [max(width(line[at]) for line in cells) for at in range(5)] if cells else []
    for caption, *figures in cells:
        right = (" " * (w - width(f)) + f for f, w in zip(figures, widths[1:], strict=True))
        yield f"  {pad(caption, widths[0])}  " + "  ".join(right)
    if (rest := len(rows) - most) > 0:
        yield f"  {tell('(and {n} more)', n=rest)}"


def _columns(change: Change) -> tuple[str, str, str, str]:
    share = str(tell("new")) if change.percent is None else f"{change.percent:+}%"
    difference = (
        f"+{plain(change.difference)}" if change.difference > 0 else plain(change.difference)
    )
    return plain(change.before), f"→ {plain(change.after)}", difference, share
