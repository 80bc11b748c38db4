"""Adds figures up: cells nobody works out are summed, the rest are worked out as the form does.

Of some the form wants the mean instead: what several offices took on average is no sum.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from docfill.base import Figure, Finding, Place, plain, print_figure
from docfill.checks import FIGURE_CHECKS, Case, check
from docfill.county.rollup.figures import AgencyFigures, Sums
from docfill.filing import Filing, TableFigure, work_out
from docfill.form import Form, Slot

_CENTS = Decimal("0.01")


def add_up(form: Form, parts: Iterable[AgencyFigures]) -> Sums:
    """The sum of every cell; totals are worked out from sums, not summed.

    Decimals are exact: an amount has at most 12 digits before the point and 8 behind it, so that
    a hundred million of them fit into the 28 digits that Python's decimals keep.
    """
    added = [part.values for part in parts if part.is_added]
    columns = zip(*added, strict=True)
    sums: dict[str, Figure] = dict(zip(form.cells, map(_sum, columns), strict=False))
    found: dict[str, Figure] = {}
    for table in form.tables.values():
        known = {s.name: sums[s.name] for s in table.slots if not s.terms and s.name in sums}
        found.update(work_out(table, known))
    for table in form.tables.values():
        for slot in table.slots:
            if slot.weight:
                found[slot.name] = _mean(form, slot, added)
    return found


def _mean(form: Form, slot: Slot, added: Sequence[Sequence[Figure]]) -> Figure:
    """The mean to two places behind the point, each agency counted by its weight; else zero."""
    names = list(form.cells)
    at, by = names.index(slot.name), names.index(slot.weight)
    count = sum(values[by] for values in added)
    if not count:
        return 0
    whole = sum((Decimal(values[at]) * values[by] for values in added), Decimal())
    return Decimal(plain((whole / count).quantize(_CENTS, ROUND_HALF_UP)))


def _sum(values: Sequence[Figure]) -> Figure:
    return sum(values)


def as_filing(form: Form, sums: Sums, year: int, place: Place, agency: str = "") -> Filing:
    """Sums as a filing, so that whatever is asked of a filing can be asked of them."""
    cells = {
        name: TableFigure(name, sums[name], print_figure(sums[name]), place) for name in form.cells
    }
    return Filing(agency, year, place.file, cells, {}, {})


def faults_of_sum(form: Form, this_year: Filing, last_year: Filing | None) -> list[Finding]:
    """Sums the form declares equal that are not, in the sum of all filings."""
    case = Case(form, this_year, last_year)
    codes = {identity.code for identity in form.identities}
    return [found for found in check(case, FIGURE_CHECKS) if found.code in codes]
