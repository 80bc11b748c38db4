"""Mending a filled part in which something was left empty; `emptied` says when that is so."""

from typing import Any

from lxml import etree

from docfill.template.markup.emptied import HOLD_BLOCKS, MARK
from docfill.template.markup.grids import WRAPPERS, within
from docfill.word import W

CONTENT = W + "sdtContent"
_HOLDERS = frozenset(W + name for name in HOLD_BLOCKS)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def clothe_bare(xml: str) -> tuple[str, list[int]]:
    """The part with a paragraph in what would have none, without bare tables and controls.

    Of each table left out comes its number in the template, 0 where it is not known.
    """
    declaration, root = "", etree.fromstring(xml.encode(), _parser())
    if xml.startswith("<?xml"):
        declaration = xml[: xml.index("?>") + 2]
    for control in list(root.iter(CONTENT)):
        if not len(control):
            _take_out(control)
    left_out = _drop_bare_tables(root)
    for holder in root.iter(*_HOLDERS):
        if not _ends_well(holder):
            etree.SubElement(holder, W + "p")
    for mark in [found for table in root.iter(W + "tbl") if (found := _mark(table)) is not None]:
        mark.getparent().remove(mark)
    return declaration + etree.tostring(root, encoding="unicode"), left_out


def _drop_bare_tables(root: etree._Element) -> list[int]:
    """Take out rows without cells and then tables without rows, inner ones first."""
    left_out: list[int] = []
    for element in reversed(list(root.iter(W + "tbl", W + "tr"))):
        wanted = W + ("tr" if element.tag == W + "tbl" else "tc")
        if not within(element, wanted):
            if element.tag == W + "tbl":
                left_out.append(_number(element))
            _take_out(element)
    return left_out[::-1]


def _mark(table: etree._Element) -> Any:
    """The mark compiling has put into a table, if any; no type states what lxml returns here."""
    marks: list[Any] = list(table.iterchildren(etree.PI))
    return next((mark for mark in marks if mark.target == MARK), None)


def _number(table: etree._Element) -> int:
    mark = _mark(table)
    return 0 if mark is None else int(mark.text)


def _take_out(element: etree._Element) -> None:
    """Remove an element, and the content control that holds nothing else."""
    around = element.getparent()
    while around is not None and (
        element.tag == CONTENT or (around.tag == CONTENT and len(around) == 1)
    ):
        element, around = around, around.getparent()
    if around is not None:
        around.remove(element)


def _ends_well(holder: etree._Element) -> bool:
    """Whether the last block in it is a paragraph."""
    for child in reversed(holder):
        if child.tag in WRAPPERS:
            return _ends_well(child)
        if child.tag in (W + "p", W + "tbl"):
            return child.tag == W + "p"
    return False
