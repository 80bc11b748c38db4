"""`docfill sheet`: the form as a workbook, laid out as on paper, what is known filled in."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl.workbook import Workbook

from docfill.cli import docfill
from docfill.county.exchange.official import grids_of
from docfill.county.exchange.sheets import send_out
from docfill.filing.filing import Filing
from docfill.filing.reader import read_filing
from docfill.form.form import Form
from docfill.form.reader import open_form
from docfill.project import Project, open_project
from docfill.sources.excel.grid import plain_grid
from docfill.sources.excel.workbook import FormSheet
from docfill.sources.yaml.reader import read
from workbooks import EXAMPLES, TOY, cell_of, copy_of, opened, sheet_of, value_of


@pytest.fixture(scope="module")
def county() -> Project:
    return open_project(EXAMPLES)


@pytest.fixture(scope="module")
def form(county: Project) -> Form:
    return open_form(county.kit_path(2023))


@pytest.fixture(scope="module")
def filled(county: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of an agency whose filing is there."""
    return sheet_of(county, "liulin", 2023, tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of an agency that has not begun, with a filing for the year before."""
    folder = tmp_path_factory.mktemp("fresh")
    project = copy_of(EXAMPLES, folder / "county")
    project.filing_path("liulin", 2024).unlink()
    return sheet_of(project, "liulin", 2024, folder)


def filing_of(project: Project, form: Form, township: str, year: int) -> Filing:
    return read_filing(read(project.filing_path(township, year)), form, township, year)[0]


def test_a_table_stands_as_the_template_lays_it_out(form: Form, filled: Path) -> None:
    """Every caption in its place, every merged cell over the same rows and columns."""
    book = opened(filled)
    for key, name in (("disclosure", "表二"), ("requests", "表三"), ("proceedings", "表四")):
        sheet, grid = book[name], grids_of(form)[key]
        merged = {str(each) for each in sheet.merged_cells.ranges}
        for spot in grid.spots:
            first = sheet.cell(spot.top + 3, spot.left + 1)
            if spot.field:
                assert cell_of(book, spot.field) == (name, first.coordinate)
            else:
                assert (first.value or "") == spot.text
            last = sheet.cell(spot.bottom + 2, spot.right).coordinate
            if first.coordinate != last:
                assert f"{first.coordinate}:{last}" in merged


def test_every_field_has_its_name_and_the_filing_s_value(
    county: Project, form: Form, filled: Path
) -> None:
    book, filing = opened(filled, values=True), filing_of(county, form, "liulin", 2023)
    assert {name: value_of(book, name) for name in form.cells} == {
        name: float(cell.value) for name, cell in filing.cells.items()
    }
    assert str(value_of(book, "signed"))[:10] == "2024-01-16"
    assert value_of(book, "problems") == "\n".join(
        f"## {each.text}" if each.heading else each.text
        for each in filing.prose["problems"].paragraphs
    )


def test_totals_are_formulas_and_know_their_value(filled: Path) -> None:
    assert value_of(opened(filled), "requests.total.natural") == "=SUM(D8:D28)"
    assert value_of(opened(filled), "requests.total.total") == "=SUM(J8:J28)"
    assert value_of(opened(filled), "requests.new.total") == "=SUM(D6:I6)"
    assert value_of(opened(filled, values=True), "requests.new.total") == 4


def test_the_balance_is_a_formula_below_the_table(filled: Path) -> None:
    formulas, values = opened(filled)["表三"], opened(filled, values=True)["表三"]
    assert formulas["D33"].value == "=D6+D7-D29-D30"
    assert [values.cell(33, column).value for column in range(4, 11)] == [0] * 7
    assert "第一项加第二项之和" in values["A33"].value


def test_a_balance_that_is_off_says_by_how_much(tmp_path: Path) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    path = project.filing_path("liulin", 2023)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("new: {natural: 3", "new: {natural: 5"), encoding="utf-8")
    sheet = opened(sheet_of(project, "liulin", 2023, tmp_path), values=True)["表三"]
    assert [sheet.cell(33, column).value for column in range(4, 11)] == [2, 0, 0, 0, 0, 0, 2]


def test_what_carries_over_is_compared_with_last_year_beside(fresh: Path) -> None:
    """The stock of table two stands to its right, last year's figures further right, in grey."""
    formulas, values = opened(fresh)["表二"], opened(fresh, values=True)["表二"]
    assert formulas["E6"].value == "=D6+C6-I6-B6"
    assert [values[cell].value for cell in ("E6", "D6", "I6", "G6")] == [0, 3, 3, 1]
    assert values["G2"].value == "上年（2023年）"
    assert values["I6"].font.color.rgb == "FF808080"
    assert formulas["E6"].number_format == '"多"General;"少"General;"√"'


def test_a_fresh_workbook_has_what_last_year_hands_over_and_nothing_else(fresh: Path) -> None:
    book = opened(fresh)
    assert value_of(book, "disclosure.normative_documents.in_force") == 3
    assert value_of(book, "requests.carried_in.natural") == 0
    assert value_of(book, "disclosure.rules.made") == 0, "no township may make these"
    assert value_of(book, "requests.new.natural") is None
    assert value_of(book, "disclosure.licences") is None
    assert value_of(book, "signed") is None


def test_only_fields_can_be_typed_in(form: Form, fresh: Path) -> None:
    book = opened(fresh)
    slots = [slot for table in form.tables.values() for slot in table.slots if not slot.terms]
    fields = {cell_of(book, each) for each in (*form.fields, *form.parts)}
    fields |= {cell_of(book, slot.name) for slot in slots}
    fields |= {cell_of(book, "clerk"), cell_of(book, "telephone")}
    free = {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and type(cell).__name__ != "MergedCell"
    }
    assert free == fields
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)


