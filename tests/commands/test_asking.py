"""How commands are asked: for filings by their paths, for answers in the formats of programs."""

import errno
import json
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from commands import run
from docfill import project
from docfill.base import PROGRAM_FAULT, ExitCode, SomethingMissing, tell
from docfill.cli import docfill


@pytest.fixture(autouse=True)
def three_years(county: Path) -> None:
    """The sample filing serves for the years before and after, too."""
    for year in ("2022", "2024"):
        (county / "data" / year).mkdir(exist_ok=True)
        shutil.copy(county / "data/2023/huashi.yaml", county / "data" / year)


def years_of(result: Result) -> list[tuple[str, int]]:
    return [(each["township"], each["year"]) for each in json.loads(result.stdout)]


@pytest.mark.parametrize("ending", ["", ":12", ":12:5", ":12:5:"])
def test_a_filing_is_named_by_its_path_as_findings_print_it(ending: str) -> None:
    assert years_of(run("check", f"data/2022/huashi.yaml{ending}", "--json")) == [("huashi", 2022)]


def test_a_path_may_begin_anywhere(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(county / "data" / "2022")
    assert years_of(run("check", "huashi.yaml", "--json")) == [("huashi", 2022)]
    path = str(county / "data" / "2024" / "huashi.yaml")
    assert years_of(run("check", path, "--json")) == [("huashi", 2024)]


def test_the_same_year_may_be_named_twice_and_two_years_may_not() -> None:
    assert years_of(run("check", "data/2022/huashi.yaml", "-y", "2022", "--json"))
    for more in (["-y", "2023"], ["data/2023/huashi.yaml"]):
        result = run("check", "data/2022/huashi.yaml", *more)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "one year at a time: asked for are 2022, 2023" in result.stderr


@pytest.mark.parametrize("path", ["huashi.yaml", "data/huashi.yaml", "../data/2023/huashi.yaml"])
def test_a_path_outside_of_data_is_no_filing(path: str) -> None:
    result = CliRunner().invoke(docfill, ["check", path])
    assert result.exit_code == 2


FAULTY = {"docfill.yaml": "county: [\n", "templates/disclosure-2021/form.yaml": "title: [\n"}


@pytest.fixture(params=FAULTY)
def faulty(county: Path, request: pytest.FixtureRequest) -> str:
    """The file that keeps the command from doing anything."""
    name: str = request.param
    (county / name).write_text(FAULTY[name])
    return name


@pytest.mark.parametrize(
    "words", [["check", "--json"], ["check", "--format", "json"], ["status", "--json"]]
)
def test_json_is_json_whatever_is_wrong(faulty: str, words: list[str]) -> None:
    result = run(*words, "-y", "2023")
    assert result.exit_code == 1
    (outcome,) = json.loads(result.stdout)
    assert (outcome["township"], outcome["year"], outcome["exit_code"]) == ("", 2023, 1)
    assert {each["file"] for each in outcome["findings"]} == {faulty}


def test_findings_alone_are_json_too(faulty: str) -> None:
    result = run("kit", "--no-pdf", "--json")
    assert result.exit_code == 1
    assert faulty in {each["file"] for each in json.loads(result.stdout)}


def test_sarif_is_sarif_whatever_is_wrong(faulty: str) -> None:
    result = run("check", "--format", "sarif", "-y", "2023")
    assert result.exit_code == 1
    (found, *_) = json.loads(result.stdout)["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == faulty


def test_annotations_are_annotations_whatever_is_wrong(faulty: str) -> None:
    result = run("check", "--format", "github", "-y", "2023")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"::error file={faulty},")


def no_permission(*_: object) -> NoReturn:
    raise PermissionError(errno.EACCES, "Permission denied", "/srv/data")


def nothing_there(*_: object) -> NoReturn:
    raise SomethingMissing(tell("a program is missing"))


def slip(*_: object) -> NoReturn:
    raise ZeroDivisionError("a slip of ours")


STOPS = [
    (no_permission, ExitCode.REFUSED, "stopped"),
    (nothing_there, ExitCode.MISSING, "stopped"),
    (slip, ExitCode.PROGRAM, PROGRAM_FAULT),
]


@pytest.fixture(params=STOPS, ids=lambda stop: stop[0].__name__)
def stopped(
    county: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> tuple[ExitCode, str]:
    """How a command ends that is stopped by what is in none of its files."""
    fails, code, called = request.param
    monkeypatch.setattr(project, "open_project", fails)
    return code, called


Stopped = tuple[ExitCode, str]


@pytest.mark.parametrize(
    "words", [["check", "--json"], ["build", "--json"], ["check", "--format", "json"]]
)
def test_json_is_json_whatever_stops_the_command(stopped: Stopped, words: list[str]) -> None:
    result = run(*words, "-y", "2023")
    (outcome,) = json.loads(result.stdout)
    assert result.exit_code == outcome["exit_code"] == stopped[0]
    assert (outcome["township"], outcome["findings"]) == ("", [])
    assert outcome["trouble"] and outcome["trouble"] in result.stderr


def test_a_list_of_findings_has_one_for_it(stopped: Stopped) -> None:
    result = run("kit", "--no-pdf", "--json")
    (finding,) = json.loads(result.stdout)
    assert (result.exit_code, finding["code"], finding["file"]) == (*stopped, "")
    assert finding["message"] in result.stderr


def test_sarif_says_that_the_run_did_not_end_well(stopped: Stopped) -> None:
    result = run("check", "--format", "sarif", "-y", "2023")
    (sarif,) = json.loads(result.stdout)["runs"]
    (invocation,) = sarif["invocations"]
    assert result.exit_code == invocation["exitCode"] == stopped[0]
    assert (invocation["executionSuccessful"], sarif["results"]) == (False, [])
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] in result.stderr


def test_an_annotation_says_it_too(stopped: Stopped) -> None:
    result = run("check", "--format", "github", "-y", "2023")
    assert result.stdout.startswith(f"::error title={stopped[1]}::")
