"""The same document gives the same PDF, whenever and wherever it is made."""

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from docfill.office import FontSet, Installation, Office, font_set
from docfill.pdf import PdfOptions
from docfill.pdf import same_bytes as pdf
from papers import FULL_LINE, asking_for, paper, paragraph

pytestmark = pytest.mark.office

KINDS = {
    "plain": PdfOptions(date=date(2024, 1, 11)),
    "untagged": PdfOptions(date=date(2024, 1, 11), tagged=False),
    "pdfa": PdfOptions(date=date(2024, 1, 11), pdfa=True),
}
# Set in a CFF face, whose fonts LibreOffice numbers from the start of its process on.
RARE = "堃喆"


def report(folder: Path, text: str = RARE) -> Path:
    """A document with a title."""
    folder.mkdir(exist_ok=True)
    return paper(
        folder / "report.docx",
        paragraph("政府信息公开工作年度报告", "", asking_for("方正小标宋简体")),
        paragraph(f"{FULL_LINE * 3}{text}2024年12.5%"),
        title="年度报告",
    )


@pytest.mark.parametrize("text", [RARE, "常见"])
@pytest.mark.parametrize("kind", KINDS)
def test_fresh_and_long_running_libreoffices_write_the_same_bytes(
    installation: Installation,
    fonts: FontSet,
    office: Office,
    tmp_path: Path,
    kind: str,
    text: str,
) -> None:
    docx, options = report(tmp_path / "here", text), KINDS[kind]
    made = {
        office.submit(docx, tmp_path / f"{n}.pdf", options).result().pdf.read_bytes()
        for n in range(3)
    }
    with Office(installation, fonts, workers=1, deadline=60) as fresh:
        elsewhere = report(tmp_path / "elsewhere", text)
        made.add(fresh.submit(elsewhere, tmp_path / "f.pdf", options).result().pdf.read_bytes())
    assert len(made) == 1


def test_a_cache_at_another_place_gives_the_same_bytes(
    installation: Installation,
    fonts: FontSet,
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    docx, options = report(tmp_path), KINDS["plain"]
    here = office.submit(docx, tmp_path / "here.pdf", options).result().pdf.read_bytes()
    cache = fonts.config.parent.parent
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "another cache"))
    (tmp_path / "another cache").mkdir()
    for folder in ("fonts", "derived"):
        (tmp_path / "another cache" / folder).symlink_to(cache / folder)
    there = font_set()
    assert there.config != fonts.config
    with Office(installation, there, workers=1, deadline=60) as fresh:
        pdf = fresh.submit(docx, tmp_path / "there.pdf", options).result().pdf
    assert pdf.read_bytes() == here


def test_an_ordinary_document_is_not_written_anew(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes as long as filling fifteen reports, and is for what only qpdf can reach."""
    called = []
    monkeypatch.setattr(pdf, "rewrite", lambda *given: called.append(given))
    docx = report(tmp_path, "常见")
    office.submit(docx, tmp_path / "a.pdf", KINDS["plain"]).result()
    assert called == []


def test_a_pdfa_says_so_and_bears_the_date_it_was_given(office: Office, tmp_path: Path) -> None:
    pdf = office.submit(report(tmp_path), tmp_path / "a.pdf", KINDS["pdfa"]).result().pdf
    with pikepdf.open(pdf) as document:
        assert document.docinfo["/CreationDate"] == "D:20240111000000Z"
        xmp = document.open_metadata()
        assert (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) == ("2", "B")
        assert xmp["xmp:CreateDate"] == "2024-01-11T00:00:00Z"
        assert "/OutputIntents" in document.Root
        assert "/ID" in document.trailer


def test_a_tagged_pdf_can_be_read_aloud(office: Office, tmp_path: Path) -> None:
    """It has a structure, a language, and shows its title rather than a file name."""
    pdf = office.submit(report(tmp_path), tmp_path / "t.pdf", KINDS["plain"]).result().pdf
    with pikepdf.open(pdf) as document:
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang) == "zh-CN"
        assert document.docinfo.Title == "年度报告"
        assert document.Root.ViewerPreferences.DisplayDocTitle
