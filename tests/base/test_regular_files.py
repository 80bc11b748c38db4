"""What people hand over is read only where it is an ordinary file of a reasonable size."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from docfill.base import LARGEST_FILE, LARGEST_TEMPLATE, Faulty, language_of, read_regular
from docfill.build.receipt import stamp_of
from docfill.project import open_project
from docfill.sources.rows.reading import read_given
from docfill.sources.yaml import read, read_plain
from docfill.template import Template
from docfill.template.faults import template_faults


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_folder(path: Path) -> None:
    path.mkdir()


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def two_hundred_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


NO_FILES = (a_pipe, a_device, a_folder, a_socket)


@pytest.mark.parametrize("make", [*NO_FILES, two_hundred_megabytes])
def test_filings_and_settings_that_are_none_are_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    for name in ("docfill.yaml", "values.json"):
        make(Path(name))
    assert [(f.place.file, f.code) for f in read(Path("docfill.yaml")).findings] == [
        ("docfill.yaml", "file")
    ]
    assert [f.code for f in read_plain(Path("values.json"))[1]] == ["file"]
    assert language_of(Path()) == ""
    with pytest.raises(Faulty) as refused:
        open_project(Path())
    assert [f.code for f in refused.value.findings] == ["file"]


@pytest.mark.parametrize("make", [*NO_FILES, two_hundred_megabytes])
def test_templates_that_are_none_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    template = Path("template.docx")
    make(template)
    with pytest.raises(Faulty) as refused:
        Template.open(template)
    assert [f.code for f in refused.value.findings] == ["template-unreadable"]
    assert [f.code for f in template_faults(template)] == ["template-unreadable"]


@pytest.mark.parametrize("make", NO_FILES)
def test_lists_and_stamps_of_what_is_no_file_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("list.csv")
    make(path)
    with pytest.raises(Faulty):
        read_given(path)
    assert stamp_of(path) is None


def test_a_file_is_read_up_to_its_limit_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(OSError, match="larger"):
        read_regular(path, 4)


def test_the_limits_are_above_what_people_write() -> None:
    assert min(LARGEST_FILE, LARGEST_TEMPLATE) >= 4_000_000
