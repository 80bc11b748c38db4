"""A folder to make files in before they are moved, on their own file system, gone afterwards."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = ".workshop-"


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """A new folder in `beside`; those that killed programs left there are cleared away."""
    beside.mkdir(parents=True, exist_ok=True)
    _clear(beside)
    folder = Path(tempfile.mkdtemp(dir=beside, prefix=_PREFIX))
    held = _hold(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
        os.close(held)


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
