"""Temporary folders that are held while in use, so that what killed programs left can be told."""

import fcntl
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# What is empty may just have been made, and not be held yet.
_SECONDS_TO_BE_HELD = 60
# Where a folder notes the socket that its LibreOffice has elsewhere.
_DOOR = "door"


@dataclass
class Held:
    """A folder of our own in the system's folder for such, and the lock that says so."""

    folder: Path
    lock: int

    def note_door(self, socket: str) -> None:
        """Have whoever clears the folder away, should we be killed, remove this socket too."""
        (self.folder / _DOOR).write_text(socket, encoding="utf-8")

    def release(self) -> None:
        """Give back the lock, once; the folder is gone, or the next program's to clear away."""
        lock, self.lock = self.lock, -1
        if lock >= 0:
            os.close(lock)


def held_folder(prefix: str) -> Held:
    """A new temporary folder, held until its lock is released or we end, however that happens.

    Those with the same prefix that killed programs left are cleared away.
    """
    import tempfile  # slow to load; most commands need no such folder

    _clear_folders(Path(tempfile.gettempdir()), prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    return Held(folder, _locked(folder))


@contextmanager
def temporary(prefix: str) -> Iterator[Path]:
    """A temporary folder that is gone afterwards."""
    held = held_folder(prefix)
    try:
        yield held.folder
    finally:
        shutil.rmtree(held.folder, ignore_errors=True)
        held.release()


def temporary_lock(folder: Path) -> int | None:
    """The lock of a held folder that nobody holds any more; None while somebody does."""
    try:
        return _locked(folder)
    except OSError:
        return None


def clear_files(beside: Path, beginning: str, ending: str) -> None:
    """Remove the files called so that killed programs left in a folder."""
    # Not by a pattern: this is done before each file of a county is written.
    names = (name for name in os.listdir(beside) if name.startswith(beginning))  # noqa: PTH208
    for file in [beside / name for name in names if name.endswith(ending)]:
        if (lock := _left_behind(file, stat.S_ISREG)) is not None:
            file.unlink(missing_ok=True)
            os.close(lock)


def _clear_folders(beside: Path, prefix: str) -> None:
    for folder in beside.glob(f"{prefix}*"):
        if (lock := _left_behind(folder, stat.S_ISDIR)) is not None:
            _remove_door(folder / _DOOR)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _remove_door(note: Path) -> None:
    try:
        door = Path(note.read_text(encoding="utf-8"))
        if "OSL_PIPE" in door.name and stat.S_ISSOCK(door.lstat().st_mode):
            door.unlink()
    except (OSError, ValueError):
        return  # there is none, or it is gone


def _left_behind(path: Path, is_kind: Callable[[int], bool]) -> int | None:
    """The lock of something of ours that nobody holds and that is not just being made."""
    try:
        state = path.lstat()
        if state.st_uid != os.getuid() or not is_kind(state.st_mode):
            return None
        if _is_empty(path, state) and time.time() - state.st_mtime < _SECONDS_TO_BE_HELD:
            return None
        return _locked(path)
    except OSError:
        return None  # held by its program, or gone meanwhile


def _is_empty(path: Path, state: os.stat_result) -> bool:
    if stat.S_ISDIR(state.st_mode):
        return next(path.iterdir(), None) is None
    return state.st_size == 0


def _locked(path: Path) -> int:
    lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock
