"""Lists of rows in workbooks: what people see in the cells, and what they do not."""

import datetime
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter

from docfill.sources.rows import Rows, read_rows


def workbook(fill: Callable[..., object], **options: object) -> bytes:
    """A workbook whose first sheet, 人员, is filled by the function."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, options)
    fill(book, book.add_worksheet("人员"))
    book.close()
    return made.getvalue()


def of_cells(*lines: list[object]) -> bytes:
    return workbook(lambda _, sheet: [sheet.write_row(n, 0, row) for n, row in enumerate(lines)])


def read(data: bytes, sheet: str = "") -> Rows:
    return read_rows(data, "list.xlsx", "xlsx", sheet)


def found(rows: Rows) -> list[tuple[str, str]]:
    """The spots of what was found, and the codes."""
    each = [*rows.findings, *(finding for row in rows.each() for finding in row.findings)]
    return [(str(one.place.spot), one.code) for one in each]


def of_one_cell(value: object, code: str = "") -> object:
    """What a cell with this value and number format is read as."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "a")
        sheet.write(1, 0, value, book.add_format({"num_format": code} if code else {}))

    [row] = read(workbook(fill, default_date_format="yyyy/m/d")).each()
    return row.values["a"]


@pytest.mark.parametrize(
    ("value", "code", "printed", "counts"),
    [
        (3, "", "3", 3),
        (0.1 + 0.2, "", "0.3", None),
        (-1234.5, "", "-1234.5", -1234.5),
        (1e-7, "", "0.0000001", None),
        (2.5, "0.00", "2.50", 2.5),
        (1200.5, "#,##0.00", "1,200.50", 1200.5),
        (-1234567.895, "#,##0.00", "-1,234,567.90", None),
        (1200.5, '"¥"#,##0.00;[Red]-"¥"#,##0.00', "1,200.50", 1200.5),
        (12, '0"人"', "12", 12),
        (2.5, "0.0##", "2.5", 2.5),
        (2, "0.##", "2", 2),
        (0.356, "0%", "36%", None),
        (0.35, "0.0%", "35.0%", None),
        (7, "000", "007", "007"),
        (1200, "0.00E+00", "1200", 1200),
        (430302, "@", "430302", 430302),
    ],
)
def test_a_number_is_read_as_it_is_shown(
    value: float, code: str, printed: str, counts: object
) -> None:
    shown = of_one_cell(value, code)
    assert str(shown) == printed
    if counts is not None:
        assert shown == counts


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        (datetime.date(2024, 1, 11), 'yyyy"年"m"月"d"日"', "2024-01-11"),
        (datetime.datetime(2024, 1, 11, 9, 30), "yyyy-mm-dd hh:mm", "2024-01-11 09:30"),
        (datetime.time(9, 30), "hh:mm", "09:30"),
        (datetime.time(9, 30, 5), "hh:mm:ss", "09:30:05"),
        (datetime.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (" 王五 ", "", "王五"),
        ("007", "", "007"),
        ("a\r\nb", "", "a\nb"),
    ],
)
def test_dates_and_texts_are_read_as_they_are_shown(value: object, code: str, printed: str) -> None:
    assert of_one_cell(value, code) == printed


def test_a_cell_that_holds_yes_or_no_can_be_tested() -> None:
    assert of_one_cell(True) is True


def test_a_number_too_long_for_excel_is_found() -> None:
    rows = read(of_cells(["id", "id2"], [430302199001011234, "430302199001011234"]))
    assert found(rows) == [("人员!A2", "cell")]
    [row] = rows.each()
    assert row.values["id2"] == "430302199001011234"
    assert "list.xlsx 人员!A2: error [cell] 人员, row 2, “id”: Excel keeps 15 digits" in str(
        row.findings[0]
    )


@pytest.mark.parametrize("shown", ["#REF!", "#N/A", "#DIV/0!"])
def test_a_cell_that_shows_an_error_is_found(shown: str) -> None:
    def fill(_: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, ["x", "y"])
        sheet.write_formula(2, 1, "=Other!A1", None, shown)

    rows = read(workbook(fill))
    [finding] = [finding for row in rows.each() for finding in row.findings]
    assert (str(finding.place), finding.code) == ("list.xlsx 人员!B3", "cell")
    assert shown in str(finding.message)


