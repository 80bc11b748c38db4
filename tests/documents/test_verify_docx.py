"""A finished .docx is proved: a clean one gives no finding, a damaged one says what was done."""

import re
import subprocess
import sys

import pytest

from docfill.base.findings import Severity
from docfill.template import Template
from docfill.verify import verify_docx
from finished import (
    MAIN,
    codes,
    damaged,
    docx,
    found_in,
    matched,
    packed,
    parts_of,
    swapped,
    without,
)

TABLE = r"<w:tbl>.*?</w:tbl>"
ROW = r"<w:tr>(?:(?!</w:tr>).)*?{}.*?</w:tr>"
CELL = r"<w:tc>(?:(?!</w:tc>).)*?{}.*?</w:tc>"
PARAGRAPH = r"<w:p>(?:(?!</w:p>).)*?{}.*?</w:p>"

# What somebody or something may do to a finished file, and the code that says so.
DAMAGE = {
    "a digit changed": (swapped("<w:t>127</w:t>", "<w:t>187</w:t>"), "docx-cell"),
    "two cells swapped": (
        lambda parts: parts.update(
            {
                MAIN: parts[MAIN]
                .replace(b"<w:t>127</w:t>", b"<w:t>@</w:t>")
                .replace(b"<w:t>128</w:t>", b"<w:t>127</w:t>")
                .replace(b"<w:t>@</w:t>", b"<w:t>128</w:t>")
            }
        ),
        "docx-cell",
    ),
    "a number deleted": (swapped("<w:r><w:t>127</w:t></w:r>", ""), "docx-cell"),
    "a number moved to the next cell": (
        matched(
            r"<w:r><w:t>127</w:t></w:r>(.*?)<w:r><w:t>128</w:t></w:r>",
            r"\1<w:r><w:t>127</w:t></w:r><w:r><w:t>128</w:t></w:r>",
        ),
        "docx-cell",
    ),
    "a row dropped": (matched(ROW.format("<w:t>127</w:t>"), ""), "docx-row"),
    "a row twice": (matched(f"({ROW.format('<w:t>127</w:t>')})", r"\1\1"), "docx-row"),
    "two rows swapped": (
        matched(f"({ROW.format('<w:t>127</w:t>')})({ROW.format('<w:t>134</w:t>')})", r"\2\1"),
        "docx-row",
    ),
    "a caption edited": (swapped("2.重复申请", "2.重复的申请"), "docx-caption"),
    "a merge of columns undone": (matched(r'<w:gridSpan w:val="3"/>', ""), "docx-cell-layout"),
    "a merge of rows undone": (matched(r'<w:vMerge w:val="continue"/>', ""), "docx-cell-layout"),
    "a cell dropped": (matched(CELL.format("<w:t>127</w:t>"), ""), "docx-cells"),
    "a cell's width changed": (
        matched(r'<w:tcW w:w="2050" w:type="dxa"/>', '<w:tcW w:w="2100" w:type="dxa"/>'),
        "docx-cell-layout",
    ),
    "the grid changed": (
        matched(r'<w:gridCol w:w="2050"/>', '<w:gridCol w:w="2000"/>'),
        "docx-grid",
    ),
    "a table lost": (matched(TABLE, ""), "docx-missing"),
    "the table's layout made automatic": (
        swapped('<w:tblLayout w:type="fixed"/>', ""),
        "docx-table",
    ),
    "a paragraph lost": (matched(PARAGRAPH.format("全年通过县政府"), ""), "docx-missing"),
    "a paragraph twice": (
        matched(f"({PARAGRAPH.format('全年通过县政府')})", r"\1\1"),
        "docx-extra",
    ),
    "an empty paragraph added": (matched(r"(<w:tbl>)", r"<w:p/>\1"), "docx-extra"),
    "two paragraphs swapped": (
        matched(
            f"({PARAGRAPH.format('全年通过县政府')})(.*?)({PARAGRAPH.format('依托县政府门户')})",
            r"\3\2\1",
        ),
        "docx-moved",
    ),
    "a heading edited": (swapped("五、存在的主要问题", "五、存在的问题"), "docx-text"),
    "a word of prose changed": (swapped("115条", "151条"), "docx-text"),
    "a punctuation mark lost": (swapped("115条，", "115条"), "docx-text"),
    "a font replaced": (
        matched(
            r"<w:r>(<w:t>全年通过县政府)", r'<w:r><w:rPr><w:rFonts w:eastAsia="宋体"/></w:rPr>\1'
        ),
        "docx-format",
    ),
    "a part made bold": (
        swapped(
            "全年通过县政府",
            "全年</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>通过</w:t></w:r><w:r><w:t>县政府",
        ),
        "docx-format",
    ),
    "a paragraph centred": (
        swapped(
            '<w:pStyle w:val="SignatureAgency"/>',
            '<w:pStyle w:val="SignatureAgency"/><w:jc w:val="center"/>',
        ),
        "docx-format",
    ),
    "another style": (
        swapped('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>'),
        "docx-style",
    ),
    "a style renamed": (
        matched(r'<w:name w:val="heading 1"/>', '<w:name w:val="my heading"/>', "word/styles.xml"),
        "docx-styles",
    ),
    "a style's size changed": (
        matched(r'<w:sz w:val="44"/>', '<w:sz w:val="36"/>', "word/styles.xml"),
        "docx-styles",
    ),
    "the defaults' font changed": (
        matched(r'w:eastAsia="仿宋_GB2312"', 'w:eastAsia="宋体"', "word/styles.xml"),
        "docx-styles",
    ),
    "a margin changed": (matched(r'w:top="\d+"', 'w:top="1440"'), "docx-section"),
    "the paper changed": (
        matched(r"<w:pgSz [^>]*/>", '<w:pgSz w:w="12240" w:h="15840"/>'),
        "docx-section",
    ),
    "a footer removed": (matched(r'<w:footerReference w:type="even"[^>]*/>', ""), "docx-header"),
    "the page number's field removed": (
        matched(
            r'<w:r><w:fldChar w:fldCharType="begin"/>.*?"end"/></w:r>',
            "<w:r><w:t>1</w:t></w:r>",
            "word/footer1.xml",
        ),
        "docx-text",
    ),
    "odd and even pages made alike": (
        matched(r"<w:evenAndOddHeaders/>", "", "word/settings.xml"),
        "docx-settings",
    ),
    "the title property changed": (
        matched(r"<dc:title>.*?<", "<dc:title>无标题<", "docProps/core.xml"),
        "docx-properties",
    ),
    "a tag left unfilled": (
        swapped("<w:t>127</w:t>", "<w:t>{{ requests.x }}</w:t>"),
        "docx-left-over",
    ),
    "a loop's paragraph left": (
        matched(r"(<w:tbl>)", r"<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>\1"),
        "docx-left-over",
    ),
    "properties in the wrong order": (
        matched(r'<w:tcW ([^>]*)/><w:gridSpan w:val="3"/>', r'<w:gridSpan w:val="3"/><w:tcW \1/>'),
        "docx-structure",
    ),
    "properties of a control round a cell in the wrong order": (
        matched(
            r"(<w:tc>(?:(?!</w:tc>).)*?<w:t>127</w:t>.*?</w:tc>)",
            r"<w:sdt><w:sdtPr><w:rPr><w:sz/><w:b/></w:rPr></w:sdtPr>"
            r"<w:sdtContent>\1</w:sdtContent></w:sdt>",
        ),
        "docx-structure",
    ),
    "properties of a control in a cell in the wrong order": (
        matched(
            r"(<w:p>(?:(?!</w:p>).)*?<w:t>127</w:t></w:r></w:p>)",
            r"<w:sdt><w:sdtPr><w:rPr><w:sz/><w:b/></w:rPr></w:sdtPr>"
            r"<w:sdtContent>\1</w:sdtContent></w:sdt>",
        ),
        "docx-structure",
    ),
    "something foreign in a cell with properties in the wrong order": (
        matched(
            r"(<w:p>(?:(?!</w:p>).)*?<w:t>127</w:t></w:r></w:p>)",
            r"<w:altChunk><w:rPr><w:sz/><w:b/></w:rPr></w:altChunk>\1",
        ),
        "docx-structure",
    ),
    "a cell without a paragraph": (
        matched(r"<w:p>(?:(?!</w:p>).)*?<w:t>127</w:t></w:r></w:p>", ""),
        "docx-structure",
    ),
    "text outside a run": (matched(r"(<w:tbl>)", r"<w:p>漏</w:p>\1"), "docx-structure"),
    "a part lost": (without("word/footer2.xml"), "docx-package"),
    "a content type lost": (
        matched(r'<Override PartName="/word/footer1.xml"[^>]*/>', "", "[Content_Types].xml"),
        "docx-package",
    ),
    "a relationship lost": (
        matched(r'<Relationship Id="rId5"[^>]*/>', "", "word/_rels/document.xml.rels"),
        "docx-structure",
    ),
    "half of the XML": (
        lambda parts: parts.update({MAIN: parts[MAIN][: len(parts[MAIN]) // 2]}),
        "docx-package",
    ),
    "a tracked change": (
        swapped(
            "<w:r><w:t>127</w:t></w:r>",
            '<w:ins w:id="9" w:author="李四"><w:r><w:t>127</w:t></w:r></w:ins>',
        ),
        "docx-tracked",
    ),
}


def test_a_clean_document_gives_no_finding():
    assert found_in(docx()) == []


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found(what):
    """Each of these is caught, by the code that names what was done."""
    damage, code = DAMAGE[what]
    found = found_in(damaged(damage))
    assert code in codes(found), found


def test_a_wrong_figure_is_told_by_its_captions_and_both_numbers():
    found = found_in(damaged(swapped("<w:t>127</w:t>", "<w:t>187</w:t>")))
    assert len(found) == 1
    for piece in ("三、收到和处理政府信息公开申请情况", "（一）予以公开", "科研机构", "187", "127"):
        assert piece in str(found[0].message)


def test_swapped_rows_are_told_once_each_and_not_cell_by_cell():
    rows = f"({ROW.format('<w:t>127</w:t>')})({ROW.format('<w:t>134</w:t>')})"
    found = found_in(damaged(matched(rows, r"\2\1")))
    told = [finding for finding in found if finding.code != "docx-structure"]
    assert codes(told) == {"docx-row"}
    assert len(told) <= 2


def test_two_validators_of_word_files_find_nothing_either(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(docx())
    audit = subprocess.run(
        [sys.executable, "-m", "openxml_audit", str(path)], capture_output=True, text=True
    )
    assert audit.returncode == 0, audit.stdout + audit.stderr
    integrity = subprocess.run(
        [sys.executable, "-m", "ooxml_integrity", "check", str(path)],
        capture_output=True,
        text=True,
    )
    assert integrity.returncode == 0, integrity.stdout + integrity.stderr
    assert "- clean" in integrity.stdout


def written(folder, *paragraphs):
    """A small template of another kit, with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    section = re.search(r"<w:sectPr>.*</w:sectPr>", parts_of(docx())[MAIN].decode())[0]
    parts = parts_of(docx())
    head = parts[MAIN].decode().partition("<w:body>")[0]
    parts[MAIN] = f"{head}<w:body>{body}{section}</w:body></w:document>".encode()
    path = folder / "template.docx"
    path.write_bytes(packed(parts))
    return path


def test_of_a_tag_that_cannot_be_read_back_a_note_is_left_and_the_rest_is_compared(tmp_path):
    template = written(tmp_path, "{{ name | upper }} writes", "{{ name }} ends")
    product = Template.open(template, cache=False).fill({"name": "ab"})
    assert [(f.code, f.severity) for f in verify_docx(product, template, {"name": "ab"})] == [
        ("docx-unproved", Severity.NOTE)
    ]
    assert codes(verify_docx(product, template, {"name": "cd"})) == {"docx-unproved", "docx-text"}


def test_of_a_condition_that_cannot_be_read_back_the_values_are_looked_for(tmp_path):
    template = written(tmp_path, "{%p if name == 'ab' %}", "{{ name }} ends", "{%p endif %}")
    product = Template.open(template, cache=False).fill({"name": "ab"})
    assert codes(verify_docx(product, template, {"name": "ab"})) == {"docx-unproved"}
    assert codes(verify_docx(product, template, {"name": "cd"})) == {"docx-unproved", "docx-text"}


def test_rows_made_by_a_loop_are_compared_row_by_row(tmp_path):
    template = written(
        tmp_path, "{%p for item in items %}", "{{ loop.index }} {{ item.n }}", "{%p endfor %}"
    )
    items = {"items": [{"n": "1"}, {"n": "2"}, {"n": "3"}]}
    product = Template.open(template, cache=False).fill(items)
    assert verify_docx(product, template, items) == []
    fewer = {"items": items["items"][:2]}
    assert codes(verify_docx(product, template, fewer)) == {"docx-extra"}


@pytest.mark.parametrize("data", [b"", b"not a document", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_docx_is_a_finding_and_no_traceback(data):
    assert "docx-unreadable" in codes(found_in(data))


def test_what_is_no_docx_is_said_without_the_librarys_words():
    assert "it is not a .docx file, or it is damaged" in str(found_in(b"not a document")[0].message)
