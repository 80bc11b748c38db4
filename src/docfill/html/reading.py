"""Reads a web page as a browser lays it out: paragraphs, and tables as grids of cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from docfill.html.showing import squeeze

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PLAIN = frozenset(("p", "td", "th", *_HEADINGS))
_GROUPS = ("tbody", "thead", "tfoot")
_HTML_SPACE = re.compile("[ \t\n\r\f]+")
_SPAN = re.compile(r"[1-9][0-9]{0,4}")
_MOST = 1000
# What may stand in a piece for a portal, and around it in a page of its own.
_TEXT = ("p", "br", "strong", "em", "u", "s", "sup", "sub", *_HEADINGS)
_TABLE = ("div", "table", "colgroup", "col", "tbody", "tr", "td", "th")
_TAGS = frozenset((*_TEXT, *_TABLE, "html", "head", "meta", "title", "body"))
_ATTRIBUTES = frozenset(("style", "rowspan", "colspan", "title"))
_OF_PAGES = {"html": {"lang"}, "meta": {"charset", "name", "content"}}
_HARMLESS_CSS = re.compile(r"[a-z0-9#:;.%, -]*")


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph's text with \\n for line breaks; `level` is that of a heading, else 0."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell, and what it covers, from the first row and column to before the last, from 0."""

    blocks: "tuple[ReadBlock, ...]"
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table's cells by row; `title` is its name."""

    title: str
    cells: tuple[ReadCell, ...]


ReadBlock: TypeAlias = ReadParagraph | ReadTable


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a page shows; `foreign` is markup that does more than show text, or is taken away."""

    title: str
    blocks: tuple[ReadBlock, ...]
    foreign: tuple[str, ...] = field(default=())


def read_page(data: bytes) -> ReadPage:
    """What a page or a piece of one shows."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=False)
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        return ReadPage("", ())
    title = root.findtext("head/title") or ""
    body = root.find("body")
    blocks = () if body is None else tuple(_blocks(body))
    return ReadPage(title, blocks, tuple(dict.fromkeys(_foreign(root))))


def _foreign(root: etree._Element) -> Iterator[str]:
    if any(True for _ in root.iter(etree.Comment, etree.ProcessingInstruction)):
        yield "<!-- -->"
    for item in root.iter("*"):
        if item.tag not in _TAGS:
            yield f"<{item.tag}>"
        known = _ATTRIBUTES | _OF_PAGES.get(item.tag, set())
        for name, value in item.items():
            if name not in known or (name == "style" and not _HARMLESS_CSS.fullmatch(str(value))):
                yield f"{item.tag} {name!s}="


def _blocks(container: etree._Element) -> Iterator[ReadBlock]:
    """Paragraphs and tables in order; text that stands between them is a paragraph of its own."""
    loose = [container.text or ""]
    for item in container:
        if item.tag in ("div", "table") or item.tag in _PLAIN:
            yield from _loose(loose)
            loose = []
            if item.tag == "div":
                yield from _blocks(item)
            elif item.tag == "table":
                yield ReadTable(item.get("title", ""), tuple(_cells(item)))
            else:
                yield _paragraph(item)
        elif _is_element(item):
            loose.append(_text(item))
        loose.append(item.tail or "")
    yield from _loose(loose)


def _is_element(item: etree._Element) -> bool:
    """Whether it is no comment and no instruction to a program."""
    tag: object = item.tag
    return isinstance(tag, str)


def _loose(pieces: list[str]) -> Iterator[ReadParagraph]:
    text = squeeze(_HTML_SPACE.sub(" ", "".join(pieces)))
    if text:
        yield ReadParagraph(text)


def _paragraph(item: etree._Element) -> ReadParagraph:
    return ReadParagraph(_shown(item), _HEADINGS.get(item.tag, 0))


def _shown(item: etree._Element) -> str:
    """The text of an element as a browser shows it."""
    keeps_space = "white-space:pre-wrap" in item.get("style", "")
    text = _text(item, keeps_space)
    return text if keeps_space else squeeze(text)


def _text(item: etree._Element, keeps_space: bool = False) -> str:
    def seen(text: str | None) -> str:
        return (text or "") if keeps_space else _HTML_SPACE.sub(" ", text or "")

    if item.tag == "br":
        return "\n"
    pieces = [seen(item.text)]
    for inner in item:
        pieces += [
            _text(inner, keeps_space) if _is_element(inner) else "",
            seen(inner.tail),
        ]
    return "".join(pieces)


def _cells(table: etree._Element) -> Iterator[ReadCell]:
    """The cells where the rules of HTML put them (13.1.10, forming a table)."""
    rows = [
        row
        for group in table
        for row in (group if group.tag in _GROUPS else [group])
        if row.tag == "tr"
    ]
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (top, left) in taken:
                left += 1
            bottom = min(top + _span(cell, "rowspan"), len(rows))
            right = left + _span(cell, "colspan")
            taken |= {(y, x) for y in range(top, bottom) for x in range(left, right)}
            yield ReadCell(tuple(_inside(cell)), top, left, bottom, right)
            left = right


def _inside(cell: etree._Element) -> Iterator[ReadBlock]:
    if any(inner.tag in ("p", "div", "table") for inner in cell):
        yield from _blocks(cell)
    elif text := _shown(cell):
        yield ReadParagraph(text)


def _span(cell: etree._Element, name: str) -> int:
    stated = cell.get(name, "1")
    return min(int(stated), _MOST) if _SPAN.fullmatch(stated) else 1
