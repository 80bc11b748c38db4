"""How a province's reports are made on a Dask cluster: by one worker and by two, a core for each.

`python bench/province.py build [REPORTS]` makes a sample of so many reports, 200 unless told, of a
made-up province, first by one worker and then by two, twice each, in counties of a hundred. Ten
thousand would take hours on two cores, so the rest is worked out from the sample. Scheduler, caller
and workers share this machine: what they take from each other counts against two workers.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

from county import YEAR, make_project
from docfill.build.cluster.building import ClusterBuild
from docfill.build.cluster.connection import Cluster
from docfill.build.conversion import Options
from docfill.build.pipeline import build
from docfill.project import open_project

PROVINCE = 10_000
SAMPLE = 200
_OF_A_COUNTY = 100
_DASK = Path(sys.executable).with_name("dask")
_SECONDS_TO_ANSWER = 60


class Run(NamedTuple):
    """A sample made by so many workers: seconds of the clock, the share of them in which workers
    were at work, milliseconds from one report to the next at the same worker, and the scheduler's
    memory at its first tenth and at its end, in megabytes."""

    workers: int
    seconds: float
    busy: float
    between: float
    first: float
    last: float


def main(reports: int = SAMPLE) -> int:
    with tempfile.TemporaryDirectory(prefix="docfill-province-") as folder:
        counties = [
            make_project(Path(folder) / f"county-{at}", min(_OF_A_COUNTY, reports - at), at)
            for at in range(0, reports, _OF_A_COUNTY)
        ]
        runs = [measured(Path(folder), counties, reports, each) for each in (1, 2, 1, 2)]
    heads = ("workers", "s", "s each", "at work", "ms between", "scheduler, MB", "10,000 in h")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for run in runs:
        each = run.seconds / reports
        memory = f"{run.first:.0f} → {run.last:.0f}"
        hours = each * PROVINCE / 3600
        print(
            f"| {run.workers} | {run.seconds:.1f} | {each:.2f} | {run.busy:.0%} "
            f"| {run.between:.0f} | {memory} | {hours:.1f} |"
        )
    one, two = (mean(run.seconds for run in runs if run.workers == n) for n in (1, 2))
    print(f"two workers against one: {one / two:.2f} times as fast, {one / two / 2:.0%} of linear")
    print(f"load of the machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")
    return 0


def measured(folder: Path, counties: list[Path], reports: int, workers: int) -> Run:
    """The sample made by so many workers, all of it anew."""
    with cluster_of(folder, workers) as (scheduler, address):
        cluster = Cluster(address)
        client = cluster.client()
        client.wait_for_workers(workers, timeout=_SECONDS_TO_ANSWER)
        held: list[float] = []
        began = time.perf_counter()
        client.get_task_stream()  # From now on the scheduler notes what each worker does.
        for county in counties:
            project = open_project(county)
            options = Options(force=True)
            whose = project.townships.values()
            for outcome in build(project, whose, YEAR, options, ClusterBuild(cluster)):
                if outcome.exit_code:
                    raise RuntimeError(f"{outcome.called}: {outcome.trouble}")
                held.append(_megabytes(scheduler))
        seconds = time.perf_counter() - began
        tasks = client.get_task_stream()
        cluster.close()
    assert len(held) == reports
    spans = [_span(task) for task in tasks]
    at_work = sum(stop - start for _, start, stop in spans) / (seconds * workers)
    first = max(held[: max(reports // 10, 1)])
    return Run(workers, seconds, at_work, 1000 * median(_pauses(spans)), first, held[-1])


def _span(task: dict[str, Any]) -> tuple[str, float, float]:
    """Which worker did a task, and from when to when."""
    (part,) = [part for part in task["startstops"] if part["action"] == "compute"]
    return str(task["worker"]), float(part["start"]), float(part["stop"])


def _pauses(spans: list[tuple[str, float, float]]) -> Iterator[float]:
    """The seconds between one task of a worker and its next."""
    for (worker, _, stop), (other, start, _) in pairwise(sorted(spans)):
        if worker == other:
            yield start - stop


@contextmanager
def cluster_of(folder: Path, workers: int) -> Iterator[tuple[int, str]]:
    """A scheduler and workers over the loopback, each worker on a core of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    cores = sorted(os.sched_getaffinity(0))
    commands = [["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]]
    for number in range(workers):
        named = ["--name", f"worker-{number}", "--local-directory", str(folder / "dask")]
        commands.append(["worker", address, "--nthreads", "1", "--no-dashboard", *named])
    running: list[subprocess.Popen[bytes]] = []
    try:
        for number, command in enumerate(commands):
            pinned = ["taskset", "-c", str(cores[(number - 1) % len(cores)])] if number else []
            running.append(subprocess.Popen([*pinned, _DASK, *command], stderr=subprocess.DEVNULL))
            if not number:
                _wait_for(port)
        yield running[0].pid, address
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


def _wait_for(port: int) -> None:
    """Return when somebody answers at the port."""
    end = time.monotonic() + _SECONDS_TO_ANSWER
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > end:
            raise RuntimeError("the scheduler did not start")
        time.sleep(0.05)


def _megabytes(process: int) -> float:
    """The memory that a process holds now."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))
