"""The sheet of a table: the official grid, last year's figures beside it, the sums below."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from docfill.form import Form, FormRow, FormTable
from docfill.sources import addresses
from docfill.sources.excel import wording
from docfill.sources.excel.balances import Balances, balances
from docfill.sources.excel.contents import Contents, Facts
from docfill.sources.excel.grid import Grid, SheetArea
from docfill.sources.excel.looks import Looks

_LARGER = 1.25  # than on paper, for the screen; print is fitted to the page
_GAP = 16  # pixels of a column between this year and last
_TOP = 2  # rows above the grid
_MOST = {"count": 999_999_999, "amount": 999_999_999_999}


class TableSheet:
    """Writes one table; `fields` says afterwards which cells each figure has."""

    def __init__(
        self,
        sheet: Worksheet,
        looks: Looks,
        form: Form,
        table: FormTable,
        grid: Grid,
        contents: Contents,
        last_year: Contents | None,
    ):
        self._sheet, self._looks, self._form, self._table = sheet, looks, form, table
        self._contents, self._last_year = contents, last_year
        self._grid = replace(grid, spots=tuple(_moved(each, _TOP, 0) for each in grid.spots))
        self._width, self._end = len(grid.widths), _TOP + len(grid.heights)
        self._values = contents.values(table)
        self._before = last_year.values(table) if last_year else {}
        self._slots = {slot.name: slot for slot in table.slots}
        self._cells = {name: (spot.top, spot.left) for name, spot in self._grid.fields.items()}

    @property
    def fields(self) -> Mapping[str, SheetArea]:
        return self._grid.fields

    def write(self, facts: Facts) -> None:
        """Everything, from the heading to the page set-up."""
        self._measures()
        self._frame(facts)
        for spot in self._grid.spots:
            self._spot(spot)
        self._rules()
        self._beside(facts)
        self._page()

    def _measures(self) -> None:
        for column, width in enumerate(self._grid.widths):
            self._sheet.set_column_pixels(column, column, round(width * _LARGER / 15))
        for row, height in enumerate(self._grid.heights, _TOP):
            self._sheet.set_row(row, height * _LARGER / 20)

    def _frame(self, facts: Facts) -> None:
        """Heading and agency above, signatures below."""
        last = self._width - 1
        who = wording.WHO_AND_WHEN.format(full_name=facts.full_name, year=facts.year)
        heading = self._form.heading(self._table.key)
        for row, height, text, look in (
            (0, 30, heading, "title"),
            (1, 22, who, "line"),
            (self._end + 1, 30, wording.SIGNATURES, "line"),
        ):
            self._sheet.set_row(row, height)
            _merged(self._sheet, SheetArea("", row, 0, row + 1, last + 1), text, self._looks(look))

    def _spot(self, spot: SheetArea) -> None:
        if not spot.field:
            _merged(self._sheet, spot, spot.text, self._looks("caption"))
            return
        slot = self._slots[spot.field]
        value = self._values[spot.field]
        number = _number_format(slot.row, self._contents.figures.get(spot.field, ""))
        look = self._looks("total" if slot.terms else "field", number)
        if spot.bottom - spot.top > 1 or spot.right - spot.left > 1:
            _merged(self._sheet, spot, "", look)
        if slot.terms:
            formula = self._sum(slot.terms)
            self._sheet.write_formula(spot.top, spot.left, formula, look, _stored(value))
        elif value is not None:
            _write_value(self._sheet, spot, value, look)
        else:
            self._sheet.write_blank(spot.top, spot.left, None, look)

    def _sum(self, terms: Iterable[str]) -> str:
        ranges = addresses.runs(self._cells[term] for term in terms)
        return f"=SUM({addresses.list_ranges(ranges, ',')})"

    def _rules(self) -> None:
        """What may be typed, and the colour of what is still blank."""
        for kind in ("count", "amount"):
            cells = [
                self._cells[slot.name]
                for slot in self._table.slots
                if slot.row.kind == kind and not slot.terms
            ]
            if ranges := addresses.runs(cells):
                self._validate(kind, ranges)
                self._colour(ranges, f"=ISBLANK({addresses.cell(*ranges[0][:2])})", "blank")

    def _validate(self, kind: str, ranges: list[tuple[int, int, int, int]]) -> None:
        is_count = kind == "count"
        rule = {
            "validate": "integer" if is_count else "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": _MOST[kind],
            "input_title": wording.COUNT_TITLE if is_count else wording.AMOUNT_TITLE,
            "input_message": wording.COUNT_HELP if is_count else wording.AMOUNT_HELP,
            "error_title": wording.WRONG,
            "error_message": wording.COUNT_WRONG if is_count else wording.AMOUNT_WRONG,
            "other_cells": [list(each) for each in ranges[1:]],
        }
        self._sheet.data_validation(*ranges[0], rule)

    def _colour(self, ranges: list[tuple[int, int, int, int]], criterion: str, look: str) -> None:
        """A rule for several ranges, its addresses seen from the first cell of the first."""
        rule = {
            "type": "formula",
            "criteria": criterion,
            "format": self._looks(look),
            "multi_range": addresses.list_ranges(ranges),
        }
        self._sheet.conditional_format(*ranges[0], rule)

    def _beside(self, facts: Facts) -> None:
        """The sums to be checked, and last year's figures to the right of all."""
        identities = [each for each in self._form.identities if each.table == self._table.key]
        identities = [each for each in identities if self._last_year or not each.needs_last_year]
        first = min(spot.left for spot in self._grid.fields.values())
        # One column for each identity that may want one, and one between.
        offset = (
            self._width + len(identities) + 1 - first if identities else self._width + 1 - first
        )
        last: dict[str, tuple[int, int]] = {}
        self._sheet.set_column_pixels(self._width, first + offset - 1, _GAP)
        if self._last_year:
            last = {name: (row, column + offset) for name, (row, column) in self._cells.items()}
            self._last_year_beside(facts, first, offset)
        row, column = self._end + 2, self._width
        for identity in identities:
            shown = balances(
                self._table, identity, self._cells, last, self._values, self._before, (row, column)
            )
            row, column = self._balances(shown, row, column)

    def _last_year_beside(self, facts: Facts, first: int, offset: int) -> None:
        look = self._looks("last year")
        for column in range(first, self._width):
            width = round(self._grid.widths[column] * _LARGER / 15)
            self._sheet.set_column_pixels(column + offset, column + offset, width)
        head = wording.LAST_YEAR.format(year=facts.year - 1)
        _merged(self._sheet, SheetArea("", 1, first + offset, 2, self._width + offset), head, look)
        for spot in self._grid.spots:
            if spot.left >= first:
                beside = _moved(spot, 0, offset)
                _merged(self._sheet, beside, spot.text, look)
                value = self._before.get(spot.field)
                if spot.field and value is not None:
                    text = self._last_year.figures.get(spot.field, "") if self._last_year else ""
                    number = _number_format(self._slots[spot.field].row, text)
                    _write_value(self._sheet, beside, value, self._looks("last year", number))
        cells = [(row, column + offset) for row, column in self._cells.values()]
        ranges = addresses.runs(cells)
        row, column = ranges[0][:2]
        then, now = addresses.cell(row, column), addresses.cell(row, column - offset)
        self._colour(ranges, f'=AND({now}<>"",{then}<>"",{now}<>{then})', "changed")

    def _balances(self, shown: Balances, row: int, column: int) -> tuple[int, int]:
        """Write an identity's lines; the next row and column that are free come back."""
        look = self._looks("check", wording.RIGHT_OR_WRONG)
        for line in shown.lines:
            self._sheet.write_formula(
                line.row, line.column, line.formula, look, _stored(line.value)
            )
            criterion = f"=ROUND({addresses.format_fixed(line.row, line.column)},8)<>0"
            cells = [*line.cells, (line.row, line.column)]
            self._colour(addresses.runs(cells), criterion, "broken")
        says = f"{wording.CHECKED}：{shown.identity.says}"
        if shown.row is not None:
            first = min(line.column for line in shown.lines)
            span = SheetArea("", row, 0, row + 1, max(first, 1))
            if first:
                _merged(self._sheet, span, says, self._looks("note"))
            self._sheet.set_row(row, 30)
            return row + 1, column
        # The column's head is what there is room for; all of it comes with a click.
        top = min((line.row for line in shown.lines), default=_TOP) - 1
        self._sheet.write_string(top, column, wording.CHECKED, self._looks("check"))
        self._sheet.write_comment(top, column, shown.identity.says, {"font_size": 9})
        self._sheet.set_column_pixels(column, column, 56)
        below = max((line.row for line in shown.lines), default=row) + 1
        return max(row, below), column + 1

    def _page(self) -> None:
        self._sheet.set_paper(9)
        self._sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.8)
        self._sheet.center_horizontally()
        self._sheet.fit_to_pages(1, 1)
        self._sheet.print_area(0, 0, self._end + 1, self._width - 1)
        self._sheet.freeze_panes(_TOP, 0)
        self._sheet.hide_gridlines(2)


