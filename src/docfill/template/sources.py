"""The Jinja source of each part, patched by docxtpl itself, and where its tags stand."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from docxtpl import DocxTemplate
from lxml import etree

from docfill.template.package import Package, parse
from docfill.template.spots import CLOSE_MARK, OPEN_MARK, Spot, marked

# Ends a piece of static text before a tag, so that each tag has a line of its own.
LINE_MARK = "\ue0f2\n"
_TAG = re.compile(r"(?P<raw>\{%[-+]?\s*raw\b.*?endraw\s*[-+]?%\})|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MARK = re.compile(f"{OPEN_MARK}(\\d+){CLOSE_MARK}")
_END = re.compile(r"(?=%\}|\}\})")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# The document properties docxtpl fills; a tag in any other stays as it is.
PROPERTIES = ("creator", "description", "identifier", "language", "subject", "title")
_DC = "{http://purl.org/dc/elements/1.1/}"


class Source(NamedTuple):
    """A part's Jinja source, the lines on which its tags stand, and what spots these are."""

    name: str
    text: str
    lines: tuple[int, ...]
    spots: tuple[Spot, ...]


def sources(package: Package, locate: bool = False) -> Iterator[Source]:
    """The parts docxtpl fills: the body, headers, footers, footnotes and properties.

    Finding out where the tags stand takes as long again, so it is done only with `locate`.
    """
    yield body_source(package, locate)
    for name in dict.fromkeys(package.headers_and_footers):
        xml = as_text(parse(package.contents[name]))
        yield patched_source(name, DECLARATION, xml, "", locate)
    for name in package.footnotes:
        xml = _DECLARATION.sub("", package.contents[name].decode("utf-8-sig"))
        yield patched_source(name, DECLARATION, xml, "", locate)
    if package.core:
        yield property_source(package)


def as_text(root: etree._Element) -> str:
    """The XML of an element and what is in it."""
    return etree.tostring(root, encoding="unicode")


def body_source(package: Package, locate: bool) -> Source:
    """The main document; docxtpl fills its body alone."""
    root = parse(package.contents[package.main])
    whole = as_text(root)
    body = next((child for child in root if etree.QName(child).localname == "body"), None)
    if body is None or "</w:body>" not in whole:
        return Source(package.main, DECLARATION + whole, (), ())
    alone = as_text(body)
    begin = whole.index("<w:body")
    # A body cut out of its document repeats the namespaces; inside the document it need not.
    start, inner = whole[begin : whole.index(">", begin) + 1], alone.index(">") + 1
    tail = whole[whole.rindex("</w:body>") :]
    xml = alone[inner : alone.rindex("</w:body>")]
    return patched_source(package.main, DECLARATION + whole[:begin] + start, xml, tail, locate)


def patched_source(name: str, head: str, xml: str, tail: str, locate: bool) -> Source:
    """The source of a part of which `head` and `tail` hold no tags."""
    patch = DocxTemplate(None).patch_xml
    text = patch(xml)
    if locate:
        with_marks, spots = marked(name, xml)
        located = patch(with_marks)
        # Where the marks would change what docxtpl makes of the part, it goes without them.
        if _MARK.sub("", located) == text:
            return _lined(name, head, located, tail, spots)
    return _lined(name, head, text, tail, [])


def property_source(package: Package) -> Source:
    """The document's properties; braces in those docxtpl does not fill mean nothing."""
    name = package.core or ""
    root = parse(package.contents[name])
    spots: list[Spot] = []
    for element in root.iter("*"):
        text = element.text or ""
        if element.tag in [_DC + prop for prop in PROPERTIES]:
            spot = Spot(name, text=text)
            element.text = _END.sub(partial(_numbered, spots, spot), text)
        else:
            element.text = text.replace("{", "\ue0f3") or None
    text = as_text(root).replace("\ue0f3", "&#123;")
    return _lined(name, DECLARATION, text, "", spots)


def _numbered(spots: list[Spot], spot: Spot, _end: re.Match[str]) -> str:
    spots.append(spot)
    return f"{OPEN_MARK}{len(spots) - 1}{CLOSE_MARK}"


def _lined(name: str, head: str, text: str, tail: str, spots: list[Spot]) -> Source:
    """The source with each tag on a line of its own, its mark taken out and noted."""
    pieces, line, done, here = [head], head.count("\n") + 1, 0, Spot(name)
    lines: list[int] = []
    found_spots: list[Spot] = []
    for tag in _TAG.finditer(text):
        before, body = text[done : tag.start()], tag.group()
        done = tag.end()
        number = _MARK.search(body)
        body = _MARK.sub("", body)
        if not tag["raw"]:
            body = _readable(body)
            # A dash eats the white space before it, which the mark would hide.
            if body[2] != "-":
                before += LINE_MARK
        pieces += (_MARK.sub("", before), body)
        line += before.count("\n")
        lines.append(line)
        # What docxtpl adds itself, and tags it wants bare, belong to the tag before.
        here = spots[int(number[1])] if number and spots else here
        found_spots.append(here)
        line += body.count("\n")
    source = "".join((*pieces, _MARK.sub("", text[done:]), tail))
    return Source(name, source, tuple(lines), tuple(found_spots))


def _readable(tag: str) -> str:
    """A tag as it was typed, without XML's spellings, so that a literal is escaped only once."""
    for spelled, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        tag = tag.replace(spelled, meant)
    return tag.replace("&amp;", "&")
