"""Documents of before .docx: told apart by what is in them, and judged by what became of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from compounds import compound, word_stream
from damaged_reports import as_docx
from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.project import open_project
from docfill.sources.compound import read_compound
from docfill.sources.published.model import NotAReport
from docfill.sources.published.reading import read_bytes
from published import docx_of
from workbooks import EXAMPLES

DOCUMENT = compound({"1Table": b"", "WordDocument": word_stream()})


def test_streams_are_found_by_their_names() -> None:
    found = read_compound(DOCUMENT)
    assert list(found.streams) == ["1Table", "WordDocument"]
    assert found.is_word and not found.has_password and not found.is_workbook


@pytest.mark.parametrize("length", [0, 8, 300, 511, 512, 600, 1024, 1500])
def test_a_container_cut_off_holds_no_document(length: int) -> None:
    assert not read_compound(DOCUMENT[:length]).is_word


def test_a_directory_that_runs_in_a_ring_is_read_once() -> None:
    ring = bytearray(DOCUMENT)
    ring[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    assert read_compound(bytes(ring)).is_word


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        ({"WordDocument": word_stream(flags=0x100)}, "password"),
        ({"EncryptionInfo": b"", "EncryptedPackage": b""}, "password"),
        ({"Workbook": b""}, "workbook"),
        ({"PowerPoint Document": b""}, "no document of Word"),
        ({"WordDocument": word_stream(version=0x65)}, "no document of Word"),
    ],
)
def test_containers_that_hold_no_report_are_told_as_what_they_are(
    streams: Mapping[str, bytes], said: str
) -> None:
    with pytest.raises(NotAReport, match=said):
        read_bytes(compound(streams), "report.wps", never)


def test_what_was_made_of_a_document_is_read_at_its_own_name() -> None:
    """Its name says nothing: a .docx may hold a document of the old kind, a .doc RTF."""
    docx, asked = docx_of(open_project(EXAMPLES), "liulin", 2023), []

    def save(data: bytes, kind: str) -> bytes:
        asked.append(kind)
        return docx

    for data in (DOCUMENT, rb"{\rtf1\ansi}"):
        published = read_bytes(data, "report.docx", save)
        assert published.blocks == read_bytes(docx, "report.docx").blocks
    assert asked == ["doc", "rtf"]


@pytest.mark.parametrize("made", [b"", b"not a docx", as_docx([])])
def test_a_document_of_which_nothing_was_made_is_no_report(made: bytes) -> None:
    with pytest.raises(NotAReport):
        read_bytes(DOCUMENT, "report.doc", lambda data, kind: made)


def test_without_libreoffice_the_clerk_is_told_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCFILL_SOFFICE", str(tmp_path / "nowhere"))
    path = tmp_path / "report.doc"
    path.write_bytes(DOCUMENT)
    (outcome,) = import_reports(open_project(EXAMPLES), [path], ImportOptions())
    (found,) = outcome.findings
    assert found.code == "not-imported"
    assert "nowhere" in str(found.message) and "save it as .docx" in str(found.message)


def never(data: bytes, kind: str) -> bytes:
    raise AssertionError(f"a document was handed to LibreOffice as {kind}")
