"""The agencies' links as a table, for whoever sends them out: CSV, or a workbook."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from docfill.base import tell
from docfill.project import Township

_WIDTHS = (16, 32, 60)  # characters


def link_table(agencies: Iterable[Township], links: Mapping[str, str], ending: str) -> bytes:
    """Name, mail address and link of each agency; a workbook where `ending` is `.xlsx`."""
    rows = list(_rows(agencies, links))
    return _workbook(rows) if ending.lower() == ".xlsx" else _csv(rows)


def _rows(agencies: Iterable[Township], links: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    yield tuple(map(str, (tell("agency"), tell("mail"), tell("link"))))
    for agency in agencies:
        yield agency.name, agency.mail.text if agency.mail else "", links[agency.id]


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """With the mark by which Excel knows UTF-8."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def _workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    import xlsxwriter

    written = io.BytesIO()
    # A link is text: none of them is followed by a click before it was looked at.
    book = xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    )
    sheet, bold = book.add_worksheet(str(tell("links"))), book.add_format({"bold": True})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row, None if number else bold)
    sheet.freeze_panes(1, 0)
    book.close()
    return written.getvalue()
