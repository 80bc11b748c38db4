"""The units and cron lines of the yearly run: read by systemd itself, placed and taken away."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from docfill.base.errors import SomethingMissing
from docfill.schedule.install import (
    ScheduleFailed,
    install,
    install_cron,
    remove,
    remove_cron,
)
from docfill.schedule.timetable import Timetable
from docfill.schedule.units import (
    Plan,
    TimedCommand,
    UnfitForSchedule,
    cron_lines,
    units,
    usual_jobs,
)

ODD = "湘潭 县 100% \"q\" 's' $HOME %h \\x"
TRUE = shutil.which("true") or "/bin/true"
TABLE = Timetable()


def plan_for(project: Path, **changes: object) -> Plan:
    plan = Plan(project, usual_jobs((TRUE,), TABLE), environment={"DOCFILL_LANG": "zh"})
    return replace(plan, **changes)  # type: ignore[arg-type]


def verify(plan: Plan, folder: Path) -> str:
    """What `systemd-analyze verify` finds wrong with the plan's units."""
    folder.mkdir()
    paths = [folder / name for name in units(plan)]
    for path in paths:
        path.write_text(units(plan)[path.name], encoding="utf-8")
    scope = [] if plan.user else ["--user"]
    answer = subprocess.run(
        ["systemd-analyze", *scope, "verify", "--man=no", *paths],
        env={**os.environ, "XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stderr + (f"exit code {answer.returncode}" if answer.returncode else "")


@pytest.mark.parametrize("user", ["", "root"])
@pytest.mark.parametrize("name", ["county", ODD])
@pytest.mark.parametrize("failure", [(), (TRUE, "failed %i $x")])
def test_systemd_finds_nothing_wrong_with_the_units(
    user: str, name: str, failure: tuple[str, ...], tmp_path: Path
) -> None:
    project = tmp_path / name
    project.mkdir()
    file = project / "secrets"
    file.touch()
    plan = plan_for(project, user=user, failure=failure, environment_file=file)
    assert verify(plan, tmp_path / "units") == ""


def test_systemd_reads_the_programs_path_as_it_was_meant(tmp_path: Path) -> None:
    """A program that is not there is named by systemd, after all its unquoting and expanding."""
    program = str(tmp_path / "湘潭 县 100% $HOME %h" / "docfill")
    plan = plan_for(tmp_path, jobs=usual_jobs((program,), TABLE), user="root")
    assert f"Command {program} is not executable" in verify(plan, tmp_path / "units")
    for odd in "\"'\\":
        with pytest.raises(UnfitForSchedule):
            units(plan_for(tmp_path, jobs=usual_jobs((f"/a{odd}b",), TABLE)))


def test_the_check_by_systemd_can_fail(tmp_path: Path) -> None:
    assert "Failed to parse" in verify(plan_for(tmp_path, delay="soon"), tmp_path / "units")


def calendar(plan: Plan, job: str) -> list[str]:
    lines = units(plan)[f"{plan.stem}-{job}.timer"].splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith("OnCalendar=")]


def test_the_jobs_run_on_their_days_and_sending_goes_on_until_the_deadline(tmp_path: Path) -> None:
    plan = plan_for(tmp_path)
    assert calendar(plan, "draft") == ["*-01-05 08:00:00"]
    assert calendar(plan, "send") == ["*-01-15..31 08:00:00"]
    over = TimedCommand("send", "", (TRUE,), date(2000, 1, 28), date(2000, 3, 2))
    assert calendar(replace(plan, jobs=(over,)), "send") == [
        "*-01-28..31 08:00:00",
        "*-02-01..31 08:00:00",
        "*-03-01..02 08:00:00",
    ]


def test_systemd_counts_the_same_days(tmp_path: Path) -> None:
    (day,) = calendar(plan_for(tmp_path), "send")
    answer = subprocess.run(
        ["systemd-analyze", "calendar", "--base-time=2024-01-29 12:00", "--iterations=3", day],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "UTC", "LC_ALL": "C"},
    )
    assert [
        day in answer.stdout for day in ("2024-01-30 08", "2024-01-31 08", "2025-01-15 08")
    ] == [
        True,
        True,
        True,
    ]


