"""LibreOffices kept running between commands: start some, end them, look at them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from docfill.office.find import Installation
from docfill.office.fonts.font_set import FontSet
from docfill.office.kept import identity
from docfill.office.pool import DEADLINE
from docfill.office.records import KeptOffice, Lease, kept_offices, list_records, read_record
from docfill.office.worker import Keeping, Worker


@dataclass(frozen=True)
class OfficeState:
    """A kept LibreOffice: `keep` and `age` are in seconds, `pid` is its process."""

    pid: int
    version: str
    age: float
    keep: float
    is_busy: bool
    is_alive: bool


def start_kept(
    installation: Installation,
    fonts: FontSet,
    *,
    workers: int,
    seconds: float,
    deadline: float = DEADLINE,
) -> None:
    """Have as many LibreOffices ready as asked for, those counted that are kept already.

    Raises ConversionFailed where LibreOffice does not start, ConversionTimedOut when it takes
    longer than the deadline.
    """
    wanted = identity(installation, fonts)
    there = [kept for _, kept in kept_offices() if kept.identity == wanted and kept.is_alive()]
    keeping = Keeping(wanted, seconds)
    started: list[Worker] = []
    try:
        for _ in range(workers - len(there)):
            started.append(Worker(installation, fonts.config, deadline=deadline, keeping=keeping))
        for worker in started:
            worker.start()
    finally:
        for worker in started:
            worker.stop()


def end_kept() -> tuple[int, int]:
    """How many were ended, and how many will end as soon as their builds are done."""
    ended = ending = 0
    for path in list_records():
        lease = Lease.of(path)
        if lease is None:
            path.unlink(missing_ok=True)  # seen by its server when its caller has left
            ending += 1
            continue
        kept = read_record(path)
        if kept is not None:
            kept.end()
            ended += 1
        lease.forget()
    return ended, ending


def look_at_kept() -> Iterator[OfficeState]:
    """Each LibreOffice that is kept."""
    for path, kept in kept_offices():
        lease = Lease.of(path)
        yield _state(kept, is_busy=lease is None)
        if lease is not None:
            lease.give_back()


def _state(kept: KeptOffice, *, is_busy: bool) -> OfficeState:
    age = max(0.0, time.time() - kept.started)
    return OfficeState(
        kept.libreoffice, kept.identity.version, age, kept.keep, is_busy, kept.is_alive()
    )
