"""Finished PDFs are proved: clean ones give no finding, damaged ones say what was done to them."""

import io
from datetime import datetime

import pikepdf
import pytest

from docfill.office import FontSet, Office, find_installation, font_set
from docfill.pdf import PdfOptions
from docfill.verify import verify_pdf
from finished import codes, damaged, docx, matched, swapped

pytestmark = pytest.mark.office
OPTIONS = PdfOptions(date=datetime(2024, 1, 11))


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return font_set()


@pytest.fixture(scope="module")
def converted(fonts, tmp_path_factory):
    """A .docx as the PDF that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("pdf")
    made = {}
    with Office(find_installation(), fonts, workers=1) as office:

        def convert(document: bytes, options: PdfOptions = OPTIONS) -> bytes:
            key = (document, options)
            if key not in made:
                (folder / "x.docx").write_bytes(document)
                office.submit(folder / "x.docx", folder / "x.pdf", options).result()
                made[key] = (folder / "x.pdf").read_bytes()
            return made[key]

        yield convert


@pytest.fixture
def found_in(fonts):
    """The codes of what is found in a PDF that should show the undamaged report."""
    return lambda pdf: verify_pdf(pdf, docx(), fonts, "report.pdf")[0]


def test_a_clean_pdf_gives_no_finding_and_its_facts(converted, fonts):
    found, facts = verify_pdf(converted(docx()), docx(), fonts)
    assert found == []
    assert facts.pages == 5
    assert len(facts.fonts) == 5


def test_a_clean_pdfa_gives_no_finding(converted, found_in):
    assert found_in(converted(docx(), PdfOptions(date=OPTIONS.date, pdfa=True))) == []


ROW = r"<w:tr>(?:(?!</w:tr>).)*?{}.*?</w:tr>"

# The PDF of another .docx than the one it is compared with: as if the conversion had done it.
OTHERWISE_CONVERTED = {
    "a digit changed": (swapped("<w:t>127</w:t>", "<w:t>187</w:t>"), "pdf-cell"),
    "two cells swapped": (
        matched(r">127<(.*?)>128<", r">128<\1>127<"),
        "pdf-cell",
    ),
    "a figure lost": (swapped("<w:t>127</w:t>", "<w:t></w:t>"), "pdf-cell"),
    "a row lost": (matched(ROW.format("2.重复申请"), ""), "pdf-rows"),
    "a column narrower": (
        matched(
            r'<w:gridCol w:w="2050"/><w:gridCol w:w="2050"/>(.*?)w:w="2050"(.*?)w:w="2050"',
            r'<w:gridCol w:w="1950"/><w:gridCol w:w="2150"/>\1w:w="1950"\2w:w="2150"',
        ),
        "pdf-columns",
    ),
    "a paragraph lost": (
        matched(r"<w:p>(?:(?!</w:p>).)*?全年通过县政府.*?</w:p>", ""),
        "pdf-missing",
    ),
    "a comma vanished": (swapped("115条，", "115条"), "pdf-punctuation"),
    "a word changed": (swapped("115条", "151条"), "pdf-text"),
    "text printed twice": (swapped("115条", "115条115条"), "pdf-text"),
    "margins moved": (matched(r'w:left="1587"', 'w:left="1437"'), "pdf-margin"),
    "other paper": (matched(r'w:h="16838"', 'w:h="15840"'), "pdf-page"),
    "the page number fixed": (
        matched(
            r'<w:r><w:fldChar w:fldCharType="begin"/>.*?"end"/></w:r>',
            "<w:r><w:t>1</w:t></w:r>",
            "word/footer1.xml",
        ),
        "pdf-page-number",
    ),
    "the page numbers at the inner edge": (
        lambda parts: parts.update(
            {
                "word/footer1.xml": parts["word/footer2.xml"],
                "word/footer2.xml": parts["word/footer1.xml"],
            }
        ),
        "pdf-page-number",
    ),
    "a font nobody asked for": (
        matched(
            r"<w:r>(<w:t>全年通过县政府)",
            r'<w:r><w:rPr><w:rFonts w:eastAsia="微软雅黑"/></w:rPr>\1',
        ),
        "pdf-font",
    ),
    "a row cut by the end of the page": (
        matched(
            r"<w:cantSplit/>((?:(?!</w:tr>).)*?行政强制)",
            r"\1" + "</w:t></w:r></w:p><w:p><w:r><w:t>续行" * 24,
        ),
        "pdf-rows",
    ),
}


@pytest.mark.parametrize("what", OTHERWISE_CONVERTED)
def test_damage_by_conversion_is_found(what, converted, found_in):
    damage, code = OTHERWISE_CONVERTED[what]
    found = found_in(converted(damaged(damage)))
    assert code in codes(found), found


FOOTERS = ("word/footer1.xml", "word/footer2.xml")
IN_STYLE = r"<w:pPr><w:pStyle w:val=\"PageNumber(?:Odd|Even)\"/></w:pPr>"
COUNTY = (
    '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="{}"/></w:pPr>'
    "<w:r><w:t>湘潭县政务公开</w:t></w:r></w:p>"
)
CENTRED = '<w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'


def in_footers(pattern: str, new: str):
    return lambda parts: [matched(pattern, new, part)(parts) for part in FOOTERS]


def with_header(alignment: str, *kinds: str, look: str = ""):
    """The county's name above the text, as Word adds a header of these kinds."""
    line = COUNTY.format(alignment).replace("<w:jc", look + "<w:jc")

    def change(parts):
        footer = parts[FOOTERS[0]].decode()
        header = footer.partition("<w:p>")[0].replace("w:ftr", "w:hdr") + line + "</w:hdr>"
        parts["word/header1.xml"] = header.encode()
        rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
        link = f'<Relationship Id="rId90" Type="{kind}" Target="header1.xml"/>'
        swapped("</Relationships>", link + "</Relationships>", rels)(parts)
        content = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
        override = f'<Override PartName="/word/header1.xml" ContentType="{content}"/>'
        swapped("</Types>", override + "</Types>", types)(parts)
        asked = "".join(f'<w:headerReference w:type="{kind}" r:id="rId90"/>' for kind in kinds)
        swapped("<w:sectPr>", "<w:sectPr>" + asked)(parts)

    return change


