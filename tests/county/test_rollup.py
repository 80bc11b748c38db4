"""The roll-up: groups, sums, and what is said of filings that are not there or not whole."""

import csv
import io
import json
import shutil
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from docfill.base.errors import ExitCode, Faulty
from docfill.base.findings import Place
from docfill.build.checking import form_of
from docfill.cli import docfill
from docfill.county.rollup.adding import add_up
from docfill.county.rollup.figures import AgencyFigures, InSum, Rollup
from docfill.county.rollup.rolling import groups_in, roll_up
from docfill.form.reader import open_form
from docfill.project import open_project
from docfill.project.township import Township
from example_county import copy_example
from here import ROOT


@pytest.fixture
def yunchuan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example county, which makes no report of its own yet; commands run inside it."""
    monkeypatch.chdir(copy_example(tmp_path, 2021, 2022, 2023))
    return tmp_path


def add_settings(county: Path, text: str) -> None:
    with (county / "docfill.yaml").open("a", encoding="utf-8") as file:
        file.write(text)


def rolled(county: Path, *scope: str, year: int = 2023) -> Rollup:
    project = open_project(county)
    return roll_up(project, form_of(project, year), groups_in(project, scope or ("all",)), year)


def rollup(*arguments: str) -> Result:
    return CliRunner().invoke(docfill, ["rollup", "-y", "2023", *arguments])


def test_figures_are_summed_by_level_and_whole(yunchuan: Path) -> None:
    found = rolled(yunchuan)
    assert [group.key for group in found.groups] == ["departments", "townships"]
    by_hand = sum(found.value(agency, "requests.new.natural") or 0 for agency in found.parts)
    assert found.whole["requests.new.natural"] == by_hand
    assert found.whole["requests.new.total"] == 117 + 43
    assert found.by_group["townships"]["requests.new.total"] == 43
    assert str(found.whole["disclosure.fees"]) == "573.35311"


def test_named_lists_come_before_levels(yunchuan: Path) -> None:
    """An agency that a list names is not in the group of its level as well."""
    add_settings(
        yunchuan,
        "groups:\n"
        "  office: {name: 县政府, agencies: [jiaoyu]}\n"
        "  departments: {name: 县直部门, level: department}\n"
        "  townships: {name: 乡镇街道, level: township}\n",
    )
    found = rolled(yunchuan)
    assert [len(group.agencies) for group in found.groups] == [1, 4, 9]
    assert found.findings == ()
    assert len(rolled(yunchuan, "office").parts) == 1


@pytest.mark.parametrize(
    ("lines", "line", "code"),
    [
        ("groups:\n  towns: {name: 镇}\n", 2, "missing"),
        ("groups:\n  towns: {name: 镇, agencies: [nobody]}\n", 2, "dangling-name"),
        ("groups:\n  all: {name: 镇, level: township}\n", 2, "wrong-choice"),
        ("county_report: {name: 云川县, full_name: 云川县人民政府}\n", 1, "missing"),
        ("county_report: {name: 云川, full_name: 云川县, scope: towns}\n", 1, "dangling-name"),
        ("county_report: {id: hekou, name: 云, full_name: 云川, scope: all}\n", 1, "same-name"),
        ("county_report: {id: 县, name: 云, full_name: 云川, scope: all}\n", 1, "wrong-id"),
        ("county_report: {name: 云, full_name: 云川县水利局, scope: all}\n", 1, "same-name"),
    ],
)
def test_what_is_wrong_with_groups_is_found(
    yunchuan: Path, lines: str, line: int, code: str
) -> None:
    before = (yunchuan / "docfill.yaml").read_text(encoding="utf-8").count("\n")
    add_settings(yunchuan, lines)
    with pytest.raises(Faulty) as trouble:
        open_project(yunchuan)
    found = [(finding.place.line - before, finding.code) for finding in trouble.value.findings]
    assert (line, code) in found


def test_a_missing_filing_is_named_first_and_the_sum_says_what_it_covers(yunchuan: Path) -> None:
    (yunchuan / "data" / "2023" / "hekou.yaml").unlink()
    done = rollup()
    assert done.exit_code == 1
    assert done.output.splitlines()[0].startswith("data/2023/hekou.yaml: error [no-filing]")
    assert "13 of 14 filings" in done.output
    assert "not added: no filing: 河口乡" in done.output


def test_a_filing_whose_figures_cannot_be_read_is_left_out(yunchuan: Path) -> None:
    path = yunchuan / "data" / "2023" / "hekou.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("penalties: ", "penalties: 大约"), encoding="utf-8")
    found = rolled(yunchuan)
    assert found.parts["hekou"].standing is InSum.UNREAD
    assert found.value("hekou", "requests.new.natural") is None
    assert len(found.added) == 13


def test_a_filing_that_does_not_balance_is_added_and_named(yunchuan: Path) -> None:
    path = yunchuan / "data" / "2023" / "qingshi.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("new: {natural: 5}", "new: {natural: 6}"), encoding="utf-8")
    found = rolled(yunchuan)
    assert found.parts["qingshi"].standing is InSum.DOUBTFUL
    assert found.whole["requests.new.total"] == 161
    assert [finding.code for finding in found.findings] == ["balance"]


def test_a_blank_text_keeps_no_figure_from_being_added(yunchuan: Path) -> None:
    path = yunchuan / "data" / "2023" / "qingshi.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("problems:")[0] + "problems: |\n", encoding="utf-8")
    found = rolled(yunchuan)
    assert found.parts["qingshi"].standing is InSum.DOUBTFUL
    assert found.whole["requests.new.total"] == 160


def test_strict_refuses_an_incomplete_sum(yunchuan: Path) -> None:
    assert rollup("--strict").exit_code == 0
    (yunchuan / "data" / "2023" / "hekou.yaml").unlink()
    done = rollup("--strict")
    assert done.exit_code == 1
    assert "13 of 14 filings are there and in order; nothing was added up" in done.output
    assert "117" not in done.output


def test_json_holds_every_cell(yunchuan: Path) -> None:
    done = rollup("--json", "--scope", "townships")
    said = json.loads(done.output)
    cells = {cell["cell"]: cell for cell in said["cells"]}
    assert len(cells) == len(form_of(open_project(yunchuan), 2023).cells)
    assert cells["disclosure.fees"]["whole"] == "4.045"
    assert cells["requests.new.total"]["sums"] == {"townships": 43}
    assert (said["added"], said["expected"], said["complete"]) == (9, 9, True)


def test_an_unknown_group_is_wrong_usage(yunchuan: Path) -> None:
    done = CliRunner().invoke(docfill, ["rollup", "--scope", "streets"])
    assert done.exit_code == 2
    assert "known: departments, townships, all" in done.output


def test_a_toy_form_is_added_up_without_a_line_of_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "tests" / "toy", tmp_path / "toy")
    monkeypatch.chdir(tmp_path / "toy")
    done = rollup("--json")
    said = json.loads(done.output)
    assert said["added"] == 2
    assert all(cell["whole"] == sum(cell["sums"].values()) for cell in said["cells"])


REPORT = "county_report: {name: 云川县, full_name: 云川县人民政府, scope: all}\n"


@pytest.fixture
def with_report(yunchuan: Path) -> Path:
    """The county with a filing of its own, written from the sums."""
    add_settings(yunchuan, REPORT)
    assert rollup("--into", "county").exit_code == 0
    return yunchuan


def own_filing(county: Path) -> Path:
    return county / "data" / "2023" / "county.yaml"


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def said_of_county(*arguments: str) -> list[str]:
    """What is found in the county's own filing, but texts that are still to be written."""
    said = json.loads(rollup("--json", *arguments).output)["county_filing"]["findings"]
    return [line for line in said if "[blank]" not in line]


