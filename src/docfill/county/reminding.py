"""Reminds the townships that still owe a filing, or have errors in it, with their findings."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docfill.base import Finding, Severity, tell
from docfill.county.sending import LEDGER_FILE
from docfill.county.settings import mail_settings
from docfill.county.status import Stage, Status, StatusRow, describe_status
from docfill.mail.compose import Letter
from docfill.mail.deliver import Clock, post
from docfill.mail.notices import Standing, reminder
from docfill.mail.reminder_log import Reminded
from docfill.mail.results import Sent
from docfill.mail.settings import MailSettings, password_for
from docfill.project import Project


@dataclass(frozen=True)
class Reminding:
    """Who was reminded now, who had been today, and what kept others from being reminded."""

    reminded: tuple[str, ...]
    before: tuple[str, ...]
    findings: tuple[Finding, ...]


def remind(project: Project, status: Status, clock: Clock) -> Reminding:
    """Mail each township that owes something, once a day as long as it owes the same."""
    settings, _ = mail_settings(project)
    owing = [row for row in status.rows if row.stage in (Stage.MISSING, Stage.FAULTY)]
    if not owing:
        return Reminding((), (), ())
    reachable = [row for row in owing if row.township.id in settings.contacts]
    silent = [_no_address(row) for row in owing if row not in reachable]
    today = clock.now().date()
    with Reminded(project.root / LEDGER_FILE) as notes:
        content = {row.township.id: _content(row) for row in reachable}
        called = {row.township.id: project.report.called(row.township.id) for row in reachable}
        before = [
            row
            for row in reachable
            if notes.knows(called[row.township.id], status.year, content[row.township.id], today)
        ]
        due = [row for row in reachable if row not in before]
        refusals = _posted(due, status, settings, clock)
        reached = [row for row in due if row.township.id not in refusals]
        for row in reached:
            notes.note(called[row.township.id], status.year, content[row.township.id], today)
    refused = [_not_reminded(row, refusals[row.township.id]) for row in due if row not in reached]
    return Reminding(_ids(reached), _ids(before), (*silent, *refused))


def _letter(row: StatusRow, status: Status, settings: MailSettings, clock: Clock) -> Letter:
    township = row.township
    one = Standing(township.id, township.name, describe_status(row), row.report.findings)
    return reminder(
        one,
        settings,
        full_name=township.full_name,
        county=status.county,
        year=status.year,
        title=row.title,
        deadline=status.deadline,
        now=clock.now(),
        report=status.report,
    )


def _posted(
    rows: Sequence[StatusRow], status: Status, settings: MailSettings, clock: Clock
) -> dict[str, str]:
    """The reminders sent; by township, the answer to those that were not taken."""
    if not rows:
        return {}
    letters = {_letter(row, status, settings, clock): row.township.id for row in rows}
    posted = post(list(letters), settings, password_for(settings.server), clock=clock)
    return {
        letters[one.letter]: one.result.answer for one in posted if not isinstance(one.result, Sent)
    }


def _content(row: StatusRow) -> str:
    """What the township is told, apart from how many days are left."""
    said = [str(describe_status(row)), *map(str, row.report.findings)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _ids(rows: Iterable[StatusRow]) -> tuple[str, ...]:
    return tuple(row.township.id for row in rows)


def _no_address(row: StatusRow) -> Finding:
    says = tell(
        "{name} still owes its report and was not reminded: docfill.yaml names no mail address "
        "for {id}; write one behind its mail key",
        name=row.township.name,
        id=row.township.id,
    )
    return Finding(row.township.place, "no-address", says, Severity.WARNING)


def _not_reminded(row: StatusRow, answer: str) -> Finding:
    says = tell("{name} was not reminded: {answer}", name=row.township.name, answer=answer)
    return Finding(row.township.place, "mail-unsent", says)
