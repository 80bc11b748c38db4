"""Opens a published report by what is in the file, whatever its name says."""

import re
from collections.abc import Callable
from pathlib import Path

from docfill.base import LARGEST_TEMPLATE, display_path, read_regular, tell, why
from docfill.sources.compound import SIGNATURE, Compound, read_compound
from docfill.sources.published.model import NotAReport, Published

_PDF = b"%PDF-"
_WORKBOOK = b"xl/workbook"  # names of parts stand in a zip as they are
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_RTF = b"{\\rtf"
_PAGE = re.compile(rb"<(?:!doctype|html|head|body|div|table|p|meta|h[1-6])[\s>]", re.IGNORECASE)
_BEGINNING = 2048

# Saves a document of an older kind ("doc" or "rtf") as .docx; raises NotAReport.
SaveAsDocx = Callable[[bytes, str], bytes]


def _save_it_yourself(_: bytes, __: str) -> bytes:
    says = tell(
        "this is a .doc or .wps of an older kind; open it in Word or WPS, save it as .docx and "
        "import that"
    )
    raise NotAReport(says)


def read_published(path: Path, as_docx: SaveAsDocx = _save_it_yourself) -> Published:
    """The report in a file; raises NotAReport."""
    try:
        data = read_regular(path, LARGEST_TEMPLATE)
    except OSError as trouble:
        raise NotAReport(tell("the file cannot be read: {why}", why=why(trouble))) from None
    return read_bytes(data, display_path(path), as_docx)


def read_bytes(data: bytes, name: str, as_docx: SaveAsDocx = _save_it_yourself) -> Published:
    """The report in the bytes of a file of this name; raises NotAReport."""
    beginning = data[:_BEGINNING]
    if data.startswith(b"PK\x03\x04"):
        if _WORKBOOK in data:
            says = tell("this is a workbook; docfill take makes filings of workbooks")
            raise NotAReport(says)
        from docfill.sources.published.wordfile import read_docx

        return read_docx(data, name)
    if _PDF in beginning:
        from docfill.sources.published.pdffile import read_pdf

        return read_pdf(data, name)
    if data.startswith(_PICTURES):
        says = tell(
            "this is a picture, which holds no text; look for the report as a .docx, PDF or web "
            "page, or type the filing"
        )
        raise NotAReport(says)
    if data.startswith(SIGNATURE):
        _refuse_other_containers(read_compound(data))
        return _read_older(as_docx(data, "doc"), name)
    if data.startswith(_RTF):
        return _read_older(as_docx(data, "rtf"), name)
    if _PAGE.search(beginning.replace(b"\0", b"")):
        from docfill.sources.published.webpage import read_html

        return read_html(data, name)
    from docfill.sources.published.plaintext import read_text

    return read_text(data, name)


def _refuse_other_containers(found: Compound) -> None:
    """Raise NotAReport where it is no document of Word or WPS that can be opened."""
    if found.has_password:
        says = tell("the document has a password; take it off, save the document and import that")
        raise NotAReport(says)
    if found.is_workbook:
        says = tell(
            "this is a workbook of the old kind (.xls or .et), not a report; look for the report "
            "as a document, PDF or web page"
        )
        raise NotAReport(says)
    if not found.is_word:
        says = tell(
            "this is no document of Word or WPS that docfill knows, or it is damaged; open it, "
            "save it as .docx and import that"
        )
        raise NotAReport(says)


def _read_older(docx: bytes, name: str) -> Published:
    """What was saved as .docx; a document that could not be read may come out without a word."""
    from docfill.sources.published.wordfile import read_docx

    published = read_docx(docx, name)
    if not published.blocks or not any(line.text.strip() for line in published.lines):
        says = tell(
            "LibreOffice found no text in it; open it in Word or WPS, save it as .docx and "
            "import that"
        )
        raise NotAReport(says)
    return published
