"""Proves finished reports again, at any later time: against data, kit and receipt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from docfill.base import (
    NOTHING,
    TEMPLATE_FILE,
    ExitCode,
    Finding,
    Message,
    Place,
    Severity,
    display_path,
    read_regular,
    tell,
)
from docfill.build.checking import form_of, outcome_of_check
from docfill.build.conversion import Options, fonts_of
from docfill.build.loading import load
from docfill.build.making import Job
from docfill.build.outcome import Outcome, attempt_report
from docfill.build.proof import prove
from docfill.build.receipt import WEB_KINDS, Receipt, changed_product
from docfill.build.staleness import Record, Records
from docfill.filing import print_values, title
from docfill.project import Project, Township


@dataclass(frozen=True)
class Files:
    """Files to prove in place of the report's own, such as ones that came back by mail."""

    docx: Path | None = None
    pdf: Path | None = None


def verify_all(
    project: Project,
    townships: Iterable[Township],
    year: int,
    out: Path | None = None,
    files: Files | None = None,
) -> Iterator[Outcome]:
    """What is found in each finished report; code 6 where it is not what the data say."""
    options = Options(out=out)
    job = Job(project, form_of(project, year), options, fonts_of(project.root, options))
    records = Records(project, year, out, {}, ())
    for township in townships:
        work = partial(_verify, job, records, township, year, files)
        yield attempt_report(project, township.id, year, work)


def _verify(
    job: Job, records: Records, township: Township, year: int, files: Files | None
) -> Outcome:
    record = records.of(township)
    report = load(job.project, job.form, record.township, year)
    if report.is_blocked:
        return outcome_of_check(report)
    names = record.township.names
    heading = title(job.form, report.filing, names)
    home = job.project.products(record.township.id, year, heading, job.options.out)
    on_shelf = files is None
    if files is None:
        files = Files(home.docx, home.pdf if home.pdf.exists() else None)
        found = list(_against_receipt(job.project, record, files))
    else:
        found = []
    docx = files.docx or home.docx
    products = [path for path in (docx, files.pdf) if path is not None and path.exists()]
    if not docx.exists():
        says = tell(
            "there is no finished .docx; build it with: docfill build {id} -y {year}",
            id=job.project.report.asked_for(record.township.id),
            year=year,
        )
        found.append(_finding(docx, "product-missing", says))
    else:
        values = print_values(job.form, report.filing, names, job.project.captions)
        both = (display_path(docx), display_path(files.pdf or home.pdf))
        pdfa = record.receipt is not None and record.receipt.made_with.get("PDF/A") == "2b"

        def fill_again() -> bytes:
            from docfill.template import Template

            return Template.open(job.form.folder / TEMPLATE_FILE).fill(values)

        proof = prove(job.form, values, docx, files.pdf, job.fonts, both, pdfa, fill_again)
        found.extend(proof.findings)
        if on_shelf:
            found.extend(_against_docx(record, docx))
    wrong = any(finding.blocking for finding in found)
    code = ExitCode.MISMATCH if wrong else ExitCode.WELL
    says = tell("not what the data say") if wrong else tell("verified")
    return Outcome(record.township.id, year, tuple(found), tuple(products), NOTHING, code, says)


def _against_receipt(project: Project, record: Record, files: Files) -> Iterator[Finding]:
    """Whether the files are those the receipt speaks of, and it still speaks of today's data."""
    receipt = record.receipt
    if receipt is None:
        says = tell(
            "there is no receipt for this report; build it with: docfill build {id} -y {year}",
            id=project.report.asked_for(record.township.id),
            year=record.year,
        )
        yield _finding(record.folder, "product-missing", says)
        return
    for kind, product in receipt.products.items():
        if changed := changed_product(record.folder, product):
            path = record.folder / product.file
            yield _finding(path, "product-changed", changed)
        elif kind == "pdf" and files.pdf is None:
            says = tell("the PDF has another name than today's data give it")
            yield _finding(record.folder / product.file, "product-stale", says)
    if stale := _stale(record, receipt):
        says = tell("built before the last change: {what}", what=stale)
        yield _finding(record.folder, "product-stale", says)


def _against_docx(record: Record, docx: Path) -> Iterator[Finding]:
    """In what the pages for the portal are not what the .docx shows."""
    products = record.receipt.products if record.receipt else {}
    pages = {
        kind: record.folder / products[kind].file
        for kind in WEB_KINDS
        if kind in products and (record.folder / products[kind].file).exists()
    }
    if pages:
        from docfill.opc import OF_A_REPORT
        from docfill.verify import verify_html

        data = read_regular(docx, OF_A_REPORT.most_bytes)
        for path in pages.values():
            yield from verify_html(path, data, display_path(path))


def _stale(record: Record, receipt: Receipt) -> Message:
    """What changed of the sources; other programs would make the same report another way."""
    same = all(receipt.made_of.get(name, "") == now for name, now in record.made_of.items())
    return NOTHING if same else record.reason


def _finding(path: Path, code: str, says: Message) -> Finding:
    return Finding(Place(display_path(path)), code, says, Severity.ERROR)


def compare_pdfs(
    project: Project,
    township: Township,
    year: int,
    out: Path | None,
    pdf: Path | None,
    other: Path,
) -> Outcome:
    """In what a township's PDF, or `pdf` in its place, differs from another; pictures beside it."""
    from docfill.verify import compare_with

    record = Records(project, year, out, {}, ()).of(township)
    known = record.receipt.products.get("pdf") if record.receipt else None
    if pdf is None and known is None:
        says = tell(
            "there is no finished PDF; build it with: docfill build {id} -y {year}",
            id=project.report.asked_for(township.id),
            year=year,
        )
        missing = _finding(record.folder, "product-missing", says)
        return Outcome(township.id, year, (missing,), exit_code=ExitCode.MISMATCH)
    mine = pdf or record.folder / (known.file if known else "")
    difference = compare_with(mine, other, record.folder / "differences", display_path(mine))
    code = ExitCode.MISMATCH if difference.findings else ExitCode.WELL
    says = tell("differs") if difference.findings else tell("the same, page by page")
    found = tuple(difference.findings)
    return Outcome(township.id, year, found, tuple(difference.pictures), NOTHING, code, says)