AS_THE_COUNTY_LAID_IT_OUT = {
    "a centred page number": in_footers(IN_STYLE, CENTRED),
    "page numbers at the inner edge": lambda parts: parts.update(
        {FOOTERS[0]: parts[FOOTERS[1]], FOOTERS[1]: parts[FOOTERS[0]]}
    ),
    "a line above the page number": in_footers("(<w:ftr[^>]*>)", r"\1" + COUNTY.format("center")),
    "a line below the page number": in_footers("</w:ftr>", COUNTY.format("left") + "</w:ftr>"),
    "a header at the left": with_header("left", "even", "default"),
    "a centred header": with_header("center", "even", "default"),
    "a header at the right of odd pages": with_header("right", "default"),
    "a header with a line below it": with_header(
        "both", "even", "default", look='<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
    ),
}


@pytest.mark.parametrize("what", AS_THE_COUNTY_LAID_IT_OUT)
def test_the_margins_are_compared_with_what_the_document_says(what, converted, fonts):
    document = damaged(AS_THE_COUNTY_LAID_IT_OUT[what])
    assert verify_pdf(converted(document), document, fonts)[0] == []


LOST_IN_THE_MARGIN = {
    "a page number at the inner edge, beside a centred line": (
        in_footers("(<w:ftr[^>]*>)", r"\1" + COUNTY.format("center")),
        lambda parts: parts.update({FOOTERS[0]: parts[FOOTERS[1]], FOOTERS[1]: parts[FOOTERS[0]]}),
    ),
    "the line of the footer": (
        in_footers("</w:ftr>", COUNTY.format("left") + "</w:ftr>"),
        in_footers("湘潭县政务公开", "湘潭县公开"),
    ),
    "a header": (
        with_header("left", "even", "default"),
        swapped("湘潭县政务公开", "湘潭县公开", "word/header1.xml"),
    ),
}


