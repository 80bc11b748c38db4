"""Parts besides the document's own text in which tags are filled: properties, charts, links.

docxtpl leaves all of them alone but six properties. Here a tag stands in a plain text that no
paragraph goes with, so that it has no prefix, and what it prints is text and nothing else.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from docfill.template.archive.package import TemplatePackage, parse
from docfill.template.markup.breaks import DRAWN, PLAIN

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
MAYBE = re.compile(rb"\{(?:<[^>]*>\s*)*[{%]")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_DRAWN = frozenset(
    (
        _OFFICE + "drawingml.chart+xml",
        _OFFICE + "drawingml.chartshapes+xml",
        _OFFICE + "drawingml.diagramData+xml",
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        "application/vnd.ms-office.chartex+xml",
    )
)
_PROPERTIES = frozenset((_OFFICE + "extended-properties+xml", _OFFICE + "custom-properties+xml"))
# The properties people fill with tags most: half a tag in one is a slip.
_CHECKED = frozenset(
    "{http://purl.org/dc/elements/1.1/}" + name
    for name in ("creator", "description", "identifier", "language", "subject", "title")
)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VALUE = "{*}v"
# The braces of a tag as Word writes them into an address, or as they are.
_IN_ADDRESS = re.compile(
    r"(?:\{|%7B)(?:\{|%7B).*?(?:\}|%7D)(?:\}|%7D)|(?:\{|%7B)%(?:25)?.*?%(?:25)?(?:\}|%7D)",
    re.IGNORECASE | re.DOTALL,
)
_BRACE = re.compile(rb"\{|%7B", re.IGNORECASE)


class PartText(NamedTuple):
    """A text in a part: that of an element, or of an attribute."""

    element: etree._Element
    attribute: str = ""

    @property
    def text(self) -> str:
        """What stands there."""
        return self.element.get(self.attribute, "") if self.attribute else self.element.text or ""

    def write(self, text: str) -> None:
        """Let this stand there."""
        if self.attribute:
            self.element.set(self.attribute, text)
        else:
            self.element.text = text


class OtherPart(NamedTuple):
    """A part with the texts in which tags are filled; a text may be torn into pieces."""

    name: str
    kind: str
    root: etree._Element
    texts: tuple[tuple[PartText, ...], ...]

    @property
    def has_tags(self) -> bool:
        """Whether there is anything to fill."""
        return any(TAG.search("".join(piece.text for piece in text)) for text in self.texts)


def other_parts(package: TemplatePackage) -> Iterator[OtherPart]:
    """The properties, and whatever other part has a tag where one is filled."""
    if package.core:
        yield _properties(package.core, package)
    bound = _bound_data(package)
    for name, content in package.parts.items():
        if name == package.core:
            continue
        found = None
        if name.endswith(".rels"):
            found = _links(name, content)
        elif package.types[name] in _DRAWN and MAYBE.search(content):
            found = _drawing(name, content)
        elif (package.types[name] in _PROPERTIES or name in bound) and MAYBE.search(content):
            found = _properties(name, package)
        if found and found.has_tags:
            yield found


def _properties(name: str, package: TemplatePackage) -> OtherPart:
    """A part every element of which may hold a text; one with half a tag stays as it is."""
    root = parse(package.parts[name])
    texts = [
        (PartText(element),)
        for element in root.iter("*")
        if element.tag in _CHECKED or TAG.search(element.text or "")
    ]
    return OtherPart(name, PLAIN, root, tuple(texts))


def _bound_data(package: TemplatePackage) -> set[str]:
    """The parts from which content controls take their text when Word opens the document."""
    return {
        there.target
        for there in package.relationships(package.main)
        if there.kind == "customXml" and there.target in package.parts
    }


def _drawing(name: str, content: bytes) -> OtherPart:
    """A chart or diagram: its paragraphs, and the names a chart keeps of its series."""
    root = parse(content)
    texts = [tuple(map(PartText, paragraph.iter(_A + "t"))) for paragraph in root.iter(_A + "p")]
    texts += [(PartText(value),) for value in root.iter(_VALUE)]
    return OtherPart(name, DRAWN, root, tuple(texts))


def _links(name: str, content: bytes) -> OtherPart | None:
    """The addresses of links; tags Word has percent-encoded are readable again."""
    if not _BRACE.search(content):
        return None
    root = parse(content)
    links = [
        element
        for element in root.iter("{*}Relationship")
        if element.get("TargetMode") == "External"
        and element.get("Type", "").endswith("/hyperlink")
    ]
    for link in links:
        address = link.get("Target", "")
        link.set("Target", _IN_ADDRESS.sub(lambda found: unquote(found[0]), address))
    return OtherPart(name, PLAIN, root, tuple((PartText(link, "Target"),) for link in links))


def join_tags(text: tuple[PartText, ...]) -> None:
    """Let every tag stand in the piece it begins in."""
    whole = "".join(piece.text for piece in text)
    starts = [0]
    for piece in text:
        starts.append(starts[-1] + len(piece.text))
    for found in reversed(list(TAG.finditer(whole))):
        for piece, start in reversed(list(zip(text, starts, strict=False))):
            begin, end = max(found.start() - start, 0), found.end() - start
            own = piece.text
            if end <= 0 or begin >= len(own):
                continue
            kept = found.group() if found.start() >= start else ""
            piece.write(own[:begin] + kept + own[end:])
