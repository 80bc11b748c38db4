"""What reads, runs or leads out of a document does not reach LibreOffice, however it is spelt."""

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from docfill.base import NOTHING
from docfill.base.errors import ConversionFailed
from docfill.office.guard import pictures
from docfill.office.guard.drawings import MOST_BYTES, MOST_ELEMENTS
from docfill.office.guard.pictures import fault_of_picture
from docfill.office.package import open_for_render
from docfill.office.render_copy import render_copy
from docx_making import W, docx, paragraph

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ELSEWHERE = "file:///srv/elsewhere.png"
_R = f'xmlns:r="{_KIND}"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_MAIN, _LINKS = "word/document.xml", "word/_rels/document.xml.rels"


def picture(kind: str = "PNG", size: tuple[int, int] = (2, 2)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size).save(made, kind)
    return made.getvalue()


def svg(inside: str = "<path d='M0 0L9 9'/>", more: str = "") -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' {more}>{inside}</svg>".encode()


def links(*stated: str) -> bytes:
    inside = "".join(f"<Relationship {each}/>" for each in stated)
    return f"<Relationships xmlns='{_RELS}'>{inside}</Relationships>".encode()


def link(target: str, kind: str = f"{_KIND}/image", mode: str = "", id_: str = "rId9") -> str:
    stated = f" TargetMode='{mode}'" if mode else ""
    return f"Id='{id_}' Type='{kind}' Target='{target}'{stated}"


def copied(tmp_path: Path, *body: str, report: str = "", **more: bytes) -> dict[str, bytes]:
    """The parts of the copy of a document with this body and more parts, `__` for `/`."""
    names = {name.replace("__", "/").replace("1", "."): part for name, part in more.items()}
    file = tmp_path / "report.docx"
    file.write_bytes(docx(*body, more=names))
    with zipfile.ZipFile(io.BytesIO(render_copy(open_for_render(file), report))) as copy:
        return {name: copy.read(name) for name in copy.namelist()}


def wired(tmp_path: Path, wiring: bytes, *body: str) -> dict[str, bytes]:
    return copied(tmp_path, *(body or (paragraph("text"),)), word___rels__document1xml1rels=wiring)


@pytest.mark.parametrize(
    "wiring",
    {
        "plain": links(link(_ELSEWHERE, mode="External")),
        "a character reference": links(link("fil&#101;:///srv/elsewhere.png", mode="Extern&#97;l")),
        "UTF-16": links(link(_ELSEWHERE, mode="External")).decode().encode("utf-16"),
        "another kind": links(link(_ELSEWHERE, f"{_KIND}/frame", "External")),
        "the kind of a hyperlink": links(link(_ELSEWHERE, f"{_KIND}/hyperlink", "External")),
        "said to be inside": links(link(_ELSEWHERE, mode="Internal")),
        "said nothing": links(link(_ELSEWHERE)),
        "a mode nobody knows": links(link("media/a.png", mode="external ")),
        "another host": links(link("//host/elsewhere.png")),
        "an id twice": links(link("media/a.png"), link(_ELSEWHERE, mode="External")),
        "the template it was made with": links(
            link("file:///srv/elsewhere.dotx", f"{_KIND}/attachedTemplate", "External")
        ),
    }.values(),
)
def test_a_link_leads_nowhere_however_it_is_spelt(tmp_path: Path, wiring: bytes) -> None:
    used = f"<w:p><w:r><a:blip {_A} r:link='rId9'/></w:r></w:p>"
    copy = wired(tmp_path, wiring, used)[_LINKS]
    assert b"about:blank" in copy and b"elsewhere" not in copy and b"host" not in copy


def test_what_a_reader_clicks_stays(tmp_path: Path) -> None:
    wiring = links(link("https://example.org/", f"{_KIND}/hyperlink", "External"))
    used = "<w:p><w:hyperlink r:id='rId9'><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>"
    assert wired(tmp_path, wiring, used)[_LINKS] == wiring


def field(code: str, shown: str) -> str:
    """A field, its code in several runs."""
    half = len(code) // 2
    runs = [
        "<w:fldChar w:fldCharType='begin'/>",
        *(f"<w:instrText>{part}</w:instrText>" for part in (code[:half], code[half:])),
        "<w:fldChar w:fldCharType='separate'/>",
        f"<w:t>{shown}</w:t>",
        "<w:fldChar w:fldCharType='end'/>",
    ]
    return f"<w:p>{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p>"


READING = ("INCLUDEPICTURE", "includetext", "INCLUDE", "DDE", "DDEAUTO", "LINK", "IMPORT", "RD")


