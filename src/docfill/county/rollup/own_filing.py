"""The county's own filing, judged as every filing is and against the sum of its agencies'."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docfill.base import ExitCode, Finding
from docfill.base.codes import CATALOGUE, SUM_CODES
from docfill.build.checking import form_of
from docfill.build.loading import CheckedFiling, load
from docfill.build.neighbours import agency
from docfill.build.outcome import Outcome
from docfill.checks import (
    Case,
    apply_severities,
    apply_waivers,
    claims_agree,
    idle_waivers,
    statements,
)
from docfill.county.rollup.adding import as_filing
from docfill.county.rollup.against import CellDifference, differences, faults_of_county
from docfill.county.rollup.figures import Rollup
from docfill.county.rollup.rolling import groups_in, roll_up
from docfill.county.rollup.told import is_of_a_part, parts_are_told_right
from docfill.project import Project


@dataclass(frozen=True)
class CountyFiling:
    """What the county states itself, what is found in it, and where it is not the sum."""

    report: CheckedFiling
    differences: tuple[CellDifference, ...]


def county_filing(project: Project, rollup: Rollup) -> CountyFiling | None:
    """The county's filing of a year beside the sum; None where it makes none of these groups."""
    own = project.county_report
    if own is None or groups_in(project, own.scope) != rollup.groups:
        return None
    report = load(project, rollup.form, own.agency, rollup.year)
    found = differences(rollup, report.filing)
    last = report.last_year
    case = Case(rollup.form, report.filing, last, agency(project, own.agency.id))
    of_parts = set(_of_parts(rollup, case))
    kept = [each for each in report.findings if (each.place, each.code) not in of_parts]
    sums = [*faults_of_county(rollup, report.filing, found), *parts_are_told_right(rollup, case)]
    judged = sorted((*kept, *_judged(project, case, sums)))
    return CountyFiling(replace(report, findings=tuple(judged)), found)


def check_county(project: Project, year: int) -> Outcome | None:
    """What is found in the county's own filing; None where docfill.yaml says it has none."""
    own = project.county_report
    if own is None:
        return None
    form = form_of(project, year)
    rollup = roll_up(project, form, groups_in(project, own.scope), year)
    county = county_filing(project, rollup)
    found = county.report.findings if county else ()
    blocked = any(finding.blocking for finding in found)
    code = ExitCode.FINDINGS if blocked else ExitCode.WELL
    return Outcome(own.agency.id, year, found, exit_code=code)


def _judged(project: Project, case: Case, found: list[Finding]) -> Iterator[Finding]:
    """Findings about sums as the county wants them taken, and waivers of sums that waive none."""
    form, filing = case.form, case.filing
    others = (CATALOGUE.keys() | form.codes) - SUM_CODES
    yield from apply_waivers(form, filing, apply_severities(found, project.severities))
    for idle in idle_waivers(form, filing, found, others):
        if idle.code == "waiver-unused":
            yield from apply_severities([idle], project.severities)


def _of_parts(rollup: Rollup, case: Case) -> Iterator[tuple[object, str]]:
    """Place and code of claims that are not about the whole, so that no table has their figure.

    A county's text may tell what its own office received, or what one agency did.
    """
    claims = case.form.claims
    for stated in statements(case, claims):
        if is_of_a_part(rollup, stated.sentence, stated.start):
            yield stated.place, stated.claim.code
    found = {(each.place, each.code) for each in claims_agree(case)}
    for group in rollup.groups:
        sums = as_filing(
            rollup.form, rollup.by_group[group.key], rollup.year, case.filing.place("")
        )
        of_group = replace(case, filing=replace(case.filing, cells=sums.cells))
        yield from found - {(each.place, each.code) for each in claims_agree(of_group)}
