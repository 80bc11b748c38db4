"""Links, paragraphs and pictures of the template that data replace."""

import re
from pathlib import Path
from typing import Any

import pytest
from docx.shared import Mm

from docfill.base import Faulty
from docfill.template import Template, rich
from docx_making import docx, paragraph, unzipped, zipped
from opc import breaches, relations_of
from whole_documents import picture, whole, with_logos

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
NOTE = f'<w:footnote w:id="1">{paragraph("{{r page }}")}</w:footnote>'
PAGE = {"page": {"$rich": {"text": "our page", "link": "https://example.org/页?a=1&b=2"}}}
MAIN = "word/document.xml"


def made(folder: Path, template: bytes, data: dict[str, Any]) -> dict[str, bytes]:
    (folder / "template.docx").write_bytes(template)
    opened = Template.open(folder / "template.docx", cache=False)
    return unzipped(opened.fill(rich(data, folder / "data.yaml"), "data.yaml"))


def test_a_link_leads_from_every_part_it_is_printed_in(tmp_path: Path) -> None:
    tag = paragraph("{{r page }}")
    files = made(tmp_path, docx(tag, tag, headers=(tag,), footnotes=NOTE), PAGE)
    relations = relations_of(files)
    target = "external:https://example.org/%E9%A1%B5?a=1&b=2"
    for part in (MAIN, "word/header0.xml", "word/footnotes.xml"):
        [name] = re.findall(r'<w:hyperlink[^>]* r:id="([^"]*)"', files[part].decode())[:1]
        assert relations[part][name] == (LINK, target)
    assert len([one for one in relations[MAIN].values() if one[0] == LINK]) == 1
    assert breaches(files) == []


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "file:///etc/passwd", "example.org", "https://", "http://[", ""],
)
def test_what_leads_to_no_page_is_refused(tmp_path: Path, typed: str) -> None:
    with pytest.raises(Faulty) as caught:
        rich({"page": {"$rich": {"text": "x", "link": typed}}}, tmp_path / "data.yaml")
    assert [finding.code for finding in caught.value.findings] == ["bad-rich-value"]


def test_paragraphs_stand_in_place_of_the_tag(tmp_path: Path) -> None:
    blocks = [
        "plain & <x>",
        [{"text": "bold", "bold": "true"}, " then ", {"text": "mail", "link": "mailto:a@b.cn"}],
        {"style": "Heading1", "pieces": "head"},
    ]
    files = made(tmp_path, docx(paragraph("{{p x }}")), {"x": {"$paragraphs": blocks}})
    body = files[MAIN].decode()
    found = [re.findall(r"<w:t[^>]*>([^<]*)", one) for one in re.findall(r"<w:p>.*?</w:p>", body)]
    assert found == [["plain &amp; &lt;x&gt;"], ["bold", " then ", "mail"], ["head"]]
    assert '<w:pStyle w:val="Heading1"/>' in body
    assert breaches(files) == []


@pytest.mark.parametrize(
    "value",
    [
        {"$paragraphs": [{"style": "x", "pieces": "y", "odd": 1}]},
        {"$paragraphs": [None]},
        {"$picture": "logo.png"},
        {"$picture": {"title": "logo"}},
        {"$picture": {"title": "logo", "file": "none.png"}},
    ],
)
def test_a_faulty_value_is_told(tmp_path: Path, value: object) -> None:
    with pytest.raises(Faulty) as caught:
        rich({"x": value}, tmp_path / "data.yaml")
    assert [finding.code for finding in caught.value.findings] == ["bad-rich-value"]


def replacing(title: str, file: str = "new.png") -> dict[str, Any]:
    return {"logo": {"$picture": {"title": title, "file": file}}}


def shows(files: dict[str, bytes], part: str = MAIN) -> list[bytes]:
    """The pictures a part shows, as files."""
    relations = relations_of(files)[part]
    return [files[relations[n][1]] for n in re.findall(r'embed="([^"]*)"', files[part].decode())]


@pytest.fixture
def new(tmp_path: Path) -> bytes:
    content = picture("blue", 30, 30)
    (tmp_path / "new.png").write_bytes(content)
    return content