@pytest.mark.parametrize("what", LOST_IN_THE_MARGIN)
def test_what_the_conversion_does_to_margins_of_the_county_is_found(what, converted, fonts):
    change, damage = LOST_IN_THE_MARGIN[what]
    other = damaged(lambda parts: [change(parts), damage(parts)])
    found, _ = verify_pdf(converted(other), damaged(change), fonts)
    assert "pdf-page-number" in codes(found), found


def changed(pdf: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def no_second_page(document):
    del document.pages[1]


def pages_swapped(document):
    first = document.pages[0]
    document.pages.append(first)
    del document.pages[0]


def shifted_by_a_millimetre(document):
    page = document.pages[0]
    page.contents_add(b"q 1 0 0 1 -2.9 0 cm", prepend=True)
    page.contents_add(b"Q")


def other_paper(document):
    document.pages[2].MediaBox = [0, 0, 612, 792]


def font_taken_out(document):
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]


def without_operator(name: bytes, which: int):
    """Take one operator of a page's content out."""

    def change(document):
        page = document.pages[2]
        content = pikepdf.parse_content_stream(page)
        places = [n for n, item in enumerate(content) if str(item.operator).encode() == name]
        del content[places[which]]
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(content))

    return change


def a_page_more(document):
    document.pages.append(document.pages[-1])


TAMPERED = {
    "a page taken out": (no_second_page, "pdf-text"),
    "pages swapped": (pages_swapped, "pdf-page-number"),
    "a page shifted": (shifted_by_a_millimetre, "pdf-margin"),
    "other paper": (other_paper, "pdf-page"),
    "fonts taken out": (font_taken_out, "pdf-font"),
    "a piece of text taken out": (without_operator(b"Tj", 30), "pdf-cell"),
    "a page twice": (a_page_more, "pdf-page-number"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_damage_to_a_finished_pdf_is_found(what, converted, found_in):
    change, code = TAMPERED[what]
    found = found_in(changed(converted(docx()), change))
    assert code in codes(found), found


def test_a_rare_character_of_a_name_is_where_it_should_be(converted, fonts):
    """It comes from another font, which PDFium takes for a line of its own."""
    document = damaged(swapped("全年通过", "全年堃𰻝通过"))
    assert verify_pdf(converted(document), document, fonts)[0] == []


def test_a_figure_broken_over_two_lines_is_told_of(converted, fonts):
    """Six digits fit into every cell of the official tables; 1234567 reads as 123456 and 7."""
    for figure, wanted in (("123456", set()), ("1234567", {"pdf-broken-figure"})):
        document = damaged(swapped("<w:t>127</w:t>", f"<w:t>{figure}</w:t>"))
        assert codes(verify_pdf(converted(document), document, fonts)[0]) == wanted


def test_a_heading_alone_at_the_foot_of_a_page_is_told_of(converted, fonts):
    """LibreOffice keeps a heading with its text; here it is made to forget."""
    line = (
        '<w:p><w:pPr><w:pStyle w:val="ReportBody"/></w:pPr><w:r><w:t>有序推进。</w:t></w:r></w:p>'
    )
    heading = r'(<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>（一）主动公开<)'
    found = []
    for lines in (12, 13, 14):
        longer = damaged(matched(heading, line * lines + r"\1"))
        parted = damaged(
            lambda parts, lines=lines: [
                matched(heading, line * lines + r"\1")(parts),
                matched(r'(w:styleId="Heading2">.*?)<w:keepNext/>', r"\1", "word/styles.xml")(
                    parts
                ),
            ]
        )
        assert verify_pdf(converted(longer), longer, fonts)[0] == []
        found += verify_pdf(converted(parted), parted, fonts)[0]
    assert codes(found) == {"pdf-lone-heading"}


def test_a_character_that_became_a_box_is_found(converted, fonts):
    """LibreOffice says nothing, and the text of the PDF is right."""
    document = damaged(swapped("全年通过", "全年අ通过"))
    assert codes(verify_pdf(converted(document), document, fonts)[0]) == {"pdf-glyph"}


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n%%EOF", b"not a PDF"])
def test_what_is_no_pdf_is_a_finding_and_no_traceback(pdf, found_in):
    found = found_in(pdf)
    assert codes(found) == {"pdf-unreadable"}
    assert "PDFium" not in str(found[0].message)
