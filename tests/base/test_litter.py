"""What killed programs left behind is cleared by the next; what another works on is not."""

import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from docfill.base import held_folder, name_in_errors, refusal, temporary, write_whole

# Holds a temporary folder with a file in it, or writes a part of a file, and is then killed.
_HOLDING = """
import sys, tempfile
from pathlib import Path
from docfill.base import held_folder
held = held_folder("docfill-test-")
(held.folder / "something").write_text("x")
if len(sys.argv) > 1:
    held.note_door(sys.argv[1])
print(held.folder, flush=True)
sys.stdin.read()
"""
_WRITING = """
import os, sys
from pathlib import Path
from docfill.base import files
def waiting(handle):
    print("half", flush=True)
    sys.stdin.read()
files.os.fsync = waiting
files.write_whole(Path(sys.argv[1]), b"half a report")
"""


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def started(program: str, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    """A program that waits, and what it said."""
    run = [sys.executable, "-c", program, *arguments]
    process = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def killed(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_folder_is_gone_when_the_work_is_done(tmp_path: Path) -> None:
    with temporary("docfill-test-") as folder:
        (folder / "something").write_text("x", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_a_killed_program_is_cleared_but_not_that_of_one_at_work(
    tmp_path: Path,
) -> None:
    process, said = started(_HOLDING)
    with temporary("docfill-test-"):
        assert Path(said, "something").exists()
    killed(process)
    assert Path(said, "something").exists()
    with temporary("docfill-test-"):
        assert not Path(said).exists()
    assert list(tmp_path.iterdir()) == []


def test_the_socket_of_its_libreoffice_goes_with_it(tmp_path: Path) -> None:
    door = tmp_path / "OSL_PIPE_0_Test"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(door))
    process, _ = started(_HOLDING, str(door))
    killed(process)
    held_folder("docfill-test-").release()
    assert not door.exists()


def test_a_note_that_names_anything_else_removes_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "OSL_PIPE_report.docx"
    kept.write_bytes(b"x")
    process, _ = started(_HOLDING, str(kept))
    killed(process)
    held_folder("docfill-test-").release()
    assert kept.exists()


def test_a_folder_that_was_just_made_is_left_alone_until_it_is_old(tmp_path: Path) -> None:
    young, old = tmp_path / "docfill-test-1", tmp_path / "docfill-test-2"
    for folder in (young, old):
        folder.mkdir()
    os.utime(old, (time.time() - 3600,) * 2)
    with temporary("docfill-test-"):
        assert young.exists() and not old.exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "report").write_bytes(b"x")
    (tmp_path / "docfill-test-x").symlink_to(kept)
    with temporary("docfill-test-"):
        assert (kept / "report").exists()


def test_the_part_of_a_killed_program_is_cleared_but_not_that_of_one_at_work(
    tmp_path: Path,
) -> None:
    path = tmp_path / "report [1].json"
    process, said = started(_WRITING, str(path))
    assert said == "half"
    # Another is written meanwhile: both programs keep to their own.
    write_whole(path, b"whole")
    assert len(list(tmp_path.glob(".*.part"))) == 1
    killed(process)
    write_whole(path, b"whole again")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"whole again"


def test_a_full_disk_is_named_and_how_much_of_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "not yet" / "report.pdf"
    with pytest.raises(OSError, match="space") as raised, name_in_errors(path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    says = str(refusal(raised.value))
    disk = next(each for each in path.parents if each.is_mount())
    assert f"the disk {disk} is full" in says and "MB are free" in says
    assert "report.pdf" in says and "make room" in says


def test_what_names_itself_keeps_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised, name_in_errors(tmp_path):
        (tmp_path / "none").read_bytes()
    assert raised.value.filename == str(tmp_path / "none")
