"""What all sheets of a roll-up's workbook need to know: looks, who stands in which row, pages."""

from collections.abc import Sequence
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from docfill.base import Message, width
from docfill.county.rollup.book.figure_sheet import FigureSheet
from docfill.county.rollup.figures import AgencyFigures, InSum, Rollup
from docfill.form import Slot
from docfill.project import AgencyGroup
from docfill.sources.excel.looks import Looks
from docfill.sources.excel.workbook import sheet_names

FIRST = 3  # columns before the figures of an agency: group, name, standing
HEADS = 2  # rows above the agencies
_A4 = 9
_LINE = 15  # points a line of text takes


class BookPlan:
    """The workbook in the making; an agency stands in the same row of every table's sheet."""

    def __init__(self, book: Workbook, rollup: Rollup):
        self.book, self.rollup, self.looks = book, rollup, Looks(book)
        self.lines: list[tuple[AgencyGroup, AgencyFigures]] = [
            (group, part) for group in rollup.groups for part in rollup.parts_of(group)
        ]
        self.rows = {part.file: row for row, (_, part) in enumerate(self.lines, HEADS)}
        self.sheets = sheet_names(rollup.form)
        self._groups = {group.key: str(group.name) for group in rollup.groups}
        self._standings = {standing: str(standing.word) for standing in InSum}

    @property
    def end(self) -> int:
        """The row below the last agency's."""
        return HEADS + len(self.lines)

    def add_sheet(self, name: str | Message) -> FigureSheet:
        """Another sheet, printed on A4 across its breadth."""
        sheet: FigureSheet = self.book.add_worksheet(str(name), FigureSheet)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&A  &P / &N")
        return sheet

    def write_heads(self, sheet: Worksheet, row: int, heads: Sequence[str | Message]) -> None:
        for column, head in enumerate(heads):
            sheet.write_string(row, column, str(head), self.looks("head"))

    def write_agency(self, sheet: Worksheet, row: int) -> AgencyFigures:
        """The columns that say whose row it is, and its figures."""
        group, part = self.lines[row - HEADS]
        standing = self.looks("fact" if part.is_added else "broken fact")
        sheet.write_string(row, 0, self._groups[group.key], self.looks("fact"))
        sheet.write_string(row, 1, part.agency.name, self.looks("fact"))
        sheet.write_string(row, 2, self._standings[part.standing], standing)
        return part


def number_format(slot: Slot) -> str:
    """How a figure is shown: a count without a point, an amount as it is."""
    return "0" if slot.row.kind == "count" else "General"


def height(text: str, columns: float) -> float:
    """The points a text takes in a cell that is so many characters wide."""
    lines = ceil(width(text) * 1.04 / columns)
    return max(lines, 1) * _LINE + 3