def test_a_figure_that_is_none_is_refused_in_chinese(fresh: Path) -> None:
    sheet = opened(fresh)["表二"]
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert str(rules["whole"].sqref) == "B5:D6 B9 B12:B13"
    assert str(rules["decimal"].sqref) == "B16"
    assert "整数" in rules["whole"].error and rules["whole"].errorTitle == "填写有误"


def test_what_is_blank_broken_or_changed_is_coloured(fresh: Path) -> None:
    sheet = opened(fresh)["表二"]
    rules = {
        (str(ranges.sqref), rule.formula[0])
        for ranges in sheet.conditional_formatting
        for rule in ranges.rules
    }
    assert ("B5:D6 B9 B12:B13", "ISBLANK(B5)") in rules
    assert ("B6:E6", "ROUND($E$6,8)<>0") in rules
    assert ("G5:I6 G9 G12:G13 G16", 'AND(B5<>"",G5<>"",B5<>G5)') in rules


def test_a_page_is_a4_and_prints_the_table_to_be_signed(fresh: Path) -> None:
    sheet = opened(fresh)["表三"]
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_area == "'表三'!$A$1:$J$32"
    assert "负责人（签字）" in sheet["A32"].value


def test_prose_has_a_cell_for_each_part_and_its_live_length(filled: Path) -> None:
    formulas, values = opened(filled)["文字"], opened(filled, values=True)["文字"]
    sheet, cell = cell_of(opened(filled), "other_matters")
    row = formulas[cell].row
    assert sheet == "文字"
    assert formulas.cell(row, 3).value.startswith(f"=LEN(SUBSTITUTE(SUBSTITUTE({cell}")
    assert values.cell(row, 3).value == len(values[cell].value)
    assert formulas[cell].alignment.wrap_text


def test_the_first_page_says_whose_form_it_is_and_until_when(fresh: Path) -> None:
    cells = [cell.value for row in opened(fresh)["填报说明"] for cell in row if cell.value]
    assert {"云川县柳林镇人民政府", "2025年1月31日", "填报人", "联系电话"} <= set(cells)


def test_the_county_s_own_deadline_goes_before_the_form_s(tmp_path: Path) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    settings = project.settings_path
    text = settings.read_text(encoding="utf-8") + "\nschedule: {send: 01-15, deadline: 01-20}\n"
    settings.write_text(text, encoding="utf-8")
    book = opened(sheet_of(open_project(project.root), "liulin", 2024, tmp_path))
    assert "2025年1月20日" in [cell.value for row in book["填报说明"] for cell in row]


