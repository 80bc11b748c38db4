"""Mail merge to PDF with a real LibreOffice: every row's letter, and one row's trouble its own."""

import re
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from docfill.cli import docfill
from docx_making import docx, paragraph

pytestmark = pytest.mark.office


def said(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        return "".join(document[0].get_textpage().get_text_range().split())


def test_each_row_becomes_a_pdf_and_a_faulty_one_stops_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.docx").write_bytes(docx(paragraph("{{ name }}: {{ fee / nights }}")))
    rows = "1,王五,350.00,2\n2,赵六,1,0\n3,孙七,9,3\n4,周/八,9,3\n"
    Path("people.csv").write_text(f"no,name,fee,nights\n{rows}", encoding="utf-8")
    words = ["fill", "letter.docx", "people.csv", "-o", "out/{no}-{name}.pdf"]
    result = CliRunner().invoke(docfill, words, catch_exceptions=False)
    assert result.exit_code == 1
    assert re.findall(
        r"^people\.csv:(\d):\d+: error \[([\w-]+)\]", result.stdout, re.MULTILINE
    ) == [
        ("3", "tag-failed"),
        ("5", "file-name"),
    ]
    made = {path.name: said(path) for path in Path("out").iterdir()}
    assert made == {"1-王五.pdf": "王五:175.00", "3-孙七.pdf": "孙七:3"}
