"""Whether an SVG is plain: small, made of simple shapes, and referring to nothing at all."""

import re
from collections.abc import Iterator

from lxml import etree

MOST_BYTES = 200_000
MOST_ELEMENTS = 5_000
_SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset(
    (
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "title", "desc", "defs"),
    )
)
# `href` leads elsewhere, so does `url(…)`; dashes and transformed text may cost without end.
_REFERRING = re.compile(r"url|image|import|expression|src|[\\@]", re.IGNORECASE)
_COSTLY = frozenset(("stroke-dasharray", "filter", "mask", "clip-path", "href", "base", "src"))


def holds_drawing(root: etree._Element) -> bool:
    """Whether there is an SVG in this part, as its root or anywhere."""
    return next(root.iter("svg", "{*}svg"), None) is not None


def is_plain(root: etree._Element, size: int) -> bool:
    """Whether a part of this size may be drawn by itself."""
    if size > MOST_BYTES or root.tag != f"{{{_SVG}}}svg":
        return False
    if any(isinstance(each, etree._ProcessingInstruction) for each in _before(root)):
        return False
    number = 0
    for number, element in enumerate(root.iter(), 1):
        if number > MOST_ELEMENTS or not _is_simple(element):
            return False
    return number > 0


def _before(root: etree._Element) -> Iterator[etree._Element]:
    """What stands before the root, such as the name of a style sheet."""
    return root.itersiblings(preceding=True)


def _is_simple(element: etree._Element) -> bool:
    if isinstance(element, etree._Comment):
        return True
    if isinstance(element, etree._ProcessingInstruction):
        return False  # it may name a style sheet
    name = etree.QName(element)
    if name.namespace != _SVG or name.localname not in _SHAPES:
        return False
    for attribute, value in element.items():
        local = etree.QName(attribute).localname
        if local in _COSTLY or local.startswith("on"):
            return False
        if local == "style" and any(costly in str(value) for costly in _COSTLY):
            return False
        if _REFERRING.search(str(value)):
            return False
    return True
