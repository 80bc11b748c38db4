"""The whole workbook, sheet by sheet; written row by row, so that thousands of agencies fit."""

import datetime
import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from docfill.base import Finding, tell
from docfill.county.rollup.book.charts import write_charts
from docfill.county.rollup.book.finding_sheet import write_findings
from docfill.county.rollup.book.plan import BookPlan
from docfill.county.rollup.book.table_sheets import write_table
from docfill.county.rollup.book.totals import write_totals
from docfill.county.rollup.book.year_sheet import write_main_figures, write_years
from docfill.county.rollup.figures import Rollup
from docfill.county.rollup.history import YearSums
from docfill.county.rollup.overview import overviews

_MADE = datetime.datetime(2000, 1, 1)  # the same bytes whenever it is made


def rollup_book(
    rollup: Rollup, findings: Sequence[Finding], years: Sequence[YearSums] = ()
) -> bytes:
    """The workbook of a roll-up, with the sums of the years before where there are any."""
    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": f"{rollup.county} {rollup.year}", "created": _MADE})
        book.set_calc_mode("auto")
        plan = BookPlan(book, rollup)
        write_totals(plan)
        for key, name in plan.sheets.items():
            write_table(plan, rollup.form.tables[key], name)
        main, beside = str(tell("main figures")), str(tell("years"))
        found = overviews(rollup.form)
        if found:
            write_main_figures(plan, found, main)
        rows = write_years(plan, years, beside) if len(years) > 1 else {}
        write_findings(plan, findings)
        if found:
            write_charts(plan, found, years, main, (beside, rows))
    return file.getvalue()
