"""The county's own filing against the sum: cell by cell, and who could explain what differs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from docfill.base import NOTHING, Figure, Finding, Message, Place, Severity, in_a_row, plain, tell
from docfill.county.rollup.figures import Rollup
from docfill.county.rollup.suspects import Suspect, suspects_of
from docfill.filing import Filing, difference
from docfill.form import LAST_YEAR, Form, Slot
from docfill.project import AgencyGroup

_MOST_SUSPECTS = 3  # told in a message; a workbook lists all


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell in which the county states something else than its agencies' filings add up to."""

    name: str
    stated: Figure
    true: Figure
    place: Place
    suspects: tuple[Suspect, ...]


def differences(rollup: Rollup, county: Filing) -> tuple[CellDifference, ...]:
    """Every cell that differs; totals are none of them, as they only repeat what differs."""
    found = []
    for table in rollup.form.tables.values():
        for slot in table.slots:
            if slot.terms or slot.name not in county.cells or table.key in county.unread:
                continue
            stated, true = county.figure(slot.name), rollup.whole[slot.name]
            if not _agree(slot, stated, true):
                suspects = suspects_of(rollup, slot.name, stated)
                place = county.place(slot.name)
                found.append(CellDifference(slot.name, stated, true, place, suspects))
    return tuple(found)


def _agree(slot: Slot, stated: Figure, true: Figure) -> bool:
    """Whether the figures are the same; a mean may be stated to fewer places."""
    if not slot.weight or not isinstance(stated, Decimal):
        return stated == true
    return Decimal(true).quantize(stated, ROUND_HALF_UP) == stated


def faults_of_county(
    rollup: Rollup, county: Filing, found: Iterable[CellDifference]
) -> Iterator[Finding]:
    """What a reviewer would say of the differences: another scope, or cell by cell."""
    found = list(found)
    if not found:
        return
    if groups := groups_it_adds(rollup, county):
        says = tell(
            "the figures are those of {groups} alone, not of {scope}, which the report adds up; "
            "correct them, or county_report.scope in docfill.yaml",
            groups=_names(groups),
            scope=_names(rollup.groups),
        )
        yield Finding(found[0].place, "sum-of-others", says)
        return
    stocks = stock_cells(rollup.form)
    for each in found:
        # A document that several made together is in the filing of each, and one for the county.
        jointly = each.name in stocks and each.stated < each.true
        code = "sum-stock" if jointly else "sum"
        severity = Severity.WARNING if jointly else Severity.ERROR
        yield Finding(each.place, code, _message(rollup, each, jointly), severity)


def groups_it_adds(rollup: Rollup, county: Filing) -> tuple[AgencyGroup, ...]:
    """The groups whose sum the county's figures are, where that is not the whole scope."""
    slots = [s for table in rollup.form.tables.values() for s in table.slots if not s.terms]
    names = [slot.name for slot in slots if slot.name in county.cells and not slot.weight]
    if not any(county.figure(name) for name in names):
        return ()
    for number in range(1, len(rollup.groups)):
        for groups in combinations(rollup.groups, number):
            if all(
                county.figure(name) == sum(rollup.by_group[group.key][name] for group in groups)
                for name in names
            ):
                return groups
    return ()


def stock_cells(form: Form) -> set[str]:
    """Cells that carry over into themselves, of which an identity has last year's and this one's.

    What they count may be one thing for several agencies, so that its sum may count it twice.
    """
    found = set()
    for identity in form.identities:
        terms = {*identity.left, *identity.right}
        carried = [term for term in terms if f"{LAST_YEAR}{term}" in terms]
        table = form.tables[identity.table]
        by_column = identity.along == "columns"
        lines = table.columns if by_column else table.rows
        for term in carried:
            for line in lines:
                found.add(".".join((table.key, *((term, line) if by_column else (line, term)))))
    return found & form.cells.keys()


def _names(groups: Iterable[AgencyGroup]) -> Message:
    return in_a_row(tell(", "), (group.name for group in groups))


def _message(rollup: Rollup, each: CellDifference, jointly: bool) -> Message:
    caption, stated, true = rollup.form.caption(each.name), plain(each.stated), plain(each.true)
    covers, by = rollup.covers, difference(each.stated, each.true)
    row, _ = rollup.form.cells[each.name]
    says = (
        tell(
            "{caption} is {stated}, but the mean of the filings of {covers} agencies is {true} "
            "({difference})",
            caption=caption,
            stated=stated,
            covers=covers,
            true=true,
            difference=by,
        )
        if row.mean_by
        else tell(
            "{caption} is {stated}, but the filings of {covers} agencies add up to {true} "
            "({difference})",
            caption=caption,
            stated=stated,
            covers=covers,
            true=true,
            difference=by,
        )
    )
    told = [suspect.says for suspect in each.suspects[:_MOST_SUSPECTS]]
    if more := len(each.suspects) - len(told):
        told.append(tell("and {n} more", n=more))
    if jointly:
        told.append(tell("is something several made together counted once each?"))
    return in_a_row(tell("; "), (says, *told)) if told else in_a_row(NOTHING, (says,))
