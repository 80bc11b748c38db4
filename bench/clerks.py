"""How long clerks wait for a save with its sums and findings when a hundred of them type at once.

`python bench/clerks.py [CLERKS] [SECONDS]` has a server of its own on this machine and 100 clerks,
each of an agency, who save every two seconds for a minute, unless told otherwise. A save is waited
for from when it was due, so that a late one counts against those that it delays. What is typed
leaves requests unanswered, so that there is something to find.
"""

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
_FIGURE = "requests.new.natural"
_FAR = 2.0**33


@dataclass(frozen=True)
class Saving:
    """What the clerks saw: how long each save took, in the order of duration; how many are gone."""

    seconds: tuple[float, ...]
    lost: int
    with_findings: int
    cpu_each: float  # seconds of the server's processor time

    def within(self, share: float) -> float:
        """The seconds in which this share of the saves was answered."""
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * share))]


def saving(folder: Path, clerks: int = _CLERKS, seconds: float = _SECONDS) -> Saving:
    """Let so many clerks save for so long; raises Failed where a save is refused."""
    project = open_project(make_project(folder / "saving", clerks))
    store = store_of(project)
    with store.new_links(project.townships, _FAR) as made:
        tokens = dict(made)
    crowd = _Crowd()
    with Server(project.root) as server:
        seated = {agency: HttpClerk(server.port, token) for agency, token in tokens.items()}
        began, cpu = time.monotonic(), server.cpu_seconds
        threads = [
            threading.Thread(
                target=crowd.type,
                args=(agency, clerk, began + _EVERY * number / clerks, began + seconds),
            )
            for number, (agency, clerk) in enumerate(seated.items())
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        cpu = server.cpu_seconds - cpu
    if crowd.troubles:
        raise Failed(crowd.troubles[0])
    kept = {a: {each.digest for each in store.saves(a, YEAR)} for a in project.townships}
    lost = sum(digest not in kept[agency] for agency, digest in crowd.answered)
    count = len(crowd.seconds)
    return Saving(tuple(sorted(crowd.seconds)), lost, crowd.with_findings, cpu / count)


class _Crowd:
    """What all clerks saw together."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.answered: list[tuple[str, str]] = []
        self.troubles: list[str] = []
        self.with_findings = 0

    def type(self, agency: str, clerk: HttpClerk, due: float, end: float) -> None:
        """Save one figure after the other, each when it is due, until the end."""
        pause, number = threading.Event(), 0
        while due < end and not self.troubles:
            pause.wait(max(0.0, due - time.monotonic()))
            number += 1
            try:
                state = clerk.save(**{_FIGURE: str(number)})
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
    print("| saves | with findings | lost | half within | 99 of 100 within | longest | CPU each |")
    print("|---|---|---|---|---|---|---|")
    times = (found.within(0.5), found.within(0.99), found.seconds[-1], found.cpu_each)
    shown = " | ".join(f"{each * 1e3:.0f} ms" for each in times)
    print(f"| {len(found.seconds):,} | {found.with_findings:,} | {found.lost} | {shown} |")
    return 1 if found.lost else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
