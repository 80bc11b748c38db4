"""The main job from the command line, with a real LibreOffice: what a county officer types."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from here import ROOT

pytestmark = pytest.mark.office

BUILD = [sys.executable, "-m", "docfill", "build", "huashi", "-y", "2023"]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A project of its own with the sample filing."""
    for folder in ("templates", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "docfill.yaml", tmp_path)
    return tmp_path


@pytest.fixture
def started(county: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts `docfill build` in the project; whatever still runs afterwards is ended."""
    begun: list[subprocess.Popen[str]] = []

    def start(*options: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, "DOCFILL_LANG": "en"}
        pipe = subprocess.PIPE
        command = [*BUILD, *options]
        begun.append(
            subprocess.Popen(
                command, cwd=county, env=environment, stdout=pipe, stderr=pipe, text=True
            )
        )
        return begun[-1]

    yield start
    for program in begun:
        program.kill()
        program.communicate()


def hashes(county: Path) -> dict[str, str]:
    files = (county / "out").glob("2023/*/*.[dp][od][cf]*")
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def family(pid: int) -> dict[int, str]:
    """The processes below one, by their names."""
    parents: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        try:
            text = (entry / "stat").read_text() if entry.name.isdigit() else ""
        except OSError:
            continue
        if text:
            name, rest = text.split("(", 1)[1].rsplit(")", 1)
            names[int(entry.name)] = name
            parents.setdefault(int(rest.split()[1]), []).append(int(entry.name))
    found: dict[int, str] = {}
    todo = [pid]
    while todo:
        for child in parents.get(todo.pop(), []):
            found[child] = names[child]
            todo.append(child)
    return found


def until(look: Callable[[], Any], seconds: float) -> Any:
    """What `look` answers as soon as it is not empty."""
    deadline = time.monotonic() + seconds
    while not (answer := look()):
        assert time.monotonic() < deadline, "nothing happened in time"
        time.sleep(0.01)
    return answer


def offices(program: "subprocess.Popen[str]") -> dict[int, str]:
    """The LibreOffices that are there for documents; one only asked for its version is not."""
    found = {pid: name for pid, name in family(program.pid).items() if name == "soffice.bin"}
    return {pid: name for pid, name in found.items() if "--version" not in words_of(pid)}


def words_of(pid: int) -> list[str]:
    """The command line of a process; of one that has ended, as if it was asked for its version."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return ["--version"]


def alive(pids: dict[int, str]) -> list[int]:
    """Those that still run; one that waits to be reaped does not."""
    states = {pid: Path(f"/proc/{pid}/stat") for pid in pids}
    return [p for p, s in states.items() if s.exists() and ") Z" not in s.read_text()]


def test_a_report_is_made_and_made_again_with_the_same_bytes(
    county: Path, started: Callable[..., "subprocess.Popen[str]"]
) -> None:
    program = started()
    _, errors = program.communicate(timeout=180)
    assert program.returncode == 0, errors
    first = hashes(county)
    assert sorted(Path(name).suffix for name in first) == [".docx", ".pdf"]
    shutil.rmtree(county / "out")
    program = started()
    program.communicate(timeout=180)
    assert hashes(county) == first


def test_a_libreoffice_frozen_at_its_start_costs_the_deadline_and_no_report(
    county: Path, started: Callable[..., "subprocess.Popen[str]"]
) -> None:
    program = started("--timeout", "6", "--jobs", "1")
    frozen = until(lambda: offices(program), 60)
    for pid in frozen:
        os.kill(pid, signal.SIGSTOP)
    _, errors = program.communicate(timeout=120)
    assert program.returncode == 0, errors
    until(lambda: not alive(frozen), 5)
    assert sorted(Path(name).suffix for name in hashes(county)) == [".docx", ".pdf"]


def test_frozen_libreoffices_are_given_up_at_the_deadline(
    county: Path, started: Callable[..., "subprocess.Popen[str]"]
) -> None:
    program = started("--timeout", "4", "--jobs", "1")
    everything: dict[int, str] = {}

    def freeze() -> bool:
        """Whether docfill has ended; until then no LibreOffice of its gets any further."""
        for pid in offices(program):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        everything.update(family(program.pid))
        return program.poll() is not None

    until(freeze, 120)
    _, errors = program.communicate(timeout=10)
    assert program.returncode in (4, 5), errors
    assert "huashi" in errors
    until(lambda: not alive(everything), 5)
    assert hashes(county) == {}


@pytest.mark.usefixtures("signals_heard")
@pytest.mark.parametrize(
    ("ending", "codes"),
    # Python 3.11 ends itself by the interrupt where that came while a dataclass was being made,
    # whoever caught it; a shell tells both as 130.
    [(signal.SIGINT, (130, -2)), (signal.SIGTERM, (143,)), (signal.SIGKILL, (-9,))],
)
def test_nothing_is_left_running_when_docfill_is_ended(
    county: Path,
    started: Callable[..., "subprocess.Popen[str]"],
    ending: signal.Signals,
    codes: tuple[int, ...],
) -> None:
    program = started()
    until(lambda: offices(program), 60)
    everything = family(program.pid)
    program.send_signal(ending)
    _, errors = program.communicate(timeout=60)
    assert program.returncode in codes, errors
    until(lambda: not alive(everything), 10)
    assert hashes(county) == {}
