"""Figures doubted for their size: what is found, and what is left alone."""

import re
import shutil
from pathlib import Path

import pytest
from examples import kit

from docfill.base.findings import Severity
from docfill.build.checking import check_all, form_of
from docfill.project import open_project
from fixture_types import FindingsOf
from here import ROOT


def disclosure(licences: int = 0, fees: str = "0") -> str:
    return (
        "disclosure:\n"
        "  rules: {made: 0, repealed: 0, in_force: 0}\n"
        "  normative_documents: {made: 0, repealed: 0, in_force: 0}\n"
        f"  licences: {licences}\n"
        "  penalties: 0\n"
        "  coercive_measures: 0\n"
        f"  fees: {fees}\n"
    )


@pytest.mark.parametrize(
    ("this", "last", "found"),
    [
        (1000, 10, [(4, "far-from-last-year")]),
        (1000, 11, []),  # not quite a hundred times
        (999, 1, []),  # too few to be doubted
        (10, 1000, [(4, "far-from-last-year")]),
        (11, 1000, []),
        (0, 90000, []),  # a task may be given up, or begun
        (90000, 0, []),
        (90000, 80000, []),
    ],
)
def test_counts_are_compared_with_last_years(
    findings_of: FindingsOf, this: int, last: int, found: list[tuple[int, str]]
) -> None:
    assert findings_of(disclosure(this), last_year=disclosure(last)) == found


@pytest.mark.parametrize(
    ("this", "last", "found"),
    [
        ("123600", "11.8", [(7, "wrong-unit")]),
        ("720", "0.072", [(7, "wrong-unit")]),
        ("72", "0.072", []),  # less than a hundred 万元
        ("123600", "0", [(7, "wrong-unit")]),  # no township takes so much
        ("123600", "123500", [(7, "wrong-unit")]),  # wrong in both years is wrong as well
        ("11.8", "123600", [(7, "far-from-last-year")]),
        ("500", "4.2", [(7, "wrong-unit")]),
        ("500", "5.2", []),
        ("999.99", "0", []),
    ],
)
def test_amounts_in_yuan_are_told_from_those_in_ten_thousands(
    findings_of: FindingsOf, this: str, last: str, found: list[tuple[int, str]]
) -> None:
    assert findings_of(disclosure(fees=this), last_year=disclosure(fees=last)) == found


@pytest.fixture
def yunchuan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example county in a folder of its own, without last year's filings."""
    shutil.copytree(ROOT / "examples" / "county", tmp_path / "county")
    shutil.rmtree(tmp_path / "county" / "data" / "2022")
    settings = tmp_path / "county" / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("../../templates", str(ROOT / "templates")), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "county")
    return tmp_path / "county"


def write(county: Path, agency: str, row: str, value: str) -> None:
    path = county / "data" / "2023" / f"{agency}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"(?m)^  {row}: .*$", f"  {row}: {value}", text), encoding="utf-8")


def doubted(county: Path) -> list[tuple[str, str]]:
    project = open_project(county)
    outcomes = check_all(project, project.townships.values(), 2023)
    codes = {"far-from-last-year", "far-from-peers", "wrong-unit"}
    return [(o.township, f.code) for o in outcomes for f in o.findings if f.code in codes]


def test_nothing_is_doubted_in_a_county_that_is_right(yunchuan: Path) -> None:
    """Not even that one department grants a hundred times the licences of another."""
    assert doubted(yunchuan) == []


def test_a_township_is_compared_with_most_others(yunchuan: Path) -> None:
    """One more that is wrong itself does not hide it."""
    write(yunchuan, "baisha", "licences", "90000")
    write(yunchuan, "dongshan", "licences", "80000")
    assert doubted(yunchuan) == [("baisha", "far-from-peers"), ("dongshan", "far-from-peers")]


def test_amounts_of_peers_tell_the_unit(yunchuan: Path) -> None:
    write(yunchuan, "yuntai", "fees", "240")
    assert doubted(yunchuan) == [("yuntai", "wrong-unit")]
    assert form_of(open_project(yunchuan), 2023).wording.outliers == kit().wording.outliers


def test_what_too_few_others_state_is_compared_with_none(yunchuan: Path) -> None:
    for agency in ("yuntai", "shuangqiao", "liulin"):
        write(yunchuan, agency, "fees", "0")
    write(yunchuan, "changtan", "fees", "0.08")
    write(yunchuan, "baisha", "fees", "240")
    assert doubted(yunchuan) == []


def test_a_doubt_can_be_waived_with_a_reason(yunchuan: Path) -> None:
    write(yunchuan, "baisha", "licences", "90000")
    path = yunchuan / "data" / "2023" / "baisha.yaml"
    waiver = "waive:\n  - {code: far-from-peers, at: disclosure.licences, reason: 权限下放}\n"
    path.write_text(waiver + path.read_text(encoding="utf-8"), encoding="utf-8")
    project = open_project(yunchuan)
    (outcome,) = check_all(project, [project.townships["baisha"]], 2023)
    far = [each.severity for each in outcome.findings if each.code == "far-from-peers"]
    assert far == [Severity.NOTE]