def test_hidden_names_say_kit_year_and_agency(fresh: Path) -> None:
    names = opened(fresh).defined_names
    marks = {key: names[f"docfill_{key}"] for key in ("kit", "year", "agency")}
    assert {key: mark.value for key, mark in marks.items()} == {
        "kit": '"disclosure-2021"',
        "year": '"2024"',
        "agency": '"liulin"',
    }
    assert all(name.hidden for name in names.values())


def test_the_same_workbook_has_the_same_bytes(
    county: Project, filled: Path, tmp_path: Path
) -> None:
    assert sheet_of(county, "liulin", 2023, tmp_path).read_bytes() == filled.read_bytes()


@pytest.mark.parametrize("book", ["filled", "fresh"])
def test_it_opens_without_repair(book: str, request: pytest.FixtureRequest) -> None:
    """The schemas of Open XML have nothing to say against it, and Excel draws no external file."""
    path = request.getfixturevalue(book)
    audit = subprocess.run(
        [sys.executable, "-m", "openxml_audit", str(path)], capture_output=True, text=True
    )
    assert audit.returncode == 0, audit.stdout + audit.stderr
    with zipfile.ZipFile(path) as package:
        assert not [name for name in package.namelist() if "external" in name]


def test_another_kit_needs_no_line_of_python(tmp_path: Path) -> None:
    book = opened(sheet_of(open_project(TOY), "east", 2023, tmp_path), values=True)
    assert book.sheetnames == ["填报说明", "表二", "文字"]
    assert value_of(book, "books.all.have") == 51
    assert opened(tmp_path / "东街小学.xlsx")["表二"]["F4"].value == "=B4+C4-E4-D4"


def test_a_kit_whose_template_has_no_such_table_is_laid_out_by_its_captions(form: Form) -> None:
    for table in form.tables.values():
        grid = plain_grid(table)
        assert grid.shows(table)
        taken = [
            (row, column)
            for spot in grid.spots
            for row in range(spot.top, spot.bottom)
            for column in range(spot.left, spot.right)
        ]
        assert len(taken) == len(set(taken)), "cells that cover one another break a workbook"


def test_a_filing_still_being_written_leaves_blank_what_is_blank(tmp_path: Path) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    path = project.filing_path("liulin", 2023)
    text = path.read_text(encoding="utf-8").replace("new: {natural: 3, company: 1}", "new:")
    path.write_text(text.replace("licences: 12", "licences: 12件"), encoding="utf-8")
    (outcome,) = send_out(project, [project.townships["liulin"]], 2023, tmp_path, force=False)
    book = opened(outcome.products[0])
    assert value_of(book, "requests.new.natural") is None
    assert value_of(book, "requests.open.natural") == 0
    assert value_of(book, "disclosure.licences") is None
    assert [found.code for found in outcome.findings] == ["not-a-count"]


def test_a_filing_that_cannot_be_read_goes_into_no_workbook(tmp_path: Path) -> None:
    project = copy_of(EXAMPLES, tmp_path / "county")
    project.filing_path("liulin", 2023).write_text("disclosure: {", encoding="utf-8")
    (outcome,) = send_out(project, [project.townships["liulin"]], 2023, tmp_path, force=True)
    assert [found.code for found in outcome.findings] == ["syntax"]
    assert not (tmp_path / "柳林镇.xlsx").exists()


def test_a_workbook_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    county = ["--project", str(EXAMPLES), "-y", "2023", "-o", str(tmp_path), "liulin"]
    path = tmp_path / "柳林镇.xlsx"
    path.write_bytes(b"filled in by hand")
    refused = CliRunner().invoke(docfill, ["sheet", *county])
    assert refused.exit_code == 1 and "[already-there]" in refused.output
    assert path.read_bytes() == b"filled in by hand"
    assert CliRunner().invoke(docfill, ["sheet", *county, "--force"]).exit_code == 0
    assert isinstance(opened(path), Workbook)
    assert CliRunner().invoke(docfill, ["sheet", *county]).exit_code == 0, "it is the same"


def test_formulas_made_ready_once_are_what_xlsxwriter_makes(
    county: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = sheet_of(county, "liulin", 2023, tmp_path / "ours").read_bytes()
    monkeypatch.delattr(FormSheet, "_prepare_formula")
    assert sheet_of(county, "liulin", 2023, tmp_path / "theirs").read_bytes() == ours
