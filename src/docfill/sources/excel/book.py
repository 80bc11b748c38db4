"""A workbook that came back: its sheets, its defined names, and the values of its cells."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from docfill.base import NOTHING, Message, SheetSpot
from docfill.sources import addresses
from docfill.sources.excel.package import WorkbookPackage, WorkbookUnreadable, tell_damaged
from docfill.sources.rows.sheetxml import CellMarks, SheetUnreadable, WorkbookXml

_SHEET = re.compile(r"'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+)")
_CELLS = re.compile(
    r"\$?(?P<left>[A-Z]{1,3})\$?(?P<top>[0-9]+)(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>[0-9]+))?"
)
_DECIMALS = re.compile(r"(?:#,##)?0\.(?P<zeros>0+)(?:_\))?")


@dataclass(frozen=True)
class Range:
    """Cells a name leads to; rows and columns from 0, the last ones included.

    The workbooks of a county share them, and with them what is worked out once.
    """

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """What the cells are called on their sheet."""
        return addresses.list_ranges([(self.top, self.left, self.bottom, self.right)])

    @cached_property
    def spot(self) -> SheetSpot:
        """Where people look for them."""
        return SheetSpot(self.sheet, self.address)

    @property
    def is_one(self) -> bool:
        """Whether it is a single cell."""
        return self.top == self.bottom and self.left == self.right

    @cached_property
    def first(self) -> "Range":
        """The cell at its top left."""
        if self.is_one:
            return self
        return Range(self.sheet, self.top, self.left, self.top, self.left)

    def cells(self) -> Iterator["Range"]:
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield Range(self.sheet, row, column, row, column)


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name: what it stands for, and the one sheet it is known in ("" for all)."""

    name: str
    sheet: str
    stands_for: str


class Book:
    """A workbook opened for reading; calamine gives the values, the XML all that it leaves out."""

    def __init__(self, package: WorkbookPackage):
        try:
            self._xml = WorkbookXml(package.parts)
            self._values = CalamineWorkbook.from_filelike(io.BytesIO(package.data))
        except (SheetUnreadable, CalamineError) as trouble:
            raise WorkbookUnreadable(tell_damaged()) from trouble
        self.sheets = [each.get("name", "") for each in self._xml.tree.iter("{*}sheet")]
        self._rows: dict[str, Sequence[Sequence[object]]] = {}
        self._known: dict[str, CellMarks] = {}

    @cached_property
    def names(self) -> dict[str, list[Name]]:
        """Every defined name in small letters; several where sheets have one of their own."""
        found: dict[str, list[Name]] = {}
        for element in self._xml.tree.iter("{*}definedName"):
            local = element.get("localSheetId")
            known = local is not None and local.isdigit() and int(local) < len(self.sheets)
            sheet = self.sheets[int(local)] if known and local else ""
            name = Name(element.get("name", ""), sheet, (element.text or "").strip())
            found.setdefault(name.name.casefold(), []).append(name)
        return found

    def text_of(self, name: str) -> str:
        """What a name for all sheets stands for where that is a text; "" where there is none."""
        found = (each for each in self.names.get(name.casefold(), ()) if not each.sheet)
        return _text(next(found, Name(name, "", "")).stands_for)

    def texts_of(self, name: str) -> dict[str, str]:
        """The same for each sheet that has such a name of its own."""
        found = self.names.get(name.casefold(), ())
        return {each.sheet: _text(each.stands_for) for each in found if each.sheet}

    def range_of(self, name: Name) -> Range | None:
        """The cells a name leads to; None where they are gone."""
        found = _range_at(name.stands_for)
        return found if found and found.sheet in self.sheets else None

    def value(self, cell: Range) -> object:
        """The value of one cell, "" where it is blank or shows an error."""
        if cell.sheet not in self._rows:
            self._rows[cell.sheet] = self._all_rows(cell.sheet)
        rows = self._rows[cell.sheet]
        row = rows[cell.top] if cell.top < len(rows) else ()
        return row[cell.left] if cell.left < len(row) else ""

    def merged_over(self, cell: Range) -> Range | None:
        """The merged cells that hide this one; None where it shows its own value."""
        for (top, left), (bottom, right) in self._sheet(cell.sheet).merged_cell_ranges or ():
            is_within = top <= cell.top <= bottom and left <= cell.left <= right
            if is_within and (top, left) != (cell.top, cell.left):
                return Range(cell.sheet, top, left, bottom, right)
        return None

    def fault(self, cell: Range) -> Message:
        """What is wrong with a cell that reads as blank: an error, a formula never worked out."""
        return self._marks(cell.sheet).faults.get((cell.top, cell.left), NOTHING)

    def has_formula(self, cell: Range) -> bool:
        """Whether a formula stands behind the value."""
        return (cell.top, cell.left) in self._marks(cell.sheet).formulas

    def decimals(self, cell: Range) -> int:
        """How many decimals the cell's format shows; 0 where it names none."""
        code = self._marks(cell.sheet).formats.get((cell.top, cell.left), "")
        found = _DECIMALS.fullmatch(code)
        return len(found["zeros"]) if found else 0

    def _marks(self, sheet: str) -> CellMarks:
        """What the XML says of a sheet, read when it is first asked for."""
        if sheet not in self._known:
            try:
                self._known[sheet] = self._xml.marks(sheet)
            except SheetUnreadable as trouble:
                raise WorkbookUnreadable(tell_damaged()) from trouble
        return self._known[sheet]

    def _all_rows(self, name: str) -> Sequence[Sequence[object]]:
        """Every row, also blank ones before the first value: positions are the sheet's."""
        try:
            return self._sheet(name).to_python(skip_empty_area=False)
        except CalamineError as trouble:
            raise WorkbookUnreadable(tell_damaged()) from trouble

    def _sheet(self, name: str) -> CalamineSheet:
        try:
            return self._values.get_sheet_by_name(name)
        except CalamineError as trouble:
            raise WorkbookUnreadable(tell_damaged()) from trouble


@lru_cache(maxsize=4096)
def _range_at(reference: str) -> Range | None:
    """The cells of a reference; the workbooks of a county have the same ones."""
    named, _, cells = reference.rpartition("!")
    found, corners = _SHEET.fullmatch(named), _corners(cells)
    if found is None or corners is None:
        return None
    return Range(found["plain"] or found["quoted"].replace("''", "'"), *corners)


def _corners(cells: str) -> tuple[int, int, int, int] | None:
    """First row and column, last row and column."""
    found = _CELLS.fullmatch(cells)
    if found is None:
        return None
    top, left = int(found["top"]) - 1, addresses.column(found["left"])
    if found["bottom"] is None:
        return top, left, top, left
    return top, left, int(found["bottom"]) - 1, addresses.column(found["right"])


def _text(stands_for: str) -> str:
    """The text a constant name holds; "" where it holds none."""
    is_text = len(stands_for) > 1 and stands_for[0] == stands_for[-1] == '"'
    return stands_for[1:-1].replace('""', '"') if is_text else ""
