"""Turns taken at a folder or a file by threads and programs; a lock ends with whoever holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else is within for the same folder, which is made first; who comes later waits.

    Nor is anybody alone with a file in it.
    """
    with _opened(folder) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Nobody else is within for the same file, nor for its folder; who comes later waits.

    Others may be alone with other files meanwhile, unless there is no such file yet: that is made
    alone in the folder.
    """
    with _opened(path.parent) as folder:
        fcntl.flock(folder, fcntl.LOCK_SH)
        held = _held(path)
        try:
            if held is None:
                fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            if held is not None:
                os.close(held)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)


def _held(path: Path) -> int | None:
    """The lock of the file that stands at a path; None where there is none that can be held."""
    while True:
        try:
            handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError:
            return None
        fcntl.flock(handle, fcntl.LOCK_EX)
        if _is_at(path, os.fstat(handle)):
            return handle
        os.close(handle)  # another file took its name while we waited


def _is_at(path: Path, state: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.stat(), state)
    except OSError:
        return False
