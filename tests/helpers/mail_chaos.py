"""A `docfill mail` that is killed, and a mail server that is killed and has a bad day besides."""

import os
import random
import re
import select
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docfill
from docfill.mail.ledger import Ledger, State
from docfill.mail.settle import latest
from here import TESTS

PROGRAMS = TESTS / "mail"


def start(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """A program of this folder, once it has said that it is ready."""
    paths = (Path(docfill.__file__).parents[1], PROGRAMS)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    process = subprocess.Popen(
        [sys.executable, str(PROGRAMS / program), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None and process.stdout is not None
    process.kill()
    process.wait(timeout=60)
    process.stdin.close()
    process.stdout.close()


class MailCommand:
    """`docfill mail` in one county, as often as it is asked for."""

    def __init__(self, county: Path):
        self.county = county
        self._process = start("chaos_sender.py")
        self._number = 0

    def begin(self, *how: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join((str(self.county), *how)).encode() + b"\n")
        self._number = self._answer()

    def ends_within(self, seconds: float) -> int | None:
        """The exit code, None if it is still at work then."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], seconds)
        return self._answer() if ready else None

    def run(self, *how: str) -> int:
        self.begin(*how)
        code = self.ends_within(60)
        assert code is not None
        return code

    def kill(self) -> int:
        os.kill(self._number, signal.SIGKILL)
        return self._answer()

    def stop(self) -> None:
        end(self._process)

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


def reach(county: Path, port: int) -> None:
    """Let the county's mail go to another port."""
    settings = county / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"port: \d+", f"port: {port}", text), encoding="utf-8")


class ServerKeptAlive:
    """A server that is killed and started again at random moments, until `stop`."""

    def __init__(self, port: int, folder: Path, seed: int):
        self.random = random.Random(seed)
        self.arguments = (port, folder)
        self.restarts = 0
        self._enough = threading.Event()
        self._process = self._started()
        self._thread = threading.Thread(target=self._keep)
        self._thread.start()

    def stop(self) -> None:
        self._enough.set()
        self._thread.join()
        end(self._process)

    def _keep(self) -> None:
        while not self._enough.wait(self.random.uniform(0.5, 3)):
            end(self._process)
            self._process = self._started()
            self.restarts += 1

    def _started(self) -> subprocess.Popen[bytes]:
        port, folder = self.arguments
        return start("chaos_server.py", port, self.random.randrange(2**32), folder)


@contextmanager
def chaos(port: int, folder: Path, seed: int) -> Iterator[ServerKeptAlive]:
    server = ServerKeptAlive(port, folder, seed)
    try:
        yield server
    finally:
        server.stop()


def taken(folder: Path) -> Counter[str]:
    """How often each message was taken, by its id."""
    return Counter((folder / "taken").read_text().splitlines())


def is_finished(county: Path, reports: int) -> bool:
    """Whether nothing is left that a further run would send."""
    with Ledger(county / "sent.sqlite") as ledger:
        entries = latest(ledger.entries()).values()
    return len(entries) == reports and all(
        e.state in (State.SENT, State.UNCERTAIN) for e in entries
    )