def test_the_countys_filing_is_written_with_the_sums_and_their_parts(with_report: Path) -> None:
    text = own_filing(with_report).read_text(encoding="utf-8")
    assert "  fees: 573.35311" in text
    assert "  # 本年制发件数 17 = 县教育局 3 + 县水利局 1 + " in text
    assert "problems: |" in text
    assert said_of_county() == []


def test_a_filing_of_the_county_is_never_written_over(with_report: Path) -> None:
    before = own_filing(with_report).read_bytes()
    done = rollup("--into", "county")
    assert (done.exit_code, own_filing(with_report).read_bytes()) == (1, before)
    assert "[already-there]" in done.output


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("licences: 7960", "licences: 7757", "县农业农村局 states 203: left out?"),
        ("licences: 7960", "licences: 8163", "县农业农村局 states 203: counted twice?"),
        ("licences: 7960", "licences: 9787", "县农业农村局 states 203: taken as 2030?"),
        ("licences: 7960", "licences: 7969", "古渡镇 states 9: counted twice?"),
        ("coercive_measures: 70", "coercive_measures: 106", "县交通运输局 states 37: taken as 73?"),
        ("fees: 573.35311", "fees: 245.95311", "县水利局 368.215: together the difference"),
    ],
)
def test_what_differs_is_explained(with_report: Path, before: str, after: str, says: str) -> None:
    if "together" in says:
        after = f"fees: {573.35311 - 368.215 - 127.53:.5f}"
    change(own_filing(with_report), before, after)
    (found,) = said_of_county()
    assert "error [sum]" in found
    assert says in found


