"""What is left empty when its tags print nothing: cells, notes and boxes without a paragraph,
tables without rows, content controls without content. Word calls the first corrupt; the others
are not seen, only in the way.

Whether values can do that to a part is found out once, while it is followed for its proof.
"""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docfill.template.grids import W

MARK = "docfill-table"
_MARK = re.compile(rf"<\?{MARK} \d+\?>")
# What holds blocks, of which the last is a paragraph.
_BLOCKS_IN = ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment")
HOLDERS = frozenset("w:" + name for name in (*_BLOCKS_IN, "tbl", "tr"))
TOLD = HOLDERS | {"w:p"}
_PART_OF = {"w:tbl": "w:tr", "w:tr": "w:tc"}
CONTENT = W + "sdtContent"
EMPTY_CONTROLS = ("<w:sdtContent/>", "<w:sdtContent></w:sdtContent>")
_OWN = frozenset(W + name for name in _BLOCKS_IN)
_THROUGH = frozenset(W + name for name in ("sdt", "sdtContent", "customXml"))


@dataclass
class _Holder:
    name: str
    depth: int
    is_sure: bool = False


class Holders:
    """The walk's view of what may lose all it holds; `depth` counts branches, as the proof does."""

    def __init__(self) -> None:
        self.may_empty = False
        self._open: list[_Holder] = []

    def start(self, name: str, depth: int) -> None:
        """An element of `HOLDERS` begins."""
        self._open.append(_Holder(name, depth))

    def end(self, name: str, depth: int) -> bool:
        """An element of `TOLD` ends; say whether it surely holds something."""
        is_sure = True
        if name in HOLDERS:
            is_sure = self._open.pop().is_sure
            self.may_empty |= not is_sure
        if self._open:
            around = self._open[-1]
            wanted = _PART_OF.get(around.name, "w:p")
            if name == wanted and is_sure and depth == around.depth:
                around.is_sure = True
            elif wanted == "w:p" and name == "w:tbl":
                around.is_sure = False
        return is_sure


def mended(xml: str) -> tuple[str, list[int]]:
    """The part with a paragraph in what would have none, without bare tables and controls.

    Of each table left out comes its number in the template, 0 where it is not known.
    """
    if not _is_suspect(xml):
        return _MARK.sub("", xml), []
    declaration, root = "", etree.fromstring(xml.encode())
    if xml.startswith("<?xml"):
        declaration = xml[: xml.index("?>") + 2]
    for control in list(root.iter(CONTENT)):
        if not len(control):
            _take_out(control)
    left_out = _drop_bare_tables(root)
    for holder in root.iter(*_OWN):
        if not _ends_well(holder):
            etree.SubElement(holder, W + "p")
    for mark in [found for table in root.iter(W + "tbl") if (found := _mark(table)) is not None]:
        mark.getparent().remove(mark)
    return declaration + etree.tostring(root, encoding="unicode"), left_out


def _is_suspect(xml: str) -> bool:
    """Whether anything ends otherwise than with a paragraph or row; counting is quick."""
    return any(control in xml for control in EMPTY_CONTROLS) or any(
        xml.count(f"</w:{name}>") != sum(xml.count(f"{last}</w:{name}>") for last in lasts)
        for name, lasts in (
            *((name, ("</w:p>", "<w:p/>")) for name in _BLOCKS_IN),
            ("tbl", ("</w:tr>",)),
            ("tr", ("</w:tc>",)),
        )
    )


def _drop_bare_tables(root: etree._Element) -> list[int]:
    """Take out rows without cells and then tables without rows, inner ones first."""
    left_out: list[int] = []
    for element in reversed(list(root.iter(W + "tbl", W + "tr"))):
        wanted = W + ("tr" if element.tag == W + "tbl" else "tc")
        if not _parts(element, wanted):
            if element.tag == W + "tbl":
                left_out.append(_number(element))
            _take_out(element)
    return left_out[::-1]


def _parts(element: etree._Element, wanted: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    found = []
    for child in element:
        if child.tag == wanted:
            found.append(child)
        elif child.tag in _THROUGH:
            found += _parts(child, wanted)
    return found


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
        if child.tag in _THROUGH:
            return _ends_well(child)
        if child.tag in (W + "p", W + "tbl"):
            return child.tag == W + "p"
    return False
