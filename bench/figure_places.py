"""Where the figures of a report stand, and how many of them another reader has there, too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docfill.sources.published.figures import looks_like_figure
from docfill.sources.published.model import PrintedCell, PrintedTable
from docfill.sources.published.wordfile import read_docx
from docfill.sources.published.words import squeezed

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class FigurePlace:
    """A figure's text and column, and the caption by which its row is known.

    The caption stands in the same row, or where a row has none, in the one above (`is_above`).
    """

    text: str
    column: int
    caption: str
    caption_column: int
    is_above: bool


def places_in(docx: Path) -> Iterator[FigurePlace]:
    """Where the figures of a report stand, by the grids of its tables."""
    for table in read_docx(docx, docx.name).blocks:
        if not isinstance(table, PrintedTable):
            continue
        captions = [each for each in table.cells if not looks_like_figure(each.text)]
        for cell in table.cells:
            if looks_like_figure(cell.text):
                yield _place(cell, captions)


def _place(cell: PrintedCell, captions: Sequence[PrintedCell]) -> FigurePlace:
    beside = [each for each in captions if each.top == cell.top and each.left < cell.left]
    above = [each for each in captions if each.bottom == cell.top and each.left == cell.left]
    caption = max(beside, key=lambda each: each.left) if beside else above[0]
    words = squeezed(caption.text)
    return FigurePlace(cell.text, cell.left, words, caption.left, not beside)


def count_right(places: Sequence[FigurePlace], rows: Rows) -> int:
    """How many figures stand in their column, in the row whose caption is in its own column."""
    plain = [[squeezed(cell) for cell in row] for row in rows]
    return sum(
        any(_stands(place, own, plain[n + 1 :]) for n, own in enumerate(plain)) for place in places
    )


def _stands(place: FigurePlace, row: Sequence[str], below: Rows) -> bool:
    if place.caption_column >= len(row) or row[place.caption_column] != place.caption:
        return False
    own = below[0] if place.is_above and below else row
    return place.column < len(own) and own[place.column] == place.text
