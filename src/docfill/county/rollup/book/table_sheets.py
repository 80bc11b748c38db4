"""A sheet for each table: an agency a row, a figure a column, the sums below."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from docfill.base import tell
from docfill.county.rollup.book.figure_sheet import FigureSheet
from docfill.county.rollup.book.plan import FIRST, HEADS, BookPlan, height, number_format
from docfill.county.rollup.figures import AgencyFigures
from docfill.form import FormTable
from docfill.sources import addresses

_WIDE = 20  # columns of figures that no page has room for
_FIGURE = 9.5  # the width of a column of figures
_ON_A_PAGE = 14  # columns of figures at the scale of a wide sheet
_SCALE = 55


def write_table(plan: BookPlan, table: FormTable, name: str) -> None:
    """What changed since last year is coloured: more in blue, less in orange."""
    sheet = plan.add_sheet(name)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 2, 12)
    last = FIRST + len(table.slots) - 1
    sheet.set_column(FIRST, last, _FIGURE)
    _write_heads(plan, sheet, table)
    looks = {
        look: [plan.looks(look, number_format(slot)) for slot in table.slots]
        for look in ("caption", "more", "less")
    }
    for row in range(HEADS, plan.end):
        part = plan.write_agency(sheet, row)
        if part.is_added:
            _write_row(plan, sheet, row, part, table, looks)
    _write_sums(plan, sheet, table)
    sheet.freeze_panes(HEADS, FIRST)
    sheet.autofilter(HEADS - 1, 0, max(plan.end - 1, HEADS), last)
    sheet.repeat_rows(0, HEADS - 1)
    if len(table.slots) > _WIDE:
        _break_pages(sheet, table)


def _write_heads(plan: BookPlan, sheet: FigureSheet, table: FormTable) -> None:
    """Above, what the form calls the row, over all its columns; below, the column."""
    sheet.set_row(0, _tallest(table))
    below = [slot.column.caption if slot.column else slot.row.single for slot in table.slots]
    sheet.set_row(1, max(height(caption, _FIGURE - 1) for caption in below))
    look = plan.looks("head")
    legend = tell("blue: more than last year; orange: less")
    sheet.merge_range(0, 0, 0, FIRST - 1, str(legend), plan.looks("note"))
    column = FIRST
    for row, slots in groupby(table.slots, key=lambda slot: slot.row):
        count = len(list(slots))
        if count > 1:
            caption = row.caption_within()
            sheet.merge_range(0, column, 0, column + count - 1, caption, look)
        else:
            sheet.write_string(0, column, row.caption_within(), look)
        column += count
    plan.write_heads(sheet, 1, [tell("group"), tell("agency"), tell("in the sum"), *below])


def _tallest(table: FormTable) -> float:
    """What the tallest head needs, each as wide as the columns of its row."""
    counts = {
        row: len(list(slots)) for row, slots in groupby(table.slots, key=lambda it: it.row.key)
    }
    return max(
        height(row.caption_within(), counts[row.key] * _FIGURE - 1) for row in table.rows.values()
    )


def _write_row(
    plan: BookPlan,
    sheet: FigureSheet,
    row: int,
    part: AgencyFigures,
    table: FormTable,
    looks: Mapping[str, Sequence[Format]],
) -> None:
    """An agency's figures, each in the colour of how it stands to last year's."""
    start = plan.rollup.numbers[table.slots[0].name]
    end = start + len(table.slots)
    values, before = part.values[start:end], part.last_values[start:end]
    formats = looks["caption"]
    if before and before != values:
        pairs = enumerate(zip(values, before, strict=True))
        formats = [
            looks["caption" if now == last else "more" if now > last else "less"][at]
            for at, (now, last) in pairs
        ]
    sheet.write_figures(row, FIRST, values, formats)


def _write_sums(plan: BookPlan, sheet: Worksheet, table: FormTable) -> None:
    end, total, names = plan.end, plan.looks("total"), [slot.name for slot in table.slots]
    for column, text in enumerate(("", str(tell("total")), str(plan.rollup.covers))):
        sheet.write_string(end, column, text, total)
    for column, slot in enumerate(table.slots, FIRST):
        cells = _cells(plan, column)
        look = plan.looks("total", number_format(slot))
        value = float(plan.rollup.whole[slot.name])
        formula = f"=SUM({cells})"
        if slot.weight:
            by = _cells(plan, FIRST + names.index(slot.weight))
            formula = f"=IF(SUM({by})=0,0,ROUND(SUMPRODUCT({cells},{by})/SUM({by}),2))"
        sheet.write_formula(end, column, formula, look, value)


def _cells(plan: BookPlan, column: int) -> str:
    """The agencies' figures in a column."""
    return f"{addresses.cell(HEADS, column)}:{addresses.cell(plan.end - 1, column)}"


def _break_pages(sheet: Worksheet, table: FormTable) -> None:
    """Pages across, none of which divides the columns of a row, with the agencies on each."""
    sheet.fit_page = 0
    sheet.set_print_scale(_SCALE)
    sheet.repeat_columns(0, FIRST - 1)
    breaks, on_page, column = [], 0, FIRST
    for _, slots in groupby(table.slots, key=lambda slot: slot.row.key):
        count = len(list(slots))
        if on_page and on_page + count > _ON_A_PAGE:
            breaks.append(column)
            on_page = 0
        column, on_page = column + count, on_page + count
    sheet.set_v_pagebreaks(breaks)
