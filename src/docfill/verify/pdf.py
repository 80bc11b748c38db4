"""Proves a finished PDF: reads its pages back and compares them with the .docx."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from docfill.base import Finding, message_of, tell
from docfill.pdf import Area, Character, NotAPdf, Page, areas, read_pages
from docfill.verify.cells import compare_ruled
from docfill.verify.margins import check_margins, divide_page, outside
from docfill.verify.prose import compare_prose
from docfill.verify.report import Comparison, shorten_text
from docfill.word import (
    Document,
    Faces,
    Fonts,
    Layout,
    NotADocument,
    Paragraph,
    Table,
    fonts_asked,
    heading_styles,
    layout_of,
    read_document,
    squeeze_spaces,
)

# Half a millimetre, in points.
_NEAR = 0.5 / 25.4 * 72
# Characters whose middles are further apart than this, in points, are on two lines.
_LINE = 10
_LONE_LINES = 2
# Base lines closer than this, in points, are one.
_SAME_LINE = 3


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a receipt notes of a PDF: how many pages, which fonts (names without subset tags)."""

    pages: int
    fonts: tuple[str, ...]


def verify_pdf(
    pdf: bytes | Path,
    docx: bytes | Path,
    fonts: Fonts | None = None,
    name: str = "",
) -> tuple[list[Finding], PdfFacts]:
    """Everything in which a PDF does not show what its .docx says, and the facts about it.

    `fonts`, such as the office's `FontSet`, tells for the font names of a document which fonts
    its PDF may have, and which characters they lack; without it, fonts need only be embedded.
    Not for two threads at once: PDFium.
    """
    report = Comparison(name or (str(pdf) if isinstance(pdf, Path) else "pdf"))
    try:
        pages = read_pages(pdf)
        document = read_document(docx)
    except (NotAPdf, NotADocument) as trouble:
        report.find("pdf-unreadable", message_of(trouble))
        return report.findings, PdfFacts(0, ())
    _check_fonts(report, pages, fonts.allowed_in_pdf(fonts_asked(document)) if fonts else None)
    ruled = areas(pages)
    running = _check_pages(report, pages, ruled, layout_of(document))
    faces = Faces(document, fonts) if fonts else None
    compare_prose(report, [c for text in running for c in text], document.body, faces)
    if faces is not None:
        _check_characters(report, faces)
    compare_ruled(report, [b for b in document.body if isinstance(b, Table)], ruled, faces)
    _check_page_ends(report, running, ruled, document)
    if len(pages) > 1 and not any(area.page == len(pages) for area in ruled):
        _check_last_page(report, running[-1])
    names = sorted({use.name for page in pages for use in page.fonts})
    return report.findings, PdfFacts(len(pages), tuple(names))


def _check_pages(
    report: Comparison, pages: Sequence[Page], ruled: Sequence[Area], layout: Layout | None
) -> list[list[Character]]:
    """The running text of each page, after a look at its size and margins."""
    running = []
    for number, page in enumerate(pages, 1):
        free = outside([area for area in ruled if area.page == number], page.characters)
        if layout is None:
            running.append(free)
            continue
        parts = divide_page(free, number, len(pages), layout)
        running.append(list(parts.text))
        _check_page(report, number, page, parts.text, layout)
        check_margins(report, number, parts, layout)
    return running


def _check_characters(report: Comparison, faces: Faces) -> None:
    for missing, face in faces.missing():
        says = tell(
            "no font has “{character}” (U+{code:04X}) for {face}; the PDF shows a box in its place",
            character=missing,
            code=ord(missing),
            face=face,
        )
        report.find("pdf-glyph", says)


def _check_fonts(report: Comparison, pages: Sequence[Page], allowed: frozenset[str] | None) -> None:
    for number, page in enumerate(pages, 1):
        for use in page.fonts:
            if not use.is_embedded:
                says = tell("page {n}: the font {font} is not embedded", n=number, font=use.name)
                report.find("pdf-font", says)
            if allowed is not None and use.name not in allowed:
                says = tell(
                    "page {n}: “{text}” is set in {font}, which nobody asked for",
                    n=number,
                    text=shorten_text(use.text),
                    font=use.name,
                )
                report.find("pdf-font", says)


def _check_page(
    report: Comparison, number: int, page: Page, text: Sequence[Character], layout: Layout
) -> None:
    """Paper and text area as the .docx says, within half a millimetre."""
    if abs(page.width - layout.width) > _NEAR or abs(page.height - layout.height) > _NEAR:
        says = tell(
            "page {n} is {width} × {height} mm, should be {right_width} × {right_height} mm",
            n=number,
            width=_mm(page.width),
            height=_mm(page.height),
            right_width=_mm(layout.width),
            right_height=_mm(layout.height),
        )
        report.find("pdf-page", says)
    outside = [
        character.text
        for character in text
        if character.left < layout.left - _NEAR
        or character.right > layout.right + _NEAR
        or character.top > layout.top + _NEAR
        or character.bottom < layout.bottom - _NEAR
    ]
    for line in page.horizontal:
        if line.start < layout.left - _NEAR or line.end > layout.right + _NEAR:
            says = tell("page {n}: a ruled line leaves the text area", n=number)
            report.find("pdf-margin", says)
    if outside:
        says = tell(
            "page {n}: “{text}” stands outside the text area",
            n=number,
            text=shorten_text("".join(outside)),
        )
        report.find("pdf-margin", says)


def _check_last_page(report: Comparison, characters: Sequence[Character]) -> None:
    """The signature does not stand alone on the last page."""
    middles = sorted((character.bottom + character.top) / 2 for character in characters)
    lines = 1 + sum(above - below > _LINE for below, above in pairwise(middles))
    if characters and lines <= _LONE_LINES:
        text = shorten_text("".join(character.text for character in characters))
        says = tell("nothing stands on the last page but “{text}”", text=text)
        report.doubt("pdf-lone-page", says)


def _mm(points: float) -> str:
    return f"{points / 72 * 25.4:.1f}"


def _check_page_ends(
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