def test_an_error_among_the_headings_is_found() -> None:
    def fill(_: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula(0, 1, "=Other!A1", None, "#REF!")
        sheet.write_row(1, 0, ["x", "y"])

    assert ("人员!B1", "cell") in found(read(workbook(fill)))


def test_a_formula_that_was_never_calculated_is_found() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append(["x", "=1+1"])
    made = io.BytesIO()
    book.save(made)
    assert ("Sheet!B2", "cell") in found(read(made.getvalue()))


def test_formulas_that_wait_for_excel_are_told_of() -> None:
    def fill(_: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "a")
        sheet.write_formula(1, 0, "=1+1")

    assert found(read(workbook(fill))) == [("人员", "not-calculated")]


def test_a_cell_that_is_one_with_the_cell_above_is_found() -> None:
    def fill(_: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(0, 0, ["town", "name"])
        sheet.merge_range(1, 0, 2, 0, "花石镇")
        sheet.write_column(1, 1, ["王五", "赵六"])

    rows = read(workbook(fill))
    assert found(rows) == [("人员!A3", "cell")]
    assert [row.values["town"] for row in rows.each()] == ["花石镇", ""]


def test_hidden_rows_are_told_of_and_count() -> None:
    def fill(_: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_column(0, 0, ["a", 1, 2, 3])
        sheet.set_row(2, None, None, {"hidden": True})

    rows = read(workbook(fill))
    assert found(rows) == [("人员", "hidden-rows")]
    assert len(list(rows.each())) == 3


def test_a_table_may_begin_anywhere_and_have_blank_rows() -> None:
    def fill(_: object, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(2, 3, ["a", "b"])
        sheet.write_row(4, 3, ["x", ""])

    rows = read(workbook(fill))
    assert found(rows) == []
    [row] = rows.each()
    assert (row.values, str(row.place)) == ({"a": "x", "b": ""}, "list.xlsx 人员!D5")
    assert str(row.place_of("b")) == "list.xlsx 人员!E5"


def test_a_title_above_the_headings_is_told() -> None:
    rows = read(of_cells(["2024年人员名单"], ["name", "town"], ["王五", "花石镇"]))
    assert found(rows) == [("人员!A1", "heading")]
    assert "looks like a title" in str(rows.findings[0].message)


def two_sheets(book: xlsxwriter.Workbook, first: xlsxwriter.worksheet.Worksheet) -> None:
    first.write_column(0, 0, ["a", 1])
    second = book.add_worksheet("退休")
    second.write_column(0, 0, ["b", 2])


def test_the_first_sheet_is_read_unless_another_is_named() -> None:
    data = workbook(two_sheets)
    assert (read(data).columns, found(read(data))) == (("a",), [("人员", "sheet-chosen")])
    assert (read(data, "退休").columns, found(read(data, "退休"))) == (("b",), [])


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    rows = read(workbook(two_sheets), "在职")
    assert [finding.code for finding in rows.findings] == ["workbook"]
    assert "人员, 退休" in str(rows.findings[0].message)


def test_a_hidden_first_sheet_is_passed_over() -> None:
    def fill(book: xlsxwriter.Workbook, first: xlsxwriter.worksheet.Worksheet) -> None:
        two_sheets(book, first)
        book.get_worksheet_by_name("退休").activate()
        book.get_worksheet_by_name("退休").set_first_sheet()
        first.hide()

    assert read(workbook(fill)).columns == ("b",)


def bomb() -> bytes:
    made = io.BytesIO(of_cells(["a"], [1]))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(310_000_000))
    return made.getvalue()


def without(name: str) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(of_cells(["a"], [1]))) as book,
        zipfile.ZipFile(made, "w") as to,
    ):
        for each in book.namelist():
            if each != name:
                to.writestr(each, book.read(each))
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"name,town\n",
        b"",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        of_cells(["a"])[:200],
        without("xl/worksheets/sheet1.xml"),
        without("xl/workbook.xml"),
        bomb(),
    ],
    ids=["text", "empty", "old", "cut", "no-sheet", "no-book", "bomb"],
)
def test_what_is_no_workbook_is_found(data: bytes) -> None:
    assert [finding.code for finding in read(data).findings] == ["workbook"]


def test_an_empty_sheet_holds_no_rows() -> None:
    assert found(read(of_cells())) == [("", "no-rows")]
