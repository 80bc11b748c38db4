"""Reads a report's finished files back and compares them with the data they were made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docfill.base import TEMPLATE_FILE, Finding, read_regular
from docfill.form import Form

if TYPE_CHECKING:
    from docfill.verify import Fonts, PdfFacts


@dataclass(frozen=True)
class Proof:
    """What was found in finished files, and what was seen in the PDF."""

    findings: tuple[Finding, ...] = ()
    facts: "PdfFacts | None" = None

    @property
    def holds(self) -> bool:
        """Whether the files are what the data say."""
        return not any(finding.blocking for finding in self.findings)


@dataclass(frozen=True)
class ReadDocx:
    """A .docx that was read back: its bytes, and what was found in it."""

    data: bytes
    findings: tuple[Finding, ...]


def read_back(form: Form, values: Mapping[str, object], docx: Path, name: str) -> ReadDocx:
    """What a proof says of a .docx alone; `name` is shown in findings."""
    from docfill.opc import OF_A_REPORT
    from docfill.verify import verify_docx

    data = read_regular(docx, OF_A_REPORT.most_bytes)
    found = verify_docx(data, form.folder / TEMPLATE_FILE, values, form, name)
    return ReadDocx(data, tuple(found))


def prove(
    form: Form,
    values: Mapping[str, object],
    docx: Path | ReadDocx,
    pdf: Path | None,
    fonts: "Fonts | None" = None,
    names: tuple[str, str] = ("", ""),
    pdfa: bool = False,
    fill_again: Callable[[], bytes] | None = None,
) -> Proof:
    """The proof of a .docx, read back already or not, and of its PDF where there is one.

    `names` are shown in findings. A PDF is compared with its .docx; with one `fill_again` of the
    data, where somebody may have changed that one and it does not hold.
    """
    from docfill.verify import verify_pdf, verify_pdfa

    read = docx if isinstance(docx, ReadDocx) else read_back(form, values, docx, names[0])
    if pdf is None:
        return Proof(read.findings)
    data = read.data
    if fill_again is not None and any(finding.blocking for finding in read.findings):
        data = fill_again()
    in_pdf, facts = verify_pdf(pdf, data, fonts, names[1])
    in_archive = verify_pdfa(pdf, names[1]) if pdfa else []
    return Proof((*read.findings, *in_pdf, *in_archive), facts)
