"""LibreOffices that run for docfill, found and watched through /proc."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")

POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Running:
    """One LibreOffice of ours, its process group and the folder it lives in."""

    pid: int
    group: int
    home: Path

    def is_gone(self) -> bool:
        """No process of the group is left, and neither is the folder."""
        return not _members(self.group) and not self.home.exists()

    @property
    def is_busy(self) -> bool:
        """A document was given to it."""
        return (self.home / "exchange" / "in.docx").exists()


def libreoffices_of(parent: int) -> list[Running]:
    """The LibreOffices behind servers that this process started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (entry / "cmdline").read_bytes().decode().split("\0")
            server = _parent(int(entry.name))
            ours = _parent(server) == parent
        except (OSError, IndexError):
            continue  # ended while it was looked at
        profile = next((a for a in arguments if a.startswith("-env:UserInstallation=file://")), "")
        if ours and "soffice" in arguments[0] and profile:
            home = Path(profile.partition("file://")[2]).parent
            found.append(Running(int(entry.name), os.getpgid(server), home))
    return found


def wait_for(condition: Callable[[], Answer], seconds: float = 30.0) -> Answer:
    """What the condition says as soon as it is true."""
    end = time.monotonic() + seconds
    while not (said := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s")
        time.sleep(POLL_SECONDS)
    return said


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _members(group: int) -> list[int]:
    members = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(state[2]) == group and state[0] != "Z":
            members.append(int(entry.name))
    return members
