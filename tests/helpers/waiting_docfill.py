"""A docfill that waits, begun for a test, and what it has to do with it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docfill.start.alike import circumstances, record_name
from docfill.start.places import run_path
from docfill.start.waiting import WaitingDocfill, read_record
from processes import wait_for


@dataclass(frozen=True)
class Waiting:
    """It waits: its process and its record."""

    process: subprocess.Popen[bytes]
    record: Path

    def images(self) -> list[int]:
        """The images of it that are at a command."""
        return children_of(self.process.pid)


@contextmanager
def waiting_docfill(
    *modules: str, seconds: float = 60, is_waited_for: bool = True
) -> Iterator[Waiting]:
    """A docfill that waits, with these modules loaded as well, until the block ends."""
    folder = Path(run_path())
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    record = folder / record_name(circumstances())
    process = subprocess.Popen(
        [sys.executable, "-m", "docfill.warm", record, str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    try:
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write("\n".join(modules).encode())
        if is_waited_for:
            wait_for(lambda: said(record))
        yield Waiting(process, record)
    finally:
        for sign in (signal.SIGCONT, signal.SIGKILL):
            process.send_signal(sign)
        process.wait()


def said(record: Path) -> WaitingDocfill | None:
    """What the record says of the docfill that waits."""
    return read_record(record)


def children_of(parent: int) -> list[int]:
    """Processes begun by this one that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended while it was looked at
        if int(state[1]) == parent and state[0] != "Z":
            found.append(int(entry.name))
    return found


def docfill(*words: str) -> "subprocess.CompletedProcess[str]":
    """A command in a process of its own, as clerks give it."""
    command = [sys.executable, "-m", "docfill", *words]
    return subprocess.run(command, capture_output=True, text=True)
