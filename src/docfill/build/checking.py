"""Filings checked and nothing built: what is found in each, and the form they are checked by."""

import json
from collections.abc import Iterable, Iterator

from docfill.base import FORM_FILE, ExitCode, display_path, finding_from, work_side_by_side
from docfill.build.loading import CheckedFiling, beside_neighbours
from docfill.build.outcome import Outcome
from docfill.form import Form, open_form
from docfill.project import Project, Township

# For fewer, another process is not worth its start.
_MANY = 200


def check_all(project: Project, townships: Iterable[Township], year: int) -> Iterator[Outcome]:
    """The findings of every filing, in order; nothing is built. Many are checked side by side."""
    form, townships = form_of(project, year), list(townships)
    checked = beside_neighbours(project, form, townships, year)
    if len(townships) < _MANY:
        yield from (outcome_of_check(checked(township)) for township in townships)
        return

    def told(township: Township) -> bytes:
        outcome = outcome_of_check(checked(township))
        findings = [finding.as_data() for finding in outcome.findings]
        return json.dumps([outcome.exit_code, findings]).encode()

    done = {each.id: line for each, line in work_side_by_side(townships, told)}
    for township in townships:
        code, findings = json.loads(done[township.id])
        found = tuple(map(finding_from, findings))
        yield Outcome(township.id, year, found, exit_code=ExitCode(code))


def form_of(project: Project, year: int) -> Form:
    """The form that serves a year; raises Faulty when it or its settings cannot be used."""
    path = project.kit_path(year)
    form = open_form(path, display_path(path / FORM_FILE))
    project.agree_with(form)
    return form


def outcome_of_check(report: CheckedFiling) -> Outcome:
    """The outcome of a report that goes no further than its findings."""
    code = ExitCode.FINDINGS if report.is_blocked else ExitCode.WELL
    if report.fault_of_ours:
        code = ExitCode.PROGRAM
    filing = report.filing
    return Outcome(filing.township, filing.year, report.findings, exit_code=code)
