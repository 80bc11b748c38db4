"""The `schedule:` section of docfill.yaml: on which days the yearly run works, and until when."""

import re
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from docfill.base import Finding, tell
from docfill.sources.yaml import Branch, Keys

_KEYS = ("draft", "send", "deadline", "at", "remind", "warn_days", "environment_file", "on_failure")
_DAY = re.compile(r"(\d\d)-(\d\d)")
_TIME = re.compile(r"(\d\d):(\d\d)")
_ANY_YEAR = 2001  # the dates return each year, so 29 February is none of them


@dataclass(frozen=True, slots=True)
class Timetable:
    """Days of each year (their own year means nothing) and how the run behaves on them.

    `deadline` is the last day of sending, in the year after the one reported on; `warn_days`
    before it the run begins to warn.
    """

    draft: date = date(_ANY_YEAR, 1, 5)
    send: date = date(_ANY_YEAR, 1, 15)
    deadline: date = date(_ANY_YEAR, 1, 31)
    at: time = time(8, 0)
    remind: bool = False
    warn_days: int = 10
    environment_file: Path | None = None
    on_failure: str = ""

    def deadline_for(self, year: int) -> date:
        """The day by which the reports on a year must be in."""
        return self.deadline.replace(year=year + 1)


def read_timetable(
    schedule: Branch | None, root: Path
) -> tuple[Timetable | None, tuple[Finding, ...]]:
    """The timetable and all findings; None as soon as one finding is an error.

    Without a section the usual days hold. Files are sought from `root`, the project's folder.
    """
    if schedule is None:
        return Timetable(), ()
    findings: list[Finding] = []
    keys = Keys(schedule, _KEYS, findings)
    usual = Timetable()
    file = keys.text("environment_file", "")
    table = Timetable(
        draft=_day(keys, "draft", usual.draft),
        send=_day(keys, "send", usual.send),
        deadline=_day(keys, "deadline", usual.deadline),
        at=_time(keys, "at", usual.at),
        remind=keys.flag("remind"),
        warn_days=keys.number("warn_days", usual.warn_days),
        environment_file=root / Path(file).expanduser() if file else None,
        on_failure=keys.text("on_failure", ""),
    )
    if not table.draft <= table.send <= table.deadline:
        says = tell(
            "draft {draft}, send {send} and deadline {deadline} must follow one another",
            draft=f"{table.draft:%m-%d}",
            send=f"{table.send:%m-%d}",
            deadline=f"{table.deadline:%m-%d}",
        )
        keys.fault(schedule.place, "wrong-day", says)
    return (None if findings else table), tuple(findings)


def _day(keys: Keys, key: str, usual: date) -> date:
    written = keys.text(key, f"{usual:%m-%d}")
    match = _DAY.fullmatch(written)
    try:
        if match and written.isascii():
            return date(_ANY_YEAR, int(match[1]), int(match[2]))
    except ValueError:
        pass  # a day that no calendar has, told below
    says = tell("{key} is a month and a day, like 01-15, not {written}", key=key, written=written)
    keys.fault(keys.place(key), "wrong-day", says)
    return usual


def _time(keys: Keys, key: str, usual: time) -> time:
    written = keys.text(key, f"{usual:%H:%M}")
    match = _TIME.fullmatch(written)
    if match and written.isascii() and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    says = tell("{key} is a time of day, like 08:00, not {written}", key=key, written=written)
    keys.fault(keys.place(key), "wrong-time", says)
    return usual
