"""One at a time: a lock of the operating system, which no death of a process leaves behind."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docfill.base import MailFailed, tell


class MailBusy(MailFailed):
    """Another docfill is at the same work right now."""


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else is within, for the same lock file; `MailBusy` if somebody already is.

    The file is never taken away: a lock on a removed file would let two in. `OSError` if it
    cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise MailBusy(
                tell(
                    "another docfill (process {pid}) is at this work already; wait until it is "
                    "done ({path})",
                    pid=file.read().strip() or "?",
                    path=path,
                )
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
