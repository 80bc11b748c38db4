"""Work in progress is out of sight, and what a killed program left is cleared away."""

from pathlib import Path

import pytest

from docfill.workshop import workshop


def test_nothing_is_left_when_the_work_is_done_or_fails(tmp_path: Path) -> None:
    with workshop(tmp_path) as folder:
        (folder / "half.pdf").write_bytes(b"%PDF")
    with pytest.raises(RuntimeError), workshop(tmp_path) as folder:
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_is_cleared_but_not_what_another_is_working_on(
    tmp_path: Path,
) -> None:
    (tmp_path / ".workshop-left").mkdir()
    (tmp_path / ".workshop-left" / "half.pdf").write_bytes(b"%PDF")
    with workshop(tmp_path) as mine, workshop(tmp_path) as other:
        assert sorted(tmp_path.iterdir()) == sorted([mine, other])
