"""A county's days and hours by the clocks of this machine, for cron, which knows no other zone."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

_LOCAL_TIME = Path("/etc/localtime")


def machine_zone(local_time: Path = _LOCAL_TIME) -> tzinfo:
    """The zone by whose clocks cron runs, whatever TZ says in this shell; UTC unless one is set."""
    try:
        with local_time.open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return UTC


def on_the_machine(moments: Iterable[datetime], machine: tzinfo) -> list[tuple[str, str, str, str]]:
    """Minute, hour, days and month of cron lines for these moments, one after the other.

    Days on which the machine's clocks show the same time stand in one line; a change to summer
    time begins another.
    """
    spans: list[list[datetime]] = []
    for moment in moments:
        here = moment.astimezone(machine)
        if spans and _goes_on(spans[-1][-1], here):
            spans[-1].append(here)
        else:
            spans.append([here])
    return [_fields(span[0], span[-1]) for span in spans]


def _goes_on(before: datetime, here: datetime) -> bool:
    same_line = (before.minute, before.hour, before.month) == (here.minute, here.hour, here.month)
    return same_line and here.date() - before.date() == timedelta(days=1)


def _fields(first: datetime, last: datetime) -> tuple[str, str, str, str]:
    days = f"{first:%d}" if first == last else f"{first:%d}-{last:%d}"
    return str(first.minute), str(first.hour), days, str(first.month)
