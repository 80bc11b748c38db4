"""Files that are moved or written together: synced before, each refused by itself."""

import ctypes
import errno
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


def test_files_written_together_are_synced_once_before_any_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[list[str]] = []

    def sync(folder: Path) -> bool:
        there.append(sorted(each.name for each in folder.iterdir() if each.suffix == ".yaml"))
        return True

    monkeypatch.setattr(files, "_sync_file_system", sync)
    written = {tmp_path / f"{n:02}.yaml": f"{n}\n".encode() for n in range(20)}
    files.write_all_whole(written)
    assert there == [[]]
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == written


@pytest.mark.parametrize("count", [2, 20])
def test_of_files_written_together_nothing_half_written_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """The disk is full when it comes to the syncing: what stood there stands there still."""
    paths = [tmp_path / f"{n:02}.yaml" for n in range(count)]
    for path in paths:
        path.write_text("before")

    def full(_: object) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_sync_file_system", full)
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write_all_whole(dict.fromkeys(paths, b"after"))
    assert sorted(tmp_path.iterdir()) == paths
    assert {path.read_text() for path in paths} == {"before"}


def test_what_is_being_written_together_is_not_taken_for_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that writes one of the files meanwhile clears none of their parts away."""
    paths = [tmp_path / f"{n:02}.yaml" for n in range(20)]

    def sync(_: Path) -> bool:
        files.write_whole(paths[3], b"other")
        return True

    monkeypatch.setattr(files, "_sync_file_system", sync)
    files.write_all_whole(dict.fromkeys(paths, b"own"))
    assert {path.read_bytes() for path in paths} == {b"own"}
