"""A fault of docfill itself at one report: the others go on, a log is kept, data are not blamed."""

import errno
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from docfill.base import PROGRAM_FAULT, ExitCode, Finding, Message, as_written
from docfill.build import checking, loading, making, neighbours, reverify
from docfill.build.staleness import Records
from docfill.checks import Case, Neighbour
from docfill.cli import docfill
from docfill.county import yearly
from docfill.county.running import YearlyRun
from docfill.county.sending import enclosures
from docfill.county.status import Stage, describe_status, status_of
from docfill.form import Form
from docfill.mail.deliver import Clock
from docfill.project import open_project
from here import ROOT


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three townships that file the same blameless report."""
    names = ("yunxi", "shiqiao", "qinghe")
    listed = "".join(
        f"  {name}: {{name: 镇{name}, full_name: 县镇{name}人民政府, level: township}}\n"
        for name in names
    )
    (tmp_path / "docfill.yaml").write_text(
        f"county: 青禾县\nkits: [{{kit: disclosure-2021, since: 2021}}]\ntownships:\n{listed}",
        encoding="utf-8",
    )
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / "data" / "2023").mkdir(parents=True)
    for name in names:
        text = (ROOT / "tests" / "blameless" / "2023.yaml").read_text(encoding="utf-8")
        (tmp_path / "data" / "2023" / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fails_for(whose: Callable[..., str], work: Callable[..., object]) -> Callable[..., object]:
    """The work, but for one township, at which docfill itself fails."""

    def broken(*what: object, **how: object) -> object:
        if whose(*what) == "shiqiao":
            raise ZeroDivisionError("a slip of ours")
        return work(*what, **how)

    return broken


def run(*words: str) -> tuple[int, dict[str, dict[str, object]]]:
    result = CliRunner().invoke(docfill, [*words, "-y", "2023", "--json"])
    return result.exit_code, {each["township"]: each for each in json.loads(result.stdout)}


def codes(outcome: dict[str, object]) -> set[str]:
    findings = outcome["findings"]
    assert isinstance(findings, list)
    return {finding["code"] for finding in findings}


def test_a_check_that_fails_costs_one_township_its_answer_and_no_other(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(case: Case, checks: object) -> list[object]:
        if case.filing.township == "shiqiao":
            raise ZeroDivisionError("a slip of ours")
        return []

    monkeypatch.setattr(loading, "check", check)
    code, outcomes = run("check")
    assert code == ExitCode.PROGRAM
    assert PROGRAM_FAULT in codes(outcomes["shiqiao"])
    assert PROGRAM_FAULT not in codes(outcomes["yunxi"]) | codes(outcomes["qinghe"])
    [log] = (county / "out" / "log").glob("*.log")
    assert "ZeroDivisionError: a slip of ours" in log.read_text(encoding="utf-8")
    assert str(log) in json.dumps(outcomes["shiqiao"])


def test_a_build_that_fails_at_one_report_makes_the_others(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = fails_for(lambda job, template, record, _: record.township.id, making.draft_report)
    monkeypatch.setattr(making, "draft_report", broken)
    code, outcomes = run("build", "--no-pdf")
    assert code == ExitCode.PROGRAM
    assert codes(outcomes["shiqiao"]) == {PROGRAM_FAULT}
    made = {path.parent.name for path in (county / "out").rglob("*.docx")}
    assert made == {"yunxi", "qinghe"}


def test_a_proof_that_fails_at_one_report_verifies_the_others(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build", "--no-pdf")[0] == ExitCode.WELL
    broken = fails_for(lambda job, records, township, *_: township.id, reverify._verify)
    monkeypatch.setattr(reverify, "_verify", broken)
    code, outcomes = run("verify")
    assert code == ExitCode.PROGRAM
    assert {name for name, each in outcomes.items() if PROGRAM_FAULT in codes(each)} == {"shiqiao"}


@pytest.mark.parametrize("command", ["build", "verify"])
def test_a_fault_is_told_at_the_filing(
    command: str, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build", "--no-pdf")[0] == ExitCode.WELL
    broken = fails_for(lambda records, township: township.id, Records.of)
    monkeypatch.setattr(Records, "of", broken)
    code, outcomes = run(command, *(["--no-pdf"] if command == "build" else []))
    assert code == ExitCode.PROGRAM
    findings = outcomes["shiqiao"]["findings"]
    assert isinstance(findings, list)
    assert [(each["file"], each["code"]) for each in findings] == [
        ("data/2023/shiqiao.yaml", PROGRAM_FAULT)
    ]
    assert {name for name, each in outcomes.items() if PROGRAM_FAULT in codes(each)} == {"shiqiao"}


def test_a_receipt_that_cannot_be_looked_at_costs_one_township_its_status(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Records, "of", fails_for(lambda records, town: town.id, Records.of))
    project = open_project(county)
    status = status_of(project, project.townships.values(), 2023, project.now())
    stages = {row.township.id: row.stage for row in status.rows}
    assert stages == {
        "yunxi": Stage.TO_BUILD,
        "shiqiao": Stage.FAILED,
        "qinghe": Stage.TO_BUILD,
    }
    [says] = [str(describe_status(row)) for row in status.rows if row.stage is Stage.FAILED]
    assert "a slip of ours" in says and "out/log/" in says
    _, unready = enclosures(project, project.townships.values(), 2023)
    assert [finding.code for finding in unready].count(PROGRAM_FAULT) == 1


def test_a_text_that_cannot_be_compared_leaves_the_others_compared(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = neighbours.copied_from_neighbours

    def broken(form: Form, filed: Iterable[Neighbour]) -> dict[str, list[Finding]]:
        filed = list(filed)
        if any(each.filing.township == "shiqiao" for each in filed):
            raise ZeroDivisionError("a slip of ours")
        return compare(form, filed)

    monkeypatch.setattr(neighbours, "copied_from_neighbours", broken)
    code, outcomes = run("check")
    assert code == ExitCode.PROGRAM
    assert PROGRAM_FAULT in codes(outcomes["shiqiao"])
    # They file the same report.
    assert "like-neighbour" in codes(outcomes["yunxi"]) & codes(outcomes["qinghe"])


def test_a_comparison_that_fails_as_a_whole_is_told_to_all_and_logged_once(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(form: Form, filed: Iterable[Neighbour]) -> dict[str, list[Finding]]:
        if len(list(filed)) > 1:
            raise ZeroDivisionError("a slip of ours")
        return {}

    monkeypatch.setattr(neighbours, "copied_from_neighbours", broken)
    code, outcomes = run("check")
    assert code == ExitCode.PROGRAM and len(outcomes) == 3
    assert all(PROGRAM_FAULT in codes(outcome) for outcome in outcomes.values())
    assert len(list((county / "out" / "log").glob("*.log"))) == 1


def test_what_the_system_refuses_during_a_check_is_that_filing_s(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(case: Case, checks: object) -> list[object]:
        if case.filing.township == "shiqiao":
            raise OSError(errno.EMFILE, "Too many open files")
        return []

    monkeypatch.setattr(loading, "check", check)
    code, outcomes = run("check")
    assert code == ExitCode.FINDINGS and set(outcomes) == {"yunxi", "shiqiao", "qinghe"}
    assert "file" in codes(outcomes["shiqiao"]) and "file" not in codes(outcomes["yunxi"])


def test_what_nobody_expected_is_a_sentence_and_a_log(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("a slip of ours")

    monkeypatch.setattr(checking, "form_of", fails)
    result = CliRunner().invoke(docfill, ["check", "-y", "2023"])
    assert result.exit_code == ExitCode.PROGRAM
    assert "Traceback" not in result.output and "out/log/" in result.output
    assert len(list((county / "out" / "log").glob("*.log"))) == 1


def test_who_mends_docfill_may_ask_for_the_traceback(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("a slip of ours")

    monkeypatch.setattr(checking, "form_of", fails)
    monkeypatch.setenv("DOCFILL_DEBUG", "1")
    result = CliRunner().invoke(docfill, ["check", "-y", "2023"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_no_clerk_is_told_of_errors_where_docfill_failed(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the status nor what is sent or owed blames the filing."""

    def check(case: Case, checks: object) -> list[object]:
        if case.filing.township == "shiqiao":
            raise ZeroDivisionError("a slip of ours")
        return []

    monkeypatch.setattr(loading, "check", check)
    project = open_project(county)
    status = status_of(project, project.townships.values(), 2023, project.now())
    stages = {row.township.id: row.stage for row in status.rows}
    assert stages["shiqiao"] is Stage.FAILED and stages["yunxi"] is Stage.TO_BUILD
    _, unready = enclosures(project, project.townships.values(), 2023)
    assert [finding.code for finding in unready].count(PROGRAM_FAULT) == 1
    said: list[str] = []
    run = YearlyRun(project, 2023, said.append, Clock())
    run.step("check", lambda: yearly._check(run))
    assert run.code == ExitCode.PROGRAM
    assert any("docfill itself failed at the filings of" in line for line in said)
    assert not any("errors in the filings" in line for line in said)


def test_a_step_of_the_yearly_run_that_fails_does_not_stop_the_run(county: Path) -> None:
    def fails() -> Message:
        raise ZeroDivisionError("a slip of ours")

    said: list[str] = []
    run = YearlyRun(open_project(county), 2023, said.append, Clock())
    run.step("build", fails)
    run.step("mail", lambda: as_written("went on"))
    assert run.code == ExitCode.PROGRAM and len(said) == 2
    assert "out/log/" in said[0] and said[1].endswith("mail: went on")
