"""Waits for callers and makes an image of this process for each; sees what becomes of both."""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docfill.base import forbids_keeping
from docfill.start.asking import KILLED, REFUSED
from docfill.warm.loaded import ChangedMeanwhile, Loaded
from docfill.warm.practice import Meant, Practice
from docfill.warm.record import WaitingRecord
from docfill.warm.request import NoRequest, Request, answer, receive

# What every command needs that is worth waiting for.
_ALWAYS = ("docfill.cli.build", "docfill.build.making", "docfill.office.pool", "docfill.verify")
_LOOK_MILLISECONDS = 500
_MOST_TOLD = 60_000  # bytes that surely fit into a pipe


@dataclass(frozen=True)
class Accepted:
    """In an image: the command it is there for, and the pipe to the server."""

    request: Request
    pipe: int

    def report(self, names: Iterable[str]) -> None:
        """Tell the server which modules it could have loaded before."""
        with contextlib.suppress(OSError):
            os.write(self.pipe, "\n".join(names).encode()[:_MOST_TOLD])


@dataclass(frozen=True)
class _Image:
    """In the server: an image at its command, who waits for it, and what it will report."""

    process: int
    handle: int
    caller: socket.socket
    report: int
    meant: Meant | None


@dataclass
class ImageServer:
    """A docfill that waits; one thread, or its images could wait for what nobody gives back."""

    record: WaitingRecord
    alike: str
    keep: float
    loaded: Loaded
    _images: list[_Image] = field(default_factory=list)
    _practice: Practice = field(default_factory=Practice)
    _left: float = field(default_factory=time.monotonic)

    def serve(self) -> Accepted | None:
        """Answer callers; comes back in each image with its command, and here when all is over."""
        while self._images or self._is_of_use():
            self.record.look_after()
            is_open = self._is_of_use()
            for file in self._ready(is_open=is_open):
                if file == self.record.door.fileno():
                    if accepted := self._answer():
                        return accepted
                    continue
                for image in [each for each in self._images if file == each.handle]:
                    self._ended(image)
                for image in [each for each in self._images if file == each.caller.fileno()]:
                    _drop(image)
        return None

    def _is_of_use(self) -> bool:
        idle = 0.0 if self._images else time.monotonic() - self._left
        return idle < self.keep and self.record.is_there()

    def _ready(self, *, is_open: bool) -> Sequence[int]:
        """The files at which something has happened, or none after a while."""
        poll = select.poll()
        if is_open:
            poll.register(self.record.door, select.POLLIN)
        for image in self._images:
            poll.register(image.handle, select.POLLIN)
            poll.register(image.caller, select.POLLIN)
        return [file for file, _ in poll.poll(_LOOK_MILLISECONDS)]

    def _answer(self) -> Accepted | None:
        """A caller's request taken; in the image that comes of it, its command."""
        caller, _ = self.record.door.accept()
        try:
            request = receive(caller, self.record.secret, self.alike)
        except (NoRequest, OSError, ValueError, EOFError):
            _refuse(caller)
            return None
        if self._may_do(request):
            return self._make_image(request)
        request.close()
        _refuse(caller)
        return None

    def _may_do(self, request: Request) -> bool:
        """Whether we are what the caller would be, and its project does not forbid it."""
        if not self.loaded.is_current():
            self.record.forget()
            return False
        try:
            return request.meant is None or not forbids_keeping(request.meant.root)
        except OSError:
            return False  # its folder is gone, as the command will say

    def _make_image(self, request: Request) -> Accepted | None:
        report, pipe = os.pipe()
        process = os.fork()
        if not process:
            self._leave()
            os.close(report)
            return Accepted(request, pipe)
        os.close(pipe)
        request.close()
        # Its number is its own until we have waited for it.
        handle = os.pidfd_open(process)
        self._images.append(_Image(process, handle, request.caller, report, request.meant))
        return None

    def _leave(self) -> None:
        """In an image: give up what is the server's."""
        self.record.close()
        for image in self._images:
            image.caller.close()
            os.close(image.handle)
            os.close(image.report)

    def _ended(self, image: _Image) -> None:
        """An image is done, or was killed; what it loaded is loaded for the next."""
        self._images.remove(image)
        _, status = os.waitpid(image.process, 0)
        if os.WIFSIGNALED(status):
            answer(image.caller, KILLED, os.WTERMSIG(status))
        image.caller.close()
        os.close(image.handle)
        with os.fdopen(image.report, "rb") as report:
            names = report.read().decode(errors="replace").split()
        self.loaded.load(names)
        if self._practice.after(image.meant):
            self.loaded.settle()
        self._left = time.monotonic()


def serve(path: str, alike: str, keep: float, names: Iterable[str]) -> Accepted | None:
    """Wait for commands until nobody comes; None then, and in each image the command it is for."""
    record = WaitingRecord.new(Path(path))
    if record is None:
        return None
    loaded = Loaded()
    try:
        loaded.load([*_ALWAYS, *names])
        if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - a number, not paths
            return None  # something loaded has begun a thread
        record.open(keep)
        accepted = ImageServer(record, alike, keep, loaded).serve()
    except ChangedMeanwhile:
        accepted = None
    if accepted is None:
        record.forget()
    return accepted


def _refuse(caller: socket.socket) -> None:
    answer(caller, REFUSED, 0)
    caller.close()


def _drop(image: _Image) -> None:
    """Kill an image whose caller has gone, as it would have ended with its caller."""
    try:
        is_gone = not image.caller.recv(1)
    except OSError:
        is_gone = True
    if is_gone:
        signal.pidfd_send_signal(image.handle, signal.SIGKILL)
