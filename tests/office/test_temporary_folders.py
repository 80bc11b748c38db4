"""Temporary folders of any name serve, and what killed runs left in them is cleared."""

import tempfile
from pathlib import Path

import pytest

import pages
from docfill.office import FontSet, Installation, Office
from docfill.pdf import PdfOptions
from docx_making import docx, paragraph

pytestmark = pytest.mark.office


@pytest.mark.parametrize("name", ["a b'\"c", "$HOME ${x} & = , + @ ! ( : * ; # % 花石"])
def test_a_temporary_folder_may_have_any_name(
    installation: Installation,
    fonts: FontSet,
    options: PdfOptions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    file = folder / "a.docx"
    file.write_bytes(docx(paragraph("text")))
    with Office(installation, fonts, workers=1, deadline=60) as office:
        made = office.submit(file, folder / "a.pdf", options).result().pdf
    assert pages.lines(made) == [["text"]]
    assert sorted(each.name for each in folder.iterdir()) == ["a.docx", "a.pdf"]


def test_what_a_killed_run_left_of_its_libreoffice_is_cleared_by_the_next(
    installation: Installation,
    fonts: FontSet,
    options: PdfOptions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "docfill-office-left"
    (left / "profile").mkdir(parents=True)
    with Office(installation, fonts, workers=1, deadline=60):
        assert not left.exists()
        assert len(list(tmp_path.glob("docfill-office-*"))) == 1
    assert list(tmp_path.iterdir()) == []
