"""Work in progress is out of sight, and what a killed program left is cleared away."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import click
import pytest

from docfill.base.scratch import workshop
from docfill.build import pipeline
from docfill.cli import docfill


def test_nothing_is_left_when_the_work_is_done_or_fails(tmp_path: Path) -> None:
    with workshop(tmp_path) as folder:
        (folder / "half.pdf").write_bytes(b"%PDF")
    with pytest.raises(RuntimeError), workshop(tmp_path) as folder:
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_no_other_build_clears_the_folder_away_while_it_is_being_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed, remove = [], shutil.rmtree

    def cleared_meanwhile(folder: Path, ignore_errors: bool = False) -> None:
        if not removed:
            removed.append(folder)
            with workshop(tmp_path) as other:  # clears what nobody holds
                assert folder.exists()
                assert other != folder
        remove(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", cleared_meanwhile)
    with workshop(tmp_path):
        pass
    assert not list(tmp_path.glob(".workshop-*"))


def test_what_a_killed_program_left_is_cleared_but_not_what_another_is_working_on(
    tmp_path: Path,
) -> None:
    (tmp_path / ".workshop-left").mkdir()
    (tmp_path / ".workshop-left" / "half.pdf").write_bytes(b"%PDF")
    with workshop(tmp_path) as mine, workshop(tmp_path) as other:
        assert sorted(tmp_path.iterdir()) == sorted([mine, other])


def interrupted(call: Callable[..., object], after: int) -> Callable[..., object]:
    """The call as it is, but Ctrl-C comes with this one of them: when it is done."""
    calls = iter(range(1, 100))

    def instead(*arguments: object, **options: object) -> object:
        answer = call(*arguments, **options)
        if next(calls) == after:
            raise KeyboardInterrupt
        return answer

    return instead


@pytest.mark.parametrize(
    ("module", "name", "after"), [(os, "mkdir", 1), (fcntl, "flock", 2), (os, "unlink", 1)]
)
def test_nothing_is_left_when_ctrl_c_comes_while_the_folder_is_made_or_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, after: int
) -> None:
    monkeypatch.setattr(module, name, interrupted(getattr(module, name), after))
    with pytest.raises(KeyboardInterrupt), workshop(tmp_path) as folder:
        (folder / "half.pdf").write_bytes(b"%PDF")
    assert list(tmp_path.iterdir()) == []


class OfficeThatWritesToItsEnd:
    """LibreOffice when Ctrl-C comes: it is at a document until it is ended."""

    def __init__(self) -> None:
        self.pdf = Path()

    def __enter__(self) -> "OfficeThatWritesToItsEnd":
        return self

    def submit(self, docx: Path, pdf: Path, options: object, name: str) -> object:
        self.pdf = pdf
        raise KeyboardInterrupt

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.pdf.write_bytes(b"%PDF")


def test_the_folder_is_taken_away_when_libreoffice_has_ended_and_not_before(
    county: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = OfficeThatWritesToItsEnd()
    monkeypatch.setattr(pipeline, "open_office", lambda *_: office)
    words = ["build", "-y", "2023", "--office", "127.0.0.1:1"]
    with pytest.raises(click.Abort):
        docfill.main(words, standalone_mode=False)
    assert office.pdf.name == "huashi.pdf"
    assert list((county / "out").iterdir()) == []
