"""The page that comes out: lines, characters, fonts."""

import random
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import pages
from docfill.office import FontSet
from papers import CHARACTER_GRID, FULL_LINE, asking_for, paper, paragraph, styles

pytestmark = pytest.mark.office

Convert = Callable[[Path], Path]


def prose(seed: int, count: int) -> list[str]:
    """Paragraphs as reports have them: brackets, quotation marks, dashes, figures, full stops."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        text = ""
        while len(text) < chance.randint(60, 300):
            word = "".join(chance.choices(FULL_LINE, k=chance.randint(2, 12)))
            frame = chance.choice(("{}", "{}", "{}", "“{}”", "（{}）", "《{}》", "{}——", "{}……"))
            figure = f"{chance.randint(1, 99999)}{chance.choice(('件', '%', '.5%', '万元'))}"
            text += (
                frame.format(word) + figure * (chance.random() < 0.2) + chance.choice("，。、；")
            )
        made.append(text[:-1] + "。")
    return made


def test_a_full_page_has_22_lines_of_28_characters(tmp_path: Path, convert: Convert) -> None:
    pdf = convert(paper(tmp_path / "full.docx", paragraph(FULL_LINE * 22 * 2)))
    assert pages.lines(pdf) == [[FULL_LINE] * 22] * 2


def test_the_character_grid_that_word_writes_gives_the_same_page(
    tmp_path: Path, convert: Convert
) -> None:
    """LibreOffice alone puts 14 characters on such a line."""
    word = paper(
        tmp_path / "word.docx",
        paragraph(FULL_LINE * 22 * 2),
        grid=CHARACTER_GRID,
        style=styles(spacing="", snap=True),
    )
    assert pages.lines(convert(word)) == [[FULL_LINE] * 22] * 2


@pytest.mark.parametrize("overflow", ["", '<w:overflowPunct w:val="0"/>', "<w:overflowPunct/>"])
def test_no_punctuation_is_lost_however_the_document_wants_it_hung(
    tmp_path: Path, convert: Convert, overflow: str
) -> None:
    """LibreOffice reads this setting inverted, and loses marks that hang in the margin."""
    written = prose(9704, 40)
    docx = paper(tmp_path / "prose.docx", *map(paragraph, written), style=styles(overflow=overflow))
    assert Counter("".join(written)) - Counter(pages.text(convert(docx))) == Counter()


def test_no_line_begins_or_ends_with_a_mark_that_may_not(tmp_path: Path, convert: Convert) -> None:
    pdf = convert(paper(tmp_path / "prose.docx", *map(paragraph, prose(28, 40))))
    rows = [line for page in pages.lines(pdf) for line in page]
    assert {row[0] for row in rows} & set("、。，．：；！？…—”’）》％%℃") == set()
    assert {row[-1] for row in rows} & set("“‘（《") == set()


def test_text_in_a_row_of_exact_height_is_not_cut(tmp_path: Path, convert: Convert) -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="2211" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="2211"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="800" '
        'w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="2211" w:type="dxa"/></w:tcPr>'
        f"{paragraph('字' * 60)}</w:tc></w:tr></w:tbl>"
    )
    pdf = convert(paper(tmp_path / "row.docx", table, paragraph("表后")))
    assert pages.text(pdf) == "字" * 60 + "表后"


def test_only_the_fonts_meant_are_in_the_pdf(
    tmp_path: Path, convert: Convert, fonts: FontSet
) -> None:
    asked = ("仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体")
    text = "报告2023年12.5%“公开”——（一）○①"
    docx = paper(
        tmp_path / "fonts.docx", *(paragraph(text, "", asking_for(name)) for name in asked)
    )
    found = pages.fonts(convert(docx))
    assert found <= fonts.allowed_in_pdf(asked)
    assert all(found & fonts.faces[name].pdf_names for name in asked)


def test_rare_characters_are_printed_and_an_emoji_is_told_of_beforehand(
    tmp_path: Path, convert: Convert, fonts: FontSet
) -> None:
    rare = "堃喆𠮷㙍"
    assert fonts.uncovered(f"{rare}镇 \t\n\u200b", "仿宋_GB2312") == set()
    assert fonts.uncovered("镇🫨", "仿宋_GB2312") == {"🫨"}
    pdf = convert(paper(tmp_path / "rare.docx", paragraph(rare)))
    assert pages.fonts(pdf) <= fonts.allowed_in_pdf(["仿宋_GB2312"])
    with pages.pypdfium2.PdfDocument(pdf) as document:
        assert rare in document[0].get_textpage().get_text_range()


def test_a_font_embedded_in_one_document_changes_neither_it_nor_the_next(
    tmp_path: Path, convert: Convert, fonts: FontSet
) -> None:
    """LibreOffice keeps an embedded font for all later documents."""
    key = uuid.UUID("12345678-1234-5678-1234-567812345678")
    font = bytearray(fonts.faces["黑体"].file.read_bytes())
    # ECMA-376 part 4, 2.8.1: the first 32 bytes, with the key backwards.
    for place in range(32):
        font[place] ^= key.bytes[::-1][place % 16]
    with_font = paper(
        tmp_path / "embedded.docx",
        paragraph(FULL_LINE),
        font_table='<w:font w:name="仿宋_GB2312"><w:embedRegular r:id="rId1" '
        f'w:fontKey="{{{str(key).upper()}}}"/></w:font>',
        more={
            "word/fonts/font1.odttf": bytes(font),
            "word/_rels/fontTable.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.'
            b'org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/font" '
            b'Target="fonts/font1.odttf"/></Relationships>',
        },
    )
    without = paper(tmp_path / "plain.docx", paragraph(FULL_LINE))
    for docx in (with_font, without):
        assert pages.fonts(convert(docx)) == {"DocfillFangSong-Regular"}
