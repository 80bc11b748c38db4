"""The tags of a part as they were typed into Word, each with the paragraph it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from docfill.base import PartSpot
from docfill.template.tags.blanks import plain_blanks
from docfill.template.tags.controls import control_around
from docfill.template.tags.finder import Walk
from docfill.word import W

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PREFIX = re.compile(r"(tr|tc|p|r)\s")
_TEXTS = {W + name for name in ("t", "instrText", "delText", "delInstrText")}
_CURLY = str.maketrans("“”‘’", "\"\"''")
# What takes white space away beside a tag is none of its contents.
_SIGNS = re.compile(r"\A[-+]|-\Z")
_SIGNS_OF_BLOCKS = re.compile(r"\A[-+]|[-+]\Z")
_OUTER = {"tr": "tr", "tc": "tc", "p": "p"}


@dataclass(frozen=True, eq=False)
class TaggedParagraph:
    """A paragraph: where it stands, its text and the elements the text comes from."""

    spot: PartSpot
    element: etree._Element
    pieces: tuple[tuple[str, etree._Element], ...]

    @property
    def text(self) -> str:
        """All of its text, that in field codes and deleted revisions too."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, eq=False)
class Tag:
    """A tag: `{{`, `{%` or `{#`, docxtpl's prefix, and what stands between the braces."""

    text: str
    paragraph: TaggedParagraph
    elements: tuple[etree._Element, ...]

    @property
    def kind(self) -> str:
        """Its opening braces."""
        return self.text[:2]

    @property
    def prefix(self) -> str:
        """`tr`, `tc`, `p`, `r` or nothing."""
        found = _PREFIX.match(plain_blanks(self.text)[2:])
        return found[1] if found else ""

    @property
    def inner(self) -> str:
        """What Jinja reads, with straight quotes."""
        typed = plain_blanks(self.text)[2:-2].removeprefix(self.prefix)
        signs = _SIGNS_OF_BLOCKS if self.kind == "{%" else _SIGNS
        return signs.sub("", typed).strip().translate(_CURLY)

    @property
    def word(self) -> str:
        """The first word of a statement."""
        return (self.inner.split(None, 1) or [""])[0] if self.kind == "{%" else ""

    @property
    def region(self) -> etree._Element | None:
        """The row, cell or paragraph docxtpl puts the tag in place of; None outside of one."""
        element: etree._Element | None = self.paragraph.element
        name = W + _OUTER.get(self.prefix, "p")
        while element is not None and element.tag != name:
            element = element.getparent()
        return element

    @property
    def container(self) -> etree._Element | None:
        """What holds the region: a loop must end in the container it begins in."""
        region = self.region
        return None if region is None else region.getparent()

    @property
    def control(self) -> etree._Element | None:
        """The content control that does not go with the tag: a loop must end in the same."""
        region = self.region if self.prefix else None
        return control_around(self.elements[0] if region is None else region)

    @property
    def depth(self) -> int:
        """In how many elements it begins."""
        return sum(1 for _ in self.elements[0].iterancestors())

    def stands_in(self, *names: str) -> bool:
        """Whether any piece of it stands inside an element of one of these names."""
        wanted = {W + name for name in names}
        return any(
            element.tag in wanted or any(up.tag in wanted for up in element.iterancestors())
            for element in self.elements
        )


def paragraphs(part: str, root: etree._Element) -> list[TaggedParagraph]:
    """The paragraphs of a part in their order, those in text boxes too."""
    walk, pieces, elements = Walk(part), dict[int, list[tuple[str, etree._Element]]](), []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
        if name in ("tbl", "tr", "tc", "p") and element.tag == W + name:
            if event == "end":
                walk.end(name)
                continue
            walk.start(name)
            if name == "p":
                elements.append(element)
        elif event == "start" and element.tag in _TEXTS and walk.open:
            pieces.setdefault(walk.open[-1], []).append((element.text or "", element))
    return [
        TaggedParagraph(
            replace(spot, text=_joined(pieces.get(n, []))), element, tuple(pieces.get(n, []))
        )
        for n, (spot, element) in enumerate(zip(walk.spots, elements, strict=True))
    ]


def _joined(pieces: list[tuple[str, etree._Element]]) -> str:
    return "".join(text for text, _ in pieces).strip()


def tags(paragraph: TaggedParagraph) -> Iterator[Tag]:
    """The tags in a paragraph; `{% raw %}` and what it protects are taken as tags too."""
    for found in _TAG.finditer(paragraph.text):
        at, touched = 0, []
        for text, element in paragraph.pieces:
            if at < found.end() and at + len(text) > found.start():
                touched.append(element)
            at += len(text)
        yield Tag(found.group(), paragraph, tuple(touched))


def leftovers(paragraph: TaggedParagraph) -> str:
    """The text of a paragraph without its whole tags."""
    return _TAG.sub("\0", paragraph.text)
