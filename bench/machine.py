"""What a measurement stands on: contestants' processes, whole commands, and this machine."""

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
_DEADLINE = 900


class Failed(RuntimeError):
    """A contestant could not do its work; there is nothing to compare."""


class Contestant:
    """A process that fills documents when told to, kept on one core."""

    def __init__(self, name: str, command: Sequence[str | Path]):
        self.name = name
        self.version = ""
        self._process = subprocess.Popen(
            [*_on_one_core(), *map(str, command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def open(self, template: Path, values: Path) -> None:
        """Have it open a template, and the values it is to fill in one after the other."""
        said = self._ask(do="open", template=str(template), values=str(values))
        self.version = str(said["version"])

    def seconds_each(self, count: int, do: str = "fill") -> float:
        """Seconds per document over so many documents."""
        return float(str(self._ask(do=do, count=count)["seconds"])) / count

    def write(self, folder: Path) -> None:
        """Have it write a document for each of the values."""
        folder.mkdir()
        self._ask(do="write", folder=str(folder))

    def memory(self) -> int:
        """The bytes of memory it holds now."""
        return int(str(self._ask(do="memory")["bytes"]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=_DEADLINE)

    def _ask(self, **asked: object) -> Mapping[str, object]:
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise Failed(f"{self.name} ended; what it said stands above")
        answer: Mapping[str, object] = json.loads(line)
        return answer


def contestant(name: str) -> Contestant:
    """docfill or one of its peers, by the name it is known under."""
    worker = HERE / "contestants" / "worker.py"
    if name == "docfill":
        return Contestant(name, [sys.executable, worker, "docfill_fill"])
    if name == "docxtpl":
        return Contestant(name, [sys.executable, worker, "docxtpl_fill"])
    if name == "rust-docxtpl":
        return Contestant(name, [PEERS / "venv" / "bin" / "python", worker, "docxtpl_fill"])
    return Contestant(name, ["node", HERE / "contestants" / "npm_fill.cjs", name, PEERS])


def whole(
    command: Sequence[object], environment: Mapping[str, str] | None = None, *, one_core: bool
) -> float:
    """The seconds a command takes from its start to its end; raises Failed when it fails."""
    prefix = _on_one_core() if one_core else []
    name = " ".join(Path(str(word)).name for word in command[:4])
    # A file, not a pipe: what a command leaves running would hold a pipe open.
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        running = subprocess.Popen(
            [*prefix, *map(str, command)],
            env=_as_installed() | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        code = _end_of(running, name)
        seconds = time.perf_counter() - began
        if code:
            said.seek(0)
            told = said.read().decode(errors="replace").strip()[-2000:]
            raise Failed(f"{name} ended with {code}:\n{told}")
    return seconds


def _end_of(running: "subprocess.Popen[bytes]", name: str) -> int:
    """The code it ends with, at the moment it ends: with a timeout of its own, Python only looks
    twenty times a second. Raises Failed after the deadline."""
    late = threading.Timer(_DEADLINE, running.kill)
    late.start()
    try:
        code = running.wait()
    finally:
        running.kill()
        late.cancel()
    if code == -signal.SIGKILL:
        raise Failed(f"{name} was killed, as it would be after {_DEADLINE} seconds")
    return code


def described() -> str:
    """This machine and its programs, without any name of its own."""
    cores = len(os.sched_getaffinity(0))
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    cpu = next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "?")
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return (
        f"{cores} cores ({cpu}), {platform.system()}, Python {platform.python_version()}, "
        f"Node.js {node.stdout.strip().lstrip('v')}"
    )


def _as_installed() -> dict[str, str]:
    """The environment, but for what keeps Python from compiling a program once and for all."""
    return {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _on_one_core() -> list[str]:
    """What keeps a command on one core: the last of those we may use."""
    taskset = shutil.which("taskset")
    if taskset is None:
        raise Failed("taskset is not installed (util-linux)")
    return [taskset, "-c", str(max(os.sched_getaffinity(0)))]
