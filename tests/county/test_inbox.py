"""A roll-up from what lies in the mailbox: the same sums as from the filings."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from commands import run

YEAR = "2023"


@pytest.fixture
def whole_county(root: Path, tmp_path: Path) -> Path:
    """The example county, on this project's kit."""
    place = tmp_path / "county"
    shutil.copytree(root / "examples" / "county", place, ignore=shutil.ignore_patterns("out"))
    settings = place / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("../../templates", str(root / "templates")), encoding="utf-8")
    return place


def sums(county: Path, *more: str) -> Any:
    result = run("rollup", "-y", YEAR, "--project", str(county), "--json", *more)
    return json.loads(result.stdout)


def test_workbooks_and_reports_give_the_sums_of_the_filings(whole_county: Path) -> None:
    inbox = whole_county / "inbox"
    agencies = ("qingshi", "hekou", "liulin")
    run("sheet", "qingshi", "-y", YEAR, "-o", str(inbox), "--project", str(whole_county))
    run("build", *agencies, "-y", YEAR, "--no-pdf", "--project", str(whole_county))
    for agency in agencies[1:]:
        for made in (whole_county / "out" / YEAR / agency).glob("*.docx"):
            shutil.copy(made, inbox)
    for path in (whole_county / "data" / YEAR).iterdir():
        if path.stem not in agencies:
            path.unlink()
    filed = sums(whole_county)
    shutil.rmtree(whole_county / "data" / YEAR)
    came = sums(whole_county, "--from", str(inbox))
    assert came["added"] == 3
    assert came["cells"] == filed["cells"]
    assert not (whole_county / "data" / YEAR).exists()


def test_who_sent_nothing_and_what_is_no_report_are_named(whole_county: Path) -> None:
    inbox = whole_county / "inbox"
    inbox.mkdir()
    (inbox / "letter.txt").write_text("Dear county,\nnothing yet.\n", encoding="utf-8")
    result = run("rollup", "-y", YEAR, "--project", str(whole_county), "--from", str(inbox))
    assert result.exit_code == 1
    assert "letter.txt" in result.stdout and "[not-imported]" in result.stdout
    assert result.stdout.count("[no-filing]") == 14
    assert "docfill-inbox-" not in result.stdout


def test_nothing_of_a_mailbox_is_kept(whole_county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its filings lie in a temporary folder, to which nobody comes back."""
    monkeypatch.setenv("DOCFILL_CACHE", str(whole_county / "cache"))
    (whole_county / "inbox").mkdir()
    run("rollup", "-y", YEAR, "--project", str(whole_county), "--from", str(whole_county / "inbox"))
    assert not (whole_county / "cache" / "figures").exists()
