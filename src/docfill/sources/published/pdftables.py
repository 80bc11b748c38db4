"""The ruled tables of a PDF as grids: merged cells found by the lines that are not there."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import neg

from docfill.base import PageSpot
from docfill.pdf import Area, Character, Page, in_lines
from docfill.sources.published.figures import looks_like_figure
from docfill.sources.published.model import PrintedCell

# Lines closer than this, in points, are one: browsers draw cells as boxes beside each other.
_SAME = 3.5
# So much of a row, in points, must be there to count as one.
_LEAST = 4.0


@dataclass
class PdfTable:
    """A table over one page or several: its column lines, its rows so far, its cells."""

    edges: list[float]
    cells: list[PrintedCell]
    row_count: int
    # Whether the lines go on beyond the first or last row: a page ends within it.
    is_open_above: bool = False
    is_open_below: bool = False

    def goes_on_with(self, other: "PdfTable") -> bool:
        """Whether the other, on the next page, is as wide and stands as far from the edge."""
        return (
            abs(self.edges[0] - other.edges[0]) < _SAME
            and abs(self.edges[-1] - other.edges[-1]) < _SAME
        )

    def join(self, other: "PdfTable") -> "PdfTable":
        """Both as one: a row that the page divides, and cells that go on blank, put together."""
        edges = _merged_edges([*self.edges, *other.edges])
        shared = int(self.is_open_below and other.is_open_above)
        begin = self.row_count - shared
        mine = [_moved(cell, self.edges, edges, 0) for cell in self.cells]
        for cell in (_moved(each, other.edges, edges, begin) for each in other.cells):
            above = _above(mine, cell, self.row_count, is_same_row=bool(shared))
            if above is None:
                mine.append(cell)
            else:
                text = mine[above].text + cell.text
                mine[above] = replace(mine[above], text=text, bottom=cell.bottom)
        count = begin + other.row_count
        return PdfTable(edges, mine, count, self.is_open_above, other.is_open_below)


def _above(
    cells: Sequence[PrintedCell], cell: PrintedCell, row_count: int, *, is_same_row: bool
) -> int | None:
    """The cell at the end of a page that goes on with this one; a blank one, or in one row any."""
    if cell.top != row_count - is_same_row:
        return None
    for n, own in enumerate(cells):
        if own.bottom == row_count and (own.left, own.right) == (cell.left, cell.right):
            goes_on = not cell.text and not looks_like_figure(own.text)
            return n if is_same_row or goes_on else None
    return None


def open_ended(area: Area, page: Page) -> tuple[Area, bool, bool]:
    """The area with the rows that begin above or end below the page, and whether there are such.

    No line closes a row that is divided by the end of a page; its column lines go on.
    """
    columns = tuple(_merged_edges(area.columns))
    inner = tuple(reversed(_merged_edges(area.rows)))
    lines = [
        line
        for line in page.vertical
        if area.columns[0] - _SAME <= line.at <= area.columns[-1] + _SAME
        and line.start <= area.rows[0] + _SAME
        and line.end >= area.rows[-1] - _SAME
    ]
    top = max((line.end for line in lines), default=area.rows[0])
    bottom = min((line.start for line in lines), default=area.rows[-1])
    above, below = top > area.rows[0] + _LEAST, bottom < area.rows[-1] - _LEAST
    rows = (*([top] if above else []), *inner, *([bottom] if below else []))
    return replace(area, columns=columns, rows=rows), above, below


def table_in(area: Area, page: Page, above: bool = False, below: bool = False) -> PdfTable:
    """The table in a ruled area of a page, its first and last row open as told."""
    rows, columns = area.row_count, len(area.columns) - 1
    owners = _owners(area, page, rows, columns)
    inside: dict[tuple[int, int], list[Character]] = {}
    for character in page.characters:
        if area.holds(character):
            x = (character.left + character.right) / 2
            y = (character.bottom + character.top) / 2
            row = bisect_right(area.rows, -y, key=neg) - 1
            column = bisect_right(area.columns, x) - 1
            inside.setdefault(owners[row, column], []).append(character)
    spot = PageSpot(area.page)
    cells = []
    for owner in dict.fromkeys(owners.values()):
        own = [place for place, holder in owners.items() if holder == owner]
        text = "".join(each.text for each in in_lines(inside.get(owner, [])))
        tops, lefts = [row for row, _ in own], [column for _, column in own]
        cells.append(PrintedCell(text, min(tops), min(lefts), max(tops) + 1, max(lefts) + 1, spot))
    return PdfTable(list(area.columns), cells, rows, above, below)


def _owners(
    area: Area, page: Page, rows: int, columns: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the first place of the cell it belongs to."""
    owners = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
    for first, second in _open_borders(area, page, rows, columns):
        old, new = owners[second], owners[first]
        if old != new:
            low, high = sorted((old, new))
            owners = {place: low if own == high else own for place, own in owners.items()}
    return owners


def _open_borders(
    area: Area, page: Page, rows: int, columns: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Neighbours in the grid with no line between them."""
    for at in range(1, columns):
        lines = [each for each in page.vertical if abs(each.at - area.columns[at]) <= _SAME]
        for row in range(rows):
            middle = (area.rows[row] + area.rows[row + 1]) / 2
            if not any(line.start <= middle <= line.end for line in lines):
                yield (row, at - 1), (row, at)
    for at in range(1, rows):
        lines = [each for each in page.horizontal if abs(each.at - area.rows[at]) <= _SAME]
        for column in range(columns):
            middle = (area.columns[column] + area.columns[column + 1]) / 2
            if not any(line.start <= middle <= line.end for line in lines):
                yield (at - 1, column), (at, column)


def _moved(
    cell: PrintedCell, old: Sequence[float], new: Sequence[float], below: int
) -> PrintedCell:
    left, right = (_nearest(new, old[edge]) for edge in (cell.left, cell.right))
    return replace(cell, top=cell.top + below, bottom=cell.bottom + below, left=left, right=right)


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - edge))


def _merged_edges(edges: Sequence[float]) -> list[float]:
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > _SAME:
            merged.append(edge)
    return merged
