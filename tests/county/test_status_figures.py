"""The figures that a status holds: those of its agencies, their sums, and the years before."""

import json
from pathlib import Path

import pytest
from lxml import html

from commands import run
from docfill.build.checking import form_of
from docfill.county.rollup.rolling import roll_up
from docfill.project import open_project
from example_county import copy_example


@pytest.fixture
def yunchuan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(copy_example(tmp_path, 2021, 2022, 2023))
    return tmp_path


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCFILL_LANG", "zh")


def shown() -> html.HtmlElement:
    """The page as a browser sees it."""
    run("status", "-y", "2023", "--html", "status.html")
    return html.document_fromstring(Path("status.html").read_text(encoding="utf-8"))


def figures(*agencies: str) -> dict[str, object]:
    told: dict[str, dict[str, object]] = json.loads(
        run("status", *agencies, "-y", "2023", "--json").stdout
    )
    return told["figures"]


def test_json_holds_figures_sums_and_years(yunchuan: Path) -> None:
    told = figures()
    project = open_project(yunchuan)
    found = roll_up(project, form_of(project, 2023), project.groups, 2023)
    assert (told["added"], told["expected"]) == (14, 14)
    cells = {each["cell"]: each["sums"] for each in told["cells"]}  # type: ignore[attr-defined]
    assert cells["requests.new.total"] == {"departments": 117, "townships": 43}
    years = {each["year"]: each["sums"] for each in told["years"]}  # type: ignore[attr-defined]
    assert list(years) == [2021, 2022, 2023]
    assert years[2023]["disclosure.fees"] == str(found.whole["disclosure.fees"])
    jiaoyu = told["agencies"]["jiaoyu"]  # type: ignore[index]
    assert (jiaoyu["disclosure.licences"], jiaoyu["disclosure.fees"]) == (86, "127.53")
    assert "requests.deny_1.total" not in jiaoyu


def test_who_asks_for_some_sees_theirs_alone(yunchuan: Path) -> None:
    told = figures("jiaoyu")
    assert list(told["agencies"]) == ["jiaoyu"]  # type: ignore[call-overload]
    assert told["years"][-1]["sums"]["disclosure.licences"] == 86  # type: ignore[index]


def test_a_county_that_filed_nothing_has_no_figures(yunchuan: Path) -> None:
    for path in (yunchuan / "data" / "2023").iterdir():
        path.unlink()
    assert figures() is None
    assert not shown().xpath("//section[@aria-labelledby='sums-heading']")


def test_the_page_shows_the_sums_by_group_and_by_year(yunchuan: Path, chinese: None) -> None:
    (table,) = shown().xpath("//table[@class='sums'][.//th[contains(., '行政许可')]]")
    heads = [head.text_content() for head in table.xpath("./thead//th")]
    (line,) = table.xpath(".//tr[th[contains(., '行政许可')]]")
    cells = [cell.text_content() for cell in line.xpath("./td")]
    assert heads[1:] == ["县直部门", "乡镇街道", "合计", "2021", "2022"]
    assert cells[:3] == ["7924", "36", "7960"]


def test_the_charts_are_drawn_to_scale_and_tell_their_figures(yunchuan: Path) -> None:
    by_agency, by_year = shown().xpath("//figure[@class='chart']")
    bars = {bar.findtext("title"): float(bar.get("width")) for bar in by_agency.iter("rect")}
    wide = bars["县教育局, （一）予以公开: 5"]
    assert bars["县教育局, （四）无法提供: 10"] == pytest.approx(2 * wide, abs=0.2)
    columns = {bar.findtext("title"): float(bar.get("height")) for bar in by_year.iter("rect")}
    new = "一、本年新收政府信息公开申请数量"
    first, last = columns[f"2022, {new}: 138"], columns[f"2023, {new}: 160"]
    assert last / first == pytest.approx(160 / 138, abs=0.01)
