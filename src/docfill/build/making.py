"""One report made: read, checked, filled, converted, proved, delivered."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from docfill.base import DocfillError, ExitCode, Message, display_path, message_of, tell
from docfill.build.checking import form_of, outcome_of_check
from docfill.build.conversion import Options
from docfill.build.delivery import Delivered, Draft, hand_over
from docfill.build.loading import CheckedFiling, load
from docfill.build.missing_glyphs import check_glyphs
from docfill.build.outcome import Made, Outcome, attempt_report
from docfill.build.page_pictures import show_pages
from docfill.build.proof import Proof, prove, read_back
from docfill.build.staleness import Record
from docfill.build.web_pages import make_pages, prove_pages, wants_pages
from docfill.filing import print_values, title
from docfill.form import Form
from docfill.project import Project

if TYPE_CHECKING:
    from docfill.office import Conversion, FontSet, Office
    from docfill.template import Template

_READ_MEANWHILE = 4


@dataclass(frozen=True)
class Workroom:
    """Where reports are made: a folder, the fonts, and LibreOffice where there are to be PDFs."""

    folder: Path
    fonts: "FontSet | None"
    office: "Office | None"


def make_reports(job: "Job", records: list[Record], room: Workroom) -> Iterator[Outcome]:
    """Make each report, all filled before the first is proved; the outcomes as they come."""
    template = template_of(job.form)
    waiting: dict[Future[Conversion], Draft] = {}

    def attempted(record: Record, work: "Callable[[], Made]") -> "Made | Outcome":
        return attempt_report(job.project, record.township.id, record.year, work)

    for record in records:
        made = attempted(record, partial(draft_report, job, template, record, room.folder))
        if isinstance(made, Outcome):
            yield made
        elif room.office is None:
            yield attempted(record, partial(finish_report, job, made))
        else:
            begun = attempted(record, partial(convert, room.office, made, job.options))
            if isinstance(begun, Outcome):
                yield begun
            else:
                waiting[begun] = made
    # The first .docx meanwhile; from then on there is always a finished PDF to be proved.
    for conversion, draft in list(waiting.items())[:_READ_MEANWHILE]:
        read = attempted(draft.record, partial(read_draft, job, draft))
        if isinstance(read, Outcome):
            del waiting[conversion]
            yield read
        else:
            waiting[conversion] = read
    for conversion in as_completed(waiting):
        draft = waiting[conversion]
        yield attempted(draft.record, partial(deliver_converted, job, draft, conversion))


@dataclass(frozen=True)
class Job:
    """What all reports of one build have in common."""

    project: Project
    form: Form
    options: Options
    fonts: "FontSet | None"

    @classmethod
    def begin(cls, project: Project, year: int, options: Options, fonts: "FontSet | None") -> "Job":
        """The job with the form of its year; raises Faulty where that cannot be used."""
        return cls(project, form_of(project, year), options, fonts)


def draft_report(job: Job, template: "Template", record: Record, folder: Path) -> Draft | Outcome:
    """A report read, checked and filled; or its findings, where they forbid it."""
    loaded = load(job.project, job.form, record.township, record.year)
    report = check_glyphs(loaded, job.fonts)
    return (
        outcome_of_check(report)
        if report.is_blocked
        else fill(job, template, report, record, folder)
    )


def template_of(form: Form) -> "Template":
    """The template that serves a form; raises Faulty where it does not."""
    from docfill.build.kit_check import fit_template

    return fit_template(form, display_path(form.folder))


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
    from docfill.pdf import PdfOptions

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


def read_draft(job: Job, draft: Draft) -> Draft:
    """The draft with its .docx read back, which LibreOffice only reads."""
    began = perf_counter()
    read = read_back(job.form, draft.values, draft.docx, display_path(draft.products.docx))
    draft.seconds["verify"] = perf_counter() - began
    return replace(draft, read=read)


def finish_report(job: Job, draft: Draft) -> Outcome:
    """The files read back and delivered with their receipt; or, if they are not what the data
    say, what is wrong with them, and what stood before stays."""
    began = perf_counter()
    names = (display_path(draft.products.docx), display_path(draft.products.pdf))
    pdf = draft.pdf if job.options.pdf else None
    docx = draft.read or draft.docx
    proof = prove(job.form, draft.values, docx, pdf, job.fonts, names, job.options.pdfa)
    draft.seconds["verify"] = draft.seconds.get("verify", 0) + perf_counter() - began
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
    return _ended(draft, proof, products=delivered.files, why=say_made(draft.record, delivered))


def say_made(record: Record, delivered: Delivered) -> Message:
    """That a report was made, for what reason, and where changed files are kept."""
    says = tell("made ({why})", why=record.reason or tell("as asked"))
    for path in delivered.edited:
        says += tell("; what was changed is kept as {file}", file=path.name)
    return says


def _ended(draft: Draft, proof: Proof | None = None, **how: Any) -> Outcome:
    filing, found = draft.report.filing, draft.report.findings
    findings = (*found, *(proof.findings if proof else ()))
    return Outcome(filing.township, filing.year, findings, **how)
