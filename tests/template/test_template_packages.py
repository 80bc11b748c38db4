"""Packages as people really have them: odd names, templates as such, dense pictures, gaps."""

import re
from pathlib import Path

import pytest

from docfill.base.errors import Faulty
from docfill.template import Template, template_faults
from docx_making import docx, paragraph, row, table, unzipped, zipped
from opc import breaches, relations_of, types_of

W = "application/vnd.openxmlformats-officedocument.wordprocessingml."
LETTER = docx(paragraph("{{ x }}"), headers=(paragraph("head {{ x }}"),))


def filled(folder: Path, data: bytes, **values: object) -> dict[str, bytes]:
    """The members of the document a template makes."""
    (folder / "template.docx").write_bytes(data)
    template = Template.open(folder / "template.docx", cache=False)
    return unzipped(template.fill(values))


def changed(data: bytes, **pairs: tuple[str, str]) -> bytes:
    """The package with texts replaced in its members."""
    files = unzipped(data)
    for old, new in pairs.values():
        files = {
            name: content.replace(old.encode(), new.encode()) for name, content in files.items()
        }
    return zipped(files)


def renamed(data: bytes, old: str, new: str) -> bytes:
    return zipped({new if name == old else name: c for name, c in unzipped(data).items()})


def text_of(files: dict[str, bytes], kind: str) -> str:
    """The text of the only part of a kind."""
    [name] = [n for n, found in types_of(files).items() if found == f"{W}{kind}+xml"]
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)", files[name].decode()))


@pytest.mark.parametrize(
    ("reference", "member"),
    [
        ("hdr%20one.xml", "word/hdr one.xml"),
        ("hdr%20one.xml", "word/hdr%20one.xml"),
        ("hdr one.xml", "word/hdr%20one.xml"),
        ("%E9%A1%B5%E7%9C%89.xml", "word/页眉.xml"),
        ("Header0.XML", "word/header0.xml"),
        ("/WORD/header0.xml", "word/header0.xml"),
    ],
)
def test_a_part_is_found_however_its_name_is_spelled(
    tmp_path: Path, reference: str, member: str
) -> None:
    named = changed(LETTER, target=('Target="header0.xml"', f'Target="{reference}"'))
    typed = changed(named, typed=("/word/header0.xml", "/" + member))
    files = filled(tmp_path, renamed(typed, "word/header0.xml", member), x="X")
    assert text_of(files, "header") == "head X"
    assert breaches(files) == []


def test_parts_and_types_may_differ_in_case(tmp_path: Path) -> None:
    odd = changed(LETTER, typed=("/word/document.xml", "/Word/Document.xml"))
    for old, new in (
        ("[Content_Types].xml", "[content_types].xml"),
        ("word/_rels/document.xml.rels", "word/_rels/Document.XML.rels"),
    ):
        odd = renamed(odd, old, new)
    files = filled(tmp_path, odd, x="X")
    assert text_of(files, "document.main") == "X"
    assert text_of(files, "header") == "head X"
    assert breaches(files) == []


def test_two_spellings_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = {**unzipped(LETTER), "word/Header0.xml": b"<w:hdr/>"}
    assert refused(tmp_path, zipped(twice)) == ["unsafe"]


def test_a_template_file_makes_a_document(tmp_path: Path) -> None:
    typed = changed(LETTER, typed=(f"{W}document.main+xml", f"{W}template.main+xml"))
    files = filled(tmp_path, typed, x="X")
    assert types_of(files)["word/document.xml"] == f"{W}document.main+xml"
    assert text_of(files, "document.main") == "X"


@pytest.mark.parametrize("kind", ["document", "template"])
def test_what_may_hold_macros_stays_refused(tmp_path: Path, kind: str) -> None:
    macros = f"application/vnd.ms-word.{kind}.macroEnabled.main+xml"
    typed = changed(LETTER, typed=(f"{W}document.main+xml", macros))
    assert refused(tmp_path, typed) == ["macros"]


def test_a_program_is_known_by_its_relationship_and_not_by_a_name(tmp_path: Path) -> None:
    good = unzipped(docx(paragraph("{{ x }}"), more={"word/media/macro-vba.png": b"PNG"}))
    assert "word/media/macro-vba.png" in filled(tmp_path, zipped(good), x="X")
    vba = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    names = f'<Relationship Id="v" Type="{vba}" Target="code.bin"/></Relationships>'
    related = changed(LETTER, vba=("</Relationships>", names))
    assert refused(tmp_path, related) == ["macros"]


def test_a_dense_picture_is_no_bomb(tmp_path: Path) -> None:
    files = filled(tmp_path, docx(paragraph("{{ x }}"), more={"word/a.emf": bytes(5_000_000)}), x=1)
    assert len(files["word/a.emf"]) == 5_000_000


def test_a_header_that_is_not_there_is_named(tmp_path: Path) -> None:
    files = unzipped(LETTER)
    del files["word/header0.xml"]
    path = tmp_path / "template.docx"
    path.write_bytes(zipped(files))
    [finding] = template_faults(str(path))
    assert finding.code == "template-broken"
    assert "word/header0.xml" in str(finding.message)
    assert refused(tmp_path, zipped(files)) == ["template-broken"]


@pytest.mark.parametrize(
    ("typed", "twips"),
    [("2.5cm", 1417), ("25mm", 1417), ("1in", 1440), ("72pt", 1440), ("6pc", 1440), ("900", 900)],
)
def test_columns_in_any_unit_are_repeated(tmp_path: Path, typed: str, twips: int) -> None:
    one = table(1, row("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"))
    data = docx(one.replace('<w:gridCol w:w="2000"/>', f'<w:gridCol w:w="{typed}"/>'))
    body = filled(tmp_path, data, xs=["a", "b", "c"])["word/document.xml"].decode()
    assert re.findall(r'<w:gridCol w:w="(\d+)"', body) == [str(twips // 3)] * 3


def test_the_relationships_of_a_renamed_part_go_with_it(tmp_path: Path) -> None:
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    files = unzipped(renamed(LETTER, "word/header0.xml", "word/h 0.xml"))
    files = unzipped(changed(zipped(files), a=("header0.xml", "h%200.xml")))
    files["word/_rels/h 0.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{link}" Target="https://x.org/a%20b" TargetMode="External"/>'
        "</Relationships>"
    ).encode()
    made = filled(tmp_path, zipped(files), x="X")
    assert relations_of(made)["word/h_0.xml"] == {"a": (link, "external:https://x.org/a%20b")}
    assert breaches(made) == []


def refused(folder: Path, data: bytes) -> list[str]:
    """The codes with which a template is refused."""
    path = folder / "template.docx"
    path.write_bytes(data)
    with pytest.raises(Faulty) as caught:
        Template.open(path, cache=False)
    return [finding.code for finding in caught.value.findings]
