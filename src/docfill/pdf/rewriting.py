"""A PDF written anew by qpdf, with nothing in it of the hour or the process it comes from."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from docfill.base import name_in_errors, temporary

# Where a stream begins, and the object it belongs to. Looking for these in the file takes a
# millisecond; having qpdf make all objects, of which a tagged PDF has thousands, takes half as
# long as writing it.
_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = b" 0 obj"
_NUMBER = re.compile(rb"\d+\Z")
_UNIQUE_ID = re.compile(rb"/UniqueID (\d+) def")
# Adobe Type 1 Font Format, 7.3: the key that the encrypted part of a font starts with, and the
# two constants its next keys come from.
_EEXEC_KEY, _EEXEC_FACTOR, _EEXEC_TERM = 55665, 52845, 22719
# The number stands near the beginning of the encrypted part.
_BEGINNING = 2048
XMP_DATE = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*")
_XMP_IDS = re.compile(rb"(<xmpMM:(?:DocumentID|InstanceID)>)[^<]*")
# ICC.1:2010, 7.2: creation date, profile signature, profile ID.
_ICC_DATE, _ICC_SIGNATURE, _ICC_ID = slice(24, 36), slice(36, 40), slice(84, 100)


def xmp_date(told: re.Match[bytes], moment: datetime) -> bytes:
    """A date of the XMP, as `XMP_DATE` finds it, with this moment."""
    return told[1] + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()


def rewrite(pdf: bytes, moment: datetime) -> bytes:
    """The same document with this date, and without what varies in fonts, XMP and profiles."""
    import pikepdf

    # By its path, because qpdf reads the table of objects of a Python stream line by line.
    with temporary("docfill-pdf-") as folder, name_in_errors(folder):
        given, made = folder / "given.pdf", folder / "made.pdf"
        given.write_bytes(pdf)
        # No attributes are handed down from the tree of pages: that takes as long as all the rest.
        with pikepdf.open(given, inherit_page_attributes=False) as document:
            for number in _streams(pdf):
                thing = document.get_object(number, 0)
                if isinstance(thing, pikepdf.Stream):
                    _settle(thing, moment)
            _settle_document(document, moment)
            document.save(
                made,
                deterministic_id=True,
                compress_streams=True,
                object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            )
        return made.read_bytes()


def _streams(pdf: bytes) -> Iterator[int]:
    """The numbers of the objects that are streams, and by chance of a few that are not."""
    for found in _STREAM.finditer(pdf):
        if pdf.endswith(b"end", 0, found.start()):
            continue
        head = pdf.rfind(_OBJECT, 0, found.start())
        if number := _NUMBER.search(pdf, max(head - 10, 0), max(head, 0)):
            yield int(number[0])


def _settle_document(document: Any, moment: datetime) -> None:
    """Take out of the document's own entries what varies."""
    import pikepdf

    for name in ("/CreationDate", "/ModDate"):
        if name in document.docinfo:
            document.docinfo[name] = f"D:{moment:%Y%m%d%H%M%S}Z"
    if "/Title" in document.docinfo:
        # PDF/UA-1, 7.1: a reader's window bears the title and not the name of the file.
        if "/ViewerPreferences" not in document.Root:
            document.Root.ViewerPreferences = pikepdf.Dictionary()
        document.Root.ViewerPreferences.DisplayDocTitle = True
    for name in ("/ID", "/DocChecksum"):
        if name in document.trailer:
            del document.trailer[name]


def _settle(stream: Any, moment: datetime) -> None:
    """Take out of one stream what varies; streams in which nothing does are not even unpacked."""
    if stream.get("/Type") == "/Metadata":
        xmp = XMP_DATE.sub(lambda told: xmp_date(told, moment), stream.read_bytes())
        stream.write(_XMP_IDS.sub(rb"\g<1>", xmp))
    elif "/Length1" in stream and "/Length2" in stream:
        clear, hidden = int(stream.Length1), int(stream.Length2)
        font = stream.read_bytes()
        # The lengths of the font's three parts are stated elsewhere and must stay.
        stream.write(
            _UNIQUE_ID.sub(_zeros, font[:clear])
            + _without_unique_id(font[clear : clear + hidden])
            + font[clear + hidden :]
        )
    elif "/N" in stream and "/Type" not in stream:
        profile = bytearray(stream.read_bytes())
        if profile[_ICC_SIGNATURE] == b"acsp":
            profile[_ICC_DATE], profile[_ICC_ID] = bytes(12), bytes(16)
            stream.write(bytes(profile))


def _zeros(unique_id: re.Match[bytes]) -> bytes:
    return re.sub(rb"\d", b"0", unique_id.group())


def _without_unique_id(hidden: bytes) -> bytes:
    """The encrypted part of a Type 1 font, its /UniqueID all zeros.

    LibreOffice numbers the fonts it writes from the start of its process on. The cipher makes
    every byte depend on all before it, so the rest is encrypted anew. This takes nearly a
    microsecond a byte, which is one reason why most of our faces become no Type 1 fonts.
    """
    found = _UNIQUE_ID.search(_decrypted(hidden[:_BEGINNING])[0])
    if found is None:
        return hidden
    begin, end = found.span(1)
    recoded = bytearray(hidden[:begin])
    old, new = _decrypted(hidden[:end])[1], _decrypted(hidden[:begin])[1]
    for _ in range(begin, end):
        recoded.append(ord("0") ^ (new >> 8))
        new = _next_key(new, recoded[-1])
    for byte in hidden[end:]:
        # In clear it is byte ^ (old >> 8).
        code = byte ^ ((old ^ new) >> 8)
        recoded.append(code)
        old = ((byte + old) * _EEXEC_FACTOR + _EEXEC_TERM) & 0xFFFF
        new = ((code + new) * _EEXEC_FACTOR + _EEXEC_TERM) & 0xFFFF
    return bytes(recoded)


def _decrypted(hidden: bytes) -> tuple[bytes, int]:
    """What stands there in clear, and the key for the byte after it."""
    key, plain = _EEXEC_KEY, bytearray()
    for byte in hidden:
        plain.append(byte ^ (key >> 8))
        key = _next_key(key, byte)
    return bytes(plain), key


def _next_key(key: int, byte: int) -> int:
    return ((byte + key) * _EEXEC_FACTOR + _EEXEC_TERM) & 0xFFFF
