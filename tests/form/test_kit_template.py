"""The Word template of disclosure-2021 as committed: page, parts, styles, prose."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree

from official_template import (
    TEMPLATE,
    TEXT_WIDTH,
    W,
    document,
    part,
    styles,
    tables,
    tag,
    text_of,
    value,
)

SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
PARTS = ["proactive", "on_request", "management", "platform", "oversight"]


def test_the_page_is_that_of_gb_t_9704() -> None:
    """A4; 37, 35, 28 and 26 mm; 22 lines of 28.95 pt."""
    section = document().find(f"{W}body/{W}sectPr")
    size, margins, grid = (section.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))
    assert (size.get(W + "w"), size.get(W + "h")) == ("11906", "16838")
    millimetres = {
        side: int(margins.get(W + side)) / 56.6929 for side in ("top", "bottom", "left", "right")
    }
    assert millimetres == pytest.approx({"top": 37, "bottom": 35, "left": 28, "right": 26}, abs=0.1)
    assert grid.get(W + "type") == "lines"
    pitch = int(grid.get(W + "linePitch"))
    height = 16838 - int(margins.get(W + "top")) - int(margins.get(W + "bottom"))
    assert height // pitch == 22
    assert 11906 - int(margins.get(W + "left")) - int(margins.get(W + "right")) == TEXT_WIDTH


def test_28_characters_fill_a_line_and_22_lines_a_page() -> None:
    defaults = part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    twips = int(value(defaults, "sz")) * 10 + int(value(defaults, "spacing"))
    assert TEXT_WIDTH // twips == 28
    normal = styles()["Normal"].find(W + "pPr")
    assert value(normal, "spacing", "line") == "579"
    assert value(normal, "spacing", "lineRule") == "exact"
    assert value(normal, "snapToGrid") == "0"
    assert value(normal, "overflowPunct") == "0"
    assert value(normal, "widowControl") == "0"


def test_page_numbers_stand_outside_one_character_in() -> None:
    assert part("word/settings.xml").find(W + "evenAndOddHeaders") is not None
    relations = {r.get("Id"): r.get("Target") for r in part("word/_rels/document.xml.rels")}
    footers = {
        reference.get(W + "type"): part("word/" + relations[_relation_id(reference)])
        for reference in document().iter(W + "footerReference")
    }
    assert footers.keys() == {"default", "even"}
    sides = {}
    for kind, footer in footers.items():
        assert text_of(footer) == "— 1 —"
        assert "".join(footer.itertext(W + "instrText")).strip() == "PAGE"
        style = styles()[value(footer, "p/pPr/pStyle")]
        sides[kind] = (value(style, "pPr/jc"), dict(style.find(f"{W}pPr/{W}ind").attrib))
    assert sides["default"] == ("right", {W + "rightChars": "100", W + "right": "280"})
    assert sides["even"] == ("left", {W + "leftChars": "100", W + "left": "280"})


def _relation_id(reference: etree._Element) -> str:
    return reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")


def test_no_stray_part_is_in_the_package() -> None:
    with zipfile.ZipFile(TEMPLATE) as package:
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        ]


def test_nothing_is_formatted_by_hand() -> None:
    """Paragraphs carry their style and nothing else, runs nothing at all, cells only shape."""
    shape = {"tcW", "gridSpan", "vMerge", "vAlign", "textDirection"}
    for root in (document(), part("word/footer1.xml"), part("word/footer2.xml")):
        assert not list(root.iter(W + "rPr"))
        for properties in root.iter(W + "pPr"):
            assert [etree.QName(child).localname for child in properties] == ["pStyle"]
        for properties in root.iter(W + "tcPr"):
            assert {etree.QName(child).localname for child in properties} <= shape
    assert not list(document().iter(W + "tblBorders", W + "tblCellMar"))


def test_every_style_is_used_and_every_used_style_is_there() -> None:
    roots = [document(), part("word/footer1.xml"), part("word/footer2.xml")]
    named = {e.get(W + "val") for root in roots for e in root.iter(W + "pStyle", W + "tblStyle")}
    assert named <= styles().keys()
    based = {value(styles()[name], "basedOn") for name in styles()} - {None}
    built_in = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    assert styles().keys() - built_in == (named | based) - built_in


def test_fonts_are_the_official_ones_and_no_theme_font_overrides_them() -> None:
    faces = {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}
    roots = [part(f"word/{name}.xml") for name in ("styles", "document", "footer1", "footer2")]
    for fonts in (f for root in roots for f in root.iter(W + "rFonts")):
        slots = {etree.QName(key).localname: face for key, face in fonts.attrib.items()}
        assert slots.pop("hint") == "eastAsia"
        assert slots.keys() == {"ascii", "hAnsi", "eastAsia", "cs"}
        assert len(set(slots.values())) == 1
        assert set(slots.values()) <= faces


def test_headings_have_their_outline_level_and_stay_with_what_follows() -> None:
    for level in (1, 2, 3):
        style = styles()[f"Heading{level}"]
        assert value(style, "name") == f"heading {level}"
        assert value(style, "pPr/outlineLvl") == str(level - 1)
        assert style.find(f"{W}pPr/{W}keepNext") is not None
    body = document().find(W + "body")
    headings = {text_of(p): p for p in body.findall(W + "p") if text_of(p) in SECTIONS}
    assert list(headings) == SECTIONS
    for heading, table in zip(SECTIONS[1:4], tables(), strict=True):
        assert headings[heading].getnext() is table.element


def test_each_placeholder_is_one_run_of_a_paragraph_of_its_own() -> None:
    for paragraph in document().iter(W + "p"):
        runs = paragraph.findall(W + "r")
        assert len(runs) <= 1
        text = text_of(paragraph)
        assert text.count("{") in (0, 1 if text.startswith("{%") else 2)


def test_prose_is_laid_out_block_by_block() -> None:
    """The whole body outside the tables, paragraph by paragraph, with its style."""
    expected = [("ReportTitle", tag("headline")), *blocks("introduction", "Heading2")]
    expected += [("Heading1", SECTIONS[0]), *blocks("overview.lead", "Heading3")]
    for name in PARTS:
        expected.append(("Heading2", tag(f"headings.overview.{name}")))
        expected += blocks(f"overview.{name}", "Heading3")
    expected += [("TableHeading", section) for section in SECTIONS[1:4]]
    expected += [("Heading1", SECTIONS[4]), *blocks("problems", "Heading2")]
    expected += [("Heading1", SECTIONS[5]), *blocks("other_matters", "Heading2", is_last=True)]
    expected += [
        ("TemplateMark", "{%p if agency_long %}"),
        ("SignatureAgencyLong", tag("agency")),
        ("TemplateMark", "{%p else %}"),
        ("SignatureAgency", tag("agency")),
        ("TemplateMark", "{%p endif %}"),
        ("SignatureDate", tag("signed")),
    ]
    body = document().find(W + "body")
    assert [(value(p, "pPr/pStyle"), text_of(p)) for p in body.findall(W + "p")] == expected


def blocks(field: str, heading: str, is_last: bool = False) -> Iterator[tuple[str, str]]:
    yield "TemplateMark", f"{{%p for block in {field} %}}"
    yield "TemplateMark", "{%p if block.heading %}"
    yield heading, tag("block.heading")
    if is_last:
        yield "TemplateMark", "{%p elif block.kept_latin %}"
        yield "LastLatin", tag("block.text")
        yield "TemplateMark", "{%p elif block.kept %}"
        yield "LastBody", tag("block.text")
    yield "TemplateMark", "{%p elif block.latin %}"
    yield "LatinBody", tag("block.text")
    yield "TemplateMark", "{%p else %}"
    yield "ReportBody", tag("block.text")
    yield "TemplateMark", "{%p endif %}"
    yield "TemplateMark", "{%p endfor %}"


def test_title_author_and_language_are_properties_of_the_document() -> None:
    properties = {etree.QName(e).localname: e.text for e in part("docProps/core.xml")}
    assert properties == {"title": tag("title"), "creator": tag("agency"), "language": "zh-CN"}


def test_digits_are_not_chinese_so_that_lines_do_not_break_inside_a_number() -> None:
    """LibreOffice breaks 2023 as 20|23 when Latin text is marked zh-CN."""
    assert value(styles()["Normal"], "rPr/lang") == "en-US"
    assert value(styles()["Normal"], "rPr/lang", "eastAsia") == "zh-CN"
    default = part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert value(default, "lang") == "zh-CN"  # becomes the language of the PDF


@pytest.mark.parametrize("validator", (["openxml_audit", "-q"], ["ooxml_integrity", "check"]))
def test_validators_find_nothing(validator: list[str]) -> None:
    module, *options = validator
    outcome = subprocess.run(
        [sys.executable, "-m", module, *options, str(TEMPLATE)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "warning" not in outcome.stdout or "0 warning" in outcome.stdout
