"""Placeholders written into paragraphs and cells, in the look of what stood there."""

from copy import deepcopy

from lxml import etree

from docfill.word import W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write(paragraph: etree._Element, text: str) -> None:
    """This text and nothing else, in the look of the first run or of the paragraph's mark."""
    looks = paragraph.find(f"{W}r/{W}rPr")
    if looks is None:
        looks = paragraph.find(f"{W}pPr/{W}rPr")
    for each in list(paragraph):
        if each.tag != f"{W}pPr":
            paragraph.remove(each)
    run = etree.SubElement(paragraph, f"{W}r")
    if looks is not None:
        run.append(_of_a_run(looks))
    written = etree.SubElement(run, f"{W}t")
    written.text = text
    written.set(_SPACE, "preserve")


def write_cell(cell: etree._Element, text: str) -> None:
    """The text in the first paragraph of a cell, which holds no other."""
    first, *others = cell.findall(f"{W}p")
    for paragraph in others:
        cell.remove(paragraph)
    write(first, text)


def write_loop(paragraphs: list[etree._Element], after: etree._Element, items: str) -> None:
    """A loop over blocks of prose in place of these paragraphs, in the look of the first.

    Where there are none it follows `after`.
    """
    middle = paragraphs[0] if paragraphs else etree.Element(f"{W}p")
    if not paragraphs:
        after.addnext(middle)
    for paragraph in paragraphs[1:]:
        _remove(paragraph)
    write(middle, "{{ block.heading }}{{ block.text }}")
    for add, text in (
        (middle.addprevious, f"{{%p for block in {items} %}}"),
        (middle.addnext, "{%p endfor %}"),
    ):
        paragraph = etree.Element(f"{W}p")
        write(paragraph, text)
        add(paragraph)


def new_paragraph(body: etree._Element, text: str, at: int | None = None) -> None:
    """A paragraph more, at the end of the document or at a place in it."""
    paragraph = etree.Element(f"{W}p")
    write(paragraph, text)
    end = body.find(f"{W}sectPr")
    if at is not None:
        body.insert(at, paragraph)
    elif end is not None:
        end.addprevious(paragraph)
    else:
        body.append(paragraph)


def _remove(paragraph: etree._Element) -> None:
    """Take a paragraph away, unless a section of the document ends with it."""
    parent = paragraph.getparent()
    if parent is None:
        return
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        for each in list(paragraph):
            if each.tag != f"{W}pPr":
                paragraph.remove(each)
        return
    parent.remove(paragraph)


def _of_a_run(looks: etree._Element) -> etree._Element:
    """The same looks for a run; marks of a tracked change are none of a run's."""
    copied = deepcopy(looks)
    for name in ("ins", "del", "moveFrom", "moveTo"):
        for each in copied.findall(f"{W}{name}"):
            copied.remove(each)
    return copied
