"""The county's own wording: prose of its report, whose gaps the sums fill."""

import shutil
from pathlib import Path

import pytest
from click.testing import Result

from commands import run
from docfill.filing import read_filing
from docfill.form import open_form
from docfill.sources.yaml import read
from example_county import copy_example
from here import ROOT

KIT = Path("templates") / "disclosure-2021"
WORDING = """
county_prose:
  introduction: "{full_name}编制{year}年度报告。"
  overview.on_request: |
    {year}年，{county}收到政府信息公开申请{requests.new.total}件，不予公开{requests.deny_*.total}件。

    其中县直部门收到{departments:requests.new.total}件，收费{disclosure.fees}万元。
"""


@pytest.fixture
def yunchuan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example county with a kit of its own; commands run inside it."""
    monkeypatch.chdir(copy_example(tmp_path, 2022, 2023))
    shutil.copytree(ROOT / "templates", "templates")
    settings = Path("docfill.yaml")
    text = settings.read_text(encoding="utf-8").replace(str(ROOT / "templates"), "templates")
    own = "county_report: {name: 云川县, full_name: 云川县人民政府, scope: all}\n"
    settings.write_text(text + own, encoding="utf-8")
    return tmp_path


def into_county(wording: str) -> Result:
    """The command with this wording beside the kit's."""
    with (KIT / "wording.yaml").open("a", encoding="utf-8") as file:
        file.write(wording)
    return run("rollup", "-y", "2023", "--into", "county")


def test_the_gaps_hold_the_sums_of_all_and_of_groups(yunchuan: Path) -> None:
    assert into_county(WORDING).exit_code == 0
    written = yunchuan / "data" / "2023" / "county.yaml"
    filing, findings = read_filing(read(written), open_form(KIT), "county", 2023)
    assert filing.prose["introduction"].text == "云川县人民政府编制2023年度报告。"
    assert filing.prose["overview.on_request"].text == (
        "2023年，云川县收到政府信息公开申请160件，不予公开24件。\n"
        "其中县直部门收到117件，收费573.35311万元。"
    )
    assert {finding.code for finding in findings} == {"blank"}
    assert "problems" not in filing.prose


@pytest.mark.parametrize(
    "gap", ["{requests.nothing.total}", "{nobody:requests.new.total}", "{requests.nothing_*}"]
)
def test_a_gap_that_nothing_fills_is_found_and_nothing_is_written(yunchuan: Path, gap: str) -> None:
    done = into_county(f'\ncounty_prose:\n  introduction: "共{gap}件。"\n')
    assert done.exit_code != 0
    assert "wording.yaml" in done.output and "[dangling-name]" in done.output
    assert not (yunchuan / "data" / "2023" / "county.yaml").exists()