def test_a_missing_filing_explains_what_is_more_than_the_sum(with_report: Path) -> None:
    (with_report / "data" / "2023" / "gudu.yaml").unlink()
    found = said_of_county()
    assert found
    assert all("古渡镇 is not added (no filing); last year it stated" in line for line in found)


def test_figures_of_the_office_alone_are_not_those_of_the_county(yunchuan: Path) -> None:
    add_settings(
        yunchuan,
        "groups:\n"
        "  office: {name: 县政府, agencies: [jiaoyu]}\n"
        "  others: {name: 其他, agencies: [shuili, hekou]}\n" + REPORT.replace("all", "office"),
    )
    assert rollup("--into", "county").exit_code == 0
    settings = yunchuan / "docfill.yaml"
    change(settings, "scope: office", "scope: all")
    (found,) = said_of_county()
    assert "[sum-of-others]" in found
    assert "县政府 alone" in found


def test_check_and_build_judge_the_countys_filing_by_the_sum(with_report: Path) -> None:
    change(own_filing(with_report), "licences: 7960", "licences: 7961")
    for command in (["check"], ["check", "county"], ["build", "county", "--no-pdf"]):
        done = CliRunner().invoke(docfill, [*command, "-y", "2023"])
        assert done.exit_code == 1
        assert "error [sum]" in done.output
    assert not (with_report / "out" / "2023" / "county").exists()
    done = CliRunner().invoke(docfill, ["mail", "county", "-y", "2023"])
    assert done.exit_code == 2


@pytest.mark.parametrize(("day", "late"), [("03-31", 0), ("04-01", 1)])
def test_the_county_has_until_the_end_of_march(yunchuan: Path, day: str, late: int) -> None:
    """Its agencies have until the end of January."""
    add_settings(yunchuan, REPORT)
    shutil.copy(
        ROOT / "examples" / "county" / "data" / "2023" / "county.yaml", own_filing(yunchuan)
    )
    change(own_filing(yunchuan), "signed: 2024-01-30", f"signed: 2024-{day}")
    assert sum("[date-late]" in line for line in said_of_county()) == late


