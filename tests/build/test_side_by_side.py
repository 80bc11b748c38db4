"""Work shared among processes: every answer is there, whatever becomes of a process."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from docfill.base import answer_side_by_side, side_by_side, work_side_by_side

THINGS = range(450)
HERE = os.getpid()


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_cores", lambda: 3)


def children() -> list[str]:
    """The processes begun here that nobody has waited for; other tests may have left some."""
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()


def answers(work: Callable[[int], bytes]) -> dict[int, bytes]:
    return dict(work_side_by_side(THINGS, work))


def test_each_thing_has_its_answer_and_several_processes_gave_them() -> None:
    processes = answers(lambda n: b"%d %d" % (n, os.getpid()))
    assert [int(processes[n].split()[0]) for n in THINGS] == list(THINGS)
    assert len({answer.split()[1] for answer in processes.values()}) == 3


def test_what_a_killed_process_left_is_done_all_the_same() -> None:
    def work(n: int) -> bytes:
        if n == 301 and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"%d" % n

    assert answers(work) == {n: b"%d" % n for n in THINGS}


def test_a_fault_is_met_by_who_asked_and_no_process_is_left() -> None:
    def work(n: int) -> bytes:
        if n == 301:
            raise ValueError("301")
        return b""

    before = children()
    with pytest.raises(ValueError, match="301"):
        answers(work)
    assert children() == before


def test_whoever_stops_early_leaves_no_process() -> None:
    before = children()
    working = work_side_by_side(THINGS, lambda n: b"%d" % n)
    next(working)
    assert len(children()) > len(before)
    working.close()  # type: ignore[attr-defined]
    assert children() == before


def test_few_things_are_done_here() -> None:
    done = dict(work_side_by_side(range(19), lambda n: b"%d" % os.getpid()))
    assert set(done.values()) == {b"%d" % HERE}


def test_answers_of_any_kind_are_brought_as_lines_by_other_processes_alone() -> None:
    """What this process answers is never made into a line."""
    lines: list[bytes] = []

    def as_line(answer: complex) -> bytes:
        lines.append(str(answer).encode())
        return lines[-1]

    def from_line(line: bytes) -> complex:
        return complex(line.decode())

    done = dict(answer_side_by_side(range(30), lambda n: n + 1j, as_line, from_line))
    assert done == {n: n + 1j for n in range(30)}
    assert lines == []
