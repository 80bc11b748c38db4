"""Figures that are no sums: of what offices took on average, the roll-up takes the mean."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from commands import run
from here import ROOT

ROWS = """\
      readers: {caption: 读者, single: 人数}
      lent: {caption: 人均借阅, single: 册数, kind: amount, mean_by: readers}
"""
SHEET = "表二"
SETTINGS = """
groups:
  one: {name: 一组, agencies: [east]}
  other: {name: 二组, agencies: [west]}
county_report: {name: 云川县, full_name: 云川县人民政府, scope: all}
"""


@pytest.fixture
def schools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy county; one school lends 3.5 books to each of 200 readers, the other 1 to 100."""
    shutil.copytree(ROOT / "tests" / "toy", tmp_path, dirs_exist_ok=True)
    form = tmp_path / "templates" / "inventory" / "form.yaml"
    text = form.read_text("utf-8")
    form.write_text(text.replace("      all: ", f"{ROWS}      all: ", 1), "utf-8")
    with (tmp_path / "docfill.yaml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    for school, figures in (("east", (200, "3.5")), ("west", (100, "1"))):
        with (tmp_path / "data" / "2023" / f"{school}.yaml").open("a", encoding="utf-8") as file:
            file.write("  readers: {}\n  lent: {}\n".format(*figures))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sums(*arguments: str) -> dict[str, object]:
    said = json.loads(run("rollup", "-y", "2023", "--json", *arguments).stdout)
    cell = next(each for each in said["cells"] if each["cell"] == "books.lent")
    return {**cell["sums"], "whole": cell["whole"]}


def test_each_agency_counts_as_often_as_the_row_says(schools: Path) -> None:
    assert sums() == {"one": "3.5", "other": "1", "whole": "2.67"}


def test_without_anything_to_count_by_the_mean_is_zero(schools: Path) -> None:
    for school in ("east", "west"):
        path = schools / "data" / "2023" / f"{school}.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("readers: 200", "readers: 0").replace("readers: 100", ""))
    assert sums()["whole"] == 0


def test_the_workbook_works_the_mean_out_itself(schools: Path) -> None:
    run("rollup", "-y", "2023", "-o", "sums.xlsx")
    formulas, stored = (
        openpyxl.load_workbook("sums.xlsx", data_only=kept)[SHEET] for kept in (False, True)
    )
    column = next(cell.column_letter for cell in formulas[1] if cell.value == "人均借阅")
    says = formulas[f"{column}5"].value
    assert "SUMPRODUCT" in says and f"{column}3:{column}4" in says
    assert stored[f"{column}5"].value == 2.67


@pytest.mark.parametrize(("stated", "codes"), [("2.7", []), ("2.67", []), ("2.6", ["sum"])])
def test_the_county_may_round_a_mean(schools: Path, stated: str, codes: list[str]) -> None:
    run("rollup", "-y", "2023", "--into", "county")
    path = schools / "data" / "2023" / "county.yaml"
    text = path.read_text("utf-8")
    assert "  # 人均借阅 2.67: the mean, counted by 读者／人数" in text
    path.write_text(text.replace("lent: 2.67", f"lent: {stated}"), "utf-8")
    said = json.loads(run("rollup", "-y", "2023", "--json").stdout)["county_filing"]["findings"]
    found = [line for line in said if "[sum]" in line]
    assert len(found) == len(codes)
    assert all("the mean of the filings of 2 of 2 agencies is 2.67" in line for line in found)
