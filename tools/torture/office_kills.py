"""LibreOffice is killed or frozen while it makes the PDFs of a county."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

from torture.ground import Ground, Quarry
from torture.plan import Plan
from torture.tally import End, Says, Tally
from torture.watching import comes_true, doors_of, offices

_KILLS = 3  # in one build, at most
_DEADLINE = 5  # seconds a conversion may take when LibreOffice is frozen


def trial(quarry: Quarry, plan: Plan, chance: Random) -> Iterator[Tally]:
    killed = Tally(Says("LibreOffice killed during a build", "生成中强行终止 LibreOffice"))
    frozen = Tally(Says("LibreOffice frozen during a build", "生成中冻结 LibreOffice"))
    with quarry.ground() as ground:
        for _ in quarry.rounds(plan.office_builds, kinds=2):
            ground = _build(ground, signal.SIGKILL, _KILLS, chance, killed)
        for _ in quarry.rounds(plan.freezes):
            ground = _build(ground, signal.SIGSTOP, 1, chance, frozen)
    yield killed
    yield frozen


def _build(ground: Ground, sign: signal.Signals, most: int, chance: Random, tally: Tally) -> Ground:
    """A build that is harmed, then a quiet one; the county with its next data."""
    deadline = ("--timeout", str(_DEADLINE)) if sign == signal.SIGSTOP else ()
    running = ground.start(*ground.build, "--jobs", "2", *deadline)
    doors: set[Path] = set()
    for _ in range(most):
        if (pid := _caught(ground, running, chance)) is None:
            break
        doors |= doors_of(ground.folder)
        with suppress(ProcessLookupError):
            os.kill(pid, sign)
            tally.tries += 1
    end = ground.end_of(running)
    if end.code not in (0, 4, 5) or end.is_traceback:
        tally.lost.append(f"a build ended with {end.code}: {end.said[-300:]}")
    made = sum(digest in ground.later.values() for digest in ground.standing().values()) // 2
    tally.ended(End.MADE, made)
    tally.ended(End.TOLD, len(ground.later) // 2 - made)
    tally.lost += ground.harm() + ground.faults_after_all()
    tally.lost += [f"left behind: {door.name}" for door in doors if door.exists()]
    return ground.swap()


def _caught(ground: Ground, running: "subprocess.Popen[bytes]", chance: Random) -> int | None:
    """One of its LibreOffices, some moments after there is one; None when the build has ended."""
    comes_true(lambda: offices(ground.folder) or running.poll() is not None, 30)
    with suppress(subprocess.TimeoutExpired):
        running.wait(timeout=chance.uniform(0.02, 1.2))
    found = offices(ground.folder)
    return chance.choice(found) if found and running.poll() is None else None
