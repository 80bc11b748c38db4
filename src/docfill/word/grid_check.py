"""Checks that the rows of a table fit its grid and that merged cells begin somewhere."""

from collections.abc import Iterable, Iterator

from docfill.base import Message, tell
from docfill.word.blocks import Block, Row, Table, attribute, whole


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
