"""How many LibreOffices this machine has room for: its cores, and the memory that is free."""

import os
from pathlib import Path

# What one LibreOffice and the Python before it take after some hundred documents.
BYTES_EACH = 300 * 2**20


def room_for_workers() -> int:
    """The most LibreOffices that get a core and memory of their own; at least one."""
    cores = len(os.sched_getaffinity(0))
    free = free_memory()
    return max(1, cores if free is None else min(cores, free // BYTES_EACH))


def free_memory(proc: Path = Path("/proc"), groups: Path = Path("/sys/fs/cgroup")) -> int | None:
    """Bytes that are free, to the machine and to our container; None where no one tells."""
    known = [
        free for free in (_of_machine(proc), *_of_containers(proc, groups)) if free is not None
    ]
    return max(0, min(known)) if known else None


def _of_machine(proc: Path) -> int | None:
    try:
        lines = (proc / "meminfo").read_text().splitlines()
    except OSError:
        return None
    stated = dict(line.split(":", 1) for line in lines if ":" in line)
    words = stated.get("MemAvailable", "").split()
    return int(words[0]) * 1024 if words and words[0].isdecimal() else None


def _of_containers(proc: Path, groups: Path) -> list[int | None]:
    """What the control group we are in, and those around it, still allow (version 2)."""
    try:
        lines = (proc / "self" / "cgroup").read_text().splitlines()
    except OSError:
        return []
    own = next((line[3:].lstrip("/") for line in lines if line.startswith("0::")), "")
    folder = groups / own
    return [_left(each) for each in (folder, *folder.parents) if each.is_relative_to(groups)]


def _left(group: Path) -> int | None:
    most, used = _number(group / "memory.max"), _number(group / "memory.current")
    return None if most is None or used is None else most - used


def _number(file: Path) -> int | None:
    try:
        stated = file.read_text().strip()
    except OSError:
        return None
    return int(stated) if stated.isdecimal() else None
