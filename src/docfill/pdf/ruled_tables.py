"""Finds ruled tables on the pages of a PDF, and which characters stand in which cell."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import neg

from docfill.pdf.pages import Character, Page, RuledLine

# Two lines closer than this, in points, are one: borders overlap where cells meet.
_SAME = 1.6


@dataclass(frozen=True, slots=True)
class Area:
    """The part of a ruled table that is on one page; edges in points, rows from the top down."""

    page: int
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    characters: list[Character] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        return len(self.rows) - 1

    def holds(self, character: Character) -> bool:
        """Whether the middle of a character is between the outer lines."""
        x = (character.left + character.right) / 2
        y = (character.bottom + character.top) / 2
        return self.columns[0] < x < self.columns[-1] and self.rows[-1] < y < self.rows[0]

    def row_of(self, character: Character) -> int:
        """The number of the row, from 0 at the top of this area, a character stands in."""
        y = (character.bottom + character.top) / 2
        return bisect_right(self.rows, -y, key=neg) - 1


def areas(pages: Sequence[Page]) -> list[Area]:
    """Every ruled area in the order of reading."""
    return [area for number, page in enumerate(pages, 1) for area in _areas_on(number, page)]


def _areas_on(number: int, page: Page) -> Iterator[Area]:
    for bottom, top in _reaches(page.vertical):
        inside = [line for line in page.vertical if line.end > bottom and line.start < top]
        across = [line for line in page.horizontal if bottom - _SAME <= line.at <= top + _SAME]
        columns = _merged(line.at for line in inside)
        rows = _merged(line.at for line in across)
        if len(columns) > 1 and len(rows) > 1:
            yield Area(number, tuple(columns), tuple(reversed(rows)))


def _reaches(lines: Iterable[RuledLine]) -> list[tuple[float, float]]:
    """From where to where vertical lines go without a gap, the highest first."""
    reaches: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda line: line.start):
        if reaches and line.start <= reaches[-1][1] + _SAME:
            reaches[-1] = (reaches[-1][0], max(reaches[-1][1], line.end))
        else:
            reaches.append((line.start, line.end))
    return reaches[::-1]


def _merged(positions: Iterable[float]) -> list[float]:
    """Positions in rising order, those of one line once."""
    merged: list[float] = []
    for position in sorted(positions):
        if not merged or position - merged[-1] > _SAME:
            merged.append(position)
    return merged
