"""A sheet that takes a whole row of figures at once; XlsxWriter looks at each cell four times."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from docfill.base import Figure
from docfill.sources import addresses

_EXACT = 10**15  # below it a spreadsheet keeps every digit of a whole number


class _Run(NamedTuple):
    """Cells beside each other, as the sheet will have them."""

    xml: str


class FigureSheet(Worksheet):  # type: ignore[misc]  # it has no types
    """A sheet of a workbook that is written row by row (`constant_memory`)."""

    def write_figures(
        self, row: int, column: int, figures: Sequence[Figure], formats: Sequence[Format]
    ) -> None:
        """The figures from a column on, each with its format; the cells before were written."""
        last = column + len(figures) - 1
        self._check_dimensions(row, column)
        self._check_dimensions(row, last)
        if row > self.previous_row:
            self._write_single_row(row)
        number = row + 1
        cells = (
            f'<c r="{addresses.letters(at)}{number}" s="{look._get_xf_index()}"{_value(figure)}</c>'
            for at, (figure, look) in enumerate(zip(figures, formats, strict=True), column)
        )
        self.table[row][column] = _Run("".join(cells))

    def _write_cell(self, row: int, col: int, cell: object) -> None:
        if isinstance(cell, _Run):
            self.fh.write(cell.xml)
        else:
            super()._write_cell(row, col, cell)


def write_figure(sheet: Worksheet, row: int, column: int, value: Figure, look: Format) -> None:
    """A figure as a number, or as a text where a number would lose some of its digits."""
    if is_kept_exactly(value):
        sheet.write_number(row, column, float(value), look)
    else:
        sheet.write_string(row, column, f"{value:f}", look)


def is_kept_exactly(value: Figure) -> bool:
    """Whether a spreadsheet's number has all digits of a figure."""
    return Decimal(repr(float(value))) == value


def _value(figure: Figure) -> str:
    """What follows a cell's attributes: a number, or a text where a number would lose digits."""
    if type(figure) is int and -_EXACT < figure < _EXACT:
        return f"><v>{figure}</v>"
    if is_kept_exactly(figure):
        return f"><v>{float(figure):.16G}</v>"
    return f' t="inlineStr"><is><t>{figure:f}</t></is>'
