"""The first sheet, which a county hands on: every figure by group and whole, ready to print."""

from xlsxwriter.worksheet import Worksheet

from docfill.base import in_a_row, tell
from docfill.county.rollup.book.figure_sheet import write_figure
from docfill.county.rollup.book.plan import BookPlan, height, number_format
from docfill.form import FormTable, Slot
from docfill.sources import addresses

_CAPTIONS = 2  # columns: what the row is called, and what the column
_ROW, _COLUMN, _FIGURE = 54, 18, 11  # their widths


def write_totals(plan: BookPlan) -> None:
    """A row for each figure, a column for each group, and the sum of the groups."""
    rollup, sheet = plan.rollup, plan.add_sheet(tell("roll-up"))
    last = _CAPTIONS + len(rollup.groups)
    sheet.set_portrait()
    sheet.set_column(0, 0, _ROW)
    sheet.set_column(1, 1, _COLUMN)
    sheet.set_column(_CAPTIONS, last, _FIGURE)
    title = tell("{county}: figures of {year} added up", county=rollup.county, year=rollup.year)
    sheet.set_row(0, 28)
    sheet.merge_range(0, 0, 0, last, str(title), plan.looks("title"))
    _write_cover(plan, sheet, last)
    heads = [tell("figure"), tell("of which"), *(group.name for group in rollup.groups)]
    plan.write_heads(sheet, 2, [*heads, tell("total")])
    row = 3
    for table in rollup.form.tables.values():
        heading = rollup.form.heading(table.key)
        sheet.merge_range(row, 0, row, last, heading, plan.looks("section"))
        for row, slot in enumerate(table.slots, row + 1):  # noqa: B020 - goes on
            _write_sum(plan, sheet, row, table, slot)
        row += 1
    sheet.freeze_panes(3, _CAPTIONS)
    sheet.repeat_rows(2)


def _write_cover(plan: BookPlan, sheet: Worksheet, last: int) -> None:
    """What the sums hold, and what they lack."""
    covers = tell("{covers} filings added up", covers=plan.rollup.covers)
    text = str(in_a_row(tell("; "), (covers, *plan.rollup.shortfalls)))
    wide = _ROW + _COLUMN + _FIGURE * (last - _CAPTIONS + 1)
    sheet.set_row(1, height(text, wide))
    sheet.merge_range(1, 0, 1, last, text, plan.looks("line"))


def _write_sum(plan: BookPlan, sheet: Worksheet, row: int, table: FormTable, slot: Slot) -> None:
    rollup, last = plan.rollup, _CAPTIONS + len(plan.rollup.groups)
    caption = slot.row.caption_within()
    beside = slot.column.caption if slot.column else slot.row.single
    is_total = bool(slot.terms)
    sheet.set_row(row, max(height(caption, _ROW), height(beside, _COLUMN)))
    words = plan.looks("total caption" if is_total else "fact")
    sheet.write_string(row, 0, caption, words)
    sheet.write_string(row, 1, beside, words)
    look = plan.looks("total" if is_total else "caption", number_format(slot))
    for column, group in enumerate(rollup.groups, _CAPTIONS):
        write_figure(sheet, row, column, rollup.by_group[group.key][slot.name], look)
    total = plan.looks("total", number_format(slot))
    if slot.weight:  # the means of the groups, rounded as they are, do not make up that of all
        write_figure(sheet, row, last, rollup.whole[slot.name], total)
        return
    formula = f"=SUM({addresses.cell(row, _CAPTIONS)}:{addresses.cell(row, last - 1)})"
    sheet.write_formula(row, last, formula, total, float(rollup.whole[slot.name]))
