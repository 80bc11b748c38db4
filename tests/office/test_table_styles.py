"""Table styles said on tables give the page that LibreOffice makes of the styles themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docfill.office import render_copy as rendercopy
from papers import paper, paragraph, styles

pytestmark = pytest.mark.office

EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="n"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def ruled(name: str, size: int, edges: tuple[str, ...], based_on: str, more: str = "") -> str:
    rules = "".join(
        f'<w:{e} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>' for e in edges
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:tblPr><w:tblBorders>{rules}</w:tblBorders>{more}'
        "</w:tblPr></w:style>"
    )


def table(style: str, text: str, jc: str = "") -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="6000" w:type="dxa"/>{jc}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr>{grid}<w:tr>{cell * 2}</w:tr><w:tr>{cell * 2}'
        "</w:tr></w:tbl>"
    )


def test_the_same_page_to_the_byte(
    tmp_path: Path, convert: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Default margins, own margins, rules on some sides only, and styles based on others."""
    narrow = '<w:tblCellMar><w:left w:w="15" w:type="dxa"/></w:tblCellMar>'
    ours = (
        ruled("all", 4, EDGES, "n", narrow),
        ruled("thick", 18, ("top", "bottom"), "all"),
        ruled("bare", 8, ("insideH",), "n"),
    )
    tables = [
        table(name, "镇政府信息2023", place)
        for name in ("all", "thick", "bare", "n")
        for place in ("", '<w:jc w:val="center"/>')
    ]
    docx = paper(
        tmp_path / "tables.docx",
        *(f"{each}{paragraph('表后一行')}" for each in tables),
        *(table(name, "两表相接") for name in ("all", "thick", "n")),
        paragraph("表后一行"),
        style=styles().replace("</w:styles>", f"{NORMAL}{''.join(ours)}</w:styles>"),
    )
    on_tables = convert(docx).read_bytes()
    monkeypatch.setattr(rendercopy, "say_on_tables", lambda root, plain: None)
    assert convert(docx).read_bytes() == on_tables