@pytest.mark.parametrize("name", [*READING, "DATABASE", "UNHEARDOF", '"INCLUDEPICTURE"'])
def test_a_field_that_reads_is_printed_as_it_last_stood(tmp_path: Path, name: str) -> None:
    code = f' {name} "{_ELSEWHERE}" \\d '
    simple = f"<w:p><w:fldSimple w:instr='{code}'><w:r><w:t>second</w:t></w:r></w:fldSimple></w:p>"
    made = copied(tmp_path, field(code, "first"), simple)[_MAIN]
    assert b"elsewhere" not in made and b"fldChar" not in made and b"fldSimple" not in made
    assert b"first" in made and b"second" in made


def test_a_field_within_the_code_of_one_that_reads_goes_with_it(tmp_path: Path) -> None:
    inner = field("MERGEFIELD x", "elsewhere")[5:-6]
    body = field("INCLUDEPICTURE a b", "shown").replace(
        "<w:r><w:fldChar w:fldCharType='separate'/>",
        f"{inner}<w:r><w:fldChar w:fldCharType='separate'/>",
    )
    made = copied(tmp_path, body)[_MAIN]
    assert b"elsewhere" not in made and b"shown" in made


@pytest.mark.parametrize("code", ["PAGE", " NUMPAGES \\* MERGEFORMAT ", "HYPERLINK x", "= 1 + 2"])
def test_a_field_that_only_prints_stays(tmp_path: Path, code: str) -> None:
    body = field(code, "1")
    assert copied(tmp_path, body)[_MAIN].count(b"fldChar ") == 3


def test_the_name_of_the_file_is_the_reports_and_not_the_copys(tmp_path: Path) -> None:
    simple = "<w:p><w:fldSimple w:instr='FILENAME'><w:r><w:t>old</w:t></w:r></w:fldSimple></w:p>"
    made = copied(tmp_path, field("FILENAME \\p", "old"), simple, report="花石镇.docx")[_MAIN]
    assert made.decode().count("花石镇.docx") == 2 and b"old" not in made
    assert b"old" in copied(tmp_path, field("FILENAME", "old"))[_MAIN]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_raster_pictures_pass(kind: str) -> None:
    assert fault_of_picture(picture(kind)) == NOTHING


def emf(*records: bytes) -> bytes:
    header = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    return header + b"".join(records) + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def wmf(*records: bytes) -> bytes:
    header = bytes.fromhex("010009000003") + bytes(12)
    return header + b"".join(records) + struct.pack("<IH", 3, 0)


def escape(number: int) -> bytes:
    return struct.pack("<IHHH", 5, 0x0626, number, 0)


def test_metafiles_pass_that_only_draw() -> None:
    for whole in (emf(struct.pack("<III", 98, 12, 1)), wmf(escape(15))):
        assert fault_of_picture(whole) == NOTHING
        assert fault_of_picture(gzip.compress(whole)) == NOTHING


@pytest.mark.parametrize(
    "content",
    [
        emf(struct.pack("<III", 112, 12, 0)),
        emf(struct.pack("<III", 70, 20, 8) + b"GDIC" + struct.pack("<I", 0x40000004)),
        emf(struct.pack("<II", 98, 4)),
        wmf(escape(38)),
        wmf(struct.pack("<IH", 900, 0x0626)),
        b"%PDF-1.7",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"BM" + svg(),
        b"",
        picture()[:20],
        gzip.compress(gzip.compress(picture())),
        gzip.compress(picture())[:-20],
    ],
)
def test_pictures_that_lead_elsewhere_or_are_none_do_not_pass(content: bytes) -> None:
    assert fault_of_picture(content)


def test_a_picture_of_too_many_dots_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 3)
    assert fault_of_picture(picture("GIF", (2, 3)))


@pytest.mark.parametrize(
    "content",
    [
        svg("<image width='1' height='1'/>"),
        svg("<path d='M0 0' fill='url(#a)'/>"),
        svg("<path d='M0 0' fill='u&#114;l(x)'/>"),
        svg("<path d='M0 0' style='fill:u\\72l(x)'/>"),
        svg("<path d='M0 0' style='stroke-dasharray:1'/>"),
        svg("<g xmlns:l='http://www.w3.org/1999/xlink' l:href='x'/>"),
        svg("<use/>"),
        svg("<style>@import 'x';</style>"),
        svg("<script/>"),
        svg("<foreignObject/>"),
        svg(more="onload='x'"),
        b"<?xml-stylesheet href='x'?>" + svg(),
        b"<!DOCTYPE svg>" + svg(),
        svg("<g/>" * MOST_ELEMENTS),
        svg(f"<desc>{'x' * MOST_BYTES}</desc>"),
        svg("<image/>").decode().encode("utf-16"),
        gzip.compress(svg("<image/>")),
    ],
)
def test_an_svg_that_refers_to_something_or_is_large_does_not_pass(content: bytes) -> None:
    assert fault_of_picture(content)


