"""When there is nobody left to serve: LibreOffice is killed and its folder removed."""

import os
import shutil
import sys
import threading
import time
from pathlib import Path

from libreoffice import LibreOffice

LAST_BREATH_SECONDS = 5
LOOK_SECONDS = 0.5


def end_with_pipe(libreoffice: LibreOffice, home: str) -> None:
    """Wait for docfill's end of the pipe to close, then leave nothing behind."""
    while sys.stdin.buffer.read(4096):
        pass
    libreoffice.end()
    remove(Path(home))
    os._exit(0)


def remove(home: Path) -> None:
    """Remove the folder, also while this program's other thread is making something in it."""
    end = time.monotonic() + LAST_BREATH_SECONDS
    shutil.rmtree(home, ignore_errors=True)
    while home.exists() and time.monotonic() < end:
        shutil.rmtree(home, ignore_errors=True)


def end_with_libreoffice(libreoffice: LibreOffice) -> None:
    """When LibreOffice ends there is nothing left to serve; docfill sees its connection break."""
    libreoffice.process.wait()
    if not libreoffice.is_being_ended:
        os._exit(3)


class Use:
    """Who is being served, and since when nobody is."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._callers = 0
        self._left = time.monotonic()

    def begin(self) -> None:
        """Somebody has come."""
        with self._changing:
            self._callers += 1

    def end(self) -> None:
        """Somebody has gone."""
        with self._changing:
            self._callers -= 1
            self._left = time.monotonic()

    def seconds_idle(self) -> float:
        """For how long nobody has been there; 0 while somebody is."""
        with self._changing:
            return 0.0 if self._callers else time.monotonic() - self._left


def end_when_idle(libreoffice: LibreOffice, home: str, record: Path, keep: float, use: Use) -> None:
    """Wait until nobody came for `keep` seconds, or until the record that leads here is gone.

    The record is written by the docfill that started us, which holds the other end of our pipe
    until it leaves; it goes when somebody wants us to end, or with the folder of the user's
    session.
    """
    while sys.stdin.buffer.read(4096):
        pass
    tick = threading.Event()
    while (idle := use.seconds_idle()) < keep and (not idle or record.exists()):
        tick.wait(LOOK_SECONDS)
    for file in (record, record.with_suffix(".sock")):
        file.unlink(missing_ok=True)
    libreoffice.end()
    remove(Path(home))
    os._exit(0)
