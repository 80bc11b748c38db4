"""How long a province's roll-up takes, and how much memory: the whole command, with a workbook.

`python bench/province.py [FILINGS]...` rolls up made-up provinces, of 10,000 filings unless told:
first everything is read, then nothing, as nothing changed. Seconds are those of the clock, on as
many cores as there are; memory is the most that all processes of the command held together, each
page counted once, looked at a hundred times a second. `make bench` measures the same.

`python bench/province.py build [REPORTS]` has reports made by one worker of a Dask cluster, then
by two.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from check import YEAR, many

_FILINGS = 10_000
_EVERY = 0.01


class Cost(NamedTuple):
    """What a command took: seconds of the clock, of processor time, and megabytes at most."""

    seconds: float
    cpu: float
    megabytes: float


class Costs(NamedTuple):
    """What the roll-up of one province costs when all is read, and when nothing changed since."""

    read: Cost
    unchanged: Cost


def province(folder: Path, filings: int) -> Costs:
    """The costs of a made-up province of so many filings, each with last year's."""
    project = many(folder / f"province-{filings}", filings).root
    cache = folder / f"cache-{filings}"
    return Costs(roll_up(project, cache), roll_up(project, cache))


def main(sizes: list[int]) -> int:
    print("| filings | | seconds | of processor time | MB |")
    print("|---|---|---|---|---|")
    for filings in sizes:
        with tempfile.TemporaryDirectory(prefix="docfill-province-") as folder:
            costs = province(Path(folder), filings)
        for says, cost in zip(("all read", "unchanged"), costs, strict=True):
            figures = f"{cost.seconds:.1f} | {cost.cpu:.1f} | {cost.megabytes:.0f}"
            print(f"| {filings:,} | {says} | {figures} |", flush=True)
    return 0


def roll_up(project: Path, cache: Path) -> Cost:
    """What `docfill rollup` costs with a workbook."""
    command = [sys.executable, "-m", "docfill", "rollup", "-y", str(YEAR), "-o", "sums.xlsx"]
    began, used = time.perf_counter(), os.times()
    running = subprocess.Popen(
        command,
        cwd=project,
        env={**os.environ, "DOCFILL_CACHE": str(cache)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    most = 0
    while running.poll() is None:
        most = max(most, sum(map(_bytes, _family(running.pid))))
        time.sleep(_EVERY)
    seconds, now = time.perf_counter() - began, os.times()
    cpu = now.children_user + now.children_system - used.children_user - used.children_system
    if running.returncode:
        assert running.stderr is not None
        raise RuntimeError(running.stderr.read().decode())
    return Cost(seconds, cpu, most / 1e6)


def _family(process: int) -> list[int]:
    """A process and all that it began."""
    try:
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(each for child in below for each in _family(int(child)))]


def _bytes(process: int) -> int:
    """The memory a process holds; of a page that several hold, its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["build"]:
        import workers

        sys.exit(workers.main(*map(int, sys.argv[2:])))
    sys.exit(main([int(each) for each in sys.argv[1:]] or [_FILINGS]))
