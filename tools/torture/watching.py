"""Processes and sockets of a trial, found through /proc: whatever names the trial's folder."""

import time
from collections.abc import Callable
from pathlib import Path

from processes import POLL_SECONDS

_PATIENCE = 15.0  # the kernel, and LibreOffice's own server, may need a moment to clear away


def ours(folder: Path) -> dict[int, str]:
    """Processes that work in a folder or were given it, each with the name of its program."""
    mark = f"{folder}/".encode()
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            if command and (mark in command or mark in (entry / "environ").read_bytes()):
                found[int(entry.name)] = Path(command.split(b"\0")[0].decode()).name
        except OSError:
            continue  # ended while it was looked at
    return found


def offices(folder: Path) -> list[int]:
    """The LibreOffices that run for a trial."""
    return [pid for pid, name in ours(folder).items() if name.startswith("soffice")]


def doors_of(folder: Path) -> set[Path]:
    """The sockets of a trial's LibreOffices in /tmp, where they are whatever TMPDIR says."""
    lines = Path("/proc/net/unix").read_text().splitlines()
    paths = {one[6]: one[7] for line in lines if len(one := line.split()) == 8}
    return {
        Path(paths[number])
        for pid in offices(folder)
        for number in _sockets_of(pid)
        if "OSL_PIPE" in paths.get(number, "")
    }


def _sockets_of(pid: int) -> set[str]:
    """The numbers of the sockets a process holds."""
    try:
        held = [str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return set()  # ended, or closed one while they were looked at
    return {name[8:-1] for name in held if name.startswith("socket:[")}


def comes_true(condition: Callable[[], object], seconds: float = _PATIENCE) -> bool:
    """Whether a condition holds within these seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_SECONDS)
    return True
