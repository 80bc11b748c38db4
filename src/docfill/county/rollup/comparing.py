"""Two years beside each other: what changed, agency by agency and in sum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from docfill.base import Figure, Finding
from docfill.county.rollup.adding import add_up
from docfill.county.rollup.collecting import figures_of_all
from docfill.county.rollup.figures import AgencyFigures, Sums
from docfill.form import Form
from docfill.project import Project, Township


@dataclass(frozen=True, slots=True)
class Change:
    """What a cell had in the earlier year and has in the later one."""

    name: str
    before: Figure
    after: Figure

    @property
    def difference(self) -> Figure:
        return self.after - self.before

    @property
    def size(self) -> Decimal:
        """How large the difference is, whichever way it goes."""
        return abs(Decimal(self.difference))

    @property
    def percent(self) -> Decimal | None:
        """The change in hundredths of what was before; None where that was nothing.

        >>> Change("licences", 8, 6).percent, Change("licences", 0, 6).percent
        (Decimal('-25.0'), None)
        """
        if not self.before:
            return None
        return (Decimal(self.difference) * 100 / self.before).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class AgencyChanges:
    """One agency's filings of both years, and what changed, where both can be read."""

    before: AgencyFigures
    after: AgencyFigures
    changes: tuple[Change, ...]

    @property
    def agency(self) -> Township:
        return self.after.agency

    @property
    def is_compared(self) -> bool:
        return self.before.is_added and self.after.is_added

    @property
    def lacking(self) -> tuple[Finding, ...]:
        """Why it is not compared."""
        parts = (self.before, self.after)
        return tuple(f for part in parts if not part.is_added for f in part.errors)


@dataclass(frozen=True)
class TwoYears:
    """Two years of some agencies; `whole` adds up those that can be compared."""

    county: str
    form: Form
    years: tuple[int, int]
    agencies: tuple[AgencyChanges, ...]
    whole: tuple[Change, ...]

    @property
    def compared(self) -> tuple[AgencyChanges, ...]:
        return tuple(each for each in self.agencies if each.is_compared)

    @property
    def lacking(self) -> tuple[Finding, ...]:
        """Why agencies are not compared, by place."""
        return tuple(sorted(finding for each in self.agencies for finding in each.lacking))


def compare(
    project: Project,
    forms: tuple[Form, Form],
    agencies: Iterable[Township],
    years: tuple[int, int],
) -> TwoYears:
    """What changed between the years; of two editions of a form, in the cells both have."""
    chosen = list(agencies)
    before, after = (
        figures_of_all(project, form, chosen, year) for form, year in zip(forms, years, strict=True)
    )
    found = tuple(
        AgencyChanges(
            before[id],
            after[id],
            _changes(_by_name(forms[0], before[id]), _by_name(forms[1], after[id])),
        )
        for id in after
    )
    both = [each for each in found if each.is_compared]
    whole = _changes(
        add_up(forms[0], (each.before for each in both)),
        add_up(forms[1], (each.after for each in both)),
    )
    return TwoYears(project.county, forms[1], years, found, whole)


def by_share(comparison: TwoYears) -> TwoYears:
    """The same, the largest change in proportion first; what begins from nothing leads."""
    agencies = tuple(replace(each, changes=_by_share(each.changes)) for each in comparison.agencies)
    return replace(comparison, agencies=agencies, whole=_by_share(comparison.whole))


def _by_share(changes: Sequence[Change]) -> tuple[Change, ...]:
    def share(change: Change) -> Decimal:
        return Decimal("Infinity") if change.percent is None else abs(change.percent)

    return tuple(sorted(changes, key=lambda it: (-share(it), -it.size)))


def _by_name(form: Form, part: AgencyFigures) -> Sums:
    return dict(zip(form.cells, part.values, strict=False))


def _changes(before: Sums, after: Sums) -> tuple[Change, ...]:
    """Cells that are not what they were, the largest difference first."""
    found = [
        Change(name, before[name], value)
        for name, value in after.items()
        if name in before and before[name] != value
    ]
    return tuple(sorted(found, key=lambda change: -change.size))