def test_a_waiver_lets_a_difference_stand_with_its_reason(with_report: Path) -> None:
    path = own_filing(with_report)
    change(path, "licences: 7960", "licences: 7961")
    with path.open("a", encoding="utf-8") as file:
        file.write("waive:\n  - {code: sum, at: disclosure.licences, reason: 一件为县政府自办}\n")
    (found,) = said_of_county()
    assert "note [sum]" in found
    change(path, "licences: 7961", "licences: 7960")
    (found,) = said_of_county()
    assert "[waiver-unused]" in found


def test_the_workbook_holds_every_agency_and_the_sums_as_formulas(yunchuan: Path) -> None:
    (yunchuan / "data" / "2023" / "hekou.yaml").unlink()
    assert rollup("-o", "sums.xlsx").exit_code == 1
    formulas, stored = (
        openpyxl.load_workbook(yunchuan / "sums.xlsx", data_only=kept) for kept in (False, True)
    )
    assert formulas.sheetnames == [
        *("roll-up", "表二", "表三", "表四"),
        *("main figures", "years", "findings", "charts"),
    ]
    sheet, values = formulas["表二"], stored["表二"]
    assert [sheet.cell(row, 2).value for row in (3, 17)] == ["县教育局", "total"]
    assert (sheet["M17"].value, values["M17"].value) == ("=SUM(M3:M16)", 573.35311)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D3", "A2:M16")
    row = next(line for line in sheet.iter_rows(min_row=3) if line[1].value == "河口乡")
    assert [cell.value for cell in row[2:4]] == ["not added: no filing", None]
    link = formulas["findings"]["C2"].hyperlink.location
    assert link == f"'表二'!A{row[0].row}"
    assert len(formulas["charts"]._charts) == 3


def test_a_finding_leads_to_the_row_of_the_agency_and_the_column_of_the_figure(
    yunchuan: Path,
) -> None:
    change(yunchuan / "data" / "2023" / "qingshi.yaml", "new: {natural: 5}", "new: {natural: 6}")
    rollup("-o", "sums.xlsx")
    book = openpyxl.load_workbook(yunchuan / "sums.xlsx", data_only=True)
    sheet = book["findings"]
    (row,) = [row for row in sheet.iter_rows(min_row=2) if "qingshi" in str(row[2].value)][:1]
    name, _, cell = row[2].hyperlink.location.rpartition("!")
    assert row[1].value == "balance"
    assert book[name.strip("'")][cell].value == 6


def test_a_figure_is_coloured_by_what_it_was_last_year(yunchuan: Path) -> None:
    rollup("-o", "sums.xlsx")
    sheet = openpyxl.load_workbook(yunchuan / "sums.xlsx")["表二"]
    found = rolled(yunchuan)
    row = next(line for line in sheet.iter_rows(min_row=3) if line[1].value == "县教育局")
    part = found.parts["jiaoyu"]
    for cell, now, last in zip(row[3:], part.values, part.last_values, strict=False):
        colour = "FFDDEBF7" if now > last else "FFFCE4D6" if now < last else "00000000"
        assert (cell.value, cell.fill.start_color.rgb) == (float(now), colour)


def test_a_figure_that_no_number_holds_is_a_text_in_the_workbook(yunchuan: Path) -> None:
    change(yunchuan / "data" / "2023" / "qingshi.yaml", "fees: ", "fees: 123456789012.12345678 #")
    rollup("-o", "sums.xlsx")
    sheet = openpyxl.load_workbook(yunchuan / "sums.xlsx")["表二"]
    row = next(line for line in sheet.iter_rows(min_row=3) if line[1].value == "青石镇")
    assert row[12].value == "123456789012.12345678"


def test_the_sums_of_the_years_before_stand_beside_this_years(yunchuan: Path) -> None:
    rollup("-o", "sums.xlsx")
    sheet = openpyxl.load_workbook(yunchuan / "sums.xlsx")["years"]
    lines = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    assert lines["figure"] == ("2021", "2022", "2023")
    caption = "一、本年新收政府信息公开申请数量／总计"
    sums = [rolled(yunchuan, year=year).whole["requests.new.total"] for year in (2021, 2022, 2023)]
    assert list(lines[caption]) == sums


