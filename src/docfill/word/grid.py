"""The grid of a table: which rows and columns each cell covers, and whether the rows fit it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docfill.base import Message, tell
from docfill.word.blocks import Block, Cell, Row, Table, attribute, whole


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


def faults_of_tables(blocks: Iterable[Block]) -> Iterator[Message]:
    """What Word would repair or show wrongly in each of the tables."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _rows_fit(block)
            yield from _merges_begin(block)


def _rows_fit(table: Table) -> Iterator[Message]:
    """Each row covers as many columns as the table's grid has."""
    for number, row in enumerate(table.rows, 1):
        covered = sum(cell.span for cell in row.cells)
        covered += _left_out(row, "gridBefore") + _left_out(row, "gridAfter")
        if not row.cells:
            yield tell("row {n} of a table has no cell", n=number)
        elif covered != len(table.grid):
            yield tell(
                "row {n} of a table covers {covered} columns, the table has {columns}",
                n=number,
                covered=covered,
                columns=len(table.grid),
            )


def _merges_begin(table: Table) -> Iterator[Message]:
    """A cell merged with the one above has one above that merges."""
    open_columns: set[int] = set()
    for number, row in enumerate(table.rows, 1):
        at, merging = _left_out(row, "gridBefore"), set()
        for cell in row.cells:
            merge = next((item for item in cell.props if item[0] == "vMerge"), None)
            if merge is not None:
                merging.add(at)
                if ("val", "restart") not in merge[1] and at not in open_columns:
                    yield tell("row {n} of a table goes on with a merge that none began", n=number)
            at += cell.span
        open_columns = merging


def _left_out(row: Row, side: str) -> int:
    return whole(attribute(row.props, side, "val"))
