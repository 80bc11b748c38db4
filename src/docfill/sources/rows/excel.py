"""Rows from a sheet of an Excel workbook, read by calamine; what it does not tell, from the XML."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from docfill.base import NOTHING, Finding, Message, Place, Severity, SheetSpot, tell
from docfill.opc import OF_A_LIST, NotAZip, TooLarge, unpack_zip
from docfill.sources import addresses
from docfill.sources.rows.cellvalues import display_value
from docfill.sources.rows.row import Rows, no_rows
from docfill.sources.rows.sheetxml import CellMarks, SheetUnreadable, marks_of
from docfill.sources.rows.table import ListCell, ListLine, rows_of

_ZIP = b"PK\x03\x04"
# The characters that XML cannot hold, as Excel writes them in a text.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def sheet_rows(data: bytes, name: str, sheet: str) -> Rows:
    """The rows of the sheet of that name, else of the first that is not hidden."""
    if not data.startswith(_ZIP):
        return no_rows(_refused(name, _old(data)))
    try:
        parts = unpack_zip(data, OF_A_LIST).parts
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            chosen = sheet or _first(book)
            if chosen not in book.sheet_names:
                return no_rows(_refused(name, _no_sheet(chosen, book.sheet_names)))
            found = book.get_sheet_by_name(chosen)
            values, merged = found.to_python(skip_empty_area=False), found.merged_cell_ranges
            others = [] if sheet else [n for n in book.sheet_names if n != chosen]
        marks = marks_of(parts, chosen)
    except PasswordError:
        return no_rows(_refused(name, _locked()))
    except (CalamineError, SheetUnreadable, NotAZip, TooLarge) as fault:
        says = tell("the workbook cannot be read: {fault}; save it again in Excel", fault=fault)
        return no_rows(_refused(name, says))
    table = _Table(chosen, values, merged or [], marks)
    rows = rows_of(name, table.lines, padded=True)
    return Rows(rows.columns, rows.each, (*_notes(name, chosen, others, table), *rows.findings))


class _Table:
    """The cells of a sheet as lines of a table."""

    def __init__(
        self,
        sheet: str,
        values: Sequence[Sequence[Any]],
        merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
        marks: CellMarks,
    ):
        self.sheet, self.values, self.marks = sheet, values, marks
        # A table may begin in the middle of a sheet.
        used = (n for row in values for n, value in enumerate(row) if value != "")
        self.left = min(used, default=0)
        # Every cell but the first of those that are one, to the first.
        self.within = {
            (row, column): first
            for first, last in merged
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
            if (row, column) != first
        }

    def lines(self) -> Iterator[ListLine]:
        """Each line with anything in it."""
        for number, values in enumerate(self.values):
            marked = any((number, n) in self.marks.faults for n in range(len(values)))
            if marked or any(value != "" for value in values):
                columns = range(self.left, len(values))
                cells = [self._cell(number, n, values[n]) for n in columns]
                yield ListLine(tell("{sheet}, row {n}", sheet=self.sheet, n=number + 1), cells)

    def hidden(self) -> int:
        """How many lines with anything in them are hidden."""
        return sum(
            any(value != "" for value in self.values[number])
            for number in self.marks.hidden
            if number < len(self.values)
        )

    def _cell(self, row: int, column: int, value: object) -> ListCell:
        spot = SheetSpot(self.sheet, addresses.cell(row, column))
        fault = self.marks.faults.get((row, column), NOTHING)
        first = self.within.get((row, column))
        if not fault and first is not None and row > first[0]:
            fault = tell(
                "it is one with the cell {first} above; part the cells, and write the value into "
                "each row",
                first=addresses.cell(*first),
            )
        printed = "" if fault else display_value(value, self.marks.formats.get((row, column), ""))
        if printed is None:
            fault, printed = _too_long(), ""
        if isinstance(printed, str):
            printed = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), printed)
            printed = printed.replace("\r\n", "\n").replace("\r", "\n").strip()
        return ListCell(printed, spot, fault, "cell" if fault else "")


def _first(book: CalamineWorkbook) -> str:
    visible = SheetVisibleEnum.Visible
    seen = [sheet.name for sheet in book.sheets_metadata if sheet.visible == visible]
    return next(iter((*seen, *book.sheet_names)), "")


def _notes(name: str, sheet: str, others: Sequence[str], table: _Table) -> Iterator[Finding]:
    """What a person should look at before letters are sent."""
    place = Place(name, SheetSpot(sheet))
    if others:
        says = tell(
            "the sheet “{sheet}” is read, the first of {n}; choose another with --sheet",
            sheet=sheet,
            n=len(others) + 1,
        )
        yield Finding(place, "sheet-chosen", says, Severity.NOTE)
    if hidden := table.hidden():
        says = tell(
            "{n} rows of the sheet “{sheet}” are hidden, perhaps by a filter, and count all the "
            "same; leave rows out with --where",
            n=hidden,
            sheet=sheet,
        )
        yield Finding(place, "hidden-rows", says, Severity.WARNING)
    if table.marks.waiting:
        says = tell(
            "{n} formulas of the sheet “{sheet}” wait to be calculated, and what they show may be "
            "old; open the workbook in Excel and save it",
            n=table.marks.waiting,
            sheet=sheet,
        )
        yield Finding(place, "not-calculated", says, Severity.WARNING)


def _refused(name: str, says: Message) -> Finding:
    return Finding(Place(name), "workbook", says)


def _old(data: bytes) -> Message:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return tell(
            "it is a workbook of the old kind, or locked with a password; save it as .xlsx without"
        )
    return tell("it is no .xlsx workbook; save it in Excel as .xlsx")


def _locked() -> Message:
    return tell("the workbook is locked with a password; save it without")


def _no_sheet(sheet: str, known: Sequence[str]) -> Message:
    return tell(
        "there is no sheet “{sheet}”; there are: {known}", sheet=sheet, known=", ".join(known)
    )


def _too_long() -> Message:
    return tell(
        "Excel keeps 15 digits of a number, and this one had more; format its column as text and "
        "type it anew"
    )
