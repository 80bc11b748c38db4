"""Turns at files of one folder: each has its own, and a folder's keeps all others waiting."""

import fcntl
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from docfill.base import alone_in, alone_with, swap_whole

LONG = 30.0
A_MOMENT = 0.2  # in which whoever need not wait would be in

Turn = Callable[[], AbstractContextManager[None]]


class Waiting:
    """Somebody who wants a turn, in a thread of their own."""

    def __init__(self, turn: Turn):
        self._turn, self._is_in = turn, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def is_in(self, seconds: float) -> bool:
        """Whether they got it within these seconds."""
        return self._is_in.wait(seconds)

    def _run(self) -> None:
        with self._turn():
            self._is_in.set()


@pytest.fixture
def filing(tmp_path: Path) -> Path:
    path = tmp_path / "2024" / "qingshi.yaml"
    swap_whole(path, b"requests: {}\n")
    return path


def test_files_of_one_folder_do_not_wait_for_each_other(filing: Path) -> None:
    other = filing.with_name("hekou.yaml")
    other.write_bytes(b"")
    with alone_with(filing):
        assert Waiting(lambda: alone_with(other)).is_in(LONG)


def test_one_file_is_for_one_at_a_time_though_another_takes_its_name(filing: Path) -> None:
    """Who waited for the file that was replaced meanwhile waits for the new one then."""
    with alone_with(filing):
        early = Waiting(lambda: alone_with(filing))
        assert not early.is_in(A_MOMENT)
        filing.unlink()
        filing.write_bytes(b"requests: {new: 1}\n")
        later = filing.open("rb")
        fcntl.flock(later, fcntl.LOCK_EX)
    assert not early.is_in(A_MOMENT)
    later.close()
    assert early.is_in(LONG)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_and_its_files_wait_for_each_other(filing: Path, *, is_there: bool) -> None:
    if not is_there:
        filing.unlink()
    with alone_in(filing.parent):
        clerk = Waiting(lambda: alone_with(filing))
        assert not clerk.is_in(A_MOMENT)
    assert clerk.is_in(LONG)
    with alone_with(filing):
        county = Waiting(lambda: alone_in(filing.parent))
        assert not county.is_in(A_MOMENT)
    assert county.is_in(LONG)


def test_a_new_file_is_made_by_one_at_a_time(tmp_path: Path) -> None:
    new = tmp_path / "2024" / "hekou.yaml"
    with alone_with(new):
        second = Waiting(lambda: alone_with(new))
        assert not second.is_in(A_MOMENT)
        swap_whole(new, b"requests: {}\n")
        assert not second.is_in(A_MOMENT)
    assert second.is_in(LONG)
