"""The page shows another form: its short texts and choices are filled in and saved as they are."""

import shutil
from pathlib import Path

import pytest

from docfill.project import open_project
from docfill.web.server.app import make_app, store_of
from here import ROOT
from visitors import YEAR, Clerk

FILING = ROOT / "examples" / "reports" / "data" / "2023" / "jiaoyu" / "website.yaml"


@pytest.fixture
def website(county: Path, tmp_path: Path) -> Clerk:
    """The clerk of a county that owes the table of its website alone."""
    settings = county / "docfill.yaml"
    text = settings.read_text("utf-8").replace("disclosure-2021", "website-2018")
    settings.write_text(text, "utf-8")
    shutil.copy(FILING, county / "data" / str(YEAR) / "huashi.yaml")
    project = open_project(county)
    return Clerk(make_app(project, YEAR, tmp_path / "previews"), store_of(project))


def test_choices_are_offered_and_what_is_none_is_found(website: Clerk) -> None:
    assert '<datalist id="choices-watched"><option>是</option><option>否</option>' in website.page
    state = website.save(watched="有").json
    assert [(each["code"], each["field"]) for each in state["findings"]] == [
        ("wrong-choice", "watched")
    ]
    state = website.save(watched="否", site_name="花石镇: 网站 # 一").json
    assert state["findings"] == []


def test_saving_states_what_stood_there(website: Clerk, county: Path) -> None:
    before = (county / "data" / str(YEAR) / "huashi.yaml").read_text("utf-8")
    assert website.save(site_code="0012").status_code == 200
    after = (county / "data" / str(YEAR) / "huashi.yaml").read_text("utf-8")
    assert "site_code: '0012'" in after or "site_code: 0012" in after
    for line in before.splitlines():
        key, _, value = line.partition(":")
        if value.strip() and not line.startswith(("#", "site_code")):
            assert value.strip() in after, key
