"""Docfills that wait with everything loaded: begun for the next command, looked at, ended."""

import fcntl
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docfill.start import asking
from docfill.start.alike import circumstances, record_name
from docfill.start.asking import SECRET_BYTES
from docfill.start.places import LONGEST_SOCKET, is_ours_alone, run_path

_RECORDS = "docfill-????????"


class WaitingDocfill(NamedTuple):
    """One that waits: its process, since when in seconds since 1970, and for how many seconds."""

    process: int
    began: float
    keep: float


def begin_waiting(seconds: float, *, at_once: bool = False) -> None:
    """Have a docfill wait for the next command, unless one does.

    It is one like this process, so it is begun only by a command that looked for one in vain, or
    `at_once` by a command that never looks.
    """
    record = f"{run_path()}/{record_name(circumstances())}" if at_once else asking.sought
    if not record or not is_safe(record) or read_record(Path(record)):
        return
    import subprocess  # slow to load, and most commands begin none

    begun = subprocess.Popen(
        [sys.executable, "-m", "docfill.warm", record, f"{seconds:g}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    assert begun.stdin is not None
    with begun.stdin as pipe:
        pipe.write("\n".join(sys.modules).encode())
    begun.returncode = 0  # it outlives us


def is_safe(record: str) -> bool:
    """Whether a record can lie there, in a folder that only we can look into."""
    folder = Path(record).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return is_ours_alone(str(folder)) and len(os.fsencode(record)) + 5 <= LONGEST_SOCKET


def list_waiting() -> Iterator[tuple[Path, WaitingDocfill]]:
    """Each docfill of this user that waits, by its record."""
    if is_ours_alone(run_path()):
        for record in sorted(Path(run_path()).glob(_RECORDS)):
            if found := read_record(record):
                yield record, found


def end_waiting() -> None:
    """End all; those that are at a command end as soon as it is done."""
    if is_ours_alone(run_path()):
        for record in Path(run_path()).glob(_RECORDS):
            # They look whether it is there, also those that have only begun.
            record.unlink(missing_ok=True)


def read_record(record: Path) -> WaitingDocfill | None:
    """What a record says of the docfill that holds it; None where nobody does."""
    try:
        file = os.open(record, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return None  # whose record it was has ended
    except BlockingIOError:
        words = os.read(file, 200)[SECRET_BYTES:].decode().split()
    finally:
        os.close(file)
    if len(words) != 3:
        return None  # it is being written
    return WaitingDocfill(int(words[0]), float(words[1]), float(words[2]))
