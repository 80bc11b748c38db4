"""Looks at the feet of pages: a heading that stands there is parted from its text."""

from collections.abc import Sequence

from docfill.base import tell
from docfill.pdf import Area, Character
from docfill.verify.report import Comparison
from docfill.word import Document, Paragraph, heading_styles, squeeze_spaces

# Base lines closer than this, in points, are one.
_SAME_LINE = 3


def check_feet(
    report: Comparison,
    pages: Sequence[Sequence[Character]],
    ruled: Sequence[Area],
    document: Document,
) -> None:
    """Report each page, the last excepted, whose last line is a heading; `pages` are in lines."""
    part = document.package.target(document.package.document, "styles")
    styles = heading_styles(document.package.parts.get(part, b""))
    headings = {
        squeeze_spaces(block.text): block.text
        for block in document.body
        if isinstance(block, Paragraph) and block.style in styles and block.text.strip()
    }
    for number, characters in enumerate(pages[:-1], 1):
        if not characters:
            continue
        base = characters[-1].base
        line = "".join(c.text for c in characters if abs(c.base - base) < _SAME_LINE)
        goes_on = any(area.page == number and area.rows[-1] < base for area in ruled)
        if line in headings and not goes_on:
            says = tell(
                "page {n} ends with the heading “{text}”, parted from what it is the heading of",
                n=number,
                text=headings[line],
            )
            report.doubt("pdf-lone-heading", says)
