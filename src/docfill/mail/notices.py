"""The operator's summary of a run, and reminders to townships that still owe a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docfill.base import Finding, MailFailed, Message, Severity, tell, tell_count
from docfill.mail.compose import Letter, write_letter
from docfill.mail.settings import MailSettings, MessageWording, fill_pattern


@dataclass(frozen=True, slots=True)
class Standing:
    """How one township's report stands: a short word for it, and the findings behind it."""

    township: str
    name: str
    standing: Message
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class RunOfReport:
    """What a run did for one report: how each stands, and the lines of the log.

    `report` is the key of one among several.
    """

    standings: tuple[Standing, ...]
    said: tuple[str, ...] = ()
    report: str = ""


def summary(
    runs: Sequence[RunOfReport],
    settings: MailSettings,
    *,
    county: str,
    year: int,
    exit_code: int,
    deadline: date,
    now: datetime,
) -> Letter:
    """The mail to the operator after a run: every township, what stands in the way, the deadline.

    Report after report where there are several. `MailFailed` if docfill.yaml names no operator.
    """
    if not settings.operator:
        raise MailFailed(tell("mail names no operator to send the summary to"))
    verdict = tell("all is well") if exit_code == 0 else tell("something is left to do")
    lines = [
        tell("{county}, reports of {year}: {verdict}.", county=county, year=year, verdict=verdict),
        days_left(deadline, now.date()),
        *(line for run in runs for line in _lines_of_report(run)),
        tell("docfill ended with exit code {code}.", code=exit_code),
    ]
    subject = tell("docfill: {county} {year}: {verdict}", county=county, year=year, verdict=verdict)
    return write_letter(
        settings,
        to=settings.operator,
        subject=str(subject),
        text="\n".join(map(str, lines)),
        date=now,
        identity=" ".join(("summary", str(year), *_keys(runs), now.isoformat())),
    )


def _lines_of_report(run: RunOfReport) -> Iterator[str | Message]:
    """The report's key where there are several, its townships, and what the run said."""
    yield ""
    if run.report:
        yield f"[{run.report}]"
    for one in run.standings:
        yield from _lines(one)
    yield ""
    yield from run.said


def _keys(runs: Sequence[RunOfReport]) -> list[str]:
    return [run.report for run in runs if run.report]


def reminder(
    standing: Standing,
    settings: MailSettings,
    *,
    full_name: str,
    county: str,
    year: int,
    title: str,
    deadline: date,
    now: datetime,
    report: str = "",
) -> Letter:
    """The mail to a township that still owes its report, with its errors; warnings are counted.

    After the deadline it has a wording of its own, and `days` are those since then.
    It goes to the addresses that docfill.yaml names for the township and to nobody else;
    `MailFailed` if there are none.
    """
    to = settings.contacts.get(standing.township, ())
    if not to:
        raise MailFailed(
            tell(
                "docfill.yaml names no mail address for {township}; write one behind its mail key",
                township=standing.township,
            )
        )
    days = (deadline - now.date()).days
    if days < 0:
        wording = settings.overdue or _plain_overdue()
    else:
        wording = settings.reminder or _plain_reminder()
    facts: dict[str, object] = {
        "name": standing.name,
        "full_name": full_name,
        "county": county,
        "year": year,
        "title": title,
        "titles": title,
        "count": 1,
        "deadline": deadline.isoformat(),
        "days": abs(days),
        "findings": "\n".join(map(str, _owed(standing, year))),
    }
    return write_letter(
        settings,
        to=to,
        subject=fill_pattern(wording.subject, facts),
        text=fill_pattern(wording.text, facts),
        date=now,
        identity=" ".join(
            filter(None, ("reminder", standing.township, str(year), report, now.isoformat()))
        ),
    )


def _owed(standing: Standing, year: int) -> Iterator[Finding | Message]:
    """What keeps a report from being sent, line by line, and how much else there is to look at."""
    errors = [finding for finding in standing.findings if finding.blocking]
    yield from errors
    if not errors:
        yield standing.standing
    warnings = [each for each in standing.findings if each.severity is Severity.WARNING]
    if warnings:
        yield tell_count(
            "and {n} warning, which docfill check {id} -y {year} shows",
            "and {n} warnings, which docfill check {id} -y {year} shows",
            n=len(warnings),
            id=standing.township,
            year=year,
        )


def days_left(deadline: date, today: date) -> Message:
    """How far off the deadline is, in a sentence."""
    days = (deadline - today).days
    if days < 0:
        return tell("The deadline, {day}, passed {days} days ago.", day=deadline, days=-days)
    return tell("{days} days are left until {day}.", day=deadline, days=days)


def _lines(one: Standing) -> list[str]:
    head = tell(
        "{name} ({township}): {standing}",
        name=one.name,
        township=one.township,
        standing=one.standing,
    )
    return [str(head), *(f"    {finding}" for finding in one.findings)]


def _plain_reminder() -> MessageWording:
    return MessageWording(
        str(tell("{{title}}: due by {{deadline}}")),
        str(
            tell(
                "{{full_name}} still owes {{title}}; {{days}} days are left until {{deadline}}.\n\n"
                "{{findings}}\n"
            )
        ),
    )


def _plain_overdue() -> MessageWording:
    return MessageWording(
        str(tell("{{title}}: overdue since {{deadline}}")),
        str(
            tell(
                "{{full_name}} still owes {{title}}; it was due on {{deadline}}, {{days}} days "
                "ago.\n\n{{findings}}\n"
            )
        ),
    )
