"""A form as a workbook: its sheets in order, hidden names, protection; the only user of XlsxWriter
as a whole.
"""

import datetime
import io
import re
from collections.abc import Mapping
from typing import ClassVar

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from docfill.base import numeral
from docfill.form import Form, Section
from docfill.sources import addresses
from docfill.sources.excel import wording
from docfill.sources.excel.contents import Contents, Facts
from docfill.sources.excel.cover import write_cover
from docfill.sources.excel.grid import Grid, SheetArea, plain_grid
from docfill.sources.excel.looks import Looks
from docfill.sources.excel.names import AGENCY, KIT, SHEET, YEAR, names_of
from docfill.sources.excel.prosesheet import write_prose
from docfill.sources.excel.tablesheet import TableSheet

_NUMBERED = re.compile("([一二三四五六七八九十]+)、")
_ALLOWED = {"format_columns": True, "format_rows": True, "insert_rows": True}
# One workbook's bytes are the same whenever it is made.
_MADE = datetime.datetime(2000, 1, 1)
_MOST_FORMULAS = 4096


class FormSheet(Worksheet):  # type: ignore[misc]  # it has no types
    """A sheet that makes each formula ready once for the workbooks of a county.

    XlsxWriter looks in every formula for a hundred functions that Excel writes in another way.
    """

    _ready: ClassVar[dict[tuple[str, bool], str]] = {}

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        asked = (formula, expand_future_functions)
        if asked not in self._ready:
            if len(self._ready) >= _MOST_FORMULAS:
                self._ready.clear()
            self._ready[asked] = super()._prepare_formula(*asked)
        return self._ready[asked]


def workbook(
    form: Form,
    facts: Facts,
    contents: Contents,
    last_year: Contents | None,
    grids: Mapping[str, Grid],
) -> bytes:
    """The workbook of one agency; a table without a grid of its own is laid out by captions."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"title": facts.title, "created": _MADE})
    book.set_calc_mode("auto")
    looks = Looks(book)
    cover = book.add_worksheet(wording.COVER, FormSheet)
    places: dict[str, tuple[Worksheet, Mapping[str, SheetArea]]] = {}
    dates, clerk = write_cover(cover, looks, form, contents, facts)
    places[""] = cover, dates
    for table, name in sheet_names(form).items():
        sheet = book.add_worksheet(name, FormSheet)
        grid = grids.get(table) or plain_grid(form.tables[table])
        written = TableSheet(sheet, looks, form, form.tables[table], grid, contents, last_year)
        written.write(facts)
        places[table] = sheet, written.fields
    if form.parts:
        prose = book.add_worksheet(wording.PROSE, FormSheet)
        places[wording.PROSE] = prose, write_prose(prose, looks, form, contents, facts)
    _name(book, form, facts, places, clerk)
    for sheet in book.worksheets():
        sheet.protect("", _ALLOWED)
    book.close()
    return file.getvalue()


def sheet_names(form: Form) -> dict[str, str]:
    """The sheet of each table, called by its section's number: 表三 of 三、…."""
    tables = {each.table: each for each in form.sections.values() if each.table}
    numbers = [_number(section) for section in tables.values()]
    if "" in numbers or len(set(numbers)) < len(numbers):
        numbers = [numeral(number) for number in range(1, len(numbers) + 1)]
    return {table: f"表{number}" for table, number in zip(tables, numbers, strict=True)}


def _number(section: Section) -> str:
    found = _NUMBERED.match(section.heading)
    return found[1] if found else ""


def _name(
    book: Workbook,
    form: Form,
    facts: Facts,
    places: Mapping[str, tuple[Worksheet, Mapping[str, SheetArea]]],
    clerk: Mapping[str, SheetArea],
) -> None:
    names = names_of(form)
    mark = f"{form.key} {facts.year} {facts.agency}"
    for key, text in ((KIT, form.key), (YEAR, str(facts.year)), (AGENCY, facts.agency)):
        _hide(book, key, f'"{text}"')
    for sheet, spots in places.values():
        _hide(book, SHEET, f'"{mark}"', sheet.index)
        for field, spot in spots.items():
            _hide(book, names[field], _cells_of(sheet.name, spot))
    cover = places[""][0]
    for key, spot in clerk.items():
        _hide(book, key, _cells_of(cover.name, spot))


def _hide(book: Workbook, name: str, stands_for: str, sheet: int = -1) -> None:
    """Define a name that nobody sees: define_name() offers no way to that."""
    book.defined_names.append([name, sheet, stands_for, True])


def _cells_of(sheet: str, spot: SheetArea) -> str:
    """A reference to all that a spot covers, as a defined name has it."""
    first, last = (
        addresses.format_fixed(spot.top, spot.left),
        addresses.format_fixed(spot.bottom - 1, spot.right - 1),
    )
    quoted = "'" + sheet.replace("'", "''") + "'"
    covered = first if first == last else f"{first}:{last}"
    return f"{quoted}!{covered}"
