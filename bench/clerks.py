"""How long clerks wait for a save with its sums and findings when a hundred of them type at once.

`python bench/clerks.py [CLERKS] [SECONDS]` has a server of its own on this machine and 100 clerks,
each of an agency, who save every two seconds for a minute, unless told otherwise. A save is waited
for from when it was due, so that a late one counts against those that it delays. What is typed
leaves requests unanswered, so that there is something to find; every fourth save changes prose,
too. There is a filing of the year before to compare with.

Processor time, of the server and of the clerks themselves, tells more than the clock on a machine
that has something else to do: 50 saves a second leave two cores 40 ms for each.
"""

import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from machine import Failed
from serving import HttpClerk, Server

from county import YEAR, make_project
from docfill.project import open_project
from docfill.web.server.app import store_of

_CLERKS, _SECONDS = 100, 60.0
_EVERY = 2.0
_FIGURE, _PROSE = "requests.new.natural", "overview.platform"
_WORDS = "全年通过门户网站、政务新媒体和公开栏发布信息{}条次，方便群众查询。"
_ONE_IN = 4  # saves that change prose
_FAR = 2.0**33


@dataclass(frozen=True)
class Saving:
    """What the clerks saw: how long each save took, in the order of duration; how many are gone."""

    seconds: tuple[float, ...]
    lost: int
    with_findings: int
    cpu_each: float  # seconds of the server's processor time
    own_cpu_each: float  # and of the clerks'

    @property
    def count(self) -> int:
        """How many saves were answered."""
        return len(self.seconds)

    def within(self, share: float) -> float:
        """The seconds in which this share of the saves was answered."""
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * share))]


def saving(folder: Path, clerks: int = _CLERKS, seconds: float = _SECONDS) -> Saving:
    """Let so many clerks save for so long; raises Failed where a save is refused."""
    project = open_project(make_project(folder / "saving", clerks))
    filings = project.root / "data"
    shutil.copytree(filings / str(YEAR), filings / str(YEAR - 1))
    store = store_of(project)
    with store.new_links(project.townships, _FAR) as made:
        tokens = dict(made)
    crowd = _Crowd()
    with Server(project.root) as server:
        seated = {agency: HttpClerk(server.port, token) for agency, token in tokens.items()}
        began, cpu, own = time.monotonic(), server.cpu_seconds, time.process_time()
        threads = [
            threading.Thread(
                target=crowd.type,
                args=(agency, clerk, number, began + _EVERY * number / clerks, began + seconds),
            )
            for number, (agency, clerk) in enumerate(seated.items())
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        cpu, own = server.cpu_seconds - cpu, time.process_time() - own
    if crowd.troubles:
        raise Failed(crowd.troubles[0])
    kept = {a: {each.digest for each in store.saves(a, YEAR)} for a in project.townships}
    lost = sum(digest not in kept[agency] for agency, digest in crowd.answered)
    count = len(crowd.seconds)
    times = tuple(sorted(crowd.seconds))
    return Saving(times, lost, crowd.with_findings, cpu / count, own / count)


class _Crowd:
    """What all clerks saw together."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.answered: list[tuple[str, str]] = []
        self.troubles: list[str] = []
        self.with_findings = 0

    def type(self, agency: str, clerk: HttpClerk, number: int, due: float, end: float) -> None:
        """Save one figure after the other, each when it is due, until the end.

        Clerks begin with another `number` each, so that not all change prose at once.
        """
        pause = threading.Event()
        while due < end and not self.troubles:
            pause.wait(max(0.0, due - time.monotonic()))
            number += 1
            typed = {_FIGURE: str(number)}
            if number % _ONE_IN == 0:
                typed[_PROSE] = _WORDS.format(100 + number)
            try:
                state = clerk.save(**typed)
            except Exception as trouble:  # noqa: BLE001 - a thread has no caller: the run tells it
                self.troubles.append(f"{agency}: {trouble!r}")
                return
            self.seconds.append(time.monotonic() - due)
            self.answered.append((agency, state["digest"]))
            self.with_findings += bool(state["findings"])
            due += _EVERY


def main(clerks: int = _CLERKS, seconds: float = _SECONDS) -> int:
    with tempfile.TemporaryDirectory(prefix="docfill-clerks-") as folder:
        found = saving(Path(folder), clerks, seconds)
    print(
        "| saves | with findings | lost | 50 of 100 within | 95 of 100 | 99 of 100 | longest "
        "| server's CPU each | clerks' CPU each |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    times = (*map(found.within, (0.5, 0.95, 0.99)), found.seconds[-1])
    shown = " | ".join(f"{each * 1e3:.0f} ms" for each in times)
    cpu = f"{found.cpu_each * 1e3:.1f} ms | {found.own_cpu_each * 1e3:.1f} ms"
    print(f"| {found.count:,} | {found.with_findings:,} | {found.lost} | {shown} | {cpu} |")
    return 1 if found.lost else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
