"""Data name files of their own folder, and others only where these are allowed."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image as Picture

from docfill.base import Faulty
from docfill.cli import docfill
from docfill.template import rich
from docfill.template.values import near_files
from docx_making import docx, paragraph


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Data in a folder of their own, and pictures inside and outside of it."""
    folder = tmp_path / "data"
    (folder / "inner").mkdir(parents=True)
    for picture in (tmp_path / "out.png", folder / "in.png", folder / "inner" / "in.png"):
        Picture.new("RGB", (4, 2)).save(picture)
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    (folder / "good.png").symlink_to(folder / "in.png")
    (folder / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.png")
    return folder / "data.yaml"


def refusal(data: Path, name: str, word: str = "$image") -> str:
    with pytest.raises(Faulty) as caught:
        rich({"x": {word: name}}, data)
    [finding] = caught.value.findings
    assert finding.code == "bad-rich-value"
    return str(finding.message)


@pytest.mark.parametrize("name", ["in.png", "./in.png", "inner/in.png", "good.png"])
def test_a_file_beneath_the_folder_of_the_data_is_taken(data: Path, name: str) -> None:
    assert rich({"x": {"$image": name}}, data)["x"].path.is_file()


@pytest.mark.parametrize("word", ["$image", "$subdoc"])
@pytest.mark.parametrize(
    "name", ["../out.png", "link.png", "folder/out.png", "inner/../../out.png"]
)
def test_a_file_elsewhere_is_refused_with_what_to_do(data: Path, name: str, word: str) -> None:
    assert "--allow-files" in refusal(data, name, word)


def test_an_absolute_path_elsewhere_is_refused_whether_there_is_such_a_file_or_not(
    data: Path,
) -> None:
    """Data do not find out which files there are."""
    for name in ("out.png", "none.png"):
        assert "--allow-files" in refusal(data, str(data.parent.parent / name))


@pytest.mark.parametrize("name", ["pipe.png", "inner", "none.png", "a\0b", "x" * 300])
def test_what_is_no_file_with_a_content_is_refused(data: Path, name: str) -> None:
    assert "--allow-files" not in refusal(data, name)


def test_a_large_file_is_refused_by_its_size(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_files, "MOST_BYTES", 10)
    assert "MB" in refusal(data, "in.png")


def test_a_folder_is_allowed_on_the_command_line(data: Path) -> None:
    template, made = data.with_name("t.docx"), data.with_name("made.docx")
    template.write_bytes(docx(paragraph("{{ x }}")))
    data.write_text("x: {$image: ../out.png}", encoding="utf-8")
    command = ["fill", str(template), str(data), "-o", str(made)]
    refused = CliRunner().invoke(docfill, command)
    assert (refused.exit_code, made.exists()) == (1, False)
    allowed = CliRunner().invoke(docfill, [*command, "--allow-files", str(data.parent.parent)])
    assert (allowed.exit_code, made.exists()) == (0, True), allowed.output
