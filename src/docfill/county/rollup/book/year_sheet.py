"""The main figures of each agency, and the sums of the years beside each other."""

from collections.abc import Sequence

from docfill.base import tell
from docfill.county.rollup.book.figure_sheet import write_figure
from docfill.county.rollup.book.plan import FIRST, HEADS, BookPlan, height, number_format
from docfill.county.rollup.history import YearSums
from docfill.county.rollup.overview import Overview
from docfill.county.rollup.showing import whole_column
from docfill.sources import addresses

_CAPTION = 60
_FIGURE = 14


def write_main_figures(plan: BookPlan, overviews: Sequence[Overview], name: str) -> None:
    """An agency a row, and a column for each figure of the overviews; charts are drawn of them."""
    sheet = plan.add_sheet(name)
    series = [each for overview in overviews for each in overview.series]
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 2, 12)
    sheet.set_column(FIRST, FIRST + len(series) - 1, _FIGURE)
    headings = [overview.heading for overview in overviews for _ in overview.series]
    for column, heading in enumerate(headings, FIRST):
        if headings.index(heading) == column - FIRST:
            sheet.write_string(0, column, heading, plan.looks("plain heading"))
    captions = [each.caption for each in series]
    sheet.set_row(1, max(height(caption, _FIGURE - 1) for caption in captions))
    plan.write_heads(sheet, 1, [tell("group"), tell("agency"), tell("in the sum"), *captions])
    look, cells = plan.looks("caption"), plan.rollup.numbers
    numbers = [[cells[name] for name in each.names] for each in series]
    for row in range(HEADS, plan.end):
        part = plan.write_agency(sheet, row)
        if part.is_added:
            values = [sum(part.values[at] for at in own) for own in numbers]
            sheet.write_figures(row, FIRST, values, [look] * len(values))
    end, total = plan.end, plan.looks("total")
    for column, text in enumerate(("", str(tell("total")), str(plan.rollup.covers))):
        sheet.write_string(end, column, text, total)
    for column, each in enumerate(series, FIRST):
        formula = f"=SUM({addresses.cell(HEADS, column)}:{addresses.cell(end - 1, column)})"
        sheet.write_formula(end, column, formula, total, float(each.value(plan.rollup.whole)))
    sheet.freeze_panes(HEADS, FIRST)
    sheet.autofilter(HEADS - 1, 0, max(end - 1, HEADS), FIRST + len(series) - 1)
    sheet.repeat_rows(0, HEADS - 1)


def write_years(plan: BookPlan, years: Sequence[YearSums], name: str) -> dict[str, int]:
    """A figure a row, a year a column; the row in which each figure of the form stands."""
    sheet = plan.add_sheet(name)
    sheet.set_portrait()
    sheet.set_column(0, 0, _CAPTION)
    sheet.set_column(1, len(years), _FIGURE)
    plan.write_heads(sheet, 0, [tell("figure"), *(str(each.year) for each in years)])
    sheet.write_string(1, 0, str(tell("filings added up")), plan.looks("fact"))
    for column, each in enumerate(years, 1):
        covers = tell("{n} of {all}", n=each.added, all=each.expected)
        sheet.write_string(1, column, str(covers), plan.looks("caption"))
    rows, row = {}, 2
    for table in plan.rollup.form.tables.values():
        for slot in table.slots:
            if not whole_column(slot, table):
                continue
            caption = plan.rollup.form.caption(slot.name)
            sheet.set_row(row, height(caption, _CAPTION))
            sheet.write_string(row, 0, caption, plan.looks("fact"))
            look = plan.looks("caption", number_format(slot))
            for column, each in enumerate(years, 1):
                if slot.name in each.sums:
                    write_figure(sheet, row, column, each.sums[slot.name], look)
            rows[slot.name] = row
            row += 1
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    return rows
