"""Pages for the portal of reports that are finished already, without LibreOffice."""

from collections.abc import Iterable, Iterator
from functools import partial

from docfill.base import ExitCode, Finding, Place, display_path, tell
from docfill.build.conversion import Options
from docfill.build.outcome import Outcome, attempt_report
from docfill.build.pipeline import publish_report
from docfill.build.staleness import Record, Records
from docfill.project import Project, Township


def publish(
    project: Project, townships: Iterable[Township], year: int, options: Options
) -> Iterator[Outcome]:
    """The pages of each report that is as its receipt says; the others are to be built first."""
    records = Records(project, year, options.out, {}, ("docx",))
    for township in townships:
        work = partial(_publish, project, records, township, options)
        yield attempt_report(project, township.id, year, work)


def _publish(project: Project, records: Records, township: Township, options: Options) -> Outcome:
    record = records.of(township)
    return (
        _unfinished(project, record) if record.reason else publish_report(project, record, options)
    )


def _unfinished(project: Project, record: Record) -> Outcome:
    township, year = record.township.id, record.year
    says = tell(
        "there is no finished report to make a page of: {reason}; run docfill build {id} -y {year}",
        reason=record.reason,
        id=project.report.asked_for(township),
        year=year,
    )
    place = Place(display_path(project.filing_path(township, year)))
    return Outcome(
        township, year, (Finding(place, "not-ready", says),), exit_code=ExitCode.FINDINGS
    )