def test_a_run_that_fails_calls_its_hook(tmp_path: Path) -> None:
    own = plan_for(tmp_path, failure=(TRUE,))
    texts = units(own)
    failed = f"{own.stem}-failed.service"
    assert f"OnFailure={failed}\n" in texts[f"{own.stem}-send.service"]
    assert "OnFailure" not in texts[failed]
    other = units(replace(own, on_failure="alarm@%n.service"))
    assert "OnFailure=alarm@%%n.service\n" in other[f"{own.stem}-send.service"]
    assert failed not in other


def test_a_system_service_may_write_the_project_and_nothing_else(tmp_path: Path) -> None:
    plan = plan_for(tmp_path / "a b", user="office")
    text = units(plan)[f"{plan.stem}-send.service"]
    assert "ProtectSystem=strict\n" in text and "User=office\n" in text
    assert f'ReadWritePaths="{tmp_path / "a b"}"\n' in text
    more = units(replace(plan, writable=(tmp_path / "cache 100%",)))
    folders = f'"{tmp_path / "a b"}" "-{tmp_path / "cache 100%%"}"'
    assert f"ReadWritePaths={folders}\n" in more[f"{plan.stem}-send.service"]
    assert "MemoryDenyWriteExecute" not in text  # LibreOffice would not start
    own = units(replace(plan, user=""))[f"{plan.stem}-send.service"]
    assert "NoNewPrivileges=true\n" in own and "ProtectSystem" not in own


@pytest.mark.parametrize("path", ["/a\nb", "/a\x07", "/a ", "/a\\", "relative"])
def test_paths_that_no_unit_can_hold_are_refused(path: str) -> None:
    with pytest.raises(UnfitForSchedule):
        units(plan_for(Path(path)))


def test_a_job_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnfitForSchedule):
        units(plan_for(tmp_path, jobs=usual_jobs((TRUE,), Timetable(deadline=date(2000, 1, 2)))))


def test_cron_runs_the_command_in_the_project_whatever_its_name(tmp_path: Path) -> None:
    """The line is unescaped as crontab(5) says and given to a shell."""
    project = tmp_path / ODD
    project.mkdir()
    plan = plan_for(
        project,
        jobs=(
            TimedCommand(
                "send",
                "",
                ("/bin/sh", "-c", 'pwd; echo "$0"', "50%"),
                date(2000, 1, 15),
                date(2000, 1, 31),
            ),
        ),
    )
    begin, line, end, rest = cron_lines(plan).split("\n")
    minute, hour, days, month, weekday, command = line.split(" ", 5)
    assert (hour, days, month, weekday) == ("8", "15-31", "1", "*") and int(minute) < 60
    shell = subprocess.run(
        ["/bin/sh", "-c", command.replace("\\%", "%")], capture_output=True, text=True, check=True
    )
    assert shell.stdout.splitlines() == [str(project), "50%"]
    assert "%" not in command.replace("\\%", "")
    assert (begin.startswith("#"), end.startswith("#"), rest) == (True, True, "")


def test_a_line_too_long_for_cron_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnfitForSchedule):
        cron_lines(plan_for(Path("/" + "长" * 320)))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A machine with just these programs; each notes its arguments in `asked`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def with_program(name: str, script: str = "") -> Path:
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> "{tmp_path}/asked"\n{script}\n')
        program.chmod(0o755)
        return tmp_path / "asked"

    return with_program