def test_a_named_picture_is_replaced_in_its_frame(tmp_path: Path, new: bytes) -> None:
    """The others, of which it shares the file, stay; the new one keeps its shape."""
    files = made(tmp_path, with_logos("logo", "seal"), replacing("logo"))
    assert shows(files) == [new, picture("red")]
    sizes = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', files[MAIN].decode())
    assert sizes == [(str(Mm(20)), str(Mm(20))), (str(Mm(40)), str(Mm(20)))]
    assert breaches(files) == []


def test_a_replaced_picture_nobody_shows_is_gone(tmp_path: Path, new: bytes) -> None:
    files = made(tmp_path, with_logos("logo"), replacing("logo"))
    assert [content for name, content in files.items() if "media" in name] == [new]
    assert breaches(files) == []


def test_a_picture_of_a_header_without_tags_is_replaced(tmp_path: Path, new: bytes) -> None:
    files = made(tmp_path, with_logos("seal", "logo", shown_in_header=True), replacing("logo"))
    [header] = [name for name in files if re.fullmatch(r"word/header\d*\.xml", name)]
    assert shows(files, header) == [new]
    assert shows(files) == [picture("red")]
    assert breaches(files) == []


def test_a_name_no_picture_bears_is_told_with_those_there_are(tmp_path: Path, new: bytes) -> None:
    with pytest.raises(Faulty) as caught:
        made(tmp_path, with_logos("seal"), replacing("logo"))
    [finding] = caught.value.findings
    assert (finding.code, finding.place.file) == ("bad-image", "data.yaml")
    assert "seal" in str(finding.message)


def test_a_picture_that_replaces_another_is_not_printed(tmp_path: Path, new: bytes) -> None:
    template = unzipped(with_logos("logo"))
    tag = b"<w:body>" + paragraph("{{ logo }}").encode()
    tagged = zipped({**template, MAIN: template[MAIN].replace(b"<w:body>", tag)})
    with pytest.raises(Faulty) as caught:
        made(tmp_path, tagged, replacing("logo"))
    assert [finding.code for finding in caught.value.findings] == ["bad-image"]


def test_a_file_that_is_no_picture_replaces_none(tmp_path: Path) -> None:
    (tmp_path / "new.png").write_bytes(b"no picture")
    with pytest.raises(Faulty) as caught:
        made(tmp_path, with_logos("logo"), replacing("logo"))
    assert [finding.code for finding in caught.value.findings] == ["bad-image"]


def test_a_drawing_beside_the_old_picture_is_not_shown_instead(tmp_path: Path, new: bytes) -> None:
    files = unzipped(with_logos("logo"))
    svg = b'<a:extLst><a:ext uri="x"/></a:extLst></a:blip>'
    crop = b'<a:srcRect l="10000"/><a:stretch>'
    body = re.sub(rb"(<a:blip [^>]*)/>", rb"\1>" + svg, files[MAIN]).replace(b"<a:stretch>", crop)
    assert b"srcRect" in body
    assert b"extLst" in body
    after = made(tmp_path, zipped({**files, MAIN: body}), replacing("logo"))[MAIN]
    assert b"srcRect" not in after
    assert b"extLst" not in after


def test_pictures_and_documents_are_put_in_beside_a_replaced_one(
    tmp_path: Path, new: bytes
) -> None:
    pytest.importorskip("docxcompose")
    (tmp_path / "annex.docx").write_bytes(whole(paragraph("x"), pictures=("green",)))
    template = unzipped(with_logos("logo"))
    tags = paragraph("{{p annex }}") + paragraph("{{ stamp }}")
    body = template[MAIN].replace(b"<w:body>", b"<w:body>" + tags.encode())
    data = {
        **replacing("logo"),
        "annex": {"$subdoc": "annex.docx"},
        "stamp": {"$image": "new.png"},
    }
    files = made(tmp_path, zipped({**template, MAIN: body}), data)
    assert shows(files) == [picture("green"), new, new]
    assert breaches(files) == []
