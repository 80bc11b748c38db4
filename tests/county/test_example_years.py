"""The years of the example that are made from others: kept as made, in order, and added up."""

import shutil
from pathlib import Path

import pytest
from county_years.__main__ import COUNTY, made_years

from docfill.build.checking import check_all, form_of
from docfill.county.rollup.own_filing import check_county
from docfill.county.rollup.rolling import roll_up
from docfill.project import open_project

YEARS = (2021, 2022, 2023, 2024)


def test_the_made_up_years_are_as_their_tool_makes_them() -> None:
    made = dict(made_years())
    assert len(made) == 2 * 14 + 2
    for name, text in made.items():
        assert (COUNTY / name).read_text(encoding="utf-8") == text, name


def test_nothing_is_found_in_any_year_but_what_the_first_year_lacks() -> None:
    project = open_project(COUNTY)
    found = {
        (year, finding.code)
        for year in YEARS
        for outcome in check_all(project, project.townships.values(), year)
        for finding in outcome.findings
    }
    assert found == {(2021, "no-last-year")}


def test_what_is_carried_over_agrees_in_the_sum_of_all_too() -> None:
    project = open_project(COUNTY)
    for year in YEARS:
        found = roll_up(project, form_of(project, year), project.groups, year, is_kept=False)
        assert (found.is_complete, found.findings) == (True, ()), year


@pytest.mark.parametrize(("year", "codes"), [(2023, {"no-last-year"}), (2024, set())])
def test_the_county_states_the_sum(year: int, codes: set[str]) -> None:
    outcome = check_county(open_project(COUNTY), year)
    assert outcome is not None
    assert {finding.code for finding in outcome.findings} == codes


def test_the_tool_reads_no_year_that_it_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("docfill.yaml", "data/2022", "data/2023"):
        source = COUNTY / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        (tmp_path / name).parent.mkdir(exist_ok=True)
        copy(source, tmp_path / name)
    before = dict(made_years())
    monkeypatch.setattr("county_years.__main__.COUNTY", tmp_path)
    assert dict(made_years()) == before
