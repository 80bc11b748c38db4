"""The relationships of parts: where they lead, and which of them may lead out of the document."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree

from docfill.base import ConversionFailed, tell
from docfill.opc import NotXml, parse_part

NOWHERE = "about:blank"
_HYPERLINKS = frozenset(
    f"{space}/relationships/hyperlink"
    for space in (
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://purl.oclc.org/ooxml/officeDocument",
    )
)
# Elements that a reader clicks, and that load nothing.
_CLICKED = frozenset(("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"))


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its id, kind, and the part it leads to; "" where it leads out."""

    id: str
    kind: str
    part: str
    is_hyperlink: bool


@lru_cache(maxsize=256)
def links_of(source: str, name: str, content: bytes) -> tuple[Link, ...]:
    """The relationships of a part, in a part of this name; raises ConversionFailed."""
    return tuple(
        Link(
            item.get("Id", ""),
            item.get("Type", ""),
            _part(source, item),
            item.get("Type", "") in _HYPERLINKS,
        )
        for item in _relationships(name, content)
    )


def cut_outside_links(
    source: str, name: str, content: bytes, text: etree._Element | None, gone: Iterable[str]
) -> bytes:
    """The relationships with nothing that leads out of the document but what a reader clicks.

    `text` is the part they belong to; those to parts that are `gone` lead nowhere either.
    """
    gone = frozenset(gone)
    links = links_of(source, name, content)
    clicked = _only_clicked(text, [link.id for link in links if link.is_hyperlink])
    items = _relationships(name, content)
    changed = False
    for link, item in zip(links, items, strict=True):
        is_clicked = link.is_hyperlink and link.id in clicked
        if link.part in gone or not (link.part or is_clicked):
            item.set("Target", NOWHERE)
            item.set("TargetMode", "External")
            changed = True
    return _serialised(items[0]) if changed else content


def _serialised(item: etree._Element) -> bytes:
    return etree.tostring(
        item.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def users_of(root: etree._Element, id_: str) -> list[etree._Element]:
    """The elements that have this id in any attribute, whatever it is called."""
    found = root.xpath("//*[@*=$id]", id=id_)
    return found if isinstance(found, list) else []  # type: ignore[return-value]


def _only_clicked(text: etree._Element | None, ids: list[str]) -> set[str]:
    """Those of the ids that a part uses for nothing but hyperlinks."""
    if text is None:
        return set()
    return {
        id_
        for id_ in ids
        if all(etree.QName(user).localname in _CLICKED for user in users_of(text, id_))
    }


def _relationships(name: str, content: bytes) -> list[etree._Element]:
    try:
        return list(parse_part(content).iter("Relationship", "{*}Relationship"))
    except NotXml as trouble:
        raise ConversionFailed(
            tell("{part} cannot be read: {why}", part=name, why=trouble)
        ) from trouble


def _part(source: str, item: etree._Element) -> str:
    """The part a relationship leads to, or "" where it leads out of the package."""
    target = item.get("Target", "").partition("#")[0]
    if item.get("TargetMode", "Internal").strip().lower() != "internal":
        return ""
    # A scheme (`file:`), another host (`//host`) or a way out (`../..`) is not in the package.
    if ":" in target or "\\" in target or target.startswith("//"):
        return ""
    folder = "/" if target.startswith("/") else f"/{posixpath.dirname(source)}"
    path = posixpath.normpath(posixpath.join(folder, unquote(target)))
    return path.lstrip("/")
