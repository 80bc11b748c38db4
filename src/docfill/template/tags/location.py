"""Where something stands in a document, as a person would point to it."""

from typing import NamedTuple

from docfill.base import Message, as_written, tell

# Private-use characters around a tag's number while docxtpl patches the part.
OPEN_MARK, CLOSE_MARK = "\ue0f0", "\ue0f1"


class ParagraphLocation(NamedTuple):
    """A paragraph: its number in its cell or, outside tables, in the part; all count from 1."""

    part: str
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    paragraph: int = 0
    text: str = ""

    def describe(self) -> Message:
        """What people call it, with the beginning of its text."""
        around = self.text if len(self.text) <= 60 else self.text[:59] + "…"
        if self.table is not None:
            where = tell(
                "{part}, table {table}, row {row}, cell {cell}",
                part=self.part,
                table=self.table,
                row=self.row,
                cell=self.cell,
            )
        elif self.paragraph:
            where = tell("{part}, paragraph {n}", part=self.part, n=self.paragraph)
        else:
            where = as_written(self.part)
        return tell("{where} ({around})", where=where, around=around) if around else where

    def __str__(self) -> str:
        return str(self.describe())
