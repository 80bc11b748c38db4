"""A folder to make files in before they are moved, on their own file system, gone afterwards."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docfill.base.locking import alone_in

_PREFIX = ".workshop-"


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """A new folder in `beside`; those that killed programs left there are cleared away."""
    # Named before it is made, so that an interrupt at any moment leaves nothing behind.
    folder = beside / f"{_PREFIX}{os.urandom(8).hex()}"
    try:
        with alone_in(beside):  # or another would clear it away before it is held
            _clear(beside)
            folder.mkdir(mode=0o700)
            held = _hold(folder)
        try:
            yield folder
            _remove(folder)  # while it is held: another might clear it away at the same time
        finally:
            os.close(held)
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    """The folder taken away, also when an interrupt comes meanwhile."""
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except FileNotFoundError:
        # Gone already, or another build is clearing it away.
        shutil.rmtree(folder, ignore_errors=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _hold(folder: Path) -> int:
    """A lock on the folder that ends with this process, however it ends."""
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return held


def _clear(beside: Path) -> None:
    for folder in beside.glob(f"{_PREFIX}*"):
        try:
            held = _hold(folder)
        except BlockingIOError:
            continue  # its program is at work
        except FileNotFoundError:
            continue  # its program has just tidied up
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)
