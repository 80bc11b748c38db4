"""A Dask scheduler and workers over the loopback, as a county would start them by hand."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from processes import wait_for

_DASK = Path(sys.executable).with_name("dask")
_TROUBLE = str(Path(__file__).with_name("worker_trouble.py"))
_SECONDS_TO_END = 20
_SCHEDULER = "scheduler"


@dataclass
class HandMadeCluster:
    """Commands that run until the cluster is ended."""

    folder: Path
    port: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self) -> None:
        self._start(_SCHEDULER, "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        wait_for(self._answers)

    def start_worker(
        self, name: str, trouble: str = "", *, nanny: bool = False, **environment: str
    ) -> None:
        """A worker that has this trouble of `worker_trouble`; a nanny starts it anew if it dies."""
        self._start(
            "worker",
            *(self.address, "--name", name, "--nthreads", "1", "--no-dashboard"),
            *("--resources", "office=1", "--local-directory", str(self.folder / name)),
            "--nanny" if nanny else "--no-nanny",
            *(("--preload", _TROUBLE) if trouble else ()),
            called=name,
            environment={
                **environment,
                "DOCFILL_TROUBLE": trouble,
                "DOCFILL_TROUBLE_AT": str(self.folder),
            },
        )

    def waiting(self) -> int:
        """The process of the worker that waits in the midst of a report, as soon as it does."""
        sign = self.folder / "waiting"
        return int(wait_for(lambda: sign.exists() and sign.read_text()))

    def go_on(self) -> None:
        """Have it wait no more."""
        (self.folder / "go-on").touch()

    def end(self, *names: str) -> None:
        """End commands as an administrator does."""
        ending = [self.running.pop(name) for name in names]
        for process in ending:
            process.terminate()
        for process in ending:
            try:
                process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def end_workers(self) -> None:
        """End all but the scheduler, and forget what they waited for."""
        self.end(*(name for name in self.running if name != _SCHEDULER))
        for sign in ("waiting", "go-on"):
            (self.folder / sign).unlink(missing_ok=True)

    def kill(self, name: str) -> None:
        """End a command without giving it time for anything."""
        process = self.running.pop(name)
        process.kill()
        process.wait()

    def _start(
        self,
        what: str,
        *arguments: str,
        called: str = "",
        environment: dict[str, str] | None = None,
    ) -> None:
        name = called or what
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [_DASK, what, *arguments],
                cwd=self.folder,
                env={**os.environ, **(environment or {})},
                stdout=log,
                stderr=log,
            )

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def hand_made_cluster(folder: Path) -> Iterator[HandMadeCluster]:
    """A scheduler, so far without workers; all end with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cluster = HandMadeCluster(folder, port)
    try:
        cluster.start_scheduler()
        yield cluster
    finally:
        cluster.end_workers()
        cluster.end(*cluster.running)
