"""Reads a saved web page or a piece of one, however its editor nested and styled it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from docfill.base import ParagraphSpot, TableSpot, tell
from docfill.sources.published.model import (
    NotAReport,
    PrintedBlock,
    PrintedCell,
    PrintedLine,
    PrintedTable,
    Published,
)

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CHINESE = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312")
_FIRST = 4096
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "o:p",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
    )
)
_HIDDEN = frozenset(
    (
        "script",
        "style",
        "head",
        "title",
        "noscript",
        "template",
        "select",
        "button",
        "textarea",
        "iframe",
        "object",
        "svg",
    )
)
_BOLD = ("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile("[ \t\n\r\f]+")
_MOST = 1000


def read_html(data: bytes, name: str) -> Published:
    """The report on a web page; raises NotAReport."""
    text = decode_page(data)
    if not text.strip():
        raise NotAReport(tell("the page is empty"))
    try:
        root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        raise NotAReport(tell("the page is empty")) from None
    reading = _PageReading()
    body = root.find("body")
    blocks = tuple(reading.blocks(root if body is None else body))
    return Published(name, blocks)


def decode_page(data: bytes) -> str:
    """The characters of a page, as browsers read them: what is declared as gb2312 is GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        found = _CHARSET.search(data[:_FIRST])
        declared = found[1].decode("ascii", "replace").lower() if found else ""
        if declared in ("", "utf-8", *_CHINESE):
            return data.decode("gb18030", errors="replace")
    try:
        return data.decode(declared, errors="replace")
    except LookupError:
        return data.decode("gb18030", errors="replace")


@dataclass
class _Piece:
    """Text that is being gathered into a paragraph, and whether all of it is bold."""

    texts: list[str] = field(default_factory=list)
    is_bold: bool = True

    def add(self, text: str, bold: bool) -> None:
        self.texts.append(text)
        if text.strip() and not bold:
            self.is_bold = False


class _PageReading:
    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0
        self._piece = _Piece()

    def blocks(self, root: etree._Element) -> Iterator[PrintedBlock]:
        yield from self._walk(root, bold=False)
        yield from self._end()

    def _walk(self, element: etree._Element, bold: bool) -> Iterator[PrintedBlock]:
        self._piece.add(element.text or "", bold)
        for child in element:
            yield from self._child(child, bold)
            self._piece.add(child.tail or "", bold)

    def _child(self, child: etree._Element, bold: bool) -> Iterator[PrintedBlock]:
        tag: object = child.tag
        style = child.get("style", "")
        if not isinstance(tag, str) or tag in _HIDDEN or _NOT_SHOWN.search(style):
            return
        bold = bold or tag in _BOLD or bool(_BOLD_STYLE.search(style))
        if tag == "br":
            yield from self._end()
        elif tag in _INLINE:
            yield from self._walk(child, bold)
        elif tag == "table" and _holds_figures(child):
            yield from self._end()
            self._tables += 1
            yield PrintedTable(tuple(_cells(child, self._tables)))
        else:
            yield from self._end()
            yield from self._walk(child, bold)
            yield from self._end()

    def _end(self) -> Iterator[PrintedLine]:
        text = _SPACE.sub(" ", "".join(self._piece.texts)).strip()
        if text:
            self._paragraphs += 1
            yield PrintedLine(text, ParagraphSpot(self._paragraphs), self._piece.is_bold)
        self._piece = _Piece()


def _holds_figures(table: etree._Element) -> bool:
    """Whether it is a table of cells, and not a frame that lays out the page."""
    rows = list(_rows(table))
    return table.find(".//table") is None and max((len(row) for row in rows), default=0) > 1


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if cells:
            yield cells


def _cells(table: etree._Element, number: int) -> Iterator[PrintedCell]:
    """The cells where the rules of HTML put them (13.1.10, forming a table)."""
    rows = list(_rows(table))
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(rows):
        left = 0
        for column, cell in enumerate(row, 1):
            while (top, left) in taken:
                left += 1
            bottom = min(top + _span(cell, "rowspan"), len(rows))
            right = left + _span(cell, "colspan")
            taken |= {(y, x) for y in range(top, bottom) for x in range(left, right)}
            text = _SPACE.sub(" ", "".join(map(str, cell.itertext()))).strip()
            yield PrintedCell(text, top, left, bottom, right, TableSpot(number, top + 1, column))
            left = right


def _span(cell: etree._Element, name: str) -> int:
    stated = cell.get(name, "1").strip()
    return min(max(int(stated), 1), _MOST) if stated.isdecimal() and len(stated) < 5 else 1
