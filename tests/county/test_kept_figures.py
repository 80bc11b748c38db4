"""Figures that are kept between two commands: never others than the filings hold."""

import shutil
from pathlib import Path

import pytest

from docfill.build.checking import form_of
from docfill.county.rollup import collecting, kept
from docfill.county.rollup.figures import AgencyFigures
from docfill.project import open_project
from here import ROOT


@pytest.fixture
def yunchuan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example county with its kit in a folder of its own, and a cache of its own."""
    county = tmp_path / "county"
    shutil.copytree(ROOT / "examples" / "county", county)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    text = (county / "docfill.yaml").read_text(encoding="utf-8")
    (county / "docfill.yaml").write_text(text.replace("../../", "../"), encoding="utf-8")
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(county)
    return county


def figures() -> dict[str, AgencyFigures]:
    project = open_project(Path())
    form = form_of(project, 2023)
    return collecting.figures_of_all(project, form, project.townships.values(), 2023)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The agencies whose filings are read, as they are."""
    read: list[str] = []
    usual = collecting.load_figures

    def noted(*asked: object) -> object:
        read.append(asked[2].id)  # type: ignore[attr-defined]
        return usual(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(collecting, "load_figures", noted)
    return read


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_what_is_kept_is_what_was_read(yunchuan: Path, readings: list[str]) -> None:
    """Also of filings that are missing, cannot be read, or do not balance."""
    data = yunchuan / "data" / "2023"
    (data / "hekou.yaml").unlink()
    change(data / "baisha.yaml", "penalties: ", "penalties: 大约")
    change(data / "qingshi.yaml", "new: {natural: 5}", "new: {natural: 6}")
    first = figures()
    assert len(readings) == 14
    again = figures()
    assert len(readings) == 14
    assert again == first
    assert any(part.findings for part in again.values())
    assert [repr(part.values) for part in again.values()] == [
        repr(part.values) for part in first.values()
    ]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("data/2023/jiaoyu.yaml", "licences: 86", "licences: 87"),
        ("data/2022/jiaoyu.yaml", "licences: 79", "licences: 80"),
        ("docfill.yaml", "县教育局, full_name: 云川县教育局", "县教委, full_name: 云川县教委"),
    ],
)
def test_a_filing_is_read_again_when_something_it_depends_on_changed(
    yunchuan: Path, readings: list[str], file: str, before: str, after: str
) -> None:
    figures()
    readings.clear()
    change(yunchuan / file, before, after)
    figures()
    assert "jiaoyu" in readings


@pytest.mark.parametrize("file", ["form.yaml", "wording.yaml"])
def test_all_are_read_again_with_another_kit(
    yunchuan: Path, readings: list[str], file: str
) -> None:
    figures()
    with (yunchuan.parent / "templates" / "disclosure-2021" / file).open("a") as kit:
        kit.write("# changed\n")
    readings.clear()
    figures()
    assert len(readings) == 14


def test_a_filing_that_is_saved_while_it_is_read_is_read_again(
    yunchuan: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows whether the old text or the new one was read."""
    usual = collecting.load_figures

    def saved_meanwhile(*asked: object) -> object:
        found = usual(*asked)  # type: ignore[arg-type]
        if asked[2].id == "jiaoyu":  # type: ignore[attr-defined]
            change(yunchuan / "data" / "2023" / "jiaoyu.yaml", "licences: 86", "licences: 87")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(collecting, "load_figures", saved_meanwhile)
        figures()
    readings.clear()
    figures()
    assert readings == ["jiaoyu"]


def test_a_damaged_note_is_as_good_as_none(yunchuan: Path, readings: list[str]) -> None:
    figures()
    note = kept.note_of(Path(), 2023)
    note.write_bytes(note.read_bytes().replace(b"86", b"87", 1))
    readings.clear()
    figures()
    assert len(readings) == 14


def test_a_note_that_others_could_have_written_is_not_believed(
    yunchuan: Path, readings: list[str]
) -> None:
    figures()
    kept.note_of(Path(), 2023).parent.chmod(0o777)
    readings.clear()
    figures()
    assert len(readings) == 14


def test_where_nothing_can_be_kept_all_is_read(
    yunchuan: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (yunchuan / "file").touch()
    monkeypatch.setenv("DOCFILL_CACHE", str(yunchuan / "file"))
    figures()
    figures()
    assert len(readings) == 28
