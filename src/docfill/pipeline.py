"""The whole job: check, fill, convert, deliver. Reads like a table of contents."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docfill.errors import DocfillError, ExitCode
from docfill.files import move_whole, shown
from docfill.findings import Finding
from docfill.form import Form
from docfill.formfile import FORM_FILE, open_form
from docfill.loading import Report, load, load_beside_neighbours
from docfill.printed import printed, title
from docfill.project import Products, Project, Township
from docfill.workshop import workshop

if TYPE_CHECKING:
    from docfill.office import Conversion, Office
    from docfill.template import Template

TEMPLATE_FILE = "template.docx"


@dataclass(frozen=True)
class Options:
    """What a build does; `workers` 0 means one per core, `office` is a unoserver's HOST:PORT."""

    pdf: bool = True
    pdfa: bool = False
    workers: int = 0
    deadline: float = 120.0
    out: Path | None = None
    office: str = ""


@dataclass(frozen=True)
class Outcome:
    """How the work on one township's report ended; `trouble` says what stopped it."""

    township: str
    year: int
    findings: tuple[Finding, ...] = ()
    products: tuple[Path, ...] = ()
    trouble: str = ""
    exit_code: ExitCode = ExitCode.WELL


@dataclass(frozen=True)
class Draft:
    """A report filled in the workshop, not yet delivered to where it belongs."""

    report: Report
    docx: Path
    pdf: Path
    products: Products


def build(
    project: Project, townships: Iterable[Township], year: int, options: Options
) -> Iterator[Outcome]:
    """Make every report, each outcome as it comes; one report's fault never stops another's."""
    form = form_of(project, year)
    with ExitStack() as stack:
        office = stack.enter_context(open_office(project.root, options)) if options.pdf else None
        template = open_template(form)
        folder = stack.enter_context(workshop(options.out or project.root / "out"))
        waiting: dict[Future[Conversion], Draft] = {}
        for township in townships:
            report = load(project, form, township, year)
            if report.is_blocked:
                yield checked(report)
                continue
            draft = fill(project, form, template, report, folder, options)
            if office is None:
                yield deliver(draft, [(draft.docx, draft.products.docx)])
            else:
                waiting[convert(office, draft, options)] = draft
        for conversion in as_completed(waiting):
            yield converted(waiting[conversion], conversion)


def check_all(project: Project, townships: Iterable[Township], year: int) -> Iterator[Outcome]:
    """The findings of every filing; nothing is built."""
    form = form_of(project, year)
    for report in load_beside_neighbours(project, form, townships, year):
        yield checked(report)


def form_of(project: Project, year: int) -> Form:
    """The form that serves a year; raises Faulty when it or its settings cannot be used."""
    path = project.kit_path(year)
    form = open_form(path, shown(path / FORM_FILE))
    project.agree_with(form)
    return form


def checked(report: Report) -> Outcome:
    """The outcome of a report that goes no further than its findings."""
    code = ExitCode.FINDINGS if report.is_blocked else ExitCode.WELL
    filing = report.filing
    return Outcome(filing.township, filing.year, report.findings, exit_code=code)


def open_template(form: Form) -> "Template":
    from docfill.template import Template

    return Template.open(form.folder / TEMPLATE_FILE)


def open_office(project: Path | None, options: Options) -> "Office":
    """LibreOffice, starting in the background while documents are filled."""
    from docfill.office import Office, find_installation, font_set

    if options.office:
        return Office.at(options.office, deadline=options.deadline)
    workers = options.workers or os.cpu_count() or 1
    fonts = font_set(project / "fonts" if project else None)
    return Office(find_installation(), fonts, workers=workers, deadline=options.deadline)


def fill(
    project: Project,
    form: Form,
    template: "Template",
    report: Report,
    folder: Path,
    options: Options,
) -> Draft:
    """The report as .docx, in the workshop."""
    township, filing = report.township, report.filing
    values = printed(form, filing, township.names, project.captions)
    heading = title(form, filing, township.names)
    products = project.products(township.id, filing.year, heading, options.out)
    docx = folder / f"{township.id}.docx"
    docx.write_bytes(template.fill(values))
    return Draft(report, docx, docx.with_suffix(".pdf"), products)


def convert(office: "Office", draft: Draft, options: Options) -> "Future[Conversion]":
    """The PDF to come."""
    from docfill.office import PdfOptions

    signed = next(iter(draft.report.filing.dates.values()))[0]
    return office.submit(draft.docx, draft.pdf, PdfOptions(date=signed, pdfa=options.pdfa))


def converted(draft: Draft, conversion: "Future[Conversion]") -> Outcome:
    """Both files delivered, or the trouble that LibreOffice had; then what stood before stays."""
    try:
        conversion.result()
    except DocfillError as trouble:
        filing = draft.report.filing
        return Outcome(
            filing.township,
            filing.year,
            draft.report.findings,
            trouble=str(trouble),
            exit_code=trouble.exit_code,
        )
    products = draft.products
    return deliver(draft, [(draft.docx, products.docx), (draft.pdf, products.pdf)])


def deliver(draft: Draft, files: list[tuple[Path, Path]]) -> Outcome:
    """Move finished files from the workshop to where they belong."""
    for made, product in files:
        move_whole(made, product)
    filing = draft.report.filing
    paths = tuple(product for _, product in files)
    return Outcome(filing.township, filing.year, draft.report.findings, paths)
