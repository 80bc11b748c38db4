"""One command as it was asked for: checked, and then the command of this process."""

import contextlib
import hmac
import marshal
import os
import signal
import socket
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path

from docfill.base import nearest_project
from docfill.cli.options import project_named_on
from docfill.start.asking import ANSWER_BYTES, LENGTH_BYTES, SECONDS_TO_ANSWER, SECRET_BYTES
from docfill.warm.practice import Meant

_HEAD = SECRET_BYTES + LENGTH_BYTES
_MOST_FILES = 4


class NoRequest(Exception):
    """What came is none that is to be answered."""


@dataclass(frozen=True)
class Request:
    """A command: what is taken over from its caller, and the socket at which it waits."""

    caller: socket.socket
    arguments: list[str]
    package: str
    environment: dict[bytes, bytes]
    mask: int
    files: dict[int, int]
    folder: int
    hears_interrupts: bool

    def close(self) -> None:
        """Give back what was handed over."""
        for file in (self.folder, *self.files.values()):
            os.close(file)

    @cached_property
    def meant(self) -> Meant | None:
        """The project that is meant, if any; raises OSError where the caller's folder is gone."""
        os.fchdir(self.folder)
        try:
            named = project_named_on(self.arguments)
            named = named or os.fsdecode(self.environment.get(b"DOCFILL_PROJECT", b""))
            root = Path(named).absolute() if named else nearest_project()
            return Meant(root, Path.cwd()) if root else None
        finally:
            os.chdir("/")


def receive(caller: socket.socket, secret: bytes, alike: str) -> Request:
    """What a caller asks for; raises NoRequest where it may not, or cannot be served by us."""
    caller.settimeout(SECONDS_TO_ANSWER)
    said, given, _, _ = socket.recv_fds(caller, 1 << 16, _MOST_FILES)
    try:
        if not hmac.compare_digest(said[:SECRET_BYTES], secret):
            raise NoRequest("without the secret")
        length = int.from_bytes(said[SECRET_BYTES:_HEAD], "big")
        body = bytearray(said[_HEAD:])
        while len(body) < length:
            if not (more := caller.recv(length - len(body))):
                raise NoRequest("half of it")
            body += more
        theirs, arguments, package, environment, mask, numbers, hears = marshal.loads(body)
        if theirs != alike or len(given) != 1 + len(numbers):
            raise NoRequest("other circumstances")
    except BaseException:
        for file in given:
            os.close(file)
        raise
    files = dict(zip(numbers, given[1:], strict=True))
    return Request(caller, arguments, package, environment, mask, files, given[0], hears)


def answer(caller: socket.socket, kind: bytes, number: int) -> None:
    """Answer a caller, who may have gone."""
    with contextlib.suppress(OSError):
        caller.sendall(kind + number.to_bytes(ANSWER_BYTES - 1, "big"))


def take_over(request: Request) -> None:
    """Make this process the one the command was typed for."""
    os.fchdir(request.folder)
    os.umask(request.mask)
    os.environ.clear()
    os.environb.update(request.environment)
    time.tzset()
    sys.argv = request.arguments
    sys.modules["__main__"].__package__ = request.package
    signal.signal(
        signal.SIGINT, signal.default_int_handler if request.hears_interrupts else signal.SIG_IGN
    )
    _take_files(request)


def _take_files(request: Request) -> None:
    """Its standard streams, made as Python makes them; those it has not are none here."""
    usual = sys.__stdin__, sys.__stdout__, sys.__stderr__
    # Out of the way, in case one of ours bears the number of another's.
    aside = {number: os.dup(file) for number, file in request.files.items()}
    request.close()
    for number in range(3):
        if number in aside:
            os.dup2(aside[number], number)
            os.close(aside[number])
        else:
            os.close(number)
    streams = [
        _stream(number, was) if was and number in aside else None
        for number, was in enumerate(usual)
    ]
    sys.stdin = sys.__stdin__ = streams[0]  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = streams[1]  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = streams[2]  # type: ignore[misc]


def _stream(number: int, was: object) -> TextIOWrapper:
    assert isinstance(was, TextIOWrapper)
    raw = FileIO(number, "r" if number == 0 else "w", closefd=False)
    raw.name = ("<stdin>", "<stdout>", "<stderr>")[number]
    return TextIOWrapper(
        BufferedReader(raw) if number == 0 else BufferedWriter(raw),
        encoding=was.encoding,
        errors=was.errors,
        newline="\n",
        line_buffering=number == 2 or (number == 1 and raw.isatty()),
    )
