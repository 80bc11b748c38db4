"""The whole roll-up on one screen: which groups, what they filed, the sums, what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docfill.base import Finding, Place, display_path, work_side_by_side
from docfill.checks import apply_severities
from docfill.county.rollup.adding import add_up, as_filing, faults_of_sum
from docfill.county.rollup.collecting import ReadAll, figures_of_all
from docfill.county.rollup.figures import Rollup
from docfill.form import Form
from docfill.project import ALL, AgencyGroup, Project, doubts_about_groups


def roll_up(
    project: Project,
    form: Form,
    groups: Sequence[AgencyGroup],
    year: int,
    *,
    is_kept: bool = True,
    read_all: ReadAll = work_side_by_side,
) -> Rollup:
    """A year's figures of these groups, each agency read once and added once."""
    agencies = {agency.id: agency for group in groups for agency in group.agencies}
    parts = figures_of_all(
        project, form, agencies.values(), year, is_kept=is_kept, read_all=read_all
    )
    by_group = {
        group.key: add_up(form, (parts[agency.id] for agency in group.agencies)) for group in groups
    }
    rollup = Rollup(
        project.county, form, year, tuple(groups), parts, by_group, add_up(form, parts.values())
    )
    found = [*doubts_about_groups(project.groups, project.townships), *_faults(project, rollup)]
    return replace(rollup, findings=tuple(sorted(apply_severities(found, project.severities))))


def groups_in(project: Project, scope: Iterable[str]) -> tuple[AgencyGroup, ...]:
    """The groups a scope names, in the order of docfill.yaml; KeyError with one nobody knows."""
    asked = set(scope)
    known = {group.key for group in project.groups}
    if ALL in asked:
        return project.groups
    for key in asked - known:
        raise KeyError(key)
    return tuple(group for group in project.groups if group.key in asked)


def _faults(project: Project, rollup: Rollup) -> list[Finding]:
    """The form's own sums, tried on the county's; last year's where every part has it."""
    form, year = rollup.form, rollup.year
    folder = Place(display_path(project.root / "data" / str(year)))
    before = Place(display_path(project.root / "data" / str(year - 1)))
    this_year = as_filing(form, rollup.whole, year, folder)
    last = [replace(part, values=part.last_values) for part in rollup.added]
    last_year = None
    if last and all(part.values for part in last):
        last_year = as_filing(form, add_up(form, last), year - 1, before)
    return faults_of_sum(form, this_year, last_year) if rollup.added else []
