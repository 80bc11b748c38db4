"""`docfill mail` is killed while its server is killed, too, drops lines and refuses at any step."""

import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

from county_made import finish, make_county
from docfill.mail.ledger import Entry, Ledger, State
from docfill.mail.settle import find_unsettled, latest
from mail_chaos import MailCommand, chaos, is_finished, reach, taken
from mail_reports import NOON
from mail_servers import free_port
from torture.ground import Quarry
from torture.plan import Plan
from torture.tally import End, Says, Tally

_REPORTS = {f"t{n:02}": f"第{n}镇" for n in range(30)}
_CALM_RUNS = 20  # after which nothing may be left to send
_KILLED = Says("docfill mail killed (SIGKILL)", "报送中强行终止 docfill mail（SIGKILL）")
_SERVER = Says("mail server killed meanwhile", "同时强行终止邮件服务器")
_RUDE = Says(
    "mail server drops the line or refuses, at each step of a mail",
    "邮件服务器在各步断线或拒收",
)


def trial(quarry: Quarry, plan: Plan, chance: Random) -> Iterator[Tally]:
    folder = quarry.folder / "mail"
    county = folder / "county"
    finish(make_county(county, _REPORTS, pauses="[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]"))
    killed, server, rude = Tally(_KILLED), Tally(_SERVER), Tally(_RUDE)
    port = free_port()
    reach(county, port)
    command = MailCommand(county)
    try:
        with chaos(port, folder, chance.randrange(2**32)) as day:
            _send(command, quarry.rounds(10 * plan.mail_kills), plan.mail_kills, chance, killed)
        server.tries = day.restarts
        rude.tries = len((folder / "troubles").read_text().splitlines())
    finally:
        command.stop()
    with Ledger(county / "sent.sqlite") as ledger:
        find_unsettled(ledger, NOON)
        entries = latest(ledger.entries())
    killed.lost += _faults(entries.values(), taken(folder))
    states = Counter(entry.state for entry in entries.values())
    killed.ended(End.SENT, states[State.SENT])
    killed.ended(End.UNCERTAIN, states[State.UNCERTAIN])
    for tally in (server, rude):
        tally.ended(End.OUTLASTED, tally.tries)
    yield from (killed, server, rude)


def _send(
    command: MailCommand, rounds: Iterator[int], kills: int, chance: Random, tally: Tally
) -> None:
    """Mail until it has been killed so often or nothing is left, and then to the end."""
    for _ in rounds:
        if tally.tries == kills or is_finished(command.county, len(_REPORTS)):
            break
        command.begin()
        if command.ends_within(chance.uniform(0.0, 0.25)) is None:
            tally.tries += command.kill() == -signal.SIGKILL
    for _ in range(_CALM_RUNS):
        if is_finished(command.county, len(_REPORTS)):
            return
        command.run()
    tally.lost.append("something is still to be sent")


def _faults(entries: Iterable[Entry], times: Counter[str]) -> Iterator[str]:
    """Mails taken twice, called sent and never taken, taken and in no ledger, or not entered."""
    known = {entry.message_id: entry for entry in entries}
    yield from (f"taken {count} times: {key}" for key, count in times.items() if count > 1)
    yield from (f"in no ledger: {key}" for key in times if key not in known)
    for key, entry in known.items():
        if entry.state is State.SENT and not times[key]:
            yield f"called sent, never taken: {entry.township}"
    if len(known) != len(_REPORTS):
        yield f"{len(known)} of {len(_REPORTS)} reports are in the ledger"
