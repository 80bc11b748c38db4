"""What goes to LibreOffice and what comes back, without LibreOffice."""

import re
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from docfill.base.errors import ConversionFailed, ExitCode
from docfill.office.package import open_for_render
from docfill.office.render_copy import render_copy
from docfill.pdf.rewriting import _decrypted
from docfill.pdf.same_bytes import PdfOptions, canonical
from docfill.word.elements import w

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# A white dot.
STAMP = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63f80f00010101001bb6ee56"
    "0000000049454e44ae426082"
)
STYLES = (
    f"<w:styles {W}><w:docDefaults/>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="32"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="small"><w:basedOn w:val="a"/>'
    '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr><w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    "</w:styles>"
)


def document(
    path: Path, body: str = "", *, styles: str = STYLES, kind: str = "", **more: str
) -> Path:
    """A .docx with this body; `more` are parts by their kind."""
    kind = kind or f"{WORD}document.main+xml"
    types = [("word/document.xml", kind), ("word/styles.xml", f"{WORD}styles+xml")]
    types += [(f"word/{name}.xml", f"{WORD}{name}+xml") for name in more]
    overrides = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in types)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{overrides}</Types>")
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/styles.xml", styles)
        archive.writestr("word/media/stamp.png", STAMP)
        for name, content in more.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def paragraph(properties: str, content: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def translated(docx: Path, part: str = "word/document.xml") -> etree._Element:
    """A part of the copy made of this document."""
    with zipfile.ZipFile(BytesIO(render_copy(open_for_render(docx)))) as copy:
        return etree.fromstring(copy.read(part))


def values(root: etree._Element, name: str, attribute: str = "val") -> list[str | None]:
    return [one.get(w(attribute)) for one in root.iter(w(name))]


def test_hanging_punctuation_is_always_said_to_be_on(tmp_path: Path) -> None:
    """LibreOffice reads it inverted; where nothing is said it hangs."""
    off, on = paragraph('<w:overflowPunct w:val="0"/>'), paragraph("<w:overflowPunct/>")
    docx = document(tmp_path / "a.docx", off + on)
    assert values(translated(docx), "overflowPunct") == ["1", "1"]
    assert values(translated(docx, "word/styles.xml"), "overflowPunct") == ["1"]


def test_a_character_grid_becomes_spacing_and_a_line_grid(tmp_path: Path) -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-841"/>'
    docx = document(tmp_path / "a.docx", f"<w:sectPr>{grid}</w:sectPr>")
    (grid,) = translated(docx).iter(w("docGrid"))
    assert dict(grid.attrib) == {w("type"): "lines", w("linePitch"): "579"}
    assert values(translated(docx, "word/styles.xml"), "spacing") == ["-5"]


def test_a_line_grid_stays_and_brings_no_spacing(tmp_path: Path) -> None:
    docx = document(tmp_path / "a.docx", '<w:sectPr><w:docGrid w:type="lines"/></w:sectPr>')
    assert values(translated(docx), "docGrid", "type") == ["lines"]
    assert values(translated(docx, "word/styles.xml"), "spacing") == []


def test_an_exact_line_height_leaves_the_grid_in_its_place_of_the_order(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:keepNext/><w:spacing w:line="579" w:lineRule="exact"/><w:jc/></w:pPr></w:p>'
        '<w:p><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:p>'
    )
    first, second = translated(document(tmp_path / "a.docx", body)).iter(w("pPr"))
    names = [etree.QName(one).localname for one in first]
    assert names == ["keepNext", "snapToGrid", "spacing", "jc"]
    assert [etree.QName(one).localname for one in second] == ["spacing"]


def test_indents_in_characters_are_said_in_twips_too(tmp_path: Path) -> None:
    body = (
        paragraph('<w:ind w:firstLineChars="200"/>'),
        paragraph('<w:pStyle w:val="small"/><w:ind w:leftChars="100"/>'),
        paragraph('<w:ind w:firstLineChars="200" w:firstLine="630"/>'),
        paragraph(
            '<w:ind w:firstLineChars="200"/>', '<w:r><w:rPr><w:sz w:val="44"/></w:rPr></w:r>'
        ),
    )
    root = translated(document(tmp_path / "a.docx", "".join(body)))
    assert values(root, "ind", "firstLine") == ["640", None, "630", "880"]
    assert values(root, "ind", "left") == [None, "210", None, None]
    styles = translated(tmp_path / "a.docx", "word/styles.xml")
    assert values(styles, "ind", "firstLine") == ["420"]


def test_exact_rows_may_grow(tmp_path: Path) -> None:
    row = '<w:tr><w:trPr><w:trHeight w:val="800" w:hRule="exact"/></w:trPr></w:tr>'
    root = translated(document(tmp_path / "a.docx", f"<w:tbl>{row}</w:tbl>"))
    assert values(root, "trHeight", "hRule") == ["atLeast"]


def test_the_styles_of_building_blocks_are_not_the_documents(tmp_path: Path) -> None:
    """Word keeps them in a glossary beside the document, with ids of their own."""
    docx = document(tmp_path / "a.docx", paragraph('<w:ind w:firstLineChars="200"/>'))
    types = f'<Override PartName="/word/glossary/styles.xml" ContentType="{WORD}styles+xml"/>'
    with zipfile.ZipFile(docx) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/glossary/styles.xml"] = STYLES.replace('w:val="32"', 'w:val="44"').encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f"{types}</Types>".encode()
    )
    with zipfile.ZipFile(docx, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert values(translated(docx), "ind", "firstLine") == ["640"]


def test_embedded_fonts_and_outside_links_are_left_out(tmp_path: Path) -> None:
    docx = document(
        tmp_path / "a.docx",
        fontTable=f'<w:fonts {W}><w:font w:name="x"><w:embedRegular/></w:font></w:fonts>',
        settings=f"<w:settings {W}><w:embedTrueTypeFonts/><w:evenAndOddHeaders/></w:settings>",
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(docx, "a") as archive:
        archive.writestr("word/fonts/font1.odttf", b"font")
        archive.writestr("word/_rels/fontTable.xml.rels", "<x/>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Type="{kind}/image" Target="file:///x" TargetMode="External"/>'
            f'<Relationship Type="{kind}/hyperlink" Target="http://x/" TargetMode="External"/>'
            f'<Relationship Type="{kind}/styles" Target="styles.xml"/></Relationships>',
        )
    with zipfile.ZipFile(BytesIO(render_copy(open_for_render(docx)))) as copy:
        names = copy.namelist()
        assert not any("odttf" in name or "fontTable.xml.rels" in name for name in names)
        assert b"embed" not in copy.read("word/fontTable.xml")
        assert b"embed" not in copy.read("word/settings.xml")
        assert b"evenAndOddHeaders" in copy.read("word/settings.xml")
        targets = re.findall(rb'Target="([^"]*)"', copy.read("word/_rels/document.xml.rels"))
        assert targets == [b"about:blank", b"http://x/", b"styles.xml"]
        assert copy.read("word/media/stamp.png") == STAMP


def test_the_document_itself_stays_as_it_is_and_the_copy_is_always_the_same(tmp_path: Path) -> None:
    docx = document(tmp_path / "a.docx", "<w:p/>", header=f"<w:hdr {W}><w:p/></w:hdr>")
    before = docx.read_bytes()
    assert len({render_copy(open_for_render(docx)) for _ in range(3)}) == 1
    assert docx.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no Word document"),
        ("这是文字".encode(), "no Word document"),
        (b"PK\x03\x04 cut off", "no Word document"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "password"),
    ],
)
def test_what_is_no_docx_is_refused_by_name(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(content)
    with pytest.raises(ConversionFailed, match=rf"report\.docx: .*{said}") as refusal:
        open_for_render(file)
    assert refusal.value.exit_code is ExitCode.CONVERSION_FAILED


def test_macros_are_refused(tmp_path: Path) -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    with pytest.raises(ConversionFailed, match="macros"):
        open_for_render(document(tmp_path / "a.docx", kind=kind))
    hidden = document(tmp_path / "b.docx")
    with zipfile.ZipFile(hidden, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"")
    with pytest.raises(ConversionFailed, match="macros"):
        open_for_render(hidden)


def test_a_folder_or_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none.docx"):
        with pytest.raises(ConversionFailed, match="cannot be read"):
            open_for_render(file)


def test_a_spreadsheet_is_no_document(tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with pytest.raises(ConversionFailed, match="no Word document"):
        open_for_render(document(tmp_path / "a.docx", kind=kind))


def exported(hour: int, font_number: int) -> bytes:
    """A PDF with all that LibreOffice lets vary from one export to the next."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    clear = b"%%!FontType1\n/UniqueID %d def\n" % font_number
    private = b"rand/Private\n/UniqueID %d def\n" % font_number + bytes(range(256)) * 9
    hidden = encrypted(private)
    font = pdf.make_stream(clear + hidden + b"0" * 16)
    font.Length1, font.Length2, font.Length3 = len(clear), len(hidden), 16
    icc = bytearray(128)
    icc[24:36], icc[36:40] = bytes([hour] * 12), b"acsp"
    profile = pdf.make_stream(bytes(icc))
    profile.N = 3
    xmp = pdf.make_stream(
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
        b'syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        b"<xmp:CreateDate>2026-01-01T%02d:00:00</xmp:CreateDate>"
        b"</rdf:Description></rdf:RDF></x:xmpmeta>" % hour
    )
    xmp.Type, xmp.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = xmp
    pdf.Root.Things = pdf.make_indirect(pikepdf.Array([font, profile]))
    pdf.docinfo["/CreationDate"] = f"D:20260101{hour:02}0000Z"
    pdf.docinfo["/Title"] = "年度报告"
    pdf.trailer["/DocChecksum"] = pikepdf.Name(f"/{hour}")
    made = BytesIO()
    pdf.save(made, static_id=False)
    return made.getvalue()


def encrypted(plain: bytes) -> bytes:
    """Adobe Type 1 Font Format, 7.1."""
    key, made = 55665, bytearray()
    for byte in plain:
        made.append(byte ^ (key >> 8))
        key = ((made[-1] + key) * 52845 + 22719) % 65536
    return bytes(made)


def test_the_hour_and_the_process_do_not_show() -> None:
    made = {canonical(exported(hour, 4100000 + hour), date(2024, 1, 11)) for hour in range(3)}
    assert len(made) == 1
    with pikepdf.open(BytesIO(made.pop())) as pdf:
        font, profile = pdf.Root.Things
        length = int(font.Length1)
        assert b"/UniqueID 0000000 def" in font.read_bytes()[:length]
        plain, _ = _decrypted(font.read_bytes()[length:-16])
        assert plain == b"rand/Private\n/UniqueID 0000000 def\n" + bytes(range(256)) * 9
        assert profile.read_bytes()[24:36] == bytes(12)
        assert b"2024-01-11T00:00:00Z" in pdf.Root.Metadata.read_bytes()
        assert pdf.docinfo["/CreationDate"] == "D:20240111000000Z"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/DocChecksum" not in pdf.trailer


def test_two_documents_do_not_get_one_id() -> None:
    ids = set()
    for day in (1, 2):
        with pikepdf.open(BytesIO(canonical(exported(1, 4100001), date(2024, 1, day)))) as pdf:
            ids.add(bytes(pdf.trailer.ID[0]))
    assert len(ids) == 2


def test_a_time_is_told_in_utc() -> None:
    beijing = timezone(timedelta(hours=8))
    for moment in (datetime(2024, 1, 11, 8, tzinfo=beijing), datetime(2024, 1, 11, tzinfo=UTC)):
        with pikepdf.open(BytesIO(canonical(exported(1, 4100001), moment))) as pdf:
            assert pdf.docinfo["/CreationDate"] == "D:20240111000000Z"


def plain_export(hour: int, text: str = "1 0 0 1 0 0 cm", more: str = "") -> bytes:
    """A PDF as LibreOffice writes it, with nothing in it that varies but date and hashes."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R\n/ViewerPreferences<</DisplayDocTitle true\n>>\n>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        f"<</Length {len(text)}>>\nstream\n{text}\nendstream",
        f"<</Title<FEFF5E74>\n/CreationDate(D:202601011{hour}0000Z')>>",
        f"<</Made/Up{more}>>",
    ]
    body, offsets = "%PDF-1.6\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    digits = f"{hour:032X}"
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}trailer\n<</Size "
        f"{len(objects) + 1}/Root 1 0 R\n/Info 5 0 R\n/ID [ <{digits}>\n<{digits}> ]\n"
        f"/DocChecksum /{digits}\n>>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode()


