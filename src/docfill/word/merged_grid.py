"""Works out which rows and columns of the grid each cell of a table covers, merged ones once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docfill.word.blocks import Block, Cell, Table, attribute, whole


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and what it covers, from the first row and column to before the last, from 0."""

    cell: Cell
    top: int
    left: int
    bottom: int
    right: int


def grid_cells(table: Table) -> list[GridCell]:
    """The cells of a table by row; one merged with those below it stands in its first row."""
    found: dict[tuple[int, int], GridCell] = {}
    above: dict[int, GridCell] = {}
    for top, row in enumerate(table.rows):
        left = whole(attribute(row.props, "gridBefore", "val"))
        for cell in row.cells:
            own = GridCell(cell, top, left, top + 1, left + cell.span)
            over = above.get(left)
            if over is not None and over.bottom == top and _goes_on(cell):
                own = GridCell(over.cell, over.top, left, top + 1, over.right)
            above[left] = found[own.top, left] = own
            left += cell.span
    return list(found.values())


def tables_in(blocks: Iterable[Block]) -> Iterator[Table]:
    """Every table, each before those in its cells."""
    for table in blocks:
        if isinstance(table, Table):
            yield table
            for row in table.rows:
                for cell in row.cells:
                    yield from tables_in(cell.blocks)


def _goes_on(cell: Cell) -> bool:
    """Whether the cell is merged with the one above it."""
    return any(
        name == "vMerge" and ("val", "restart") not in attributes
        for name, attributes, _ in cell.props
    )
