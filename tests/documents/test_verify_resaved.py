"""Files that Word or WPS saved again: their noise is no finding, what a person changed is one."""

import re

import pytest

from finished import MAIN, Parts, codes, damaged, found_in, matched, swapped

RSID = ' w:rsidR="00A77B3E" w:rsidRDefault="00C15A2F" w14:paraId="4D5E6F70"'
NAMESPACE = ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def other_style_ids(parts: Parts) -> None:
    """Chinese Word calls Heading1 "1" and Normal "a"; the names stay."""
    styles = parts["word/styles.xml"].decode()
    for number, style in enumerate(re.findall(r'w:styleId="([^"]+)"', styles)):
        for name in ("word/styles.xml", MAIN, "word/footer1.xml", "word/footer2.xml"):
            text = parts[name].decode()
            for reference in ("styleId", "val"):
                text = re.sub(
                    rf'(<w:(?:style|pStyle|tblStyle|basedOn|next|link)\b[^>]*w:{reference}=)"{style}"',
                    rf'\1"a{number}"',
                    text,
                )
            parts[name] = text.encode()


def revision_marks(parts: Parts) -> None:
    text = parts[MAIN].decode().replace("<w:document ", f"<w:document{NAMESPACE} ", 1)
    parts[MAIN] = (
        text.replace("<w:p>", f"<w:p{RSID}>")
        .replace("<w:r>", '<w:r w:rsidRPr="00AB12CD">')
        .encode()
    )


def split_runs(parts: Parts) -> None:
    """One run becomes several, with hints and languages, spelling marks between them."""
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:noProof/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
    text = re.sub(
        r"<w:r><w:t>([^<]{3})([^<]+)</w:t></w:r>",
        rf'<w:r>{hint}<w:t xml:space="preserve">\1</w:t></w:r><w:proofErr w:type="spellStart"/>'
        r'<w:r><w:t xml:space="preserve">\2</w:t></w:r><w:proofErr w:type="spellEnd"/>',
        parts[MAIN].decode(),
    )
    parts[MAIN] = text.encode()


def bookmarks(parts: Parts) -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    matched(r"(<w:tc>.*?</w:pPr>)", rf"\1{mark}")(parts)


def paragraph_marks(parts: Parts) -> None:
    text = parts[MAIN].decode()
    parts[MAIN] = text.replace(
        "</w:pPr><w:r>",
        '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US"/></w:rPr></w:pPr><w:r>',
    ).encode()


def page_breaks_remembered(parts: Parts) -> None:
    swapped("<w:t>127</w:t>", "<w:lastRenderedPageBreak/><w:t>127</w:t>")(parts)


def merges_without_value(parts: Parts) -> None:
    parts[MAIN] = parts[MAIN].replace(b'<w:vMerge w:val="continue"/>', b"<w:vMerge/>")


def other_relationship_ids(parts: Parts) -> None:
    for name in (MAIN, "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b'"rId5"', b'"rId55"').replace(b'"rId4"', b'"rId14"')


def simple_fields(parts: Parts) -> None:
    field = (
        '<w:fldSimple w:instr=" PAGE   \\\\* MERGEFORMAT "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
    )
    whole = r'<w:r><w:fldChar w:fldCharType="begin"/>.*?"end"/></w:r>'
    matched(whole, field, "word/footer1.xml")(parts)


def settings_of_a_program(parts: Parts) -> None:
    rsids = '<w:rsids><w:rsidRoot w:val="00A77B3E"/></w:rsids>'
    swapped("<w:decimalSymbol", f"{rsids}<w:decimalSymbol", "word/settings.xml")(parts)
    swapped('<w:zoom w:percent="100"/>', '<w:zoom w:percent="140"/>', "word/settings.xml")(parts)


def columns_stated(parts: Parts) -> None:
    swapped("<w:docGrid", '<w:cols w:space="425" w:num="1"/><w:docGrid')(parts)


def a_style_more(parts: Parts) -> None:
    named = '<w:name w:val="annotation reference"/>'
    style = f'<w:style w:type="character" w:styleId="x1">{named}</w:style>'
    swapped("</w:styles>", f"{style}</w:styles>", "word/styles.xml")(parts)


def who_saved_it(parts: Parts) -> None:
    saved = "<cp:lastModifiedBy>李四</cp:lastModifiedBy>"
    swapped("</cp:coreProperties>", f"{saved}</cp:coreProperties>", "docProps/core.xml")(parts)


# Not reported, on purpose: none of it changes what the report says or how it looks.
NOISE = [
    other_style_ids,
    revision_marks,
    split_runs,
    bookmarks,
    paragraph_marks,
    page_breaks_remembered,
    merges_without_value,
    other_relationship_ids,
    simple_fields,
    settings_of_a_program,
    columns_stated,
    a_style_more,
    who_saved_it,
]


@pytest.mark.parametrize("noise", NOISE, ids=lambda noise: noise.__name__)
def test_what_a_program_leaves_behind_is_no_finding(noise):
    assert found_in(damaged(noise)) == []


def by_hand(parts: Parts) -> None:
    """A clerk corrects a figure and a sentence in Word, and saves."""
    swapped("<w:t>127</w:t>", "<w:t>5</w:t>")(parts)
    swapped("115条", "116条")(parts)
    split_runs(parts)
    other_style_ids(parts)
    revision_marks(parts)


def test_a_file_changed_in_word_says_what_was_changed_and_nothing_else():
    found = found_in(damaged(by_hand))
    assert codes(found) == {"docx-cell", "docx-text"}
    assert len(found) == 2
