"""Reads the pages of a PDF: characters with their boxes, ruled lines, fonts.

PDFium may only be used from one thread of a process.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from docfill.base import tell, why
from docfill.pdf.workload import TooMuch, check_workload

# A ruled line is at most this thick, in points, and longer than it is thick.
_THICK = 2.5
# Base lines closer than this, in points, are one.
_SAME_LINE = 2.0
_NAME = 256
_TAG = 6
_SAMPLE = 20
_SPACES = frozenset((0x20, 0x0D, 0x0A, 0x3000, 0xA0, 0x09))
# PDFium marks a hyphen at the end of a line with these instead of "-".
_HYPHENS = {0x02: 0x2D, 0xFFFE: 0x2D}


class NotAPdf(ValueError):
    """The file is no PDF that can be read; the message says why."""


class Character(NamedTuple):
    """A character, the box of its ink, its font without the subset's tag, and its base line.

    Measures are in points from the lower left corner of the page.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    font: str
    base: float


class RuledLine(NamedTuple):
    """A ruled line, horizontal or vertical: where it stands, from where to where it goes."""

    at: float
    start: float
    end: float


class FontUse(NamedTuple):
    """A font of a page, whether it is embedded, and some of the text set in it."""

    name: str
    is_embedded: bool
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, what stands on it."""

    width: float
    height: float
    characters: tuple[Character, ...]
    horizontal: tuple[RuledLine, ...]
    vertical: tuple[RuledLine, ...]
    fonts: tuple[FontUse, ...]


def read_pages(pdf: bytes | Path) -> tuple[Page, ...]:
    """Every page; raises NotAPdf."""
    import pypdfium2

    try:
        check_workload(pdf)
        document = pypdfium2.PdfDocument(pdf)
    except TooMuch as trouble:
        raise NotAPdf(tell("it is too large for a report: {why}", why=trouble)) from None
    except OSError as trouble:
        raise NotAPdf(tell("the file cannot be read: {why}", why=why(trouble))) from None
    except pypdfium2.PdfiumError:
        says = tell("it is not a PDF, or it is damaged or locked with a password")
        raise NotAPdf(says) from None
    try:
        return tuple(_read_page(document.raw, number) for number in range(len(document)))
    finally:
        document.close()


def _read_page(document: Any, number: int) -> Page:
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise NotAPdf(tell("page {n} of it is damaged", n=number + 1))
    text = pdfium.FPDFText_LoadPage(page)
    try:
        fonts: dict[str, FontUse] = {}
        horizontal: list[RuledLine] = []
        vertical: list[RuledLine] = []
        for left, bottom, right, top in _paths(pdfium, page):
            if top - bottom <= _THICK < right - left:
                horizontal.append(RuledLine((top + bottom) / 2, left, right))
            elif right - left <= _THICK < top - bottom:
                vertical.append(RuledLine((left + right) / 2, bottom, top))
        return Page(
            pdfium.FPDF_GetPageWidthF(page),
            pdfium.FPDF_GetPageHeightF(page),
            tuple(_characters(pdfium, text, fonts)),
            tuple(horizontal),
            tuple(vertical),
            tuple(fonts.values()),
        )
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _characters(pdfium: Any, text: Any, fonts: dict[str, FontUse]) -> Iterator[Character]:
    """The characters in order; the fonts they are set in are added to `fonts`."""
    # Made once, not for each of thousands of calls.
    left, right, bottom, top, x, base = (ctypes.c_double() for _ in range(6))
    name, flags = ctypes.create_string_buffer(_NAME), ctypes.c_int()
    names: dict[bytes, str] = {}
    for index, code in _whole(
        (index, pdfium.FPDFText_GetUnicode(text, index))
        for index in range(pdfium.FPDFText_CountChars(text))
    ):
        if code in _SPACES:
            continue
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text, index, x, base)
        pdfium.FPDFText_GetFontInfo(text, index, name, _NAME, flags)
        if (tagged := name.value) not in names:
            font = names[tagged] = _untagged(tagged.decode("utf-8", "replace"))
            if font not in fonts:
                fonts[font] = FontUse(
                    font, _is_embedded(pdfium, text, index), _around(pdfium, text, index)
                )
        yield Character(
            chr(_HYPHENS.get(code, code)),
            left.value,
            bottom.value,
            right.value,
            top.value,
            names[tagged],
            base.value,
        )


def _untagged(name: str) -> str:
    """A font's name without the tag that marks a subset, such as `ABCDEF+`."""
    tag, plus, rest = name.partition("+")
    return rest if plus and len(tag) == _TAG and tag.isupper() else name


def _whole(halves: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The characters by their places; those beyond U+FFFF come as two halves."""
    high = 0
    for index, code in halves:
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = code if 0xD800 <= code < 0xDC00 else 0
        if not high:
            yield index, code


def _is_embedded(pdfium: Any, text: Any, index: int) -> bool:
    font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, index))
    return bool(pdfium.FPDFFont_GetIsEmbedded(font) == 1)


def _around(pdfium: Any, text: Any, index: int) -> str:
    """Some of the text from a character on."""
    count = pdfium.FPDFText_CountChars(text)
    codes = ((n, pdfium.FPDFText_GetUnicode(text, n)) for n in range(index, count))
    return "".join(chr(code) for _, code in islice(_whole(codes), _SAMPLE))


def _paths(pdfium: Any, page: Any) -> Iterator[tuple[float, float, float, float]]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            yield left.value, bottom.value, right.value, top.value


def in_lines(characters: Sequence[Character]) -> list[Character]:
    """The same from line to line and from left to right.

    PDFium does so too, but it takes a character of another font for a line of its own.
    """
    lines: list[list[Character]] = []
    for character in sorted(characters, key=lambda character: -character.base):
        if lines and lines[-1][0].base - character.base < _SAME_LINE:
            lines[-1].append(character)
        else:
            lines.append([character])
    return [c for line in lines for c in sorted(line, key=lambda character: character.left)]
