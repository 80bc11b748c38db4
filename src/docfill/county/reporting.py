"""What the operator is told: the summary of a run, or that a run ended without one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from docfill.base import Finding, MailFailed, Message, gravest_first, in_a_row, tell
from docfill.county.running import YearlyRun
from docfill.county.sending import LEDGER_FILE
from docfill.county.settings import mail_settings, timetable_of
from docfill.county.status import Stage, StatusRow, describe_status
from docfill.mail.compose import Letter, write_letter
from docfill.mail.deliver import Clock, post
from docfill.mail.lock import alone
from docfill.mail.notices import RunOfReport, Standing, summary
from docfill.mail.results import Sent
from docfill.mail.settings import MailSettings, password_for
from docfill.project import Project


@contextmanager
def one_run(project: Project) -> Iterator[None]:
    """No other run of this project is within; `MailBusy` if one already is."""
    with alone(project.root / f"{LEDGER_FILE}.run-lock"):
        yield


def mark_unreported(project: Project, now: datetime) -> Path:
    """A file that stays until the operator has been told of the run that begins now.

    Whoever finds it later knows that a run ended without a word: killed, crashed, without a line.
    """
    mark = _mark_of(project)
    mark.write_text(now.isoformat(timespec="seconds"), encoding="ascii")
    return mark


def report_runs(runs: Sequence[YearlyRun], mark: Path) -> Message:
    """Mail the operator one summary of the runs of all reports; what came of it."""
    project, year, clock = runs[0].project, runs[0].year, runs[0].clock
    if project.mail is None:
        mark.unlink()
        return tell("nobody to tell: docfill.yaml has no section mail")
    settings, _ = mail_settings(project)
    if not settings.operator:
        mark.unlink()
        return tell("nobody to tell: mail names no operator")
    letter = summary(
        [
            RunOfReport(tuple(standings(run)), tuple(run.said), run.project.report.key)
            for run in runs
        ],
        settings,
        county=project.county,
        year=year,
        exit_code=max(run.code for run in runs),
        deadline=timetable_of(project).deadline_for(year),
        now=clock.now(),
    )
    answer = _post(letter, settings, clock)
    mark.unlink()
    return tell("sent to {to}: {answer}", to=", ".join(letter.recipients), answer=answer)


def report_silent_end(project: Project, clock: Clock) -> str | None:
    """Tell the operator of a run that ended without a summary; None if there is none.

    `MailBusy` while a run is at work: it will speak for itself.
    """
    mark = _mark_of(project)
    with one_run(project):
        if not mark.exists():
            return None
        settings, _ = mail_settings(project)
        began = mark.read_text(encoding="ascii", errors="replace").strip()
        answer = _post(_silent_end(project, settings, began, clock), settings, clock)
        mark.unlink()
    return answer


def _silent_end(project: Project, settings: MailSettings, began: str, clock: Clock) -> Letter:
    now = clock.now()
    return write_letter(
        settings,
        to=settings.operator,
        subject=str(tell("docfill: {county}: a run ended too early", county=project.county)),
        text=str(_silence(project.county, began)),
        date=now,
        identity=f"silent end {began} {now.isoformat()}",
    )


def _silence(county: str, began: str) -> Message:
    return tell(
        "The run of {county} that began at {began} ended without its summary: it was stopped, "
        "it crashed, or no mail server could be reached then. What it said stands in its log "
        "(journalctl, or cron's mail); docfill run goes on where it stopped.\n",
        county=county,
        began=began,
    )


def standings(run: YearlyRun) -> Sequence[Standing]:
    """Every township with all that is known about its report, those in trouble first."""
    rows = run.status.rows if run.status else ()
    order = sorted(rows, key=lambda row: list(Stage).index(row.stage))
    return [_standing(row, run) for row in order]


def _standing(row: StatusRow, run: YearlyRun) -> Standing:
    """What is known about a report; of one that is sent, only what went wrong."""
    troubles = run.troubles.get(row.township.id, [])
    found = [trouble for trouble in troubles if isinstance(trouble, Finding)]
    said = [trouble for trouble in troubles if isinstance(trouble, Message)]
    says = in_a_row("; ", (describe_status(row), *said))
    findings = gravest_first((*row.report.findings, *found))
    if row.stage is Stage.SENT:
        findings = [each for each in findings if each.blocking]
    return Standing(row.township.id, row.township.name, says, tuple(findings))


def _post(letter: Letter, settings: MailSettings, clock: Clock) -> str:
    """The server's answer; MailFailed if the letter was not taken."""
    (posted,) = post([letter], settings, password_for(settings.server), clock=clock)
    if not isinstance(posted.result, Sent):
        raise MailFailed(
            tell(
                "the operator could not be told ({subject}): {answer}",
                subject=letter.subject,
                answer=posted.result.answer,
            )
        )
    return posted.result.answer


def _mark_of(project: Project) -> Path:
    return project.root / f"{LEDGER_FILE}.unreported"