def test_the_same_figures_give_the_same_workbook(yunchuan: Path) -> None:
    made = []
    for name in ("one.xlsx", "two.xlsx"):
        rollup("-o", name)
        made.append((yunchuan / name).read_bytes())
    assert made[0] == made[1]


def test_parquet_holds_every_figure_exactly(yunchuan: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: 170 MB")
    (yunchuan / "data" / "2023" / "hekou.yaml").unlink()
    rollup("-o", "sums.parquet")
    found = rolled(yunchuan)
    lines = parquet.read_table(yunchuan / "sums.parquet").to_pylist()
    assert [line["agency"] for line in lines] == list(found.parts)
    for line in lines:
        figures = {name: line[name] for name in found.form.cells}
        assert figures == {name: found.value(line["agency"], name) for name in figures}


def test_without_pyarrow_its_package_is_named(
    yunchuan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = rollup("-o", "sums.parquet")
    assert done.exit_code == ExitCode.MISSING
    assert "pip install pyarrow" in done.output
    assert not (yunchuan / "sums.parquet").exists()


@pytest.mark.parametrize("place", ["/dev/null", "docfill.yaml", "nowhere"])
def test_a_mailbox_that_is_no_folder_is_wrong_usage(yunchuan: Path, place: str) -> None:
    done = rollup("--from", place)
    assert done.exit_code == ExitCode.USAGE
    assert place in done.output


def test_csv_is_what_excel_opens_and_nothing_in_it_is_a_formula(yunchuan: Path) -> None:
    change(yunchuan / "docfill.yaml", "name: 青石镇,", 'name: "=青石镇",')
    done = rollup("--csv")
    data = done.stdout_bytes
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert lines[6][1] == "'=青石镇"
    assert lines[-1][lines[0].index("第二十条第（五）项／行政许可／本年处理决定数量")] == "7960"
    rollup("-o", "sums.csv")
    assert (yunchuan / "sums.csv").read_bytes() == data
    assert rollup("-o", "sums.pdf").exit_code == 2


FIGURES = st.fixed_dictionaries(
    {"licences": st.integers(0, 999_999_999), "natural": st.integers(0, 9999)}
    | {"fees": st.decimals(0, 999_999_999_999, places=8)}
)


@given(filings=st.lists(st.tuples(FIGURES, st.integers(0, 3)), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_the_sums_are_those_of_another_program_in_any_order(
    filings: list[tuple[dict[str, Any], int]],
) -> None:
    """sqlite adds whole numbers; amounts are added there in units of the eighth decimal."""
    form = open_form(ROOT / "templates" / "disclosure-2021")
    base = sqlite3.connect(":memory:")
    base.execute("create table filed (grouped int, cell text, high int, low int)")
    parts: dict[int, list[AgencyFigures]] = {}
    for figures, group in filings:
        cells = {
            "disclosure.licences": figures["licences"],
            "requests.new.natural": figures["natural"],
            "disclosure.fees": figures["fees"],
        }
        values = tuple(cells.get(name, 0) for name in form.cells)
        agency = Township("a", "a", "a", "township", None, Place("f"))
        parts.setdefault(group, []).append(AgencyFigures(agency, "f", InSum.SUMMED, values))
        for cell, value in cells.items():
            high, low = divmod(int(value * 10**8), 10**10)
            base.execute("insert into filed values (?, ?, ?, ?)", (group, cell, high, low))
    for group, of_group in parts.items():
        backwards = add_up(form, reversed(of_group))
        assert add_up(form, of_group) == backwards
        query = "select cell, sum(high), sum(low) from filed where grouped = ? group by cell"
        for cell, high, low in base.execute(query, (group,)):
            assert Decimal(backwards[cell]) * 10**8 == high * 10**10 + low
        assert backwards["requests.new.total"] == backwards["requests.new.natural"]
