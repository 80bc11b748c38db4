"""Sixty reports, a server with a bad day, and a `docfill mail` that is killed again and again.

At the end every report has been taken exactly once, or is listed as uncertain; none is lost, and
none was taken twice. The counts are printed.
"""

import random
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from county_made import finish, make_county
from docfill.mail.ledger import Ledger, State
from docfill.mail.settings import Security
from docfill.mail.settle import find_unsettled, latest, settle
from mail_chaos import MailCommand, chaos, is_finished, reach, taken
from mail_reports import NOON
from mail_servers import ScriptedServer, free_port

pytestmark = pytest.mark.slow

KILLS = 50
REPORTS = {f"t{n:02}": f"第{n}镇" for n in range(60)}
SEED = 20240115


@pytest.fixture
def command(county: Path) -> Iterator[MailCommand]:
    command = MailCommand(county)
    yield command
    command.stop()


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Sixty finished reports, and settings that wait little."""
    folder = tmp_path / "county"
    finish(make_county(folder, REPORTS, pauses="[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]"))
    return folder


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
    with chaos(port, folder, SEED) as server:
        while kills < KILLS:
            command.begin()
            if command.ends_within(moments.uniform(0.0, 0.25)) is None:
                kills += command.kill() == -signal.SIGKILL
            elif is_finished(command.county, len(REPORTS)):
                break
        for _ in range(20):
            command.run()
            if is_finished(command.county, len(REPORTS)):
                break
        troubles = Counter((folder / "troubles").read_text().splitlines())
        with capsys.disabled():
            print(
                f"\nchaos: server restarted {server.restarts} times,",
                dict(sorted(troubles.items())),
            )
    return kills


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
