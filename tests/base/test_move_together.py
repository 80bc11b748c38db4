"""Files that are moved together: synced before, each refused by itself."""

import ctypes
from pathlib import Path

import pytest

from docfill.base import files


@pytest.mark.parametrize("is_synced", [True, False])
def test_one_that_the_system_refuses_keeps_no_other_from_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_synced: bool
) -> None:
    monkeypatch.setattr(files, "_sync_file_system", lambda folder: is_synced)
    made = [tmp_path / f"made-{n}" for n in range(3)]
    for each in made:
        each.write_text(each.name)
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "taken").touch()
    refused = files.move_all_whole((each, tmp_path / f"{n}") for n, each in enumerate(made))
    assert [path.name for path in refused] == ["1"]
    assert refused[tmp_path / "1"].filename == str(tmp_path / "1")
    assert [(tmp_path / name).read_text() for name in ("0", "2")] == ["made-0", "made-2"]


def test_without_a_call_for_all_each_file_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(files.os, "fsync", synced.append)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    made = [tmp_path / "a", tmp_path / "b"]
    for each in made:
        each.write_text("text")
    assert files.move_all_whole((each, each.with_suffix(".txt")) for each in made) == {}
    assert len(synced) == 2
