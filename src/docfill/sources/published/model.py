"""A published report without its format: lines and tables in order, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from docfill.base import Place, Spot


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A paragraph; `stands_out` where it is bold, numbered by itself, or has a heading's style."""

    text: str
    spot: Spot
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell and what it covers, from the first row and column to before the last, from 0."""

    text: str
    top: int
    left: int
    bottom: int
    right: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table's cells by row, merged ones once.

    `is_laid_out` is whether a cell's columns are known; a text file only knows their order.
    """

    cells: tuple[PrintedCell, ...]
    is_laid_out: bool = True

    @property
    def rows(self) -> Iterator[list[PrintedCell]]:
        """The cells by the row they begin in, from left to right."""
        by_row: dict[int, list[PrintedCell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.top, []).append(cell)
        for top in sorted(by_row):
            yield sorted(by_row[top], key=lambda cell: cell.left)


PrintedBlock: TypeAlias = PrintedLine | PrintedTable


@dataclass(frozen=True)
class Published:
    """What a report shows, in the order of reading."""

    file: str
    blocks: tuple[PrintedBlock, ...] = field(default=())

    def place(self, spot: Spot) -> Place:
        return Place(self.file, spot)

    @property
    def lines(self) -> Iterator[PrintedLine]:
        return (block for block in self.blocks if isinstance(block, PrintedLine))


class NotAReport(ValueError):
    """The file cannot be read as a report; the message says why and what to do."""
