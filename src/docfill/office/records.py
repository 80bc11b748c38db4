"""What is written down about a LibreOffice that is kept, so that later commands find it."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from docfill.base import temporary_lock
from docfill.start.places import LONGEST_SOCKET, is_ours_alone, run_path

_POLL_SECONDS = 0.02
_LAST_BREATH_SECONDS = 5


@dataclass(frozen=True)
class OfficeIdentity:
    """What must be the same for two LibreOffices to give the same pages.

    `program` names LibreOffice and what of docfill runs beside it, `fonts` the fonts it sees; both
    are hashes. Of one `soffice` there is one right program: others are out of date.
    """

    soffice: str
    version: str
    program: str
    fonts: str


@dataclass(frozen=True)
class KeptOffice:
    """A LibreOffice that is kept: its folder, its process group, and how it is called.

    `started` is in seconds since 1970, `keep` how long it waits for the next caller, in seconds.
    """

    identity: OfficeIdentity
    home: str
    pid: int
    libreoffice: int
    door: str
    secret: str
    started: float
    keep: float

    def is_alive(self) -> bool:
        """Whether its server runs, which holds its folder until it ends."""
        lock = temporary_lock(Path(self.home))
        if lock is not None:
            os.close(lock)
        return lock is None and Path(self.home).exists()

    def end(self) -> None:
        """Kill its processes and remove what they leave; its lease must be held."""
        if self.is_alive():
            # Its pid is still its own: the folder is held as long as it runs.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        end = time.monotonic() + _LAST_BREATH_SECONDS
        while self.is_alive() and time.monotonic() < end:
            time.sleep(_POLL_SECONDS)
        if self.door:
            Path(self.door).unlink(missing_ok=True)
        shutil.rmtree(self.home, ignore_errors=True)


@dataclass
class Lease:
    """The right to use one kept LibreOffice, ours until it is given back or we end.

    `path` is its record; the socket it answers at lies beside it.
    """

    path: Path
    lock: int

    @property
    def socket(self) -> Path:
        return self.path.with_suffix(".sock")

    @classmethod
    def new(cls) -> Self | None:
        """The lease of one that is yet to be started; None where there is no safe place for it."""
        folder = run_folder()
        path = folder / f"{os.urandom(6).hex()}.json"
        if len(os.fsencode(path.with_suffix(".sock"))) > LONGEST_SOCKET or not _is_ours(folder):
            return None
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        return cls(path, lock)

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """The lease of this record; None while somebody else has it, or when it is gone."""
        try:
            lock = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(lock).st_nlink:  # else it was ended while we asked
                return cls(path, lock)
        except OSError:
            pass
        os.close(lock)
        return None

    def write(self, kept: KeptOffice) -> None:
        """Note what is kept."""
        os.pwrite(self.lock, json.dumps(asdict(kept)).encode(), 0)

    def give_back(self) -> None:
        """Let others use it; may be called twice."""
        lock, self.lock = self.lock, -1
        if lock >= 0:
            os.close(lock)

    def forget(self) -> None:
        """Nothing is kept any more: remove the record and the socket, and give back the lease."""
        self.path.unlink(missing_ok=True)
        self.socket.unlink(missing_ok=True)
        self.give_back()


def run_folder() -> Path:
    """Where records and sockets of this user lie: that of the user's session, if there is one."""
    return Path(run_path())


def list_records() -> list[Path]:
    """The records of this user, the oldest first."""
    folder = run_folder()
    if not folder.is_dir() or not _is_ours(folder):
        return []
    times: list[tuple[float, Path]] = []
    for path in folder.glob("*.json"):
        with contextlib.suppress(FileNotFoundError):
            times.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(times)]


def read_record(path: Path) -> KeptOffice | None:
    """What a record says; None when it is gone, or not written yet."""
    try:
        said = json.loads(path.read_bytes())
        return KeptOffice(**{**said, "identity": OfficeIdentity(**said["identity"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def kept_offices() -> Iterator[tuple[Path, KeptOffice]]:
    """Each record that can be read, and what it says."""
    for path in list_records():
        if (kept := read_record(path)) is not None:
            yield path, kept


def _is_ours(folder: Path) -> bool:
    """Whether the folder is there, or could be made, and only we can look into it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return is_ours_alone(str(folder))
