"""A real `docfill serve` beside the test: started, killed, and started again at the same place."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

YEAR = 2023


@dataclass(frozen=True)
class Agency:
    """An agency that no other test touches; `link` is the one its clerks were sent."""

    id: str
    name: str
    path: Path
    link: str

    @property
    def text(self) -> str:
        """Its filing, as it is on the disk."""
        return self.path.read_text(encoding="utf-8")


class Server:
    """The server of a project; `address` is the same however often it is started."""

    def __init__(self, project: Path, language: str = "en", year: int = YEAR):
        self.project = project
        self.year = year
        self.port = _free_port()
        self._environment = {**os.environ, "DOCFILL_LANG": language}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        """Come back once it answers."""
        command = [sys.executable, "-m", "docfill", "serve", "-y", str(self.year)]
        command += ["--port", str(self.port), "--project", str(self.project)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, env=self._environment, cwd=self.project
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline(), "the server did not start"

    def kill(self) -> None:
        """End it as a power failure would; nothing where it does not run."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        trouble: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
