"""docfill builds with too few open files, too little memory, processor time or room for a file."""

import resource
from collections.abc import Callable, Iterator
from random import Random

from torture.ground import Ground, Quarry
from torture.plan import Plan
from torture.tally import End, Says, Tally

_MB = 2**20
_OWN_FAULT = 9
_LIMITS = {
    resource.RLIMIT_NOFILE: (
        Says("limit on open files, {least} to {most}", "限制打开文件数，{least}至{most}个"),
        (4, 8, 12, 16, 20, 24, 32, 40, 64, 128),
        1,
    ),
    resource.RLIMIT_AS: (
        Says("limit on memory, {least} to {most} MB", "限制内存，{least}至{most} MB"),
        (60, 100, 150, 200, 300, 400, 600, 800, 1200, 2000),
        _MB,
    ),
    resource.RLIMIT_CPU: (
        Says("limit on processor time, {least} to {most} s", "限制处理器时间，{least}至{most}秒"),
        (1, 2, 3, 4),
        1,
    ),
    resource.RLIMIT_FSIZE: (
        Says(
            "limit on the size of a file, {least} to {most} kB",
            "限制单个文件大小，{least}至{most} kB",
        ),
        (1, 4, 10, 40, 100, 200, 400, 1000),
        1024,
    ),
}


def trial(quarry: Quarry, plan: Plan, chance: Random) -> Iterator[Tally]:
    for number, (limit, (what, values, unit)) in enumerate(_LIMITS.items()):
        chosen = chance.sample(values, min(plan.limits, len(values)))
        tally, tried = Tally(what), []
        with quarry.ground() as ground:
            for turn in quarry.rounds(len(chosen), kinds=len(_LIMITS) - number):
                tried.append(chosen[turn])
                _try(ground, _limited(limit, chosen[turn] * unit), tally)
            tally.lost += ground.faults_after_all()
        bounds = {"least": min(tried), "most": max(tried)}
        tally.what = Says(what.en.format(**bounds), what.zh.format(**bounds))
        yield tally


def _limited(limit: int, value: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(limit, (value, value))


def _try(ground: Ground, limits: Callable[[], None], tally: Tally) -> None:
    """One build under a limit; what was finished before stands, or was made anew."""
    tally.tries += 1
    end = ground.run(*ground.build, limits=limits)
    lost = ground.harm()
    if end.code == _OWN_FAULT:
        lost.append(f"a lack is told as docfill's own fault: {end.err[-300:]}")
    tally.lost += lost
    if not lost:
        tally.ended(_kind(end.code, is_traceback=end.is_traceback))


def _kind(code: int, *, is_traceback: bool) -> End:
    if code == 0:
        return End.MADE
    # Too little for Python itself to start, or to say why it ends.
    return End.CUT_SHORT if code < 0 or is_traceback else End.TOLD
