"""Each picture put into a template is on the page LibreOffice makes of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docfill.template import Template, rich
from docx_making import docx, paragraph, row, section, table, unzipped, zipped
from whole_documents import picture, whole, with_logos

pytestmark = pytest.mark.office

LOGO = paragraph("{{ logo }}")
ROWS = table(
    2,
    row("{%tr for one in lines %}", ""),
    row("{{ one }}", "{{ logo }}"),
    row("{%tr endfor %}", ""),
)
DATA: dict[str, Any] = {
    "logo": {"$image": "logo.png", "width_mm": 20},
    "annex": {"$subdoc": "annex.docx"},
    "lines": ["one", "two", "three"],
}
OLD, STRICT = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"


def respelled(data: bytes, *pairs: tuple[bytes, bytes]) -> bytes:
    files = unzipped(data)
    for pair in pairs:
        files = {name: content.replace(*pair) for name, content in files.items()}
    return zipped(files)


STRICTLY = [
    (OLD + room + b"/2006/", STRICT + room + b"/")
    for room in (b"officeDocument", b"wordprocessingml", b"drawingml")
]
TEMPLATES = {
    "text": (docx(LOGO, LOGO, section()), 2),
    "header": (whole(LOGO, header=LOGO), 2),
    "rows": (docx(ROWS, section()), 3),
    "template file": (respelled(docx(LOGO), (b"document.main", b"template.main")), 1),
    "strict": (respelled(docx(LOGO), *STRICTLY), 1),
    "annex": (whole(paragraph("{{p annex }}"), LOGO), 3),
    "annex in a header": (whole(LOGO, header=paragraph("{{p annex }}")), 3),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_picture_is_on_the_page(
    tmp_path: Path, convert: Callable[[Path], Path], name: str
) -> None:
    if "annex" in name:
        pytest.importorskip("docxcompose")
    template, count = TEMPLATES[name]
    assert pictures(convert(made(tmp_path, template, DATA))) == count


def test_a_replaced_picture_is_on_the_page(tmp_path: Path, convert: Callable[[Path], Path]) -> None:
    data = {"x": {"$picture": {"title": "logo", "file": "logo.png"}}}
    assert pictures(convert(made(tmp_path, with_logos("logo", "seal"), data))) == 2


def made(folder: Path, template: bytes, data: dict[str, Any]) -> Path:
    """The filled document, beside its template and its pictures."""
    (folder / "logo.png").write_bytes(picture("blue"))
    (folder / "annex.docx").write_bytes(whole(paragraph("x"), pictures=("red", "green")))
    (folder / "template.docx").write_bytes(template)
    opened = Template.open(folder / "template.docx", cache=False)
    (folder / "made.docx").write_bytes(opened.fill(rich(data, folder / "data.yaml")))
    return folder / "made.docx"


def pictures(pdf: Path) -> int:
    """How often a picture is painted on the pages of a PDF, forms on them included."""
    with pikepdf.open(pdf) as opened:
        return sum(_painted(page) for page in opened.pages)


def _painted(page: Any) -> int:
    found = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Do":
            drawn = page.get("/Resources")["/XObject"][str(operands[0])]
            found += 1 if drawn["/Subtype"] == "/Image" else _painted(drawn)
    return found
