"""China's date decides, wherever the machine stands: around New Year the two differ."""

import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from county_made import finish, make_county
from docfill.base import clock
from docfill.base.clock import last_year
from docfill.cli import docfill
from docfill.county import timers
from docfill.project import Project
from docfill.schedule.machine_clock import machine_zone, on_the_machine

SOURCE = Path(clock.__file__).parents[1]
LOS_ANGELES, SHANGHAI = ZoneInfo("America/Los_Angeles"), ZoneInfo("Asia/Shanghai")
# Half past midnight on New Year's Day 2024 in China, half past eight of the old year in California.
NEW_YEAR = datetime(2023, 12, 31, 16, 30, tzinfo=UTC)


class NewYear(datetime):
    """A clock that stopped when the new year had begun in China only."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return NEW_YEAR.astimezone(tz)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A county whose server stands in California, on New Year's Day in China."""
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    monkeypatch.setattr(clock, "datetime", NewYear)
    project = make_county(tmp_path / "county", {"qingshi": "青石镇"})
    monkeypatch.chdir(project.root)
    yield project
    monkeypatch.undo()
    time.tzset()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(docfill, arguments, catch_exceptions=False)


def ask_for(zone: str) -> None:
    with Path("docfill.yaml").open("a", encoding="utf-8") as file:
        file.write(f"timezone: {zone}\n")


def test_china_s_new_year_begins_the_year_of_reports(project: Project) -> None:
    """Unless docfill.yaml names another zone."""
    told = json.loads(run("status", "--json").stdout)
    assert (told["year"], told["made"], told["days_left"]) == (
        2023,
        "2024-01-01T00:30:00+08:00",
        30,
    )
    ask_for("America/Los_Angeles")
    told = json.loads(run("status", "--json").stdout)
    assert (told["year"], told["made"]) == (2022, "2023-12-31T08:30:00-08:00")


@pytest.mark.parametrize("command", ["check", "verify"])
def test_every_command_reports_on_that_year(command: str, project: Project) -> None:
    outcomes = json.loads(run(command, "--json").stdout)
    assert {outcome["year"] for outcome in outcomes} == {2023}


def test_a_year_that_is_asked_for_needs_no_date(project: Project) -> None:
    assert json.loads(run("status", "--json", "-y", "2021").stdout)["year"] == 2021


def test_a_mail_bears_china_s_date_and_is_sent_in_that_year(project: Project) -> None:
    finish(project, "qingshi")
    assert run("mail", "--dry-run").exit_code == 0
    (letter,) = (project.root / "out" / "mail" / "2023").glob("*.eml")
    assert b"Date: Mon, 01 Jan 2024 00:30:00 +0800" in letter.read_bytes().splitlines()


@pytest.mark.parametrize(
    "written",
    ["Asia/Beijing", "asia/nowhere", "Asia", "../../etc/passwd", "/etc/localtime", "+08:00"],
)
def test_a_zone_that_is_none_is_named_with_its_line(project: Project, written: str) -> None:
    line = len(Path("docfill.yaml").read_text(encoding="utf-8").splitlines()) + 1
    ask_for(written)
    result = run("check")
    assert result.exit_code == 1
    says = rf"docfill\.yaml:{line}:\d+: error \[wrong-zone\] .*{re.escape(written)}; Asia/Shanghai"
    assert re.search(says, result.stdout)
    # Where the file cannot be used, China's date still says which year was meant.
    assert json.loads(run("check", "--json").stdout)[0]["year"] == 2023


def test_timers_follow_the_county_s_clocks(project: Project) -> None:
    told = "".join(json.loads(run("schedule", "--json").stdout).values())
    assert re.findall(r"OnCalendar=(.*)", told) == [
        "*-01-05 08:00:00 Asia/Shanghai",
        "*-01-15..31 08:00:00 Asia/Shanghai",
    ]


def test_cron_is_told_by_the_machine_s_clocks(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian's cron has no CRON_TZ: eight in the morning in China is four the day before."""
    monkeypatch.setattr(timers, "machine_zone", lambda: LOS_ANGELES)
    text = run("schedule", "--cron").stdout
    assert re.findall(r"^\d+ (\S+ \S+ \S+) \* ", text, re.M) == ["16 04 1", "16 14-30 1"]


def mornings(*days: tuple[int, int]) -> list[datetime]:
    return [datetime(2024, month, day, 8, 40, tzinfo=SHANGHAI) for month, day in days]


@pytest.mark.parametrize(
    ("zone", "days", "lines"),
    [
        ("Asia/Shanghai", [(1, 30), (1, 31), (2, 1)], ["40 8 30-31 1", "40 8 01 2"]),
        ("UTC", [(1, 1), (1, 2)], ["40 0 01-02 1"]),
        ("Asia/Kolkata", [(1, 5)], ["10 6 05 1"]),
        # The days before, and in the year before.
        ("America/Los_Angeles", [(1, 1), (1, 2)], ["40 16 31 12", "40 16 01 1"]),
        # Summer time began on 10 March 2024.
        ("America/Los_Angeles", [(3, 10), (3, 11), (3, 12)], ["40 16 09 3", "40 17 10-11 3"]),
    ],
)
def test_days_of_one_zone_by_the_clocks_of_another(
    zone: str, days: list[tuple[int, int]], lines: list[str]
) -> None:
    told = on_the_machine(mornings(*days), ZoneInfo(zone))
    assert [" ".join(line) for line in told] == lines


def test_a_machine_without_a_zone_goes_by_utc(tmp_path: Path) -> None:
    assert machine_zone(tmp_path / "nothing") is UTC
    (tmp_path / "text").write_text("Asia/Shanghai\n")
    assert machine_zone(tmp_path / "text") is UTC


def test_china_s_year_is_known_without_the_machine_s_table_of_zones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A slim machine has no /usr/share/zoneinfo; the zones then come with docfill."""
    import zoneinfo

    monkeypatch.setattr(clock, "datetime", NewYear)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    try:
        assert last_year(ZoneInfo.no_cache("Asia/Shanghai")) == 2023
    finally:
        zoneinfo.reset_tzpath(to=before)


def test_the_time_is_asked_for_in_one_place() -> None:
    """Whoever asks elsewhere goes by the clocks of the machine."""
    asked = re.compile(r"\.(today|utcnow|now|astimezone|localtime|ctime)\(\)")
    named = re.compile(r"datetime\.now\(|fromtimestamp\([^,()]*\)")  # of a moment without a zone
    for path in SOURCE.rglob("*.py"):
        text = (
            path.read_text(encoding="utf-8").replace("clock.now()", "").replace("project.now()", "")
        )
        found = asked.findall(text) + named.findall(text)
        assert not found or path == SOURCE / "base" / "clock.py", path
