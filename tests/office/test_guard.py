"""LibreOffice draws the pictures that pass the guard, and is never given the others."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import pages
from docfill.base.errors import ConversionFailed
from docfill.office import Office
from docfill.pdf import PdfOptions
from docx_making import docx, paragraph

pytestmark = pytest.mark.office

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId9" Type="{_KIND}" Target="media/{{}}"/></Relationships>'
)
_DRAWN = (
    '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style='
    '"width:200pt;height:200pt"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
)
_TYPES = (
    b'<Default Extension="png" ContentType="image/png"/>'
    b'<Default Extension="svg" ContentType="image/svg+xml"/>'
)


def drawn(path: Path, name: str, picture: bytes, *body: str) -> Path:
    """A document that shows this picture."""
    from docx_making import unzipped, zipped

    made = docx(_DRAWN, *body, more={f"word/media/{name}": picture})
    parts = unzipped(made)
    parts["word/_rels/document.xml.rels"] = _LINKS.format(name).encode()
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"<Override", _TYPES + b"<Override", 1)
    path.write_bytes(zipped(parts))
    return path


def ink(pdf: Path) -> set[tuple[int, int, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        colours = document[0].render().to_pil().convert("RGB").getcolors(maxcolors=1 << 24)
    return {colour for _, colour in colours}


def test_a_raster_picture_and_a_plain_svg_are_drawn(
    convert: Callable[[Path], Path], tmp_path: Path
) -> None:
    red = BytesIO()
    Image.new("RGB", (20, 20), (255, 0, 0)).save(red, "PNG")
    blue = b"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'><rect width='20' "
    blue += b"height='20' fill='#0000ff'/></svg>"
    assert (255, 0, 0) in ink(convert(drawn(tmp_path / "a.docx", "a.png", red.getvalue())))
    assert (0, 0, 255) in ink(convert(drawn(tmp_path / "b.docx", "b.svg", blue)))


def test_an_svg_that_refers_to_something_is_refused_by_name(
    convert: Callable[[Path], Path], tmp_path: Path
) -> None:
    referring = b"<svg xmlns='http://www.w3.org/2000/svg'><image width='1' height='1'/></svg>"
    with pytest.raises(ConversionFailed, match=r"a\.docx: .*word/media/a\.svg"):
        convert(drawn(tmp_path / "a.docx", "a.svg", referring))


def test_the_name_of_the_file_that_is_printed_is_not_the_copys(
    office: Office, options: PdfOptions, tmp_path: Path
) -> None:
    file = tmp_path / "a.docx"
    simple = (
        '<w:p><w:fldSimple w:instr="FILENAME \\p"><w:r><w:t>old</w:t></w:r></w:fldSimple></w:p>'
    )
    file.write_bytes(docx(paragraph("text"), simple))
    pdf = office.submit(file, tmp_path / "a.pdf", options, "report.docx").result().pdf
    assert pages.lines(pdf) == [["text", "report.docx"]]