def test_where_only_date_and_hashes_vary_nothing_else_is_touched() -> None:
    made = {canonical(plain_export(hour), date(2024, 1, 11)) for hour in range(3)}
    (settled,) = made
    assert len(settled) == len(plain_export(0))
    changed = sum(a != b for a, b in zip(settled, plain_export(0), strict=True))
    assert changed < 140
    with pikepdf.open(BytesIO(settled)) as pdf:
        assert pdf.docinfo["/CreationDate"] == "D:20240111000000Z"
        assert "/DocChecksum" not in pdf.trailer
        assert pdf.trailer.ID[0] == pdf.trailer.ID[1]
        assert len(bytes(pdf.trailer.ID[0])) == 16


def test_two_documents_that_are_not_written_anew_do_not_get_one_id() -> None:
    ids = set()
    for text in ("1 0 0 1 0 0 cm", "1 0 0 1 0 9 cm"):
        with pikepdf.open(BytesIO(canonical(plain_export(1, text), date(2024, 1, 1)))) as pdf:
            ids.add(bytes(pdf.trailer.ID[0]))
    assert len(ids) == 2


def xmp_export(hour: int, packet: str) -> bytes:
    """A PDF with XMP, as newer LibreOffices write one."""
    return plain_export(hour, text=packet, more="/Metadata 4 0 R").replace(
        b"<</Length ", b"<</Type/Metadata/Subtype/XML/Length "
    )


