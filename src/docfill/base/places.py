"""Where something was written: a file, and the spot in it that a person would look at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from docfill.base.language import NOTHING, Message, as_written, in_a_row, tell

_CELL = re.compile("([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a file; this itself is the whole of it.

    A kind of spot is a dataclass of texts and numbers, whose names are its keys in JSON.
    """

    rank: ClassVar[int] = 0

    def describe(self) -> Message:
        """What people call the spot."""
        return NOTHING

    def order(self) -> tuple[int | str, ...]:
        """By what it is sorted among others of its kind."""
        return tuple(getattr(self, each.name) for each in fields(self))

    def as_data(self) -> dict[str, str | int]:
        """What it is made of, for JSON and other records."""
        # The slots are the fields; to look these up takes ten times as long.
        names: Sequence[str] = self.__slots__
        return {name: getattr(self, name) for name in names}

    def join_to(self, file: str) -> Message:
        """What people call the spot, with its file before it."""
        return in_a_row(" ", (file, self.describe()))

    def __lt__(self, other: "Spot") -> bool:
        return (self.rank, self.order()) < (other.rank, other.order())

    def __str__(self) -> str:
        return str(self.describe())


@dataclass(frozen=True, slots=True)
class TextSpot(Spot):
    """A line of a text and a column in it, both from 1."""

    rank: ClassVar[int] = 1
    line: int
    column: int = 1

    def describe(self) -> Message:
        return as_written(f"{self.line}:{self.column}")

    def join_to(self, file: str) -> Message:
        """As compilers do it, so that an editor can jump there."""
        return as_written(f"{file}:{self.line}:{self.column}")


@dataclass(frozen=True, slots=True)
class SheetSpot(Spot):
    """A cell of a workbook, or several as `B3:D7`; without `cell` the whole sheet.

    >>> str(SheetSpot("表三", "B3")), str(SheetSpot("表三"))
    ('表三!B3', '表三')
    >>> SheetSpot("表三", "C9") < SheetSpot("表三", "B10")
    True
    """

    rank: ClassVar[int] = 2
    sheet: str
    cell: str = ""

    @classmethod
    def from_words(cls, words: str) -> Self:
        """The cell that was called so.

        >>> SheetSpot.from_words("表三!B3")
        SheetSpot(sheet='表三', cell='B3')
        """
        sheet, _, cell = words.rpartition("!")
        return cls(sheet, cell)

    @property
    def words(self) -> str:
        """What it is called, the same in every language."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def describe(self) -> Message:
        return as_written(self.words)

    def order(self) -> tuple[int | str, ...]:
        """Row by row, and in a row from left to right."""
        first = _CELL.match(self.cell)
        row, letters = (int(first[2]), first[1]) if first else (0, "")
        return self.sheet, row, len(letters), letters, self.cell


@dataclass(frozen=True, slots=True)
class PageSpot(Spot):
    """A page, from 1."""

    rank: ClassVar[int] = 3
    page: int

    def describe(self) -> Message:
        return tell("page {n}", n=self.page)


@dataclass(frozen=True, slots=True)
class ParagraphSpot(Spot):
    """A paragraph of a document, from 1; those in tables are not counted."""

    rank: ClassVar[int] = 4
    paragraph: int

    def describe(self) -> Message:
        return tell("paragraph {n}", n=self.paragraph)


@dataclass(frozen=True, slots=True)
class TableSpot(Spot):
    """A cell of a table in a document, all three counted from 1."""

    rank: ClassVar[int] = 5
    table: int
    table_row: int
    table_column: int

    def describe(self) -> Message:
        return tell(
            "table {table}, row {row}, column {column}",
            table=self.table,
            row=self.table_row,
            column=self.table_column,
        )


@dataclass(frozen=True, slots=True)
class PartSpot(Spot):
    """A paragraph of a part of a .docx: its number in its cell or, outside tables, in the part.

    All count from 1; without `paragraph` it is the whole part. `text` is what stands there.
    """

    rank: ClassVar[int] = 6
    part: str
    table: int | None = None
    table_row: int | None = None
    table_cell: int | None = None
    paragraph: int | None = None
    text: str = ""

    def describe(self) -> Message:
        """What people call it, with the beginning of its text."""
        around = self.text if len(self.text) <= 60 else self.text[:59] + "…"
        if self.table_row is not None:
            where = tell(
                "{part}, table {table}, row {row}, cell {cell}",
                part=self.part,
                table=self.table,
                row=self.table_row,
                cell=self.table_cell,
            )
        elif self.table is not None:
            where = tell("{part}, table {table}", part=self.part, table=self.table)
        elif self.paragraph:
            where = tell("{part}, paragraph {n}", part=self.part, n=self.paragraph)
        else:
            where = as_written(self.part)
        return tell("{where} ({around})", where=where, around=around) if around else where

    def as_data(self) -> dict[str, str | int]:
        """Only what is known."""
        known = Spot.as_data(self)
        return {name: fact for name, fact in known.items() if fact is not None}

    def order(self) -> tuple[int | str, ...]:
        """Part by part; in a part the paragraphs outside tables first."""
        numbers = (self.table, self.table_row, self.table_cell, self.paragraph)
        return self.part, *(number or 0 for number in numbers), self.text


WHOLE = Spot()
# By the first of their keys, by which `place_from` tells them apart, in this order.
_KINDS: Mapping[str, type[Spot]] = {
    fields(kind)[0].name: kind for kind in (SheetSpot, PartSpot, PageSpot, ParagraphSpot, TableSpot)
}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was written: a file, and the spot in it."""

    file: str
    spot: Spot = WHOLE

    @property
    def line(self) -> int:
        """The line of a text, from 1; 0 where the place is no line."""
        return self.spot.line if isinstance(self.spot, TextSpot) else 0

    @property
    def column(self) -> int:
        """The column in a line, from 1; 0 where the place is no line."""
        return self.spot.column if isinstance(self.spot, TextSpot) else 0

    def describe(self) -> Message:
        """What people call the place."""
        return as_written(self.file) if self.spot == WHOLE else self.spot.join_to(self.file)

    def as_data(self) -> dict[str, str | int]:
        """Plain texts and numbers, for JSON and other records; `place_from` reads them.

        >>> Place("柳林镇.xlsx", SheetSpot("表三", "B3")).as_data()
        {'file': '柳林镇.xlsx', 'line': 0, 'column': 0, 'sheet': '表三', 'cell': 'B3'}
        """
        return {"file": self.file, "line": 0, "column": 0, **self.spot.as_data()}

    def __str__(self) -> str:
        return str(self.describe())


def place_from(data: Mapping[str, Any]) -> Place:
    """The place that `Place.as_data` made into plain data; KeyError or TypeError where it is none.

    >>> place_from({"file": "a.yaml", "line": 3, "column": 8})
    Place(file='a.yaml', spot=TextSpot(line=3, column=8))
    """
    if not isinstance(data["file"], str):
        raise TypeError("a place is in a file")
    for key, kind in _KINDS.items():
        if key in data:
            facts = {each.name: data[each.name] for each in fields(kind) if each.name in data}
            return Place(data["file"], kind(**facts))
    line, column = data["line"], data["column"]
    return Place(data["file"], TextSpot(line, column) if line else WHOLE)
