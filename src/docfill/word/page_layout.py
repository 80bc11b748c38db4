"""What a .docx asks of its pages: paper, margins, what is printed above and below the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from docfill.word.blocks import Block, Paragraph, Props, SectionEnd, attribute, whole
from docfill.word.document import Document
from docfill.word.package import W
from docfill.word.styles import align_styles

_PAGE_FIELDS = frozenset(("PAGE", "NUMPAGES"))
# A short line that is justified stands at the left.
_SIDES = {"left": "left", "start": "left", "both": "left", "right": "right", "end": "right"}


class Printed(NamedTuple):
    """A paragraph of a header or footer as a page shows it, white space squeezed out.

    `side` is where a paragraph with the page's number is to stand, at its left or right edge; ""
    where it is centred, has no number, or stands at the inner edge by the document's own will.
    """

    text: str
    side: str


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
    alignments: Mapping[str, str]

    def printed(self, part: str, page: int, pages: int) -> tuple[Printed, ...] | None:
        """What the header or footer of a page shows, paragraph by paragraph; None: unknown."""
        kind = "default"
        if self.first_differs and page == 1:
            kind = "first"
        elif self.even_differ and page % 2 == 0:
            kind = "even"
        printed = []
        for block in self.margins_by_type.get(f"{part} {kind}", ()):
            text = _text_of(block, page, pages)
            if text is None or not isinstance(block, Paragraph):
                return None
            printed.append(Printed(text, self._outer_side(block, page)))
        return tuple(printed)

    def _outer_side(self, paragraph: Paragraph, page: int) -> str:
        """The outer side of a page, if it has a number there: right if odd, left if even."""
        fields = [attribute(run.thing, "field", "instr") for run in paragraph.runs]
        stated = attribute(paragraph.props, "jc", "val") or self.alignments.get(paragraph.style, "")
        outer = "right" if page % 2 else "left"
        is_outer = self.even_differ and _SIDES.get(stated or "left") == outer
        return outer if is_outer and "PAGE" in fields else ""


def _text_of(block: Block, page: int, pages: int) -> str | None:
    """What a paragraph shows on a page; None where that is not known."""
    texts = []
    for run in block.runs if isinstance(block, Paragraph) else ():
        if not run.thing:
            texts.append(run.text)
            continue
        field = attribute(run.thing, "field", "instr")
        if field not in _PAGE_FIELDS:
            return None
        texts.append(str(page if field == "PAGE" else pages))
    return squeeze_spaces("".join(texts))


def layout_of(document: Document) -> Layout | None:
    """The layout of all pages, or None where sections differ in it."""
    ends = [block for block in document.body if isinstance(block, SectionEnd)]
    if not ends or any(end.props != ends[0].props for end in ends):
        return None
    props = ends[0].props
    size, margins = _points(props, "pgSz"), _points(props, "pgMar")
    if not {"w", "h"} <= size.keys() or not {"left", "right", "top", "bottom"} <= margins.keys():
        return None
    styles = document.package.target(document.package.document, "styles")
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
        align_styles(document.package.parts.get(styles, b"")),
    )


def _points(props: tuple[Props, ...], name: str) -> dict[str, float]:
    """The twips of a property in points."""
    found = next((item for item in props if item[0] == name), None)
    numbers = {} if found is None else dict(found[1])
    return {key: whole(value) / 20 for key, value in numbers.items()}


def _has_setting(document: Document, name: str) -> bool:
    package = document.package
    part = package.target(package.document, "settings")
    settings = package.sound_tree(part)
    found = settings.find(f"{W}{name}") if settings is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def squeeze_spaces(text: str) -> str:
    """The text without white space: PDFs have spaces where documents have none, and none where
    they have some."""
    return "".join(text.split())
