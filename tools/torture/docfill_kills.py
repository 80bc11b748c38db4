"""docfill is killed, or asked to end, at any moment of a build."""

import signal
import subprocess
from collections.abc import Iterator
from random import Random

from torture.ground import Ground, Quarry
from torture.plan import Plan
from torture.tally import End, Says, Tally
from torture.watching import doors_of

_ROUND = 8  # kills after which a quiet build must make everything right
_POLITE = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def trial(quarry: Quarry, plan: Plan, chance: Random) -> Iterator[Tally]:
    killed = Tally(Says("docfill build killed (SIGKILL)", "生成中强行终止 docfill（SIGKILL）"))
    ended = Tally(
        Says(
            "docfill build ended (SIGTERM, SIGINT, SIGHUP)",
            "生成中要求 docfill 结束（SIGTERM、SIGINT、SIGHUP）",
        )
    )
    with quarry.ground() as ground:
        signs = [signal.SIGKILL] * plan.docfill_kills
        for number in quarry.rounds(len(signs) // _ROUND or 1, kinds=2):
            some = signs[number * _ROUND : (number + 1) * _ROUND]
            ground = _round(ground, some, quarry.seconds, chance, killed)
        signs = [_POLITE[n % len(_POLITE)] for n in range(plan.polite_ends)]
        _round(ground, signs, quarry.seconds, chance, ended)
    yield killed
    yield ended


def _round(
    ground: Ground, signs: list[signal.Signals], longest: float, chance: Random, tally: Tally
) -> Ground:
    """So many builds ended, then a quiet one; the county with its next data."""
    doors = set()
    for sign in signs:
        while (running := _caught(ground, chance.uniform(0.05, longest))) is None:
            tally.lost += ground.harm()
            ground = ground.swap()
        tally.tries += 1
        doors |= doors_of(ground.folder)
        running.send_signal(sign)
        end = ground.end_of(running)
        lost = ground.harm()
        lost += ground.still_running()
        if sign != signal.SIGKILL:
            lost += ground.leftovers()
            if end.is_traceback:
                lost.append(f"a traceback after {sign.name}: {end.said[-300:]}")
        tally.lost += lost
        tally.ended(End.STOOD, not lost)
    tally.lost += ground.faults_after_all()
    tally.lost += [f"left behind: {door.name}" for door in doors if door.exists()]
    return ground.swap()


def _caught(ground: Ground, seconds: float) -> "subprocess.Popen[bytes] | None":
    """A build still at work after these seconds; None if it was quicker."""
    running = ground.start(*ground.build, limits=_hear_signals)
    try:
        running.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return running
    return None


def _hear_signals() -> None:
    """A shell lets what it runs in the background ignore these, and that is handed down."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
