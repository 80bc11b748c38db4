"""How far each township's report has come: filing, findings, products, and what was sent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from docfill.base import NOTHING, PROGRAM_FAULT, Message, Severity, tell
from docfill.build.checking import form_of
from docfill.build.loading import CheckedFiling, load_beside_neighbours
from docfill.county.sendable import NotReady, SendableReport, Shelf
from docfill.county.sending import ledger_entries
from docfill.county.settings import timetable_of
from docfill.mail.ledger import Entry, State
from docfill.mail.settle import latest
from docfill.project import Products, Project, Township


class Stage(StrEnum):
    """How far a report has come, the most urgent first."""

    MISSING = "missing"
    FAILED = "failed"
    FAULTY = "faulty"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    TO_BUILD = "to-build"
    CHANGED = "changed"
    READY = "ready"
    SENT = "sent"


@dataclass(frozen=True)
class StatusRow:
    """One township's report. `product` is what may be sent; without one `lacks` says why.

    `reason` says the same in a few words.

    `entry` is what the ledger noted last about it, None if it was never tried; `sent` is when
    the server last took it, in whatever state it was then.
    """

    township: Township
    has_filing: bool
    report: CheckedFiling
    title: str
    products: Products
    product: SendableReport | None
    lacks: Message
    reason: Message
    entry: Entry | None
    sent: Entry | None

    @property
    def stage(self) -> Stage:
        """The one word for it."""
        if not self.has_filing:
            return Stage.MISSING
        if self.report.fault_of_ours:
            return Stage.FAILED
        if self.report.is_blocked:
            return Stage.FAULTY
        if self.entry and self.entry.state in (State.UNCERTAIN, State.SENDING):
            return Stage.UNCERTAIN
        if self.product is None:
            return Stage.TO_BUILD
        if self.entry is None or self.entry.state is State.WAITING:
            return Stage.READY
        if self.entry.content_hash != self.product.docx_hash:
            return Stage.CHANGED
        return Stage.REFUSED if self.entry.state is State.REFUSED else Stage.SENT

    @property
    def docx(self) -> Path | None:
        return self.products.docx if self.products.docx.exists() else None

    @property
    def pdf(self) -> Path | None:
        return self.products.pdf if self.products.pdf.exists() else None

    def count(self, severity: Severity) -> int:
        """How many findings of this severity there are."""
        return Counter(finding.severity for finding in self.report.findings)[severity]


@dataclass(frozen=True)
class Status:
    """The whole county at one moment; `report` is the key of one among several."""

    county: str
    year: int
    made: datetime
    deadline: date
    warn_days: int
    rows: tuple[StatusRow, ...]
    report: str = ""

    @property
    def days_left(self) -> int:
        """Below 0 when the deadline has passed."""
        return (self.deadline - self.made.date()).days

    @property
    def is_urgent(self) -> bool:
        """Whether the deadline is near, or past, and something is still owed."""
        return self.days_left <= self.warn_days and bool(self.unsent)

    @property
    def stages(self) -> Counter[Stage]:
        return Counter(row.stage for row in self.rows)

    @property
    def unsent(self) -> tuple[StatusRow, ...]:
        """The reports that the county does not have in their present state."""
        return tuple(row for row in self.rows if row.stage is not Stage.SENT)


def status_of(project: Project, townships: Iterable[Township], year: int, now: datetime) -> Status:
    """Where every report stands; Faulty when docfill.yaml or the kit cannot be used at all."""
    form = form_of(project, year)
    shelf = Shelf(project, form, year)
    entries = ledger_entries(project, year)
    reports = load_beside_neighbours(project, form, townships, year)
    rows = tuple(_row(project, shelf, report, year, entries) for report in reports)
    table = timetable_of(project)
    deadline = table.deadline_for(year)
    key = project.report.key
    return Status(project.county, year, now, deadline, table.warn_days, rows, key)


def _row(
    project: Project, shelf: Shelf, report: CheckedFiling, year: int, entries: Sequence[Entry]
) -> StatusRow:
    township = report.township
    title = shelf.title(township)
    found = shelf.product(township)
    lack = found if isinstance(found, NotReady) else None
    if lack and lack.finding.code == PROGRAM_FAULT:
        report = replace(report, findings=(*report.findings, lack.finding))
    key = (project.report.called(township.id), year)
    return StatusRow(
        township,
        project.filing_path(township.id, year).exists(),
        report,
        title,
        project.products(township.id, year, title),
        product=None if isinstance(found, NotReady) else found,
        lacks=lack.finding.message if lack else NOTHING,
        reason=lack.reason if lack else NOTHING,
        entry=latest(entries).get(key),
        sent=_sent(project, latest([e for e in entries if e.state is State.SENT]).get(key)),
    )


def _sent(project: Project, entry: Entry | None) -> Entry | None:
    """The entry by the county's clocks."""
    return entry and replace(entry, changed=entry.changed.astimezone(project.timezone))


def describe_status(row: StatusRow) -> Message:
    """How the report stands, as a sentence for people."""
    match row.stage:
        case Stage.MISSING:
            return tell("no filing")
        case Stage.FAILED:
            fault = row.report.fault_of_ours
            return fault.message if fault else NOTHING
        case Stage.FAULTY:
            return tell("{n} errors in the filing", n=row.count(Severity.ERROR))
        case Stage.UNCERTAIN:
            return tell("nobody knows whether it arrived; docfill mail --settle")
        case Stage.REFUSED:
            return tell("refused: {answer}", answer=row.entry.answer if row.entry else "")
        case Stage.TO_BUILD:
            return row.reason
        case Stage.CHANGED:
            return tell("changed since it was sent on {when}", when=_sent_at(row))
        case Stage.READY:
            return tell("ready, not sent yet")
        case Stage.SENT:
            to = ", ".join(row.sent.recipients) if row.sent else ""
            return tell("sent on {when} to {to}", when=_sent_at(row), to=to)


def _sent_at(row: StatusRow) -> str:
    """When the server last took the report, by the county's clocks."""
    return f"{row.sent.changed:%Y-%m-%d %H:%M}" if row.sent else "–"
