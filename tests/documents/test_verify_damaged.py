"""A damaged .docx is told as a finding, whichever part is damaged and how; never a traceback."""

import random

import pytest
from lxml import etree

from docfill.opc import xml as opc_xml
from docfill.opc.xml import NotXml, parse_part
from docfill.word.document import read_document
from docfill.word.package import NotADocument
from docfill.word.page_layout import layout_of
from finished import MAIN, codes, damaged, docx, found_in, packed, parts_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = [name for name in parts_of(docx()) if name.endswith((".xml", ".rels"))]
_DAMAGES = {
    "empty": b"",
    "text": "这是文字".encode(),
    "cut off": b"<?xml version='1.0'?><w:a xmlns:w='w'><w:b>",
    "an encoding nobody knows": b"<?xml version='1.0' encoding='x-none'?><a/>",
    "with a document type": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
}
# What a program may write where a number, a kind or a name belongs.
_ODD = ("", "x", "-1", "9" * 30, "٣", "1.5", "rId1")


@pytest.mark.parametrize("damage", _DAMAGES)
@pytest.mark.parametrize("part", _XML)
def test_a_part_that_is_no_xml_is_a_finding(part: str, damage: str) -> None:
    report = damaged(lambda parts: parts.update({part: _DAMAGES[damage]}))
    found = found_in(report)
    assert {"docx-package", "docx-unreadable"} & codes(found)
    assert any(part in str(finding.message) for finding in found)


@pytest.mark.parametrize("part", ["word/settings.xml", "docProps/core.xml", "word/numbering.xml"])
def test_beside_a_damaged_part_the_text_is_still_compared(part: str) -> None:
    def damage(parts: dict[str, bytes]) -> None:
        parts[part] = b"no XML"
        parts[MAIN] = parts[MAIN].replace(b"<w:t>127</w:t>", b"<w:t>187</w:t>")

    assert {"docx-package", "docx-cell"} <= codes(found_in(damaged(damage)))


def test_a_pdf_of_a_report_with_damaged_settings_is_still_read() -> None:
    report = damaged(lambda parts: parts.update({"word/settings.xml": b"no XML"}))
    layout = layout_of(read_document(report))
    assert layout is not None and not layout.even_differ


@pytest.mark.parametrize("seed", range(60))
def test_attributes_and_elements_that_are_not_as_they_should_be_are_findings(seed: int) -> None:
    """Elements lost, moved or alien, attributes odd: whatever comes of it, nothing is raised."""
    chance = random.Random(seed)
    parts = parts_of(docx())
    part = chance.choice([MAIN, MAIN, "word/styles.xml", "word/settings.xml", *_XML])
    root = etree.fromstring(parts[part])
    for _ in range(chance.choice((1, 4, 40))):
        _spoil(chance, list(root.iter("*")))
    report = packed({**parts, part: etree.tostring(root)})
    found_in(report)
    try:
        layout_of(read_document(report))
    except NotADocument as trouble:
        assert str(trouble)


def _spoil(chance: random.Random, elements: list[etree._Element]) -> None:
    item = chance.choice(elements)
    parent = item.getparent()
    match chance.randrange(4):
        case 0 | 1 if item.attrib:
            item.set(chance.choice(sorted(map(str, item.attrib))), chance.choice(_ODD))
        case 2 if parent is not None:
            parent.remove(item)
        case _:
            alien = (etree.Comment("c"), etree.PI("p", "q"), etree.Element(f"{{{_W}}}tbl"))
            item.append(chance.choice(alien))


@pytest.mark.parametrize("seed", range(60))
def test_a_zip_with_wrong_bytes_is_a_finding_or_none(seed: int) -> None:
    """Its directory lies at its end, and there the damage is."""
    chance = random.Random(seed)
    report = bytearray(docx())
    for _ in range(4):
        report[-1 - chance.randrange(1500)] = chance.randrange(256)
    found_in(bytes(report))


def test_a_header_that_names_itself_is_read_once() -> None:
    header = next(name for name in _XML if "footer" in name or "header" in name)

    def damage(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts[header])
        section = next(etree.fromstring(parts[MAIN]).iter(f"{{{_W}}}sectPr"))
        root.append(section)
        parts[header] = etree.tostring(root)
        links = header.replace("word/", "word/_rels/") + ".rels"
        parts[links] = parts["word/_rels/document.xml.rels"]

    assert codes(found_in(damaged(damage)))


def test_more_xml_than_a_report_can_have_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opc_xml, "MOST_XML", 1000)
    with pytest.raises(NotXml, match="MB"):
        parse_part(b"<a>" + b" " * 1000 + b"</a>")
