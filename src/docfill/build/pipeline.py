"""The whole job: check, fill, convert, prove, deliver. Reads like a table of contents."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from docfill.base import (
    NOTHING,
    DocfillError,
    ExitCode,
    Faulty,
    Finding,
    Message,
    as_refused,
    display_path,
    message_of,
    program_fault,
    refusal,
    tell,
    workshop,
)
from docfill.build.conversion import Options, fonts_of, list_formats, office_facts, open_office
from docfill.build.delivery import Draft, hand_over
from docfill.build.loading import CheckedFiling, load, load_beside_neighbours
from docfill.build.missing_glyphs import check_glyphs
from docfill.build.proof import Proof, prove
from docfill.build.receipt import WEB_KINDS
from docfill.build.staleness import Record, Records, resolve_findings
from docfill.build.web_pages import add_pages, make_pages, pages_hold, prove_pages, wants_pages
from docfill.filing import print_values, title
from docfill.form import FORM_FILE, Form, open_form
from docfill.project import Project, Township

if TYPE_CHECKING:
    from docfill.office import Conversion, FontSet, Office
    from docfill.template import Template


Made = TypeVar("Made")


@dataclass(frozen=True)
class Outcome:
    """How the work on one township's report ended.

    `trouble` says what stopped it, `why` for what reason it was made or left alone. What is found
    in docfill.yaml belongs to no `township`. `report` is the key of one among several.
    """

    township: str
    year: int
    findings: tuple[Finding, ...] = ()
    products: tuple[Path, ...] = ()
    trouble: Message = NOTHING
    exit_code: ExitCode = ExitCode.WELL
    why: Message = NOTHING
    is_unchanged: bool = False
    report: str = ""

    @property
    def called(self) -> str:
        """Whose report of which year it is about; which, where there are several."""
        return " ".join(filter(None, (self.township, str(self.year), self.report)))


def build(
    project: Project, townships: Iterable[Township], year: int, options: Options
) -> Iterator[Outcome]:
    """Make every report that is not as its receipt says; one's fault never stops another's."""
    fonts = fonts_of(project.root, options) if options.pdf else None
    records = Records(
        project, year, options.out, office_facts(fonts, options), list_formats(options)
    )
    stale = []
    for township in townships:
        look = partial(look_at_report, project, records, township, options)
        seen = attempt_report(project, township.id, year, look)
        if isinstance(seen, Outcome):
            yield seen
        else:
            stale.append(seen)
    if stale:
        yield from rebuild(project, stale, year, options, fonts)


def look_at_report(
    project: Project, records: Records, township: Township, options: Options
) -> Record | Outcome:
    """What a report is to be made of; or its outcome, where it is as its receipt says."""
    record = records.of(township)
    if record.reason or options.force:
        return record
    kept = publish_report if options.html else reuse_report
    return kept(project, record, options)


def rebuild(
    project: Project, records: list[Record], year: int, options: Options, fonts: "FontSet | None"
) -> Iterator[Outcome]:
    """Make these reports, each outcome as it comes."""
    with ExitStack() as stack:
        # First, so that it is taken away last: until LibreOffice has ended it may write there.
        folder = stack.enter_context(workshop(options.out or project.root / "out"))
        office = (
            stack.enter_context(open_office(fonts, options, len(records), project.keep))
            if options.pdf
            else None
        )
        # It starts while the form is read.
        form = form_of(project, year)
        job = Job(project, form, options, fonts)
        template = template_of(form)
        waiting: dict[Future[Conversion], Draft] = {}
        for record in records:
            made = attempt_report(
                project,
                record.township.id,
                year,
                partial(draft_report, job, template, record, folder),
            )
            if isinstance(made, Outcome):
                yield made
            elif office is None:
                yield attempt_report(
                    project, record.township.id, year, partial(finish_report, job, made)
                )
            else:
                begin = partial(convert, office, made, options)
                begun = attempt_report(project, record.township.id, year, begin)
                if isinstance(begun, Outcome):
                    yield begun
                else:
                    waiting[begun] = made
        for conversion in as_completed(waiting):
            draft = waiting[conversion]
            end = partial(deliver_converted, job, draft, conversion)
            yield attempt_report(project, draft.record.township.id, year, end)


@dataclass(frozen=True)
class Job:
    """What all reports of one build have in common."""

    project: Project
    form: Form
    options: Options
    fonts: "FontSet | None"


def attempt_report(
    project: Project, township: str, year: int, work: "Callable[[], Made]"
) -> "Made | Outcome":
    """What the work makes, or how it failed: one report's trouble is not another's."""
    return attempt(project.root, project.filing_path(township, year), township, year, work)


def attempt(
    root: Path, filing: Path, township: str, year: int, work: "Callable[[], Made]"
) -> "Made | Outcome":
    """The same where the project is not open yet."""
    try:
        return work()
    except Faulty as trouble:
        return Outcome(township, year, trouble.findings, exit_code=trouble.exit_code)
    except DocfillError as trouble:
        return Outcome(township, year, trouble=message_of(trouble), exit_code=trouble.exit_code)
    except Exception as trouble:  # noqa: BLE001 - a fault of ours must not stop the others
        if isinstance(refused := as_refused(trouble), OSError):
            return Outcome(township, year, trouble=refusal(refused), exit_code=ExitCode.REFUSED)
        found = program_fault(trouble, root, display_path(filing))
        return Outcome(township, year, (found,), exit_code=ExitCode.PROGRAM)


def draft_report(job: Job, template: "Template", record: Record, folder: Path) -> Draft | Outcome:
    """A report read, checked and filled; or its findings, where they forbid it."""
    loaded = load(job.project, job.form, record.township, record.year)
    report = check_glyphs(loaded, job.fonts)
    return (
        outcome_of_check(report)
        if report.is_blocked
        else fill(job, template, report, record, folder)
    )


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


def template_of(form: Form) -> "Template":
    """The template that serves a form; raises Faulty where it does not."""
    from docfill.build.kit_check import fit_template

    return fit_template(form, display_path(form.folder))


def reuse_report(project: Project, record: Record, options: Options) -> Outcome:
    """A report that its receipt still covers, with what was found when it was made."""
    receipt = record.receipt
    assert receipt is not None
    paths = tuple(
        record.folder / product.file
        for kind, product in receipt.products.items()
        if kind not in WEB_KINDS or (record.folder / product.file).exists()
    )
    if options.png:
        show_pages(paths)
    return Outcome(
        receipt.township,
        receipt.year,
        resolve_findings(project, receipt.findings),
        paths,
        why=tell("unchanged"),
        is_unchanged=True,
    )


def publish_report(project: Project, record: Record, options: Options) -> Outcome:
    """A report that its receipt still covers, with its pages for the portal."""
    kept = reuse_report(project, record, options)
    if pages_hold(record) and not options.force:
        return kept
    added = add_pages(project, record, options)
    if isinstance(added, list):
        says = tell("the finished pages are not what the .docx shows; they were not delivered")
        found = (*kept.findings, *added)
        return Outcome(kept.township, kept.year, found, trouble=says, exit_code=ExitCode.MISMATCH)
    why = tell("made for the portal")
    for path in added.edited:
        why += tell("; what was changed is kept as {file}", file=path.name)
    return replace(kept, products=added.files, why=why, is_unchanged=False)


def fill(
    job: Job, template: "Template", report: CheckedFiling, record: Record, folder: Path
) -> Draft:
    """The report as .docx, in the workshop."""
    began = perf_counter()
    township, filing = report.township, report.filing
    values = print_values(job.form, filing, township.names, job.project.captions)
    heading = title(job.form, filing, township.names)
    products = job.project.products(township.id, filing.year, heading, job.options.out)
    docx = folder / f"{township.id}.docx"
    docx.write_bytes(template.fill(values))
    draft = Draft(report, record, values, docx, docx.with_suffix(".pdf"), products)
    draft.seconds["fill"] = perf_counter() - began
    return draft


def convert(office: "Office", draft: Draft, options: Options) -> "Future[Conversion]":
    """The PDF to come."""
    from docfill.office import PdfOptions

    filing = draft.report.filing
    # A form without a date gives the PDF one that is the same each time.
    first = datetime.date(filing.year + 1, 1, 1)
    signed = next((day for day, _ in filing.dates.values()), first)
    made = PdfOptions(date=signed, pdfa=options.pdfa)
    return office.submit(draft.docx, draft.pdf, made, draft.products.docx.name)


def deliver_converted(job: Job, draft: Draft, conversion: "Future[Conversion]") -> Outcome:
    """Both files delivered, or the trouble that LibreOffice had; then what stood before stays."""
    try:
        draft.seconds["convert"] = conversion.result().seconds
    except DocfillError as trouble:
        return _ended(draft, trouble=message_of(trouble), exit_code=trouble.exit_code)
    return finish_report(job, draft)


def finish_report(job: Job, draft: Draft) -> Outcome:
    """The files read back and delivered with their receipt; or, if they are not what the data
    say, what is wrong with them, and what stood before stays."""
    began = perf_counter()
    names = (display_path(draft.products.docx), display_path(draft.products.pdf))
    pdf = draft.pdf if job.options.pdf else None
    proof = prove(job.form, draft.values, draft.docx, pdf, job.fonts, names, job.options.pdfa)
    draft.seconds["verify"] = perf_counter() - began
    made = {"docx": draft.docx} | ({"pdf": draft.pdf} if pdf else {})
    if proof.holds and wants_pages(draft.record, job.options):
        began = perf_counter()
        data = draft.docx.read_bytes()
        pages = make_pages(data, draft.docx.parent / draft.docx.stem, draft.products)
        found = prove_pages(pages, data, draft.products)
        made |= pages
        proof = replace(proof, findings=(*proof.findings, *found))
        draft.seconds["html"] = perf_counter() - began
    if not proof.holds:
        says = tell("the finished files are not what the data say; they were not delivered")
        return _ended(draft, proof, trouble=says, exit_code=ExitCode.MISMATCH)
    return deliver(job, draft, proof, made)


def deliver(job: Job, draft: Draft, proof: Proof, made: Mapping[str, Path]) -> Outcome:
    """The files moved to where they belong, and the receipt last."""
    delivered = hand_over(job.project, draft, made, proof, job.fonts)
    if job.options.png:
        show_pages(delivered.files)
    says = tell("made ({why})", why=draft.record.reason or tell("as asked"))
    for path in delivered.edited:
        says += tell("; what was changed is kept as {file}", file=path.name)
    return _ended(draft, proof, products=delivered.files, why=says)


def show_pages(products: Iterable[Path]) -> None:
    """The pages of a report's PDF as pictures, in the folder `pages` beside it."""
    from docfill.pdf import write_pages

    for path in products:
        if path.suffix == ".pdf":
            write_pages(path, path.parent / "pages")


def _ended(draft: Draft, proof: Proof | None = None, **how: Any) -> Outcome:
    filing, found = draft.report.filing, draft.report.findings
    findings = (*found, *(proof.findings if proof else ()))
    return Outcome(filing.township, filing.year, findings, **how)
