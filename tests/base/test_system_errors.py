"""What the system refuses ends with a code of its own, and with what to do about it."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import products, run
from docfill.build import delivery

BUILD = ("build", "-y", "2023", "--no-pdf")


def a_file_in_place_of_out(project: Path) -> None:
    (project / "out").write_text("", encoding="utf-8")


def a_file_in_place_of_the_year(project: Path) -> None:
    (project / "out").mkdir()
    (project / "out/2023").write_text("", encoding="utf-8")


def a_folder_in_place_of_the_report(project: Path) -> None:
    (project / "out/2023/huashi/花石镇2023年政府信息公开工作年度报告.docx").mkdir(parents=True)


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (a_file_in_place_of_out, "out: "),
        (a_file_in_place_of_the_year, "out/2023"),
        (a_folder_in_place_of_the_report, "工作年度报告.docx: "),
    ],
)
def test_what_stands_in_the_way_is_named_with_what_to_do(
    county: Path,
    spoil: Callable[[Path], None],
    named: str,
) -> None:
    spoil(county)
    result = run(*BUILD)
    assert result.exit_code == 8
    assert named in result.stderr
    assert "move it away, or choose another folder" in result.stderr


@pytest.mark.parametrize(
    ("refused", "remedy"),
    [
        (errno.ENOSPC, "make room"),
        (errno.EDQUOT, "make room"),
        (errno.EACCES, "chmod"),
        (errno.EROFS, "another disk"),
    ],
)
def test_a_disk_that_takes_nothing_is_not_called_a_missing_libreoffice(
    county: Path,
    monkeypatch: pytest.MonkeyPatch,
    refused: int,
    remedy: str,
) -> None:
    def disk_that_takes_nothing(made: Path, path: Path) -> None:
        raise OSError(refused, os.strerror(refused), str(path))

    monkeypatch.setattr(delivery, "move_whole", disk_that_takes_nothing)
    result = run(*BUILD)
    assert result.exit_code == 8
    assert "工作年度报告.docx: " in result.stderr and remedy in result.stderr
    assert products(county) == {}


def test_a_folder_that_may_not_be_written_is_named_with_what_to_do(
    county: Path,
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (county / "out").mkdir(mode=0o500)
    result = run(*BUILD)
    assert (result.exit_code, "chmod" in result.stderr) == (8, True)


@pytest.mark.parametrize("lack", [MemoryError(), RuntimeError("can't start new thread")])
def test_a_lack_of_memory_or_threads_is_no_fault_of_docfill(
    county: Path, monkeypatch: pytest.MonkeyPatch, lack: Exception
) -> None:
    def lacking(*_: object) -> None:
        raise lack

    monkeypatch.setattr(delivery, "move_whole", lacking)
    result = run(*BUILD)
    assert (result.exit_code, "ulimit" in result.stderr) == (8, True)
