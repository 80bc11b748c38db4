"""Reads a .docx as it is seen: content controls and fields by what they show, merged cells once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from docfill.base import ParagraphSpot, TableSpot
from docfill.sources.published.model import (
    NotAReport,
    PrintedBlock,
    PrintedCell,
    PrintedLine,
    PrintedTable,
    Published,
)
from docfill.word import NotADocument, Package, W, heading_styles, open_package, styles_of, tags

# Their content counts as if they were not there.
_WRAPPERS = tags("sdt sdtContent ins moveTo smartTag customXml hyperlink fldSimple")
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OFF = ("0", "false", "off", "none")


def read_docx(data: bytes | Path, name: str) -> Published:
    """The report in a .docx; raises NotAReport."""
    try:
        package = open_package(data)
        body = package.tree(package.document).find(f"{W}body")
        headings = _heading_ids(package)
    except NotADocument as trouble:
        raise NotAReport(trouble.args[0]) from None
    blocks = () if body is None else tuple(_Reading(headings).blocks(body))
    return Published(name, blocks)


def _heading_ids(package: Package) -> frozenset[str]:
    """The ids of the styles that have a level in the outline."""
    part = package.target(package.document, "styles")
    if part not in package.parts:
        return frozenset()
    names, styles = heading_styles(package.parts[part]), styles_of(package)
    ids = (style.get(f"{W}styleId", "") for style in package.tree(part).iter(f"{W}style"))
    return frozenset(each for each in ids if styles.name(each) in names)


@dataclass
class _Reading:
    headings: frozenset[str]
    paragraphs: int = 0
    tables: int = 0

    def blocks(self, container: etree._Element) -> Iterator[PrintedBlock]:
        for child in container:
            if child.tag == f"{W}p":
                self.paragraphs += 1
                spot = ParagraphSpot(self.paragraphs)
                out = _stands_out(child, self.headings)
                for line in _text(child).split("\n"):
                    yield PrintedLine(line, spot, out)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _table(self, table: etree._Element) -> Iterator[PrintedBlock]:
        rows = [list(_inside(row, "tc")) for row in _inside(table, "tr")]
        if sum(map(len, rows)) == 1:  # a frame around the text, and no table
            yield from self.blocks(rows[0][0])
            return
        self.tables += 1
        elements = list(_inside(table, "tr"))
        yield PrintedTable(tuple(_cells(elements, self.tables)))


def _inside(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside a wrapper."""
    for child in container:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)


def _cells(rows: list[etree._Element], table: int) -> Iterator[PrintedCell]:
    """The cells where the table's grid has them, those merged with one above as part of it."""
    found: dict[tuple[int, int], PrintedCell] = {}
    above: dict[int, PrintedCell] = {}
    for top, row in enumerate(rows):
        left = _number(row, "trPr", "gridBefore")
        for column, cell in enumerate(_inside(row, "tc"), 1):
            right = left + max(_number(cell, "tcPr", "gridSpan"), 1)
            over = above.get(left)
            if over is not None and over.bottom == top and _goes_on(cell):
                own = replace(over, bottom=top + 1)
            else:
                spot = TableSpot(table, top + 1, column)
                own = PrintedCell(_cell_text(cell), top, left, top + 1, right, spot)
            above[left] = found[own.top, left] = own
            left = right
    yield from found.values()


def _goes_on(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _number(element: etree._Element, where: str, name: str) -> int:
    found = element.find(f"{W}{where}/{W}{name}")
    stated = "0" if found is None else found.get(f"{W}val", "0")
    return int(stated) if stated.isdecimal() and len(stated) < 5 else 0


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.iter(f"{W}p")).strip()


def _text(container: etree._Element) -> str:
    """What a paragraph shows: results of fields, no deleted text, nothing of drawings."""
    pieces: list[str] = []
    for child in container:
        if child.tag == f"{W}r":
            pieces += [
                each.text or "" if each.tag == f"{W}t" else _SIGNS.get(each.tag, "")
                for each in child
            ]
        elif child.tag in _WRAPPERS:
            pieces.append(_text(child))
    return "".join(pieces)


def _stands_out(paragraph: etree._Element, headings: frozenset[str]) -> bool:
    own = paragraph.find(f"{W}pPr")
    if own is not None:
        style = own.find(f"{W}pStyle")
        if style is not None and style.get(f"{W}val", "") in headings:
            return True
        if own.find(f"{W}numPr") is not None or own.find(f"{W}outlineLvl") is not None:
            return True
    runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    return bool(runs) and all(map(_is_bold, runs))


def _is_bold(run: etree._Element) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(f"{W}val", "1") not in _OFF
