"""Two years beside each other: what changed, largest first, and who is left out."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from docfill.cli import docfill
from example_county import copy_example


@pytest.fixture
def yunchuan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example county in a folder of its own; commands run inside it."""
    monkeypatch.chdir(copy_example(tmp_path, 2022, 2023))
    return tmp_path


def compare(*arguments: str) -> Result:
    return CliRunner().invoke(docfill, ["compare", "2022", "2023", *arguments])


def summed(county: Path, year: int, row: str) -> int:
    """A row of single figures added up by reading the files as text."""
    texts = (path.read_text(encoding="utf-8") for path in (county / "data" / str(year)).iterdir())
    return sum(int(found[1]) for text in texts if (found := re.search(rf"{row}: (\d+)", text)))


def test_changes_are_in_sum_and_by_agency_largest_first(yunchuan: Path) -> None:
    done = compare("--json")
    assert done.exit_code == 0
    told = json.loads(done.output)
    licences = next(each for each in told["whole"] if each["cell"] == "disclosure.licences")
    before, after = (summed(yunchuan, year, "licences") for year in (2022, 2023))
    assert (licences["before"], licences["after"]) == (before, after)
    assert licences["difference"] == after - before
    for changes in (told["whole"], *(each["changes"] for each in told["agencies"])):
        sizes = [abs(float(each["difference"])) for each in changes]
        assert sizes == sorted(sizes, reverse=True)
    assert len(told["agencies"]) == 14


def test_amounts_keep_every_decimal(yunchuan: Path) -> None:
    told = json.loads(compare("shichang", "--json").output)
    fees = next(each for each in told["agencies"][0]["changes"] if "fees" in each["cell"])
    assert (fees["before"], fees["after"], fees["difference"]) == ("8.669", "9.63211", "0.96311")


def test_in_proportion_what_begins_from_nothing_leads(yunchuan: Path) -> None:
    told = json.loads(compare("--relative", "--json").output)
    shares = [each["percent"] for each in told["whole"]]
    known = [abs(float(each)) for each in shares if each is not None]
    assert shares[0] is None
    assert None not in shares[len(shares) - len(known) :]
    assert known == sorted(known, reverse=True)


def test_a_missing_filing_is_named_and_in_neither_sum(yunchuan: Path) -> None:
    (yunchuan / "data" / "2022" / "shichang.yaml").unlink()
    done = compare()
    assert done.exit_code == 1
    assert done.output.startswith("data/2022/shichang.yaml: error [no-filing]")
    assert "13 of 14 agencies compared" in done.output
    assert "not compared: 县市场监督管理局 (2022: no filing)" in done.output
    told = json.loads(compare("--json").output)
    licences = next(each for each in told["whole"] if each["cell"] == "disclosure.licences")
    assert licences["after"] == summed(yunchuan, 2023, "licences") - 6310


def test_one_agency_is_shown_whole_in_plain_lines(yunchuan: Path) -> None:
    lines = compare("baisha").output.splitlines()
    assert lines[0] == "云川县 2022 → 2023: 1 of 1 agencies compared"
    assert lines[2] == "白沙镇"
    assert re.fullmatch(r"  一、本年新收政府信息公开申请数量 +8 +→ 3 +-5 +-62.5%", lines[3])
    assert "more)" not in lines[-1]


def test_years_in_the_wrong_order_are_refused(yunchuan: Path) -> None:
    done = CliRunner().invoke(docfill, ["compare", "2023", "2022"])
    assert done.exit_code == 2
    assert "the earlier year comes first" in done.output


def test_the_workbook_has_the_sum_and_every_agencys_changes(yunchuan: Path) -> None:
    assert compare("-o", "changes.xlsx").exit_code == 0
    told = json.loads(compare("--json").output)
    book = CalamineWorkbook.from_path(yunchuan / "changes.xlsx")
    whole, agencies, _ = (book.get_sheet_by_index(at).to_python() for at in range(3))
    assert whole[0][2:4] == ["2022", "2023"]
    assert [(row[1], row[4]) for row in whole[1:]] == [
        (each["caption"], pytest.approx(float(each["difference"]))) for each in told["whole"]
    ]
    assert len(agencies) == 1 + sum(len(each["changes"]) for each in told["agencies"])


def test_another_ending_than_that_of_a_workbook_is_refused(yunchuan: Path) -> None:
    assert compare("-o", "changes.pdf").exit_code == 2
    assert not (yunchuan / "changes.pdf").exists()
