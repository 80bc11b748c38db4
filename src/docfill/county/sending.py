"""Finished reports on their way to the county: which may go, and the mail, rehearsal and ledger."""

import getpass
import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from docfill.base import Finding, Place, display_path, tell, why
from docfill.build.checking import form_of
from docfill.build.loading import CheckedFiling, load_beside_neighbours
from docfill.county.sendable import NotReady, SendableReport, Shelf
from docfill.county.settings import mail_settings
from docfill.mail.compose import Attachment, Enclosure, Letter, write_eml
from docfill.mail.deliver import Clock, Mailing, Posted, deliver, dry_run
from docfill.mail.ledger import Entry, Ledger
from docfill.mail.safekeeping import refuse_lost
from docfill.mail.settings import password_for
from docfill.mail.settle import find_unsettled, settle
from docfill.project import Project, Township

LEDGER_FILE = "sent.sqlite"  # beside docfill.yaml: what may be built anew may be deleted, not this


@dataclass(frozen=True)
class Rehearsal:
    """What would be sent, as files; `findings` say what would not, and why."""

    letters: tuple[Letter, ...]
    paths: tuple[Path, ...]
    already_sent: tuple[Enclosure, ...]
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing would stay behind."""
        return not any(finding.blocking for finding in self.findings)


def open_ledger(project: Project) -> Ledger:
    """The project's ledger, to be closed by leaving its context."""
    return Ledger(project.root / LEDGER_FILE)


def begin_new_ledger(project: Project) -> list[Path]:
    """Begin a new ledger where nothing was sent; what is left of an old one is moved, and told."""
    return Ledger.begin(project.root / LEDGER_FILE)


def ledger_entries(project: Project, year: int) -> tuple[Entry, ...]:
    """What was sent of a year; nothing is made where nothing was ever sent."""
    path = project.root / LEDGER_FILE
    refuse_lost(path)
    if not path.exists():
        return ()
    with open_ledger(project) as ledger:
        return ledger.entries(year)


def send(
    project: Project,
    townships: Iterable[Township],
    year: int,
    *,
    resend: bool = False,
    clock: Clock | None = None,
    told: Callable[[Posted], None] = lambda posted: None,
) -> Mailing:
    """Mail what is built, verified, current and not yet sent; its findings name all the rest."""
    settings, doubts = mail_settings(project)
    password = password_for(settings.server)
    ready, unready = enclosures(project, townships, year, settings.attach_page)
    with open_ledger(project) as ledger:
        mailing = deliver(
            ready,
            settings,
            password,
            ledger,
            resend=resend,
            clock=clock or Clock(project.now),
            told=told,
        )
    return replace(mailing, findings=(*doubts, *unready, *mailing.findings))


def rehearse(
    project: Project,
    townships: Iterable[Township],
    year: int,
    folder: Path | None,
    *,
    resend: bool = False,
    now: datetime,
) -> Rehearsal:
    """Write what `send` would send as .eml files; nothing is sent and nothing is noted.

    Without a folder they go to `out/mail/<year>`, which then holds nothing older.
    """
    settings, doubts = mail_settings(project)
    ready, unready = enclosures(project, townships, year, settings.attach_page)
    packed, letters = dry_run(
        ready, settings, ledger_entries(project, year), resend=resend, now=now
    )
    if folder is None:
        folder = project.root / "out" / "mail" / f"{year}{project.report.ending}"
        if folder.exists():
            shutil.rmtree(folder)
    paths = write_eml(letters, folder)
    findings = (*doubts, *unready, *packed.findings)
    return Rehearsal(letters, paths, packed.already_sent, findings)


def settle_all(
    project: Project, townships: Sequence[Township], year: int, *, arrived: bool, now: datetime
) -> tuple[Entry, ...]:
    """Write down what the county says of uncertain reports; the entries that were settled."""
    who = getpass.getuser()
    with open_ledger(project) as ledger:
        return tuple(
            entry
            for township in townships
            for entry in settle(
                ledger,
                project.report.called(township.id),
                year,
                arrived=arrived,
                who=who,
                now=now,
            )
        )


def uncertain(project: Project, year: int, now: datetime) -> tuple[Entry, ...]:
    """The reports of a year of which nobody knows whether they arrived."""
    if not (project.root / LEDGER_FILE).exists():
        return ()
    with open_ledger(project) as ledger:
        waiting = find_unsettled(ledger, now)
    called = {project.report.called(id) for id in project.townships}
    return tuple(each for each in waiting if each.year == year and each.township in called)


def enclosures(
    project: Project, townships: Iterable[Township], year: int, with_page: bool = False
) -> tuple[list[Enclosure], list[Finding]]:
    """The reports that are fit to be sent, and for each of the others what stands in the way."""
    form = form_of(project, year)
    shelf = Shelf(project, form, year)
    ready: list[Enclosure] = []
    unready: list[Finding] = []
    for report in load_beside_neighbours(project, form, townships, year):
        township = report.township
        # What is built was free of errors then; a neighbour's text may have come since.
        product = shelf.product(township)
        found: Enclosure | Finding
        if report.is_blocked:
            found = _faulty(project, report)
        elif isinstance(product, NotReady):
            found = product.finding
        else:
            found = _enclosed(project, township, year, product, with_page)
        if isinstance(found, Finding):
            unready.append(found)
        else:
            ready.append(found)
    return ready, unready


def _faulty(project: Project, report: CheckedFiling) -> Finding:
    if report.fault_of_ours:
        return report.fault_of_ours
    if missing := next((f for f in report.findings if f.code == "no-filing"), None):
        return missing
    filing = report.filing
    says = tell(
        "an error stands against this filing; run docfill check {id} -y {year}",
        id=project.report.asked_for(filing.township),
        year=filing.year,
    )
    return Finding(Place(filing.file), "not-ready", says)


def _enclosed(
    project: Project, township: Township, year: int, product: SendableReport, with_page: bool
) -> Enclosure | Finding:
    """The report with the very bytes that were verified."""
    files = [(product.docx, product.docx_hash), (product.pdf, product.pdf_hash)]
    if with_page:
        if product.page is None:
            says = tell(
                "there is no page for the portal to attach; run docfill html {id} -y {year}",
                id=project.report.asked_for(township.id),
                year=year,
            )
            return Finding(Place(display_path(product.docx)), "not-ready", says)
        files.append(product.page)
    attachments = []
    for path, expected in files:
        try:
            content = path.read_bytes()
        except OSError as error:
            says = tell("the file cannot be read: {why}", why=why(error))
            return Finding(Place(display_path(path)), "not-ready", says)
        if hashlib.sha256(content).hexdigest() != expected:
            says = tell("this is not the file that was verified; build it anew")
            return Finding(Place(display_path(path)), "not-ready", says)
        attachments.append(Attachment(path.name, content))
    return Enclosure(
        township=project.report.called(township.id),
        year=year,
        name=township.name,
        full_name=township.full_name,
        county=project.county,
        title=product.title,
        content_hash=product.docx_hash,
        attachments=tuple(attachments),
        place=Place(display_path(product.docx)),
    )
