"""By what a docfill that waits is found: its record, and the socket beside it."""

import fcntl
import os
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from docfill.start.asking import SECRET_BYTES

_WAITING = 16  # callers that may come at the same moment


@dataclass
class WaitingRecord:
    """The record, held as long as we wait; who can read it knows the secret."""

    path: Path
    lock: int
    secret: bytes
    door: socket.socket

    @classmethod
    def new(cls, path: Path) -> Self | None:
        """The record under this name, nothing written yet; None where another docfill has it."""
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            return None
        secret = os.urandom(SECRET_BYTES // 2).hex().encode()
        record = cls(path, lock, secret, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        os.ftruncate(lock, 0)
        return record if record.is_there() else None

    @property
    def socket_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}.sock")

    def open(self, keep: float) -> None:
        """Answer from now on; whoever reads the record finds us ready."""
        self.socket_path.unlink(missing_ok=True)
        mask = os.umask(0o077)
        self.door.bind(str(self.socket_path))
        os.umask(mask)
        self.door.listen(_WAITING)
        os.pwrite(self.lock, self.secret + f"{os.getpid()} {time.time()} {keep}".encode(), 0)

    def is_there(self) -> bool:
        """Whether it still leads here; whoever removes it wants us to end."""
        try:
            found, ours = self.path.stat(), os.fstat(self.lock)
        except OSError:
            return False
        return found.st_ino == ours.st_ino

    def look_after(self) -> None:
        """Let callers see that we are well."""
        os.utime(self.lock)

    def forget(self) -> None:
        """Nobody is to come any more; may be called twice. Another's record is left alone."""
        if self.is_there() or not self.path.exists():
            self.socket_path.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Give up our share of it; the server has its own."""
        self.door.close()
        os.close(self.lock)
