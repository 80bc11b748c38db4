"""The roll-up as a workbook: totals by group, a sheet for each table, findings, and charts."""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from docfill.base import Figure, Finding, Message, tell
from docfill.county.rollup.figures import AgencyFigures, Rollup
from docfill.form import LAST_YEAR, FormTable, Slot
from docfill.project import AgencyGroup
from docfill.sources import addresses
from docfill.sources.excel.looks import Looks
from docfill.sources.excel.workbook import sheet_names

_MADE = datetime.datetime(2000, 1, 1)  # the same bytes whenever it is made
_FIRST = 2  # columns before the figures of an agency
_WIDE = 20  # columns of figures that no page has room for
_MOST_CHARTED = 60  # agencies beside each other in a chart


def rollup_book(rollup: Rollup, findings: Sequence[Finding]) -> bytes:
    """The whole workbook. Its rows are written one after another, so that thousands fit."""
    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": f"{rollup.county} {rollup.year}", "created": _MADE})
        book.set_calc_mode("auto")
        writing = _Book(book, rollup)
        writing.totals()
        for key, name in sheet_names(rollup.form).items():
            writing.table(rollup.form.tables[key], name)
        writing.findings(findings)
        writing.charts()
    return file.getvalue()


class _Book:
    def __init__(self, book: Workbook, rollup: Rollup):
        self._book, self._rollup, self._looks = book, rollup, Looks(book)
        self._lines = [(group, part) for group in rollup.groups for part in rollup.parts_of(group)]
        self._rows = {part.file: row for row, (_, part) in enumerate(self._lines, 1)}
        self._sheets = sheet_names(rollup.form)

    def totals(self) -> None:
        """A row for each figure, a column for each group, and the sum of the groups."""
        rollup, sheet = self._rollup, self._book.add_worksheet(str(tell("roll-up")))
        groups = rollup.groups
        last = len(groups) + 1
        sheet.set_column(0, 0, 60)
        sheet.set_column(1, last, 14)
        title = tell(
            "{county} {year}: {covers} filings added up",
            county=rollup.county,
            year=rollup.year,
            covers=rollup.covers,
        )
        sheet.write_string(0, 0, str(title), self._looks("heading"))
        heads = [tell("figure"), *(group.name for group in groups), tell("total")]
        self._heads(sheet, 1, heads)
        row = 2
        for table in rollup.form.tables.values():
            sheet.write_string(row, 0, rollup.form.heading(table.key), self._looks("heading"))
            row += 1
            for slot in table.slots:
                self._sum_row(sheet, row, slot, last)
                row += 1
        sheet.freeze_panes(2, 1)
        self._page(sheet, 1)

    def _sum_row(self, sheet: Worksheet, row: int, slot: Slot, last: int) -> None:
        rollup = self._rollup
        look = self._looks("total" if slot.terms else "caption", _format(slot))
        sheet.write_string(row, 0, rollup.form.caption(slot.name), self._looks("fact"))
        for column, group in enumerate(rollup.groups, 1):
            write_figure(sheet, row, column, rollup.by_group[group.key][slot.name], look)
        formula = f"=SUM({addresses.cell(row, 1)}:{addresses.cell(row, last - 1)})"
        total = self._looks("total", _format(slot))
        sheet.write_formula(row, last, formula, total, float(rollup.whole[slot.name]))

    def table(self, table: FormTable, name: str) -> None:
        """A row for each agency, a column for each figure; what changed since last year in
        colour."""
        rollup, sheet = self._rollup, self._book.add_worksheet(name)
        sheet.set_column(0, 1, 16)
        sheet.set_column(_FIRST, _FIRST + len(table.slots) - 1, 11)
        sheet.set_row(0, 90)
        captions = [rollup.form.caption(slot.name) for slot in table.slots]
        self._heads(sheet, 0, [tell("group"), tell("agency"), *captions])
        for row, (group, part) in enumerate(self._lines, 1):
            self._agency_row(sheet, row, group, part, table)
        end = len(self._lines) + 1
        sheet.write_string(end, 0, "", self._looks("total"))
        sheet.write_string(end, 1, str(tell("total")), self._looks("total"))
        for column, slot in enumerate(table.slots, _FIRST):
            cells = f"{addresses.cell(1, column)}:{addresses.cell(end - 1, column)}"
            look = self._looks("total", _format(slot))
            value = float(rollup.whole[slot.name])
            sheet.write_formula(end, column, f"=SUM({cells})", look, value)
        sheet.freeze_panes(1, _FIRST)
        sheet.autofilter(0, 0, end - 1, _FIRST + len(table.slots) - 1)
        self._page(sheet, 0, is_wide=len(table.slots) > _WIDE)

    def _agency_row(
        self, sheet: Worksheet, row: int, group: AgencyGroup, part: AgencyFigures, table: FormTable
    ) -> None:
        sheet.write_string(row, 0, str(group.name), self._looks("fact"))
        sheet.write_string(row, 1, part.agency.name, self._looks("fact"))
        if not part.is_added:
            sheet.write_string(row, _FIRST, str(part.standing.word), self._looks("fact"))
            return
        for column, slot in enumerate(table.slots, _FIRST):
            at = self._rollup.numbers[slot.name]
            changed = bool(part.last_values) and part.last_values[at] != part.values[at]
            look = self._looks("differs" if changed else "caption", _format(slot))
            write_figure(sheet, row, column, part.values[at], look)

    def findings(self, findings: Sequence[Finding]) -> None:
        """Everything found, with a link to the row of the agency it was found at."""
        sheet = self._book.add_worksheet(str(tell("findings")))
        for column, width in enumerate((10, 16, 40, 100)):
            sheet.set_column(column, column, width)
        self._heads(sheet, 0, [tell("severity"), tell("code"), tell("place"), tell("finding")])
        first = next(iter(self._sheets.values()), "")
        look = self._looks("fact")
        for row, finding in enumerate(findings, 1):
            sheet.write_string(row, 0, str(finding.severity.word), look)
            sheet.write_string(row, 1, finding.code, look)
            at = self._rows.get(finding.place.file)
            if at is None or not first:
                sheet.write_string(row, 2, str(finding.place), look)
            else:
                link = f"internal:'{first}'!{addresses.cell(at, 0)}"
                sheet.write_url(row, 2, link, look, str(finding.place))
            sheet.write_string(row, 3, str(finding.message), look)
        sheet.freeze_panes(1, 0)
        if findings:
            sheet.autofilter(0, 0, len(findings), 3)
        self._page(sheet, 0)

    def charts(self) -> None:
        """For each balance of the form, its terms agency by agency."""
        sheet = self._book.add_worksheet(str(tell("charts")))
        top = 0
        last = min(len(self._lines), _MOST_CHARTED)
        for identity in self._rollup.form.identities:
            table = self._rollup.form.tables[identity.table]
            total = next((column.key for column in table.columns.values() if column.sum), "")
            terms = [t for t in identity.left + identity.right if not t.startswith(LAST_YEAR)]
            if identity.along != "columns" or not total or identity.needs_last_year:
                continue
            chart = self._book.add_chart({"type": "column"})
            columns = {slot.name: at for at, slot in enumerate(table.slots, _FIRST)}
            name = self._sheets[table.key]
            for term in terms:
                at = columns[f"{table.key}.{term}.{total}"]
                chart.add_series(
                    {
                        "name": table.rows[term].caption,
                        "categories": [name, 1, 1, last, 1],
                        "values": [name, 1, at, last, at],
                    }
                )
            chart.set_title({"name": self._rollup.form.heading(table.key)})
            chart.set_legend({"position": "bottom"})
            chart.set_size({"width": 1100, "height": 460})
            sheet.insert_chart(top, 0, chart)
            top += 25
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _heads(self, sheet: Worksheet, row: int, heads: Sequence[str | Message]) -> None:
        for column, head in enumerate(heads):
            sheet.write_string(row, column, str(head), self._looks("head"))

    def _page(self, sheet: Worksheet, heads: int, is_wide: bool = False) -> None:
        """Print across one page, or a wide sheet across several with the agencies on each."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0, heads)
        if is_wide:
            sheet.repeat_columns(0, _FIRST - 1)
        else:
            sheet.fit_to_pages(1, 0)


def write_figure(sheet: Worksheet, row: int, column: int, value: Figure, look: object) -> None:
    """A figure as a number, or as a text where a number would lose some of its digits."""
    if Decimal(repr(float(value))) == value:
        sheet.write_number(row, column, float(value), look)
    else:
        sheet.write_string(row, column, f"{value:f}", look)


def _format(slot: Slot) -> str:
    return "0" if slot.row.kind == "count" else "General"
