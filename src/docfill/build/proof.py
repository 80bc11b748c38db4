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


def prove(
    form: Form,
    values: Mapping[str, object],
    docx: Path,
    pdf: Path | None,
    fonts: "Fonts | None" = None,
    names: tuple[str, str] = ("", ""),
    pdfa: bool = False,
    fill_again: Callable[[], bytes] | None = None,
) -> Proof:
    """The proof of a .docx, and of its PDF where there is one; `names` are shown in findings.

    A PDF is compared with its .docx; with one `fill_again` of the data, where somebody may have
    changed that one and it does not hold.
    """
    from docfill.opc import OF_A_REPORT
    from docfill.verify import verify_docx, verify_pdf, verify_pdfa

    data = read_regular(docx, OF_A_REPORT.most_bytes)
    found = verify_docx(data, form.folder / TEMPLATE_FILE, values, form, names[0])
    if pdf is None:
        return Proof(tuple(found))
    if fill_again is not None and any(finding.blocking for finding in found):
        data = fill_again()
    in_pdf, facts = verify_pdf(pdf, data, fonts, names[1])
    in_archive = verify_pdfa(pdf, names[1]) if pdfa else []
    return Proof((*found, *in_pdf, *in_archive), facts)
