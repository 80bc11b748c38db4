"""Filings checked and nothing built: what is found in each, and the form they are checked by."""

from collections.abc import Iterable, Iterator

from docfill.base import FORM_FILE, ExitCode, display_path
from docfill.build.loading import CheckedFiling, load_beside_neighbours
from docfill.build.outcome import Outcome
from docfill.form import Form, open_form
from docfill.project import Project, Township


def check_all(project: Project, townships: Iterable[Township], year: int) -> Iterator[Outcome]:
    """The findings of every filing; nothing is built."""
    form = form_of(project, year)
    for report in load_beside_neighbours(project, form, townships, year):
        yield outcome_of_check(report)


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
