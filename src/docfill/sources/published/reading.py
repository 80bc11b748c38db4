"""Opens a published report by what is in the file, whatever its name says."""

from pathlib import Path

from docfill.base import LARGEST_TEMPLATE, display_path, read_regular, tell, why
from docfill.sources.published.model import NotAReport, Published

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_published(path: Path) -> Published:
    """The report in a file; raises NotAReport."""
    try:
        data = read_regular(path, LARGEST_TEMPLATE)
    except OSError as trouble:
        raise NotAReport(tell("the file cannot be read: {why}", why=why(trouble))) from None
    return read_bytes(data, display_path(path))


def read_bytes(data: bytes, name: str) -> Published:
    """The report in the bytes of a file of this name; raises NotAReport."""
    if data.startswith(b"PK\x03\x04"):
        from docfill.sources.published.wordfile import read_docx

        return read_docx(data, name)
    from docfill.sources.published.plaintext import read_text

    return read_text(data, name)
