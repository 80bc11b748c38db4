"""Checks of a figure's size: against last year's, against the peers', against its unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docfill.base import (
    NOTHING,
    Figure,
    Finding,
    Message,
    Severity,
    as_written,
    level_in_words,
    plain,
    print_figure,
    tell,
)
from docfill.checks.case import Case, Findings
from docfill.filing import TableFigure
from docfill.form import Outliers, Slot, SmallerUnit

PEER_CODES = frozenset({"far-from-peers", "wrong-unit"})
"""What may be found only where the filings of the agency's peers are read, too."""


def figures_are_of_usual_size(case: Case) -> Findings:
    """No figure is many times last year's or the peers', as one typed in a wrong unit is."""
    limits = case.form.wording.outliers
    if limits is None:
        return
    before = case.last_year.cells if case.last_year else {}
    for table in case.form.tables.values():
        for slot in table.slots:
            cell = case.filing.cells.get(slot.name)
            if cell is None or slot.terms:
                continue
            last, least = before.get(slot.name), _least(limits, slot)
            if cell.value >= least or (last is not None and last.value >= least):
                yield from _doubt(case, limits, slot, cell, last)


def _least(limits: Outliers, slot: Slot) -> int:
    return limits.least_amount if slot.row.kind == "amount" else limits.least


@dataclass(frozen=True, slots=True)
class _Usual:
    """A figure that is known to be of the right size, and who stated it."""

    code: str
    value: Figure
    says: Message


def _doubt(
    case: Case, limits: Outliers, slot: Slot, cell: TableFigure, last: TableFigure | None
) -> Iterator[Finding]:
    """At most one finding for a cell: what the agency stated last year says more than its peers."""
    usual = _last_year(cell, last) or _peers(case, limits, cell)
    smaller = limits.smaller_units.get(slot.row.unit)
    caption = case.form.caption(slot.name)
    if usual and _is_far(cell.value, usual.value, limits.times):
        code, unit_says = usual.code, NOTHING
        if smaller and _fits(cell.value, smaller, usual.value, limits.times):
            code, unit_says = "wrong-unit", _in_unit(cell.value, slot.row.unit, smaller)
        says = tell(
            "{caption} {value}{unit}, but {usual}: {ratio}, limit: {times} times",
            caption=caption,
            value=print_figure(cell.value),
            unit=unit_says,
            usual=usual.says,
            ratio=_ratio(cell.value, usual.value),
            times=limits.times,
        )
        yield Finding(cell.place, code, says, Severity.WARNING)
    elif smaller and 0 < smaller.doubtful.get(case.agency.level, 0) <= cell.value:
        says = tell(
            "{caption} {value}{unit}; {limit} {name} or more is doubted of a {level}",
            caption=caption,
            value=print_figure(cell.value),
            unit=_in_unit(cell.value, slot.row.unit, smaller),
            limit=smaller.doubtful[case.agency.level],
            name=slot.row.unit,
            level=level_in_words(case.agency.level),
        )
        yield Finding(cell.place, "wrong-unit", says, Severity.WARNING)


def _last_year(cell: TableFigure, last: TableFigure | None) -> _Usual | None:
    """Last year's figure; nothing where one of the two is zero, which is far from nothing."""
    if last is None or not last.value or not cell.value:
        return None
    says = tell("last year {value} ({place})", value=print_figure(last.value), place=last.place)
    return _Usual("far-from-last-year", last.value, says)


def _peers(case: Case, limits: Outliers, cell: TableFigure) -> _Usual | None:
    """What most of the peers that state any do not surpass.

    A quarter of them may be wrong themselves, or have more to do than the others.
    """
    others: Sequence[Figure] = case.peers.besides(cell.name, cell.value)
    if not cell.value or len(others) < limits.others:
        return None
    at = 3 * (len(others) - 1) // 4
    says = tell(
        "{n} of the {all} others of its level that state any have at most {value}",
        n=at + 1,
        all=len(others),
        value=print_figure(others[at]),
    )
    # Fewer than usual is nothing to doubt among peers: their sizes differ.
    return _Usual("far-from-peers", min(others[at], cell.value), says)


def _is_far(value: Figure, usual: Figure, times: int) -> bool:
    return max(value, usual) >= times * min(value, usual)


def _fits(value: Figure, smaller: SmallerUnit, usual: Figure, times: int) -> bool:
    """Whether a value would be of the usual size, were it in the smaller unit."""
    return value > usual and not _is_far(value, usual * smaller.times, times)


def _in_unit(value: Figure, unit: str, smaller: SmallerUnit) -> Message:
    """What a value would be, had it been meant in the smaller unit."""
    return tell(
        " {unit} ({value} {smaller} ÷ {times} = {true} {unit})",
        unit=unit,
        value=print_figure(value),
        smaller=smaller.unit,
        times=smaller.times,
        true=plain(Decimal(value) / smaller.times),
    )


def _ratio(value: Figure, usual: Figure) -> Message:
    """The larger of two figures divided by the smaller, without what is behind the point."""
    small, large = sorted((value, usual))
    sign = "≈" if large % small else "="
    ratio = int(large // small)
    return as_written(f"{print_figure(large)} ÷ {print_figure(small)} {sign} {ratio}")
