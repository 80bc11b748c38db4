"""Line breaks, tabs and listings in values, wherever the tag stands in its paragraph."""

from pathlib import Path

import pytest
from lxml import etree

from docfill.template import Template
from docfill.template.markup.breaks import resolve_breaks
from docfill.template.values.rich import rich
from docx_making import W, control, docx, run, section, text_box, unzipped

LINK = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'
BOLD = "<w:b/>"


def body(folder: Path, *blocks: str, x: object) -> etree._Element:
    """The body of the document these blocks make with a value for x."""
    (folder / "template.docx").write_bytes(docx(*blocks))
    values = rich({"x": x}, folder / "data.yaml")
    filled = Template.open(folder / "template.docx", cache=False).fill(values)
    return etree.fromstring(unzipped(filled)["word/document.xml"])[0]


def shown(element: etree._Element) -> str:
    """The text of an element with its breaks, tabs and paragraphs as characters."""
    signs = {"t": "", "br": "\n", "tab": "\t"}
    found = []
    for inner in element.iter("*"):
        name = etree.QName(inner).localname
        if name == "p" and any(found):
            found.append("¶")
        found.append(signs.get(name, "") + (inner.text or ""))
    return "".join(found)


@pytest.mark.parametrize(
    ("inside", "shows"),
    [
        (text_box(f"<w:p>{run('box')}</w:p>") + run("{{ x }}"), "boxa\nb\tc"),
        (run("{{ x }}") + text_box(f"<w:p>{run('box')}</w:p>") + run("{{ x }}"),
         "a\nb\tc¶boxa\nb\tc"),
        (text_box(f"<w:p>{run('{{ x }}')}</w:p>") + run("end"), "a\nb\tcend"),
        (text_box("<w:p/>") + run("{{ x }}"), "a\nb\tc"),
        (control(run("{{ x }}")) + run("end"), "a\nb\tcend"),
        (LINK.format(run("{{ x }}")), "a\nb\tc"),
    ],
)  # fmt: skip
def test_breaks_and_tabs_arrive_beside_boxes_and_in_controls(
    tmp_path: Path, inside: str, shows: str
) -> None:
    found = body(tmp_path, f"<w:p>{inside}</w:p>", x="a\nb\tc")
    assert shown(found) == shows
    assert "\n" not in "".join(found.itertext())


def test_a_listing_in_a_control_puts_each_paragraph_into_one(tmp_path: Path) -> None:
    """The look of paragraph and run stays, and so do the control and its name."""
    look = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    inside = (
        f"<w:p>{look}{run('before ')}{control(run('{{ x }}', BOLD), 'terms')}{run('after')}</w:p>"
    )
    found = body(tmp_path, inside, x={"$listing": "one\atwo\tthree"})
    first, second = found.findall(f"{{{W}}}p")
    assert [shown(first), shown(second)] == ["before one", "two\tthreeafter"]
    for each in (first, second):
        assert [e.get(f"{{{W}}}val") for e in each.iter(f"{{{W}}}jc")] == ["center"]
        assert [e.get(f"{{{W}}}val") for e in each.iter(f"{{{W}}}alias")] == ["terms"]
        runs = each.findall(f".//{{{W}}}sdtContent/{{{W}}}r")
        assert runs and all(r.find(f"{{{W}}}rPr/{{{W}}}b") is not None for r in runs)


def test_a_listing_in_a_link_keeps_the_link(tmp_path: Path) -> None:
    found = body(tmp_path, f"<w:p>{LINK.format(run('{{ x }}'))}</w:p>", x={"$listing": "one\ftwo"})
    one, page, two = found.findall(f"{{{W}}}p")
    assert [shown(one), shown(page), shown(two)] == ["one", "\n", "two"]
    assert page.find(f".//{{{W}}}br").get(f"{{{W}}}type") == "page"
    for each in (one, two):
        assert each.find(f"{{{W}}}hyperlink").get(f"{{{W}}}anchor") == "a"


def test_a_listing_at_the_end_of_a_section_ends_it_once(tmp_path: Path) -> None:
    """docxtpl would begin a section, and so a page, with each of its paragraphs."""
    inside = f"<w:p><w:pPr><w:jc/>{section()}</w:pPr>{run('{{ x }}')}</w:p>"
    found = body(tmp_path, inside, x={"$listing": "one\atwo\athree"})
    paragraphs = found.findall(f"{{{W}}}p")
    ends = [len(list(paragraph.iter(f"{{{W}}}sectPr"))) for paragraph in paragraphs]
    assert ends == [0, 0, 1]
    assert len(list(found.iter(f"{{{W}}}jc"))) == 3


def test_what_stands_in_no_run_is_left_alone() -> None:
    """Blanks between elements are no text, and an empty paragraph opens nothing."""
    xml = f"<w:body>\n\t<w:p w:x='1'/>\n<w:p>\n{run('a')}\n</w:p></w:body>"
    assert resolve_breaks(xml) == xml
