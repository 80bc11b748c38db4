"""How `check` shows what it found: the gravest first, errors alone where that is asked for."""

import json
import re
from pathlib import Path

import pytest

from commands import run
from docfill.base.findings import Finding, Severity, gravest_first
from docfill.base.language import as_written
from docfill.base.places import Place, TextSpot


@pytest.fixture
def faulty(county: Path) -> Path:
    """A filing whose first doubt stands above its error."""
    path = county / "data" / "2023" / "huashi.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("signed: 2024-01-11", "signed: 2024-04-11")
    path.write_text(text.replace("requests: {}", "requests: {new: {natural: 7}}"), encoding="utf-8")
    return path


def severities(stdout: str) -> list[str]:
    return re.findall(r": (error|warning|note) \[", stdout)


def test_errors_stand_above_warnings(faulty: Path) -> None:
    result = run("check", "huashi", "-y", "2023")
    found = severities(result.stdout)
    assert found == sorted(found) and {*found} == {"error", "warning"}


def test_only_errors_are_shown_where_that_is_asked_for_and_all_are_counted(faulty: Path) -> None:
    result = run("check", "huashi", "-y", "2023", "--errors-only")
    assert {*severities(result.stdout)} == {"error"}
    assert re.search(r"\d errors?, [1-9] warnings?, ", result.stderr)
    (outcome,) = json.loads(run("check", "huashi", "-y", "2023", "--errors-only", "--json").stdout)
    assert {found["severity"] for found in outcome["findings"]} == {"error"}
    told = json.loads(run("check", "-y", "2023", "--errors-only", "--format", "sarif").stdout)
    assert {found["level"] for found in told["runs"][0]["results"]} == {"error"}


def test_a_warning_that_is_not_shown_still_fails_where_it_shall(county: Path) -> None:
    result = run("check", "huashi", "-y", "2023", "--errors-only", "--strict")
    assert (result.exit_code, severities(result.stdout)) == (1, [])


def test_findings_of_one_gravity_stay_in_their_order() -> None:
    kinds = [Severity.NOTE, Severity.ERROR, Severity.WARNING, Severity.ERROR]
    found = [
        Finding(Place("x", TextSpot(line)), "code", as_written(""), kind)
        for line, kind in enumerate(kinds, 1)
    ]
    assert [each.place.line for each in gravest_first(found)] == [2, 4, 3, 1]
