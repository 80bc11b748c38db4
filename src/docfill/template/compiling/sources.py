"""The Jinja source of each part, and where its tags stand."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from lxml import etree

from docfill.base import PartSpot
from docfill.template.archive.package import TemplatePackage
from docfill.template.compiling.other_parts import OtherPart, PartText, join_tags, other_parts
from docfill.template.compiling.patching import patch_part
from docfill.template.markup.breaks import WORD
from docfill.template.tags.blanks import plain_blanks
from docfill.template.tags.controls import root_of
from docfill.template.tags.finder import CLOSE_MARK, OPEN_MARK

# Static text is put aside while Jinja reads the tags, which would look at every character.
_ASIDE = "\ue0f4{}\ue0f5\n"
_PUT_ASIDE = re.compile("\ue0f4(\\d+)\ue0f5\n?")
_TAG = re.compile(
    r"(?P<raw>\{%[-+]?\s*raw\b.*?endraw\s*[-+]?%\})|(?P<comment>\{#.*?#\})|\{\{.*?\}\}|\{%.*?%\}",
    re.DOTALL,
)
_OPENING = re.compile(r"\{[{%#]")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_MARK = re.compile(f"{OPEN_MARK}(\\d+){CLOSE_MARK}")
_END = re.compile(r"(?=%\}|\}\})")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


class TemplateSource(NamedTuple):
    """A part's Jinja source, the lines on which its tags stand, and what spots these are.

    `aside` holds static text that stands in the source as a number only.
    """

    name: str
    text: str
    lines: tuple[int, ...] = ()
    spots: tuple[PartSpot, ...] = ()
    aside: tuple[str, ...] = ()
    kind: str = WORD

    def restored(self, text: str) -> str:
        """Text of the source with what was put aside in its place again."""
        return _PUT_ASIDE.sub(lambda found: self.aside[int(found[1])], text)


def sources(package: TemplatePackage, locate: bool = False) -> Iterator[TemplateSource]:
    """The parts that are filled: the body, headers, footers and notes, then all others.

    Finding out where the tags stand takes as long again, so it is done only with `locate`.
    """
    yield body_source(package, locate)
    for name in dict.fromkeys(package.headers_and_footers):
        xml = as_text(root_of(package.parts[name]))
        yield patch_source(name, DECLARATION, xml, "", locate)
    for name in package.notes:
        xml = _DECLARATION.sub("", package.parts[name].decode("utf-8-sig"))
        if "<w:sdt>" in xml:
            xml = as_text(root_of(package.parts[name]))
        yield patch_source(name, DECLARATION, xml, "", locate)
    for part in other_parts(package):
        yield other_source(part)


def as_text(root: etree._Element) -> str:
    """The XML of an element and what is in it."""
    return etree.tostring(root, encoding="unicode")


def body_source(package: TemplatePackage, locate: bool) -> TemplateSource:
    """The main document; docxtpl fills its body alone."""
    root = root_of(package.parts[package.main])
    whole = as_text(root)
    body = next((child for child in root if etree.QName(child).localname == "body"), None)
    if body is None or "</w:body>" not in whole:
        return TemplateSource(package.main, DECLARATION + whole)
    alone = as_text(body)
    begin = whole.index("<w:body")
    # A body cut out of its document repeats the namespaces; inside the document it need not.
    start, inner = whole[begin : whole.index(">", begin) + 1], alone.index(">") + 1
    tail = whole[whole.rindex("</w:body>") :]
    xml = alone[inner : alone.rindex("</w:body>")]
    return patch_source(package.main, DECLARATION + whole[:begin] + start, xml, tail, locate)


def patch_source(name: str, head: str, xml: str, tail: str, locate: bool) -> TemplateSource:
    """The source of a part of which `head` and `tail` hold no tags."""
    text = patch_part(xml)
    if locate:
        from docfill.template.tags.finder import mark_tags

        with_marks, spots = mark_tags(name, xml)
        located = patch_part(with_marks)
        # Where the marks would change what docxtpl makes of the part, it goes without them.
        if _MARK.sub("", located) == text:
            return _lined(name, head, located, tail, spots)
    return _lined(name, head, text, tail, [])


def other_source(part: OtherPart) -> TemplateSource:
    """The source of a part outside of the text; braces elsewhere in it mean nothing."""
    spots: list[PartSpot] = []
    for text in part.texts:
        join_tags(text)
    own = {piece for text in part.texts for piece in text}
    for piece in _pieces(part.root):
        if piece in own:
            spot = PartSpot(part.name, text=piece.text)
            piece.write(_END.sub(partial(_numbered, spots, spot), plain_blanks(piece.text)))
        else:
            piece.write(piece.text.replace("{", "\ue0f3"))
    for element in part.root.iter("*"):
        element.tail = element.tail and element.tail.replace("{", "\ue0f3")
    xml = as_text(part.root).replace("\ue0f3", "&#123;")
    return _lined(part.name, DECLARATION, xml, "", spots)._replace(kind=part.kind)


def _pieces(root: etree._Element) -> list[PartText]:
    """Every text and attribute of a tree in which a brace stands."""
    return [
        piece
        for element in root.iter("*")
        for piece in (
            PartText(element),
            *(PartText(element, str(key)) for key, _ in element.items()),
        )
        if "{" in piece.text
    ]


def _numbered(spots: list[PartSpot], spot: PartSpot, _end: re.Match[str]) -> str:
    spots.append(spot)
    return f"{OPEN_MARK}{len(spots) - 1}{CLOSE_MARK}"


def _lined(name: str, head: str, text: str, tail: str, spots: list[PartSpot]) -> TemplateSource:
    """The source with each tag on a line of its own, its mark taken out and noted."""
    aside: list[str] = []
    pieces: list[str] = []
    lines: list[int] = []
    found_spots: list[PartSpot] = []
    line, done, here, before = 1, 0, PartSpot(name), head
    for tag in _TAG.finditer(text):
        before += _MARK.sub("", text[done : tag.start()])
        done = tag.end()
        number = _MARK.search(tag.group())
        body = _MARK.sub("", tag.group())
        if not tag["raw"] and not tag["comment"]:
            body = _readable(body)
            if "'" in (rest := _QUOTED.sub("", body)) or '"' in rest:
                # The tag goes on beyond what looked like its end, inside a string.
                return TemplateSource(name, head + _MARK.sub("", text) + tail)
        static = before.rstrip() if body[2] == "-" else before
        pieces += (_put_aside(static, aside), body)
        line += pieces[-2].count("\n")
        if not tag["comment"]:
            lines.append(line)
            # What docxtpl adds itself, and tags it wants bare, belong to the tag before.
            here = spots[int(number[1])] if number and spots else here
            found_spots.append(here)
        line += body.count("\n")
        before = ""
        while body[-3] == "-" and text[done : done + 1].isspace():
            done += 1
    pieces.append(_put_aside(before + _MARK.sub("", text[done:]) + tail, aside))
    return TemplateSource(name, "".join(pieces), tuple(lines), tuple(found_spots), tuple(aside))


def _put_aside(static: str, aside: list[str]) -> str:
    """What stands in the source for a static text: its number, or itself where it matters."""
    if _OPENING.search(static):
        return static
    aside.append(static)
    return _ASIDE.format(len(aside) - 1)


def _readable(tag: str) -> str:
    """A tag as it was typed, without XML's spellings, so that a literal is escaped only once."""
    for spelled, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        tag = tag.replace(spelled, meant)
    return tag.replace("&amp;", "&")
