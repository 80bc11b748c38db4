"""Two years beside each other as a workbook: the sum, and a row for each agency's change."""

import datetime
import io
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from docfill.base import tell
from docfill.county.rollup.book import height, write_figure
from docfill.county.rollup.comparing import Change, TwoYears
from docfill.sources import addresses
from docfill.sources.excel.looks import Looks

_MADE = datetime.datetime(2000, 1, 1)  # the same bytes whenever it is made
_FIRST = 2  # columns before the figures
_WIDTHS = (18, 66, 12, 12, 12, 10)
Row = tuple[str, Change]


def comparison_book(found: TwoYears) -> bytes:
    """The whole workbook; the largest change comes first, and filters sort it anew."""
    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        earlier, later = found.years
        book.set_properties({"title": f"{found.county} {earlier} – {later}", "created": _MADE})
        looks = Looks(book)
        whole = [("", change) for change in found.whole]
        _changes(book.add_worksheet(str(tell("Together"))), looks, found, whole)
        rows = [(each.agency.name, change) for each in found.compared for change in each.changes]
        _changes(book.add_worksheet(str(tell("agencies"))), looks, found, rows)
        _lacking(book.add_worksheet(str(tell("findings"))), looks, found)
    return file.getvalue()


def _changes(sheet: Worksheet, looks: Looks, found: TwoYears, rows: Sequence[Row]) -> None:
    """A row for each change; the difference is a formula with its value stored."""
    years = map(str, found.years)
    heads = [str(tell("agency")), str(tell("figure")), *years, str(tell("difference")), "%"]
    for column, head in enumerate(heads):
        sheet.set_column(column, column, _WIDTHS[column])
        sheet.write_string(0, column, head, looks("head"))
    for row, (agency, change) in enumerate(rows, 1):
        caption = found.form.caption(change.name)
        sheet.set_row(row, height(caption, _WIDTHS[1]))
        sheet.write_string(row, 0, agency, looks("fact"))
        sheet.write_string(row, 1, caption, looks("fact"))
        write_figure(sheet, row, _FIRST, change.before, looks("caption"))
        write_figure(sheet, row, _FIRST + 1, change.after, looks("caption"))
        formula = f"={addresses.cell(row, _FIRST + 1)}-{addresses.cell(row, _FIRST)}"
        sheet.write_formula(row, _FIRST + 2, formula, looks("total"), float(change.difference))
        share = tell("new") if change.percent is None else f"{change.percent:+}%"
        sheet.write_string(row, _FIRST + 3, str(share), looks("caption"))
    sheet.freeze_panes(1, _FIRST)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _lacking(sheet: Worksheet, looks: Looks, found: TwoYears) -> None:
    """Why agencies are not compared, a line each."""
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 100)
    for row, finding in enumerate(found.lacking):
        sheet.set_row(row, height(str(finding.message), 100))
        sheet.write_string(row, 0, str(finding.place), looks("fact"))
        sheet.write_string(row, 1, str(finding.message), looks("fact"))
