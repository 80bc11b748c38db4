"""How much there is to draw on the pages of a PDF, told before PDFium begins with it.

A few kilobytes may unpack to strokes for minutes, or draw a form within a form within a form.
"""

import re
import zlib
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from docfill.base import tell

# A page of the official form has some 80 kB of drawing; PDFium takes five seconds for 16 MB.
MOST_DRAWING = 16_000_000
MOST_PAGES = 1_000
_DEEPEST = 16
_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_PLAIN_FILTERS = frozenset(("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"))
_FLATE = frozenset(("/FlateDecode", "/Fl"))


class TooMuch(ValueError):
    """There is more on the pages than a report can have; the message says what."""


def check_workload(pdf: bytes | Path) -> None:
    """Raise TooMuch for a PDF that would keep its readers busy without end.

    One that qpdf cannot read is left to PDFium, which says what is wrong with it.
    """
    import pikepdf

    try:
        # By its path, because qpdf reads the table of objects of a Python stream line by line.
        given = BytesIO(pdf) if isinstance(pdf, bytes) else pdf
        with pikepdf.open(given, inherit_page_attributes=False) as document:
            if len(document.pages) > MOST_PAGES:
                raise TooMuch(tell("it has more than {n} pages", n=MOST_PAGES))
            drawing = _Drawing()
            for page in document.pages:
                drawing.add(page.obj)
    except (pikepdf.PdfError, OSError):
        return


@dataclass
class _Drawing:
    """The bytes that are drawn, each form counted as often as it is used."""

    total: int = 0
    # By form, and by the page or form whose resources give its names their meaning.
    known: dict[tuple[object, object], int] = field(default_factory=dict)

    def add(self, page: Any) -> None:
        import pikepdf

        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        forms = _forms(_inherited(page))
        for stream in streams:
            if isinstance(stream, pikepdf.Stream):
                self.total += self._weight(stream, forms, page.objgen, 0)
        _refuse_above(self.total)

    def _weight(self, stream: Any, forms: Any, scope: object, depth: int) -> int:
        if depth > _DEEPEST:
            says = tell("its drawings stand one in the other more than {n} deep", n=_DEEPEST)
            raise TooMuch(says)
        own = stream.objgen
        if (own, scope) in self.known:
            return self.known[own, scope]
        content = _unpacked(stream)
        weight = len(content)
        for name, times in Counter(_DRAWS.findall(content)).items():
            form = forms.get("/" + _plain(name)) if forms is not None else None
            if form is not None and form.get("/Subtype") == "/Form":
                inner = _forms(form.get("/Resources"))
                names, whose = (forms, scope) if inner is None else (inner, form.objgen)
                weight += times * self._weight(form, names, whose, depth + 1)
            _refuse_above(weight)
        self.known[own, scope] = weight
        return weight


def _inherited(page: Any) -> Any:
    """The resources of a page, or of the branches of the tree it hangs on."""
    for _ in range(_DEEPEST):
        if page is None or "/Resources" in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get("/Resources")


def _forms(resources: Any) -> Any:
    return None if resources is None else resources.get("/XObject")


def _plain(name: bytes) -> str:
    return _HEX.sub(lambda code: bytes([int(code[1], 16)]), name).decode("utf-8", "replace")


def _unpacked(stream: Any) -> bytes:
    """What is drawn; no more is unpacked than may be."""
    import pikepdf

    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    packed = [name for name in names if name not in _PLAIN_FILTERS]
    if not packed:
        return bytes(stream.read_bytes())
    if len(names) > 1 or packed[0] not in _FLATE:
        raise TooMuch(
            tell(
                "its drawing is packed with {filters}", filters=" ".join(name[1:] for name in names)
            )
        )
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(stream.read_raw_bytes(), MOST_DRAWING + 1)
    except zlib.error:
        return b""  # damaged: PDFium draws what comes before, or says so
    _refuse_above(len(content))
    return content


def _refuse_above(weight: int) -> None:
    if weight > MOST_DRAWING:
        raise TooMuch(tell("there is more than {n} MB to draw", n=MOST_DRAWING // 1_000_000))
