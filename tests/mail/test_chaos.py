"""Sixty reports, a server with a bad day, and a `docfill mail` that is killed again and again.

At the end every report has been taken exactly once, or is listed as uncertain; none is lost, and
none was taken twice. The counts are printed.
"""

import os
import random
import re
import select
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import docfill
from county_made import finish, make_county
from docfill.mail.ledger import Ledger, State
from docfill.mail.settings import Security
from docfill.mail.settle import find_unsettled, latest, settle
from mail_reports import NOON
from mail_servers import ScriptedServer, free_port

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
KILLS = 50
REPORTS = {f"t{n:02}": f"第{n}镇" for n in range(60)}
SEED = 20240115


def start(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """A program of this folder, once it has said that it is ready."""
    paths = (Path(docfill.__file__).parents[1], HERE)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    process = subprocess.Popen(
        [sys.executable, str(HERE / program), *map(str, arguments)],
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


@pytest.fixture
def command(county: Path) -> Iterator[MailCommand]:
    command = MailCommand(county)
    yield command
    command.stop()


def reach(county: Path, port: int) -> None:
    """Let the county's mail go to another port."""
    settings = county / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"port: \d+", f"port: {port}", text), encoding="utf-8")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Sixty finished reports, and settings that wait little."""
    folder = tmp_path / "county"
    finish(make_county(folder, REPORTS, pauses="[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]"))
    return folder


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
    county: Path, command: MailCommand, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port, path = free_port(), county / "sent.sqlite"
    reach(county, port)
    kills = send_amid_chaos(command, port, tmp_path, capsys)
    with Ledger(path) as ledger:
        find_unsettled(ledger, NOON)
        entries = latest(ledger.entries())
        times = taken(tmp_path)
        states = Counter(entry.state for entry in entries.values())
        arrived = {key: times[entry.message_id] for key, entry in entries.items()}
        doubtful = [arrived[key] for key, e in entries.items() if e.state is State.UNCERTAIN]
        with capsys.disabled():
            print(
                f"\nchaos: {len(REPORTS)} reports, {kills} kills of docfill mail: "
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
    finish_calmly(command, tmp_path)
    with Ledger(path) as ledger:
        after = ledger.entries()
    assert {entry.state for entry in after} == {State.SENT} and len(after) == len(REPORTS)


def send_amid_chaos(
    command: MailCommand, port: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> int:
    """Run `docfill mail` until it has been killed often enough, and then to its end; the kills."""
    moments = random.Random(SEED)
    kills = 0
    with chaos(port, folder) as server:
        while kills < KILLS:
            command.begin()
            if command.ends_within(moments.uniform(0.0, 0.25)) is None:
                kills += command.kill() == -signal.SIGKILL
            elif is_finished(command.county):
                break
        for _ in range(20):
            command.run()
            if is_finished(command.county):
                break
        troubles = Counter((folder / "troubles").read_text().splitlines())
        with capsys.disabled():
            print(
                f"\nchaos: server restarted {server.restarts} times,",
                dict(sorted(troubles.items())),
            )
    return kills


def is_finished(county: Path) -> bool:
    """Whether nothing is left that a further run would send."""
    with Ledger(county / "sent.sqlite") as ledger:
        entries = latest(ledger.entries()).values()
    return len(entries) == len(REPORTS) and all(
        e.state in (State.SENT, State.UNCERTAIN) for e in entries
    )


def finish_calmly(command: MailCommand, folder: Path) -> None:
    """After a person has settled what was uncertain, one quiet run sends the rest, once each."""
    before = taken(folder)
    server = ScriptedServer(Security.PLAIN, None)
    server.start()
    reach(command.county, server.port)
    try:
        assert command.run() == 0
    finally:
        server.stop()
    assert sum(before.values()) + len(server.taken) == len(REPORTS)


@pytest.fixture
def calm(serve: Callable[..., ScriptedServer], county: Path) -> ScriptedServer:
    """A server that takes everything, and the county that sends to it."""
    server = serve()
    reach(county, server.port)
    return server


def test_a_death_between_250_and_its_note_is_uncertain_not_repeated(
    calm: ScriptedServer, command: MailCommand
) -> None:
    """Killed right after the server's 250, docfill mail does not send that report again."""
    assert command.run("die-before-noting") == -signal.SIGKILL
    assert len(calm.taken) == 1
    assert command.run() == 7
    assert len(calm.taken) == len(REPORTS)
    with Ledger(command.county / "sent.sqlite") as ledger:
        assert [entry.township for entry in find_unsettled(ledger, NOON)] == ["t00"]


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_death_before_the_dot_is_simply_made_good(
    step: str, calm: ScriptedServer, command: MailCommand
) -> None:
    reached, die = threading.Event(), threading.Event()
    calm.wait_at[step] = (reached, die)
    command.begin()
    assert reached.wait(30)
    assert command.kill() == -signal.SIGKILL
    die.set()
    assert command.run() == 0
    assert len(calm.taken) == len(REPORTS)
