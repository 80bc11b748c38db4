"""Table styles said on tables, in the copy LibreOffice reads."""

import pytest
from lxml import etree

from docfill.office.table_styles import plain_table_styles, say_on_tables

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARGINS = '<w:tblCellMar><w:left w:w="108"/><w:right w:w="108"/></w:tblCellMar>'
RULES = '<w:tblBorders><w:top w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'
BASE = f'<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0"/>{MARGINS}</w:tblPr>'


def style(name: str, content: str, based_on: str = "base") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="table" w:styleId="{name}">{based}{content}</w:style>'


def said(named: str, *styles: str, own: str = "", where: str = "{}") -> list[str]:
    """What a table that names a style says after all, element by element with its attributes."""
    base = style("base", BASE, based_on="")
    root = etree.fromstring(f"<w:styles {W}>{base}{''.join(styles)}</w:styles>")
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{named}"/><w:tblW w:w="9"/><w:jc w:val="center"/>'
        f'{own}<w:tblLayout w:type="fixed"/></w:tblPr></w:tbl>'
    )
    body = etree.fromstring(f"<w:body {W}>{where.format(table)}</w:body>")
    say_on_tables(body, plain_table_styles(root))
    properties = next(body.iter("{*}tblPr"))
    return [
        " ".join([etree.QName(one).localname, *map(str, one.attrib.values())])
        for one in properties.iter()
    ][1:]


def test_rules_margins_and_indent_move_to_their_places_on_the_table() -> None:
    ours = style("ours", f"<w:tblPr>{RULES}</w:tblPr>")
    assert said("ours", ours) == [
        *("tblW 9", "jc center", "tblInd 0", "tblBorders", "top single", "insideV single"),
        *("tblLayout fixed", "tblCellMar", "left 108", "right 108"),
    ]


def test_what_a_style_says_itself_goes_before_what_it_is_based_on() -> None:
    margins = '<w:tblCellMar><w:top w:w="20"/><w:left w:w="15"/></w:tblCellMar>'
    ours = style("ours", f'<w:tblPr><w:tblInd w:w="7"/>{margins}</w:tblPr>')
    found = said("ours", ours)
    assert "tblInd 7" in found
    assert found[found.index("tblCellMar") :] == ["tblCellMar", "top 20", "left 15", "right 108"]


def test_a_style_that_says_more_is_left_to_libreoffice() -> None:
    more = (
        "<w:pPr><w:keepNext/></w:pPr>",
        "<w:rPr><w:b/></w:rPr>",
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>',
        "<w:trPr><w:cantSplit/></w:trPr>",
        '<w:tblStylePr w:type="firstRow"/>',
        '<w:tblPr><w:jc w:val="right"/></w:tblPr>',
        '<w:tblPr><w:tblCellMar><w:start w:w="1"/></w:tblCellMar></w:tblPr>',
    )
    for content in more:
        assert "tblStyle ours" in said("ours", style("ours", content))
        below = style("below", f"<w:tblPr>{RULES}</w:tblPr>", based_on="ours")
        assert "tblStyle below" in said("below", style("ours", content), below)


def test_stripes_that_no_format_uses_are_nothing_more() -> None:
    ours = style("ours", '<w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>')
    assert "tblStyle ours" not in said("ours", ours)
    assert not any("BandSize" in one for one in said("ours", ours))


def test_a_table_with_rules_or_margins_of_its_own_keeps_its_style() -> None:
    ours = style("ours", f"<w:tblPr>{RULES}</w:tblPr>")
    for own in ('<w:tblInd w:w="3"/>', RULES, MARGINS):
        assert "tblStyle ours" in said("ours", ours, own=own)


def test_styles_that_are_not_there_or_go_round_in_circles_are_left() -> None:
    assert "tblStyle none" in said("none")
    assert "tblStyle round" in said("round", style("round", "", based_on="round"))
    assert "tblStyle lost" in said("lost", style("lost", "", based_on="gone"))


@pytest.mark.parametrize(
    "where",
    [
        "{}<w:tbl/>",
        "<w:p/><w:tbl/>{}<w:p/>",
        "{}<w:bookmarkStart/><w:bookmarkEnd/><w:tbl/>",
        "{}<w:sdt><w:sdtContent><w:tbl/></w:sdtContent></w:sdt>",
        "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:txbxContent>{}<w:p/></w:txbxContent></w:r></w:p>",
    ],
)
def test_a_table_that_touches_another_or_stands_in_one_keeps_its_style(where: str) -> None:
    """LibreOffice makes one table of two that touch, unless their styles differ."""
    ours = style("ours", f"<w:tblPr>{RULES}</w:tblPr>")
    assert "tblStyle ours" in said("ours", ours, where=where)


@pytest.mark.parametrize("where", ["<w:p/>{}<w:p/><w:tbl/>", "{}<w:bookmarkStart/><w:p/>", "{}"])
def test_a_table_between_paragraphs_does_not_need_its_style(where: str) -> None:
    ours = style("ours", f"<w:tblPr>{RULES}</w:tblPr>")
    assert "tblStyle ours" not in said("ours", ours, where=where)
