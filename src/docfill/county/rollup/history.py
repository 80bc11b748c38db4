"""The same agencies' sums of the years before, as far back as there are filings."""

from dataclasses import dataclass, replace

from docfill.base import Faulty
from docfill.build.checking import form_of
from docfill.county.rollup.adding import add_up
from docfill.county.rollup.collecting import figures_of_all
from docfill.county.rollup.figures import Rollup, Sums
from docfill.project import Project

MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class YearSums:
    """What all agencies' filings of a year add up to, and how many they are."""

    year: int
    sums: Sums
    added: int
    expected: int


def history_of(project: Project, rollup: Rollup) -> tuple[YearSums, ...]:
    """The sums of up to five years, this one last; a year is left out of which nothing is there."""
    parts = list(rollup.parts.values())
    found = [YearSums(rollup.year, rollup.whole, len(rollup.added), len(parts))]
    for year in range(rollup.year - 1, rollup.year - MOST_YEARS, -1):
        if not any(project.filing_path(part.agency.id, year).exists() for part in parts):
            continue
        try:
            is_same = project.kit_path(year) == rollup.form.folder
            form = rollup.form if is_same else form_of(project, year)
        except Faulty:
            break  # no kit serves it, and so none serves the years before
        if year == rollup.year - 1 and is_same:
            own = [replace(part, values=part.last_values) for part in parts]
        else:
            agencies = [part.agency for part in parts]
            own = list(figures_of_all(project, form, agencies, year).values())
        added = [part for part in own if part.is_added]
        if added:
            found.append(YearSums(year, add_up(form, added), len(added), len(parts)))
    return tuple(reversed(found))
