"""`docfill schedule`: the timers of one project, from docfill.yaml to systemd's judgement."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from county_made import make_county
from docfill.cli import docfill
from docfill.county import timers
from docfill.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of its own, on a machine whose systemctl notes what it was asked."""
    project = make_county(tmp_path / "云川 县", {"qingshi": "青石镇"})
    programs = tmp_path / "bin"
    programs.mkdir()
    systemctl = programs / "systemctl"
    systemctl.write_text(f'#!/bin/sh\necho "$*" >> "{tmp_path}/asked"\n')
    systemctl.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(project.root)
    return project


def run(*arguments: str) -> Result:
    return CliRunner().invoke(docfill, ["schedule", *arguments], catch_exceptions=False)


def schedule(text: str) -> None:
    with Path("docfill.yaml").open("a", encoding="utf-8") as file:
        file.write(f"schedule: {text}\n")


def units(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "home" / ".config" / "systemd" / "user"
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*")}


def test_the_days_come_from_docfill_yaml(project: Project) -> None:
    schedule("{draft: 01-04, send: 01-10, deadline: 01-26, at: '07:30', remind: true}")
    told = json.loads(run("--json").stdout)
    text = "".join(told.values())
    assert re.findall(r"OnCalendar=(.*)", text) == [
        "*-01-04 07:30:00 Asia/Shanghai",
        "*-01-10..26 07:30:00 Asia/Shanghai",
    ]
    commands = re.findall(r'"-m" "docfill" (.*)', text)
    assert commands == [
        '"run" "--remind" "--draft"',
        '"run" "--remind"',
        '"run" "--after-failure"',
    ]
    assert '"DOCFILL_LANG=en"' in text


def test_systemd_finds_nothing_wrong_with_what_is_installed(
    project: Project, tmp_path: Path
) -> None:
    assert run("--install").exit_code == 0
    answer = subprocess.run(
        ["systemd-analyze", "--user", "verify", "--man=no", *map(str, installed(tmp_path))],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")


def installed(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "home" / ".config" / "systemd" / "user").iterdir())


def test_installing_and_removing_twice_is_harmless(project: Project, tmp_path: Path) -> None:
    first, second = run("--install"), run("--install")
    assert first.stdout.count("written:") == 5 and second.stdout == "nothing to change\n"
    before = units(tmp_path)
    schedule("{send: 01-12}")
    assert run("--install").stdout.count("written:") == 1
    assert len(before) == 5 and units(tmp_path) != before
    assert run("--remove").stdout.count("removed:") == 5
    assert units(tmp_path) == {}
    assert run("--remove").stdout == "nothing to change\n"
    asked = (tmp_path / "asked").read_text()
    assert "--user enable --now" in asked and "--user disable --now" in asked


def test_a_system_service_runs_as_the_owner_of_the_folder(project: Project) -> None:
    text = run("--system").stdout
    assert f"User={project.root.owner()}\n" in text and "ProtectSystem=strict" in text
    assert "# /etc/systemd/system/docfill-" in text
    assert "User=" not in run("--user").stdout


def test_the_timer_uses_the_cache_that_is_used_now(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "cache"))
    text = run("--system").stdout
    assert f'Environment="DOCFILL_CACHE={tmp_path}/cache"\n' in text
    assert f'ReadWritePaths="{project.root}" "-{tmp_path}/cache"\n' in text
    monkeypatch.delenv("DOCFILL_CACHE")
    assert ".cache/docfill" in run("--system").stdout


def test_cron_lines_as_well(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timers, "machine_zone", lambda: project.timezone)
    text = run("--cron").stdout
    assert re.search(
        r"^\d+ 8 15-31 1 \* cd '.*云川 县' && env DOCFILL_LANG=en DOCFILL_CACHE=.* run$", text, re.M
    )
    assert run("--cron", "--system").exit_code == 2


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{send: 13-01}", "wrong-day"),
        ("{send: 02-29}", "wrong-day"),
        ("{send: 5 January}", "wrong-day"),
        ("{send: 01-03}", "wrong-day"),
        ("{deadline: 01-14}", "wrong-day"),
        ("{at: '24:00'}", "wrong-time"),
        ("{at: 8}", "wrong-time"),
        ("{remind: maybe}", "wrong-choice"),
        ("{day: 01-05}", "unknown-key"),
        ("daily", "wrong-shape"),
    ],
)
def test_a_day_that_is_none_is_named_with_its_line(
    project: Project, written: str, code: str
) -> None:
    line = len(Path("docfill.yaml").read_text(encoding="utf-8").splitlines()) + 1
    schedule(written)
    result = run()
    assert result.exit_code == 1
    assert re.search(rf"docfill\.yaml:{line}:\d+: error \[{code}\]", result.stdout)