def test_dates_in_clear_xmp_are_set_where_they_stand() -> None:
    """LibreOffice 25 has XMP in every PDF, with dates of zeros in it."""
    packet = "<x:xmpmeta xmlns:x='a'><xmp:{}Date>0000-00-00T0{}:00:00Z</xmp:{}Date></x:xmpmeta>"
    for kind in ("Create", "Modify", "Metadata"):
        given = [xmp_export(hour, packet.format(kind, hour, kind)) for hour in range(3)]
        (settled,) = {canonical(each, date(2024, 1, 11)) for each in given}
        assert len(settled) == len(given[0])
        assert f"<xmp:{kind}Date>2024-01-11T00:00:00Z</xmp:{kind}Date>".encode() in settled


def test_xmp_out_of_sight_or_with_numbers_of_its_own_has_the_document_written_anew() -> None:
    for packet in (
        "x",
        "<x:xmpmeta xmlns:x='a'><xmpMM:InstanceID>1</xmpMM:InstanceID></x:xmpmeta>",
    ):
        given = xmp_export(1, packet)
        assert len(canonical(given, date(2024, 1, 11))) != len(given)


@pytest.mark.parametrize(
    "more",
    [
        "/FontFile 4 0 R",
        "/OutputIntents[4 0 R]",
        "/ModDate(D:20260101000000Z)",
        "/CreationDate(D:20260101000000Z)",
    ],
)
def test_where_more_may_vary_the_document_is_written_anew(more: str) -> None:
    given = plain_export(1, more=more)
    made = canonical(given, date(2024, 1, 11))
    assert len(made) != len(given)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.docinfo["/CreationDate"] == "D:20240111000000Z"
        assert "/DocChecksum" not in pdf.trailer


def test_what_libreoffice_is_asked_for() -> None:
    assert "SelectPdfVersion=2" in PdfOptions(date(2024, 1, 1), pdfa=True).filter_options()
    assert "SelectPdfVersion=0" in PdfOptions(date(2024, 1, 1)).filter_options()
    assert "UseTaggedPDF=false" in PdfOptions(date(2024, 1, 1), tagged=False).filter_options()
