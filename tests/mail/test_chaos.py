"""Sixty reports, a server with a bad day, and a sender that is killed again and again.

At the end every report has been taken exactly once, or is listed as uncertain; none is lost, and
none was taken twice. The counts are printed.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from chaos_sender import REPORTS
from mail_reports import NOON
from mail_servers import ScriptedServer, free_port

import docfill
from docfill.mail.ledger import Ledger, State
from docfill.mail.settings import Security
from docfill.mail.settle import latest, settle, unsettled

HERE = Path(__file__).parent
KILLS = 50
SEED = 20240115


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A program of this folder, once it has said that it is ready."""
    source = str(Path(docfill.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((source, str(HERE)))}
    process = subprocess.Popen(
        [sys.executable, str(HERE / program), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def end(process: subprocess.Popen[str], *, kill: bool = False) -> int:
    if kill:
        process.kill()
    assert process.stdout is not None
    code = process.wait(timeout=60)
    process.stdout.close()
    return code


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
        end(self._process, kill=True)

    def _keep(self) -> None:
        while not self._enough.wait(self.random.uniform(0.5, 3)):
            end(self._process, kill=True)
            self._process = self._started()
            self.restarts += 1

    def _started(self) -> subprocess.Popen[str]:
        port, folder = self.arguments
        return start("chaos_server.py", port, self.random.randrange(2**32), folder)


@contextmanager
def chaos(port: int, folder: Path) -> Iterator[ServerKeptAlive]:
    server = ServerKeptAlive(port, folder, SEED)
    try:
        yield server
    finally:
        server.stop()


def taken(folder: Path) -> Counter[str]:
    """How often each message was taken, by its id."""
    return Counter((folder / "taken").read_text().splitlines())


def test_every_report_is_taken_once_or_listed_as_uncertain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port, path = free_port(), tmp_path / "sent.sqlite"
    kills = send_amid_chaos(port, path, tmp_path, capsys)
    with Ledger(path) as ledger:
        unsettled(ledger, NOON)
        entries = latest(ledger.entries())
        times = taken(tmp_path)
        states = Counter(entry.state for entry in entries.values())
        arrived = {key: times[entry.message_id] for key, entry in entries.items()}
        doubtful = [arrived[key] for key, e in entries.items() if e.state is State.UNCERTAIN]
        with capsys.disabled():
            print(
                f"\nchaos: {len(REPORTS)} reports, {kills} kills of the sender: "
                f"{states[State.SENT]} sent, {states[State.UNCERTAIN]} uncertain "
                f"({sum(doubtful)} of them taken); taken {sum(times.values())}, "
                f"twice {sum(n > 1 for n in times.values())}, "
                f"lost {sum(n == 0 and entries[k].state is State.SENT for k, n in arrived.items())}"
            )
        assert kills == KILLS
        assert len(entries) == len(REPORTS)
        assert set(states) <= {State.SENT, State.UNCERTAIN}
        assert max(times.values()) == 1 and set(times) <= {e.message_id for e in entries.values()}
        assert all(arrived[key] == 1 for key, e in entries.items() if e.state is State.SENT)
        for (township, year), entry in entries.items():
            if entry.state is State.UNCERTAIN:
                asked = times[entry.message_id] == 1
                settle(ledger, township, year, arrived=asked, who="the county", now=NOON)
    finish_calmly(path, tmp_path)
    with Ledger(path) as ledger:
        after = ledger.entries()
    assert {entry.state for entry in after} == {State.SENT} and len(after) == len(REPORTS)


def send_amid_chaos(port: int, path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """Run the sender until it has been killed often enough, and then to its end; the kills."""
    moments = random.Random(SEED)
    kills = 0
    with chaos(port, folder) as server:
        while kills < KILLS:
            sender = start("chaos_sender.py", path, port)
            try:
                sender.wait(timeout=moments.uniform(0.0, 0.4))
            except subprocess.TimeoutExpired:
                kills += 1
            if end(sender, kill=True) != -signal.SIGKILL and is_finished(path):
                break
        for _ in range(20):
            end(start("chaos_sender.py", path, port))
            if is_finished(path):
                break
        troubles = Counter((folder / "troubles").read_text().splitlines())
        with capsys.disabled():
            print(
                f"\nchaos: server restarted {server.restarts} times,",
                dict(sorted(troubles.items())),
            )
    return kills


def is_finished(path: Path) -> bool:
    """Whether nothing is left that a further run would send."""
    with Ledger(path) as ledger:
        entries = latest(ledger.entries()).values()
    return len(entries) == len(REPORTS) and all(
        e.state in (State.SENT, State.UNCERTAIN) for e in entries
    )


def finish_calmly(path: Path, folder: Path) -> None:
    """After a person has settled what was uncertain, one quiet run sends the rest, once each."""
    before = taken(folder)
    server = ScriptedServer(Security.PLAIN, None)
    server.start()
    try:
        assert end(start("chaos_sender.py", path, server.port)) == 0
    finally:
        server.stop()
    assert sum(before.values()) + len(server.taken) == len(REPORTS)


@pytest.fixture
def calm(serve: Callable[..., ScriptedServer]) -> ScriptedServer:
    return serve()


def test_a_death_between_250_and_its_note_is_uncertain_not_repeated(
    calm: ScriptedServer, tmp_path: Path
) -> None:
    """Killed right after the server's 250, the sender does not send that report again."""
    path = tmp_path / "sent.sqlite"
    sender = start("chaos_sender.py", path, calm.port, "die-before-noting")
    assert end(sender) == -signal.SIGKILL
    assert len(calm.taken) == 1
    assert end(start("chaos_sender.py", path, calm.port)) == 7
    assert len(calm.taken) == len(REPORTS)
    with Ledger(path) as ledger:
        assert [entry.township for entry in unsettled(ledger, NOON)] == ["t00"]


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_death_before_the_dot_is_simply_made_good(
    step: str, calm: ScriptedServer, tmp_path: Path
) -> None:
    path = tmp_path / "sent.sqlite"
    sender = start_and_kill_at(step, calm, path)
    assert end(sender) == -signal.SIGKILL
    assert end(start("chaos_sender.py", path, calm.port)) == 0
    assert len(calm.taken) == len(REPORTS)


def start_and_kill_at(step: str, server: ScriptedServer, path: Path) -> subprocess.Popen[str]:
    """A sender that the server kills when it comes to a step."""
    reached = threading.Event()
    die = threading.Event()
    server.wait_at[step] = (reached, die)
    sender = start("chaos_sender.py", path, server.port)
    assert reached.wait(30)
    sender.kill()
    sender.wait(timeout=30)
    die.set()
    return sender
