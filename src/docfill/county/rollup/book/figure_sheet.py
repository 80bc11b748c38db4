"""A sheet that takes a whole row of figures at once; XlsxWriter looks at each cell four times."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellStringTuple, Worksheet

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
        number, begins = row + 1, [_begin(at) for at in range(column, last + 1)]
        cells = [
            f'{begin}{number}" s="{look._get_xf_index()}"{_value(figure)}</c>'
            for begin, figure, look in zip(begins, figures, formats, strict=True)
        ]
        self.table[row][column] = _Run("".join(cells))

    def _write_cell(self, row: int, col: int, cell: object) -> None:
        if isinstance(cell, _Run):
            self.fh.write(cell.xml)
        elif isinstance(cell, CellStringTuple) and cell.format and _is_plain(cell.string):
            text = _text(cell.string, cell.format._get_xf_index())
            self.fh.write(f"{_begin(col)}{row + 1}{text}")
        else:
            super()._write_cell(row, col, cell)


@lru_cache(maxsize=1024)
def _begin(column: int) -> str:
    """What a cell of a column begins with, up to the number of its row."""
    return f'<c r="{addresses.letters(column)}'


@lru_cache(maxsize=20_000)  # the names of agencies, which stand on every sheet
def _text(text: str, style: int) -> str:
    """What follows the address of a cell with a text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'" s="{style}" t="inlineStr"><is><t>{escaped}</t></is></c>'


@lru_cache(maxsize=20_000)
def _is_plain(text: str) -> bool:
    """Whether a text has neither control characters nor spaces around it, and is not rich."""
    is_marked = "_x" in text or text.startswith("<r>")
    return text.isprintable() and text == text.strip() and not is_marked


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
