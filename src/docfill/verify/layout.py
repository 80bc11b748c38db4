"""What a .docx asks of its pages: paper, margins, what is printed above and below the text."""

from collections.abc import Mapping
from dataclasses import dataclass

from docfill.verify.blocks import Block, Paragraph, Props, SectionEnd, attribute
from docfill.verify.document import Document
from docfill.verify.package import W

_PAGE_FIELDS = frozenset(("PAGE", "NUMPAGES"))


@dataclass(frozen=True, slots=True)
class Layout:
    """Paper and text area in points, and the paragraphs of the headers and footers by type."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    margins_by_type: Mapping[str, tuple[Block, ...]]
    even_differ: bool
    first_differs: bool

    def printed(self, part: str, page: int, pages: int) -> str | None:
        """What the header or footer of a page shows, white space squeezed out; None: unknown."""
        kind = "default"
        if self.first_differs and page == 1:
            kind = "first"
        elif self.even_differ and page % 2 == 0:
            kind = "even"
        texts = []
        for block in self.margins_by_type.get(f"{part} {kind}", ()):
            if not isinstance(block, Paragraph):
                return None
            for run in block.runs:
                if not run.thing:
                    texts.append(run.text)
                    continue
                field = attribute(run.thing, "field", "instr")
                if field not in _PAGE_FIELDS:
                    return None
                texts.append(str(page if field == "PAGE" else pages))
        return squeezed("".join(texts))


def layout_of(document: Document) -> Layout | None:
    """The layout of all pages, or None where sections differ in it."""
    ends = [block for block in document.body if isinstance(block, SectionEnd)]
    if not ends or any(end.props != ends[0].props for end in ends):
        return None
    props = ends[0].props
    size, margins = _points(props, "pgSz"), _points(props, "pgMar")
    if not {"w", "h"} <= size.keys() or not {"left", "right", "top", "bottom"} <= margins.keys():
        return None
    return Layout(
        size["w"],
        size["h"],
        margins["left"] + margins.get("gutter", 0.0),
        size["w"] - margins["right"],
        # Margins below zero in Word mean that a header may not push the text down.
        size["h"] - abs(margins["top"]),
        abs(margins["bottom"]),
        dict(ends[0].headers),
        _has_setting(document, "evenAndOddHeaders"),
        any(item[0] == "titlePg" for item in props),
    )


def _points(props: tuple[Props, ...], name: str) -> dict[str, float]:
    """The twips of a property in points."""
    found = next((item for item in props if item[0] == name), None)
    numbers = {} if found is None else dict(found[1])
    return {key: int(value) / 20 for key, value in numbers.items() if value.lstrip("-").isdigit()}


def _has_setting(document: Document, name: str) -> bool:
    package = document.package
    part = package.target(package.document, "settings")
    found = package.tree(part).find(f"{W}{name}") if part in package.parts else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def squeezed(text: str) -> str:
    """The text without white space: PDFs have spaces where documents have none, and none where
    they have some."""
    return "".join(text.split())