def _moved(spot: SheetArea, down: int, right: int) -> SheetArea:
    return SheetArea(
        spot.text,
        spot.top + down,
        spot.left + right,
        spot.bottom + down,
        spot.right + right,
        spot.field,
    )


def _merged(sheet: Worksheet, spot: SheetArea, text: str, look: object) -> None:
    """A text over all that a spot covers."""
    if spot.bottom - spot.top > 1 or spot.right - spot.left > 1:
        sheet.merge_range(spot.top, spot.left, spot.bottom - 1, spot.right - 1, "", look)
    if text:
        sheet.write_string(spot.top, spot.left, text, look)
    else:
        sheet.write_blank(spot.top, spot.left, None, look)


def _write_value(sheet: Worksheet, spot: SheetArea, value: Decimal, look: object) -> None:
    """A figure as a number, or as a text where a number would lose some of its digits."""
    if Decimal(repr(float(value))) == value:
        sheet.write_number(spot.top, spot.left, float(value), look)
    else:
        sheet.write_string(spot.top, spot.left, f"{value:f}", look)


def _stored(value: Decimal | None) -> float:
    return float(value or 0)


def _number_format(row: FormRow, typed: str) -> str:
    """Counts without a point; amounts with as many decimals as were typed."""
    if row.kind == "count":
        return "0"
    decimals = len(typed.partition(".")[2])
    return f"0.{'0' * decimals}" if decimals else "General"
