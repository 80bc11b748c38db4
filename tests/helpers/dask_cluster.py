"""A Dask scheduler and workers over the loopback, as a county would start them by hand."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from processes import wait_for

_DASK = Path(sys.executable).with_name("dask")


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
        self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        wait_for(self._answers)

    def start_worker(self, name: str, **environment: str) -> None:
        self._start(
            "worker",
            *(self.address, "--name", name, "--nthreads", "1", "--no-dashboard"),
            *("--resources", "office=1", "--local-directory", str(self.folder / name)),
            called=name,
            environment=environment,
        )

    def end(self, name: str) -> None:
        """End a command as an administrator does."""
        process = self.running.pop(name)
        process.terminate()
        process.wait(20)

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
def hand_made_cluster(folder: Path, *workers: str) -> Iterator[HandMadeCluster]:
    """A scheduler with these workers; all end with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cluster = HandMadeCluster(folder, port)
    try:
        cluster.start_scheduler()
        for worker in workers:
            cluster.start_worker(worker)
        yield cluster
    finally:
        for process in cluster.running.values():
            process.send_signal(signal.SIGINT)
        for process in cluster.running.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
