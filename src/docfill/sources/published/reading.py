"""Opens a published report by what is in the file, whatever its name says."""

import re
from pathlib import Path

from docfill.base import LARGEST_TEMPLATE, display_path, read_regular, tell, why
from docfill.sources.published.model import NotAReport, Published

_PDF = b"%PDF-"
_WORKBOOK = b"xl/workbook"  # names of parts stand in a zip as they are
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(rb"<(?:!doctype|html|head|body|div|table|p|meta|h[1-6])[\s>]", re.IGNORECASE)
_BEGINNING = 2048


def read_published(path: Path) -> Published:
    """The report in a file; raises NotAReport."""
    try:
        data = read_regular(path, LARGEST_TEMPLATE)
    except OSError as trouble:
        raise NotAReport(tell("the file cannot be read: {why}", why=why(trouble))) from None
    return read_bytes(data, display_path(path))


def read_bytes(data: bytes, name: str) -> Published:
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
    if data.startswith(_OLE):
        says = tell(
            "this is a .doc or .wps of an older kind; open it in Word or WPS, save it as .docx and "
            "import that"
        )
        raise NotAReport(says)
    if _PAGE.search(beginning.replace(b"\0", b"")):
        from docfill.sources.published.webpage import read_html

        return read_html(data, name)
    from docfill.sources.published.plaintext import read_text

    return read_text(data, name)
