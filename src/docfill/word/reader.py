"""Reads WordprocessingML into blocks: by meaning, so that Word and WPS may save it their way."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

from lxml import etree

from docfill.base import Message, tell
from docfill.word.blocks import (
    Block,
    Cell,
    Other,
    Paragraph,
    Props,
    Row,
    SectionEnd,
    Table,
)
from docfill.word.element_order import find_misplaced, misplaced_in_holder
from docfill.word.package import R, W
from docfill.word.properties import element, properties
from docfill.word.runs import MARKS, WRAPPERS, Runs, content
from docfill.word.styles import Styles

_AT = len(W)
_ENDS_A_CELL = frozenset((f"{W}p", f"{W}sdt", f"{W}bookmarkEnd"))
_MOST_REMEMBERED = 4096

Resolve = Callable[[str], tuple[Block, ...]]
# What is read of an element, and what is wrong in it.
_Known: TypeAlias = tuple[Any, tuple[Message, ...]]
Item = TypeVar("Item")


class Memory:
    """Rows, cells and paragraphs by their XML: most come again in the next report."""

    def __init__(self) -> None:
        self._known: dict[bytes, _Known] = {}

    def get(self, xml: bytes) -> _Known | None:
        return self._known.get(xml)

    def keep(self, xml: bytes, known: _Known) -> None:
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[xml] = known


class PartReader:
    """Reads parts of documents that have the same styles; `faults` are what Word would not take.

    Styles are known by name, since programs renumber their ids. `resolve` reads the header or
    footer that a section names.
    """

    def __init__(self, styles: Styles, resolve: Resolve, memory: Memory):
        self.faults: list[Message] = []
        self._styles = styles
        self._resolve = resolve
        self._memory = memory

    def blocks(self, container: etree._Element) -> tuple[Block, ...]:
        """What stands in a body, cell, header or footer, in order."""
        return tuple(self._blocks(container))

    def _blocks(self, container: etree._Element) -> Iterator[Block]:
        for child in container:
            tag = child.tag
            if tag == f"{W}p":
                yield self._paragraph(child)
                if (own := child.find(f"{W}pPr/{W}sectPr")) is not None:
                    yield self._section(own)
            elif tag == f"{W}tbl":
                yield self._table(child)
            elif tag == f"{W}sectPr":
                yield self._section(child)
            elif tag == f"{W}sdt" or tag in WRAPPERS:
                yield from self._blocks(self._unwrapped(child))
            elif tag not in MARKS and tag != f"{W}tcPr" and isinstance(tag, str):
                self.faults.extend(_said(find_misplaced(child)))
                yield Other(element(child, self._styles))

    def _unwrapped(self, wrapper: etree._Element) -> etree._Element:
        """Where the content of a wrapper stands; what it says of itself may be out of order."""
        inner = content(wrapper)
        for own in wrapper:
            if own is not inner and inner is not wrapper:
                self.faults.extend(_said(find_misplaced(own)))
        return inner

    def _inside(self, container: etree._Element, name: str) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, also those inside a wrapper."""
        for child in container:
            if child.tag == f"{W}{name}":
                yield child
            elif child.tag == f"{W}sdt" or child.tag in WRAPPERS:
                yield from self._inside(self._unwrapped(child), name)

    def _paragraph(self, paragraph: etree._Element) -> Paragraph:
        return self._remembered(paragraph, self._read_paragraph, find_misplaced)

    def _remembered(
        self,
        item: etree._Element,
        read: Callable[[etree._Element], Item],
        misplaced_in: Callable[[etree._Element], Iterator[tuple[str, str]]] = misplaced_in_holder,
    ) -> Item:
        """What is read of an element, anew where its like was not met before."""
        xml = etree.tostring(item, with_tail=False)
        known = self._memory.get(xml)
        if known is None:
            before = len(self.faults)
            known = (read(item), (*self.faults[before:], *_said(misplaced_in(item))))
            del self.faults[before:]
            if b"sectPr" not in xml:  # or it would bring along another document's headers
                self._memory.keep(xml, known)
        self.faults.extend(known[1])
        block: Item = known[0]
        return block

    def _read_paragraph(self, paragraph: etree._Element) -> Paragraph:
        style = ""
        props: tuple[Props, ...] = ()
        own = paragraph.find(f"{W}pPr")
        if own is not None:
            named = own.find(f"{W}pStyle")
            style = self._styles.name(named.get(f"{W}val", "")) if named is not None else ""
            skip = (f"{W}pStyle", f"{W}sectPr")
            props = properties((p for p in own if p.tag not in skip), self._styles)
        collected = Runs(self._styles)
        collected.read(paragraph)
        return Paragraph(style or self._styles.default, props, tuple(collected.runs))

    def _table(self, table: etree._Element) -> Table:
        grid = table.find(f"{W}tblGrid")
        columns = () if grid is None else tuple(c.get(f"{W}w", "") for c in grid)
        own = table.find(f"{W}tblPr")
        self.faults.extend(_said(misplaced_in_holder(table)))
        props = () if own is None else properties(own, self._styles)
        return Table(props, columns, tuple(self._row(row) for row in self._inside(table, "tr")))

    def _row(self, row: etree._Element) -> Row:
        return self._remembered(row, self._read_row)

    def _read_row(self, row: etree._Element) -> Row:
        cells = self._inside(row, "tc")
        read = tuple(self._remembered(cell, self._read_cell) for cell in cells)
        return Row(self._row_props(row), read)

    def _row_props(self, row: etree._Element) -> tuple[Props, ...]:
        own, exceptions = row.find(f"{W}trPr"), row.find(f"{W}tblPrEx")
        props = () if own is None else properties(own, self._styles)
        if exceptions is not None and len(exceptions):
            props += (element(exceptions, self._styles),)
        return props

    def _read_cell(self, cell: etree._Element) -> Cell:
        own = cell.find(f"{W}tcPr")
        if not len(cell) or cell[-1].tag not in _ENDS_A_CELL:
            self.faults.append(tell("a table cell does not end with a paragraph"))
        props = () if own is None else properties(own, self._styles)
        return Cell(props, self.blocks(cell))

    def _section(self, section: etree._Element) -> SectionEnd:
        headers, rest = [], []
        self.faults.extend(_said(find_misplaced(section)))
        for child in section:
            if child.tag in (f"{W}headerReference", f"{W}footerReference"):
                kind = f"{child.tag[_AT:-9]} {child.get(f'{W}type', 'default')}"
                headers.append((kind, self._resolve(child.get(f"{R}id", ""))))
            elif not _is_one_column(child):
                rest.append(child)
        return SectionEnd(properties(rest, self._styles), tuple(sorted(headers)))


def _is_one_column(child: etree._Element) -> bool:
    """Text in one column, as it is without saying so."""
    return child.tag == f"{W}cols" and child.get(f"{W}num", "1") == "1" and not len(child)


def _said(found: Iterable[tuple[str, str]]) -> tuple[Message, ...]:
    """What is out of order, in words, each once."""
    return tuple(
        tell("in {parent}, {child} stands where Word does not expect it", parent=up, child=down)
        for up, down in dict.fromkeys(found)
    )