def test_a_plain_svg_passes() -> None:
    assert fault_of_picture(svg("<!-- drawn by hand --><g><path d='M0 0L9 9'/></g>")) == NOTHING


_SHOWN = f"<w:p><w:r><a:blip {_A} r:embed='rId9'>{{}}</a:blip></w:r></w:p>"
_TWIN = "<a:ext uri='x'><s:svgBlip xmlns:s='svg' r:embed='rId8'/></a:ext>"


def test_an_svg_that_does_not_pass_is_refused_by_its_name(tmp_path: Path) -> None:
    wiring = links(link("media/a.svg"))
    with pytest.raises(ConversionFailed, match=r"word/media/a\.svg"):
        copied(
            tmp_path,
            _SHOWN.format(""),
            word___rels__document1xml1rels=wiring,
            word__media__a1svg=svg("<image/>"),
        )


def test_its_raster_twin_is_shown_in_its_place(tmp_path: Path) -> None:
    wiring = links(link("media/a.png"), link("media/a.svg", id_="rId8"))
    body = _SHOWN.format(_TWIN)
    more = {"word___rels__document1xml1rels": wiring, "word__media__a1png": picture()}
    copy = copied(tmp_path, body, **more, word__media__a1svg=svg("<image/>"))
    assert b"svgBlip" not in copy[_MAIN] and "word/media/a.svg" not in copy
    assert copy["word/media/a.png"] == picture()
    plain = copied(tmp_path, body, **more, word__media__a1svg=svg())
    assert b"svgBlip" in plain[_MAIN] and plain["word/media/a.svg"] == svg()


def test_an_svg_is_known_by_what_it_holds(tmp_path: Path) -> None:
    with pytest.raises(ConversionFailed, match="hides an SVG"):
        copied(tmp_path, paragraph("text"), word__theme__theme1xml=svg())
    with pytest.raises(ConversionFailed, match=r"a\.png"):
        copied(
            tmp_path,
            _SHOWN.format(""),
            word___rels__document1xml1rels=links(link("media/a.png", "of no kind known")),
            word__media__a1png=svg("<image/>"),
        )


@pytest.mark.parametrize("element", ["altChunk", "subDoc"])
def test_a_document_within_is_refused(tmp_path: Path, element: str) -> None:
    with pytest.raises(ConversionFailed, match=element):
        copied(tmp_path, f"<w:{element} r:id='rId9'/>")


def test_objects_are_shown_by_their_pictures(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:object><v:shape xmlns:v='urn:schemas-microsoft-com:vml'>"
        f"<v:imagedata r:id='rId8' src='{_ELSEWHERE}'/></v:shape>"
        "<o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office' Type='Link' r:id='rId9'/>"
        "</w:object></w:r></w:p>"
    )
    wiring = links(link("embeddings/a.bin", f"{_KIND}/oleObject"), link("media/a.png", id_="rId8"))
    copy = copied(
        tmp_path,
        body,
        word___rels__document1xml1rels=wiring,
        word__embeddings__a1bin=b"\xd0\xcf\x11\xe0 something",
        word__media__a1png=picture(),
    )
    assert b"OLEObject" not in copy[_MAIN] and b"elsewhere" not in copy[_MAIN]
    assert b"imagedata" in copy[_MAIN]
    assert "word/embeddings/a.bin" not in copy and "word/media/a.png" in copy


def test_settings_that_name_a_database_are_left_out(tmp_path: Path) -> None:
    settings = (
        f"<w:settings xmlns:w='{W}' {_R}><w:attachedTemplate r:id='rId1'/><w:mailMerge>"
        "<w:query w:val='elsewhere'/></w:mailMerge><w:evenAndOddHeaders/></w:settings>"
    )
    copy = copied(tmp_path, paragraph("text"), word__settings1xml=settings.encode())
    assert b"elsewhere" not in copy["word/settings.xml"]
    assert b"evenAndOddHeaders" in copy["word/settings.xml"]


def test_a_document_without_any_of_this_stays_as_it_is(tmp_path: Path) -> None:
    more = {"word__theme__theme1xml": b"<t/>", "word__media__a1png": picture()}
    copy = copied(tmp_path, paragraph("text"), **more)
    assert (copy["word/theme/theme.xml"], copy["word/media/a.png"]) == (b"<t/>", picture())


def test_macros_are_seen_however_they_are_spelt(tmp_path: Path) -> None:
    kind = "application/vnd.ms-word.document.m&#97;croEnabled.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="{kind}"/></Types>'
    )
    for encoding in ("utf-8", "utf-16"):
        file = tmp_path / f"{encoding}.docx"
        file.write_bytes(docx(paragraph("x"), more={"[Content_Types].xml": types.encode(encoding)}))
        with pytest.raises(ConversionFailed, match="macros"):
            open_for_render(file)
