"""The PDF LibreOffice wrote, made the same bytes whenever and wherever it was written."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from docfill.pdf.rewriting import XMP_DATE, rewrite, xmp_date

# What varies in every PDF of LibreOffice, each once: the date, and two hashes of it.
_DATE = re.compile(rb"/CreationDate\(D:[^()]*\)")
_CHECKSUM = re.compile(rb"/DocChecksum /[0-9A-F]{32}")
_ID = re.compile(rb"/ID \[ <[0-9A-F]{32}>\s<[0-9A-F]{32}> \]")
# LibreOffice 25 adds XMP to every PDF, in clear, with dates of the same length as ours.
# Where more varies, or is out of sight: Type 1 fonts, colour profiles, objects in streams.
_MORE = re.compile(rb"/(?:FontFile|ModDate|OutputIntents|ObjStm|Encrypt)\b")
_ID_DIGITS = 32


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """How a PDF is to be: its date, whether PDF/A-2b, whether tagged for screen readers."""

    date: date
    pdfa: bool = False
    tagged: bool = True

    def filter_options(self) -> tuple[str, ...]:
        """The same for LibreOffice's `writer_pdf_Export`."""
        return (
            f"SelectPdfVersion={2 if self.pdfa else 0}",
            f"UseTaggedPDF={'true' if self.tagged else 'false'}",
            "ExportBookmarks=true",
        )


def canonical(pdf: bytes, written: date) -> bytes:
    """The same document with nothing in it of the hour or the process it was written in.

    `written` is the date it shall bear: midnight if it is no time, UTC if it has no zone.
    """
    moment = _moment(written)
    return _patched(pdf, moment) or rewrite(pdf, moment)


def _patched(pdf: bytes, moment: datetime) -> bytes | None:
    """The PDF with a few bytes replaced by as many others, so that nothing in it moves.

    None where that would not do, and it has to be written anew, which takes forty times as long.
    """
    found = [list(each.finditer(pdf)) for each in (_DATE, _CHECKSUM, _ID)]
    if any(len(each) != 1 for each in found) or not _is_in_sight(pdf):
        return None
    (stated,), (checksum,), (ids,) = found
    patched = bytearray(pdf)
    _put(patched, stated, b"/CreationDate(D:%bZ)" % f"{moment:%Y%m%d%H%M%S}".encode())
    for told in XMP_DATE.finditer(pdf):
        dated = xmp_date(told, moment)
        if len(dated) != len(told[0]):
            return None
        _put(patched, told, dated)
    _put(patched, checksum, b"")
    _put(patched, ids, b"/ID")
    digits = hashlib.sha256(patched).hexdigest()[:_ID_DIGITS].encode()
    _put(patched, ids, b"/ID [ <%b> <%b> ]" % (digits, digits))
    return bytes(patched) if len(patched) == len(pdf) else None


def _is_in_sight(pdf: bytes) -> bool:
    """Whether nothing varies but dates and hashes, and the rest is as it should be."""
    return (
        _MORE.search(pdf) is None
        and pdf.count(b"/Type/Metadata") == pdf.count(b"<x:xmpmeta ")
        and b"xmpMM:" not in pdf
        # PDF/UA-1, 7.1: a reader's window bears the title and not the name of the file.
        and b"/DisplayDocTitle true" in pdf
    )


def _put(into: bytearray, place: re.Match[bytes], text: bytes) -> None:
    """Put a text in a place; spaces mean nothing there."""
    into[slice(*place.span())] = text.ljust(len(place[0]))


def _moment(written: date) -> datetime:
    if not isinstance(written, datetime):
        written = datetime(written.year, written.month, written.day)
    return written.astimezone(UTC) if written.tzinfo else written
