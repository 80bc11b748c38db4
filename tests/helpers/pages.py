"""What stands on the pages of a PDF: characters with their places, and fonts."""

from ctypes import byref, c_double
from pathlib import Path

import pikepdf
import pypdfium2

# Characters whose base lines are nearer than this, in points, stand on one line.
_ONE_LINE = 3.0


def lines(pdf: Path) -> list[list[str]]:
    """The lines of each page from top to bottom, blanks left out."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_lines(page.get_textpage()) for page in document]


def _lines(page: pypdfium2.PdfTextPage) -> list[str]:
    placed = sorted(
        (-y, x, character)
        for place in range(page.count_chars())
        if (character := page.get_text_range(place, 1)).strip()
        for x, y in [_origin(page, place)]
    )
    rows: list[list[tuple[float, str]]] = []
    last = float("-inf")
    for y, x, character in placed:
        if y - last > _ONE_LINE:
            rows.append([])
        rows[-1].append((x, character))
        last = y
    return ["".join(character for _, character in sorted(row)) for row in rows]


def _origin(page: pypdfium2.PdfTextPage, place: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(page, place, byref(x), byref(y))
    return x.value, y.value


def text(pdf: Path) -> str:
    """All characters in reading order, blanks left out."""
    return "".join(line for page in lines(pdf) for line in page)


def fonts(pdf: Path) -> set[str]:
    """The names of the fonts in a PDF, without subset tags."""
    with pikepdf.open(pdf) as document:
        return {
            str(thing.BaseFont)[1:].rpartition("+")[2]
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }
