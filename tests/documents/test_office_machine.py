"""No more LibreOffices than there are cores and memory."""

import os
from pathlib import Path

import pytest

from docfill.build.conversion import Options, note_on_workers
from docfill.office import machine
from docfill.office.machine import BYTES_EACH, free_memory, room_for_workers


def test_the_least_of_machine_and_containers_counts(tmp_path: Path) -> None:
    proc, groups = tmp_path / "proc", tmp_path / "cgroup"
    own = groups / "system" / "docfill"
    own.mkdir(parents=True)
    (proc / "self").mkdir(parents=True)
    assert free_memory(proc, groups) is None
    (proc / "meminfo").write_text("MemTotal: 9000 kB\nMemAvailable: 4000 kB\n")
    assert free_memory(proc, groups) == 4000 * 1024
    (proc / "self" / "cgroup").write_text("0::/system/docfill\n")
    (own / "memory.max").write_text("max\n")
    (own / "memory.current").write_text("5\n")
    assert free_memory(proc, groups) == 4000 * 1024
    (own.parent / "memory.max").write_text("3000\n")
    (own.parent / "memory.current").write_text("1000\n")
    assert free_memory(proc, groups) == 2000


@pytest.mark.parametrize(
    ("cores", "free", "room"),
    [(4, 100 * BYTES_EACH, 4), (4, 2 * BYTES_EACH + 1, 2), (4, 0, 1), (2, None, 2)],
)
def test_each_takes_a_core_and_its_memory(
    monkeypatch: pytest.MonkeyPatch, cores: int, free: int | None, room: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    monkeypatch.setattr(machine, "free_memory", lambda: free)
    assert room_for_workers() == room
    assert not note_on_workers(Options(workers=room))
    assert str(room) in str(note_on_workers(Options(workers=room + 1)))
    assert not note_on_workers(Options(workers=64, office="elsewhere:1"))
