"""The same work on many things, done by several processes at once."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, NamedTuple, TypeVar

_FEWEST = 10  # things for which another process is worth its start

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


class _Child(NamedTuple):
    """A process that works on a share of the things, and the file it writes its answers to."""

    process: int
    answers: IO[bytes]


def work_side_by_side(
    things: Sequence[Thing], work: Callable[[Thing], bytes]
) -> Iterator[tuple[Thing, bytes]]:
    """Each thing and the line that comes of it, which has no line break; in no order.

    Each core but one gets a process of its own, which is this one once more. What such a process
    does not bring, because it was killed say, is done here, so that no answer is missing.
    """
    return answer_side_by_side(things, work, bytes, bytes)


def answer_side_by_side(
    things: Sequence[Thing],
    work: Callable[[Thing], Answer],
    as_line: Callable[[Answer], bytes],
    from_line: Callable[[bytes], Answer],
) -> Iterator[tuple[Thing, Answer]]:
    """The same with answers of any kind, as lines where another process brings them."""
    shares = _shares(things)
    with _children(shares[1:], lambda thing: as_line(work(thing))) as children:
        for thing in shares[0]:
            yield thing, work(thing)
        for share, child in zip(shares[1:], children, strict=True):
            lines = _answers(child)
            for number, thing in enumerate(share):
                is_there = number < len(lines)
                yield thing, from_line(lines[number]) if is_there else work(thing)


def _shares(things: Sequence[Thing]) -> list[Sequence[Thing]]:
    """As many shares as processes; things that lie together, and are alike, are spread."""
    # A thread of this process could hold a lock that its image would wait for without an end.
    is_alone = hasattr(os, "fork") and threading.active_count() == 1
    count = min(_cores(), len(things) // _FEWEST) if is_alone else 1
    return [things[start :: max(count, 1)] for start in range(max(count, 1))]


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _children(
    shares: Sequence[Sequence[Thing]], work: Callable[[Thing], bytes]
) -> Iterator[list[_Child]]:
    """A process for each share; whatever happens, none outlives the block."""
    children: list[_Child] = []
    try:
        for share in shares:
            children.append(_begin(share, work))
        yield children
    finally:
        for child in children:
            _end(child)


def _begin(share: Sequence[Thing], work: Callable[[Thing], bytes]) -> _Child:
    import tempfile  # slow to load; few things are so many

    answers = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when the process is ended
    parent = os.getpid()
    process = os.fork()
    if process:
        return _Child(process, answers)
    try:
        for thing in share:
            if os.getppid() != parent:
                break
            answers.write(work(thing) + b"\n")
        answers.flush()
    finally:
        # Nothing that the parent has to do at its end may be done here: whatever is wrong with
        # a thing, the parent meets it again and says so.
        os._exit(0)


def _answers(child: _Child) -> list[bytes]:
    """The lines a process wrote until it ended; one that is cut off is none."""
    os.waitid(os.P_PID, child.process, os.WEXITED | os.WNOWAIT)
    child.answers.seek(0)
    return child.answers.read().split(b"\n")[:-1]


def _end(child: _Child) -> None:
    with child.answers:
        os.kill(child.process, signal.SIGKILL)
        os.waitpid(child.process, 0)
