"""Pictures and documents put into templates of every kind, with what they need and no more."""

import re
from pathlib import Path
from typing import Any

import pytest

from docfill.base.errors import Faulty
from docfill.template import Template, rich
from docx_making import docx, paragraph, unzipped, zipped
from opc import breaches, relations_of, types_of
from whole_documents import noted, picture, whole

W = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
LOGO: dict[str, Any] = {"logo": {"$image": "logo.png"}}
ANNEX: dict[str, Any] = {"annex": {"$subdoc": "annex.docx"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "logo.png").write_bytes(picture())
    return tmp_path


def made(folder: Path, template: bytes, data: dict[str, Any]) -> dict[str, bytes]:
    (folder / "template.docx").write_bytes(template)
    template_file = Template.open(folder / "template.docx", cache=False)
    return unzipped(template_file.fill(rich(data, folder / "data.yaml")))


def pictures(files: dict[str, bytes], part: str = "word/document.xml") -> list[str]:
    """The members with the pictures a part shows, in its order."""
    relations = relations_of(files).get(part, {})
    embedded = re.findall(r'embed="([^"]*)"', files[part].decode())
    return [relations[name][1] for name in embedded]


def strict(data: bytes) -> bytes:
    """The package as ISO 29500 Strict names things."""
    old = b"http://schemas.openxmlformats.org/"
    for room in (b"officeDocument", b"wordprocessingml", b"drawingml"):
        spaces = (old + room + b"/2006/", b"http://purl.oclc.org/ooxml/" + room + b"/")
        data = zipped({name: xml.replace(*spaces) for name, xml in unzipped(data).items()})
    return data


def test_a_picture_stands_in_a_template_file(folder: Path) -> None:
    template = unzipped(docx(paragraph("{{ logo }}")))
    types = template["[Content_Types].xml"].replace(b"document.main", b"template.main")
    files = made(folder, zipped({**template, "[Content_Types].xml": types}), LOGO)
    assert types_of(files)["word/document.xml"] == f"{W}document.main+xml"
    assert pictures(files) == ["word/media/image1.png"]
    assert breaches(files) == []


def test_a_picture_in_a_strict_document_is_strict_itself(folder: Path) -> None:
    files = made(folder, strict(docx(paragraph("{{ logo }}"))), LOGO)
    assert pictures(files) == ["word/media/image1.png"]
    assert b"schemas.openxmlformats.org" not in files["word/document.xml"]
    kinds = {kind for kind, _ in relations_of(files)["word/document.xml"].values()}
    assert kinds == {f"{STRICT}/image"}


def test_a_document_for_a_strict_template_is_refused_with_the_remedy(folder: Path) -> None:
    (folder / "annex.docx").write_bytes(whole(paragraph("x")))
    assert "Strict" in refusal(folder, strict(docx(paragraph("{{p annex }}"))), ANNEX)


def test_what_python_docx_does_not_know_stays(folder: Path) -> None:
    """A relationship to nowhere, a member nothing points to, a member without a type."""
    template = unzipped(docx(paragraph("{{ logo }}"), headers=(paragraph("head"),)))
    relation = f'<Relationship Id="rId2" Type="{OFFICE}/image" Target="NULL"/></Relationships>'
    relations = "word/_rels/document.xml.rels"
    odd = {
        relations: template[relations].replace(b"</Relationships>", relation.encode()),
        "word/media/image1.png": b"left over",
        "word/notes.odd": b"odd",
    }
    files = made(folder, zipped({**template, **odd}), LOGO)
    assert files["word/media/image1.png"] == b"left over"
    assert files["word/notes.odd"] == b"odd"
    related = relations_of(files)["word/document.xml"]
    assert related["rId2"] == (f"{OFFICE}/image", "word/NULL")
    assert pictures(files) == ["word/media/image1_1.png"]
    assert files["word/media/image1_1.png"] == picture()


def test_drawings_in_headers_have_ids_of_their_own(folder: Path) -> None:
    two = paragraph("{{ logo }} {{ logo }}")
    files = made(folder, docx(two, headers=(two, two)), LOGO)
    parts = ("word/document.xml", "word/header0.xml", "word/header1.xml")
    found = [n for part in parts for n in re.findall(rb'docPr id="(\d+)"', files[part])]
    assert [int(n) for n in found] == list(range(1001, 1007))
    assert breaches(files) == []


def test_a_document_in_a_header_brings_its_pictures_there(folder: Path) -> None:
    pytest.importorskip("docxcompose")
    (folder / "annex.docx").write_bytes(whole(paragraph("inside"), pictures=("blue",)))
    files = made(folder, docx(paragraph("x"), headers=(paragraph("{{p annex }}"),)), ANNEX)
    assert len(pictures(files, "word/header0.xml")) == 1
    kinds = [kind for kind, _ in relations_of(files)["word/document.xml"].values()]
    assert f"{OFFICE}/image" not in kinds
    assert breaches(files) == []


def test_notes_of_a_document_come_beside_those_of_the_template(folder: Path) -> None:
    """Also when the ids of the template's notes have gaps, and when it is printed twice."""
    pytest.importorskip("docxcompose")
    (folder / "annex.docx").write_bytes(whole(noted("a", 2), notes={2: paragraph("inner")}))
    twice = (paragraph("{{p annex }}"), paragraph("{{p annex }}"))
    template = whole(noted("x", 4), *twice, notes={4: paragraph("outer {{ name }}")})
    files = made(folder, template, {**ANNEX, "name": "N"})
    notes = files["word/footnotes.xml"].decode()
    texts = re.findall(r'<w:footnote w:id="(\d+)".*?<w:t[^>]*>([^<]*)', notes)
    assert texts == [("4", "outer N"), ("5", "inner"), ("6", "inner")]
    named = re.findall(rb'footnoteReference w:id="(\d+)"', files["word/document.xml"])
    assert named == [b"4", b"5", b"6"]


def test_a_picture_may_stand_in_the_template_and_in_the_document(folder: Path) -> None:
    pytest.importorskip("docxcompose")
    (folder / "annex.docx").write_bytes(whole(paragraph("x"), pictures=("red",)))
    files = made(folder, whole(paragraph("{{p annex }}"), paragraph("{{ logo }}")), ANNEX | LOGO)
    assert pictures(files) == ["word/media/image1.png"] * 2


def test_a_document_brings_the_namespaces_its_template_lacks(folder: Path) -> None:
    pytest.importorskip("docxcompose")
    (folder / "annex.docx").write_bytes(whole(paragraph("x"), pictures=("red",)))
    template = unzipped(docx(paragraph("{{p annex }}")))
    bare = re.sub(rb' xmlns:wp="[^"]*"', b"", template["word/document.xml"])
    files = made(folder, zipped({**template, "word/document.xml": bare}), ANNEX)
    assert len(pictures(files)) == 1


def test_a_document_that_nobody_prints_leaves_nothing(folder: Path) -> None:
    (folder / "annex.docx").write_bytes(whole(paragraph("x"), pictures=("red",)))
    files = made(
        folder, docx(paragraph("{% if flag %}{{ annex }}{% endif %}")), {**ANNEX, "flag": ""}
    )
    assert [name for name in files if "media" in name] == []


@pytest.mark.parametrize(
    ("mark", "said"), [("endnoteReference", "endnotes"), ("commentReference", "comments")]
)
def test_what_a_document_would_lose_is_told(folder: Path, mark: str, said: str) -> None:
    pytest.importorskip("docxcompose")
    inside = f'<w:p><w:r><w:{mark} w:id="2"/></w:r></w:p>'
    (folder / "annex.docx").write_bytes(whole(inside))
    assert said in refusal(folder, docx(paragraph("{{p annex }}")), ANNEX)


def test_notes_for_a_header_are_refused(folder: Path) -> None:
    pytest.importorskip("docxcompose")
    (folder / "annex.docx").write_bytes(whole(noted("a", 2), notes={2: paragraph("inner")}))
    template = docx(paragraph("x"), headers=(paragraph("{{p annex }}"),))
    assert "footnotes" in refusal(folder, template, ANNEX)


def test_a_template_python_docx_cannot_read_is_told(folder: Path) -> None:
    template = unzipped(docx(paragraph("{{ logo }}"), headers=(paragraph("x"),)))
    styles = {"word/styles.xml": b"<w:styles"}
    relations, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    named = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    typed = f'<Override PartName="/word/styles.xml" ContentType="{W}styles+xml"/></Types>'
    broken = {
        **template,
        **styles,
        relations: template[relations].replace(b"</Relationships>", named.encode()),
        types: template[types].replace(b"</Types>", typed.encode()),
    }
    assert "no picture" in refusal(folder, zipped(broken), LOGO)


def refusal(folder: Path, template: bytes, data: dict[str, Any]) -> str:
    """What is said about a template that cannot be filled with these data."""
    with pytest.raises(Faulty) as caught:
        made(folder, template, data)
    [finding] = caught.value.findings
    return str(finding.message)
