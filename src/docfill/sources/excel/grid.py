"""A table as it stands on paper: captions and fields with the rows and columns they cover."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docfill.form import FormColumn, FormRow, FormTable

_CHARACTER = 210  # twips
_ROW = 380


@dataclass(frozen=True, slots=True)
class SheetArea:
    """A cell and what it covers, from the first row and column to before the last, from 0.

    `field` is the name of the figure that stands here; "" for a caption.
    """

    text: str
    top: int
    left: int
    bottom: int
    right: int
    field: str = ""


@dataclass(frozen=True)
class Grid:
    """A table's cells, and the widths and heights of its columns and rows in twips."""

    widths: tuple[int, ...]
    heights: tuple[int, ...]
    spots: tuple[SheetArea, ...]

    @cached_property
    def fields(self) -> dict[str, SheetArea]:
        return {spot.field: spot for spot in self.spots if spot.field}

    def shows(self, table: FormTable) -> bool:
        """Whether every figure of a table has its one cell here, and nothing else has one."""
        counts = Counter(spot.field for spot in self.spots if spot.field)
        return counts == Counter(slot.name for slot in table.slots)


def plain_grid(table: FormTable) -> Grid:
    """The table as its captions alone tell: groups and rows down the left, columns above."""
    columns = list(table.columns.values())
    rows = list(table.rows.values())
    figures = max(len(columns), 1)
    spots = [SheetArea("", 0, 0, 1, 2)]
    spots += [SheetArea(each.caption, 0, 2 + at, 1, 3 + at) for at, each in enumerate(columns)]
    spots += _groups(rows)
    for at, row in enumerate(rows, 1):
        spots.append(SheetArea(row.caption, at, 1 if row.group else 0, at + 1, 2))
        spots += _figures(table, row, columns, at)
    widths = (8 * _CHARACTER, 16 * _CHARACTER, *[5 * _CHARACTER] * figures)
    return Grid(widths, (2 * _ROW, *[_ROW] * len(rows)), tuple(spots))


def _groups(rows: list[FormRow]) -> Iterator[SheetArea]:
    first = 0
    for at, row in enumerate(rows):
        if row.group != rows[first].group:
            first = at
        if row.group and (at + 1 == len(rows) or rows[at + 1].group != row.group):
            yield SheetArea(row.group, first + 1, 0, at + 2, 1)


def _figures(
    table: FormTable, row: FormRow, columns: list[FormColumn], at: int
) -> Iterator[SheetArea]:
    """The cells of a row; one single figure takes the whole width, its own caption before it."""
    name = f"{table.key}.{row.key}"
    if not row.single:
        for place, column in enumerate(columns, 2):
            yield SheetArea("", at, place, at + 1, place + 1, f"{name}.{column.key}")
    elif len(columns) > 1:
        yield SheetArea(row.single, at, 2, at + 1, 3)
        yield SheetArea("", at, 3, at + 1, 2 + len(columns), name)
    else:
        yield SheetArea("", at, 2, at + 1, 3, name)