def test_installing_twice_changes_nothing_and_removing_leaves_nothing(
    machine: Callable[..., Path], tmp_path: Path
) -> None:
    asked = machine("systemctl")
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / "other.service").write_text("[Unit]\n")
    plan = plan_for(tmp_path)
    first = install(plan, folder)
    assert {path.name for path in first.written} == set(units(plan))
    assert "systemctl --user enable --now" in asked.read_text()
    asked.unlink()
    again = install(plan, folder)
    assert again.written == again.removed == () and "daemon-reload" not in asked.read_text()
    fewer = replace(plan, jobs=plan.jobs[1:])
    assert {path.suffix for path in install(fewer, folder).removed} == {".timer", ".service"}
    assert f"disable --now {plan.stem}-draft.timer" in asked.read_text()
    assert len(remove(fewer, folder).removed) == 2
    assert remove(fewer, folder).removed == ()
    assert [path.name for path in folder.iterdir()] == ["other.service"]


def test_a_machine_without_systemd_gets_no_units(
    machine: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(SomethingMissing, match="cron lines"):
        install(plan_for(tmp_path), tmp_path / "units")
    assert not (tmp_path / "units").exists()


def test_what_systemd_refuses_is_told(machine: Callable[..., Path], tmp_path: Path) -> None:
    machine("systemctl", "echo Access denied >&2; exit 1")
    with pytest.raises(ScheduleFailed, match="Access denied"):
        install(plan_for(tmp_path), tmp_path / "units")


NO_BUS = "echo 'Failed to connect to bus: No medium found' >&2; exit 1"


@pytest.mark.parametrize("user", ["", "root"])
def test_without_a_session_nothing_is_left_behind_and_what_to_do_is_told(
    user: str, machine: Callable[..., Path], tmp_path: Path
) -> None:
    machine("systemctl", NO_BUS)
    with pytest.raises(ScheduleFailed, match=r"No medium found.*--install --cron") as caught:
        install(plan_for(tmp_path, user=user), tmp_path / "units")
    assert ("--system" in str(caught.value)) == (user == "")
    assert not (tmp_path / "units").exists()


def test_units_that_systemd_will_not_start_are_taken_back(
    machine: Callable[..., Path], tmp_path: Path
) -> None:
    machine("systemctl")
    folder, plan = tmp_path / "units", plan_for(tmp_path)
    install(plan, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    machine("systemctl", 'case "$*" in *enable*) echo Access denied >&2; exit 1;; esac')
    with pytest.raises(ScheduleFailed, match="Access denied"):
        install(plan_for(tmp_path, delay="1h", jobs=plan.jobs[:1], failure=(TRUE,)), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_units_are_taken_away_where_systemd_cannot_be_asked(
    machine: Callable[..., Path], tmp_path: Path
) -> None:
    machine("systemctl")
    folder, plan = tmp_path / "units", plan_for(tmp_path)
    install(plan, folder)
    wanted = folder / "timers.target.wants"
    wanted.mkdir()
    (wanted / f"{plan.stem}-send.timer").symlink_to(folder / f"{plan.stem}-send.timer")
    machine("systemctl", NO_BUS)
    done = remove(plan, folder)
    assert len(done.removed) == 4 and "No medium found" in str(done.unasked)
    assert [path for path in folder.rglob("*") if path != wanted] == []
    assert remove(plan, folder).removed == ()


def test_other_lines_of_the_crontab_stay(machine: Callable[..., Path], tmp_path: Path) -> None:
    table = tmp_path / "table"
    machine(
        "crontab",
        f"""case "$1" in
        -l) [ -e "{table}" ] && while IFS= read -r line || [ -n "$line" ]; do
              printf '%s\\n' "$line"; done < "{table}" || {{ echo no crontab >&2; exit 1; }} ;;
        -) while IFS= read -r line; do printf '%s\\n' "$line"; done > "{table}" ;;
        esac""",
    )
    plan = plan_for(tmp_path)
    assert install_cron(plan) and not install_cron(plan)
    assert table.read_text() == cron_lines(plan)
    table.write_text("0 1 * * * backup\n" + table.read_text() + "# mine")
    assert remove_cron(plan) and not remove_cron(plan)
    assert table.read_text() == "0 1 * * * backup\n# mine\n"
    table.write_text(cron_lines(plan).splitlines()[0] + "\n")
    with pytest.raises(ScheduleFailed, match="mend"):
        remove_cron(plan)
