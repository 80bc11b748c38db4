"""Compares two PDFs page by page: text, positions, and a picture with the differences marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docfill.base import Finding, Message, display_path, message_of, tell, write_whole
from docfill.pdf import Character, NotAPdf, Page, read_pages
from docfill.verify.report import Comparison, shorten_text

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS_PER_INCH = 100
# Differences in a channel below this are edges smoothed otherwise, not ink.
_VISIBLE = 64
# A tenth of a millimetre, in points: LibreOffice rounds positions to a tenth of a point.
_NEAR = 0.3
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """What two PDFs differ in, and the pictures that show it, one for each page that differs."""

    findings: list[Finding]
    pictures: list[Path]


def compare_with(pdf: Path, other: Path, pictures: Path, name: str = "") -> Difference:
    """Report where `pdf` differs from `other`; pages that look different are drawn in a folder.

    In the pictures what only `pdf` has is red, what only `other` has is blue. Not for two
    threads at once: PDFium.
    """
    report = Comparison(name or str(pdf))
    read: list[tuple[Page, ...]] = []
    for path, called in ((pdf, report.name), (other, display_path(other))):
        try:
            read.append(read_pages(path))
        except NotAPdf as trouble:
            unread = Comparison(called)
            unread.find("pdf-unreadable", message_of(trouble))
            return Difference(unread.findings, [])
    mine, theirs = read
    if len(mine) != len(theirs):
        says = tell("{n} pages, the other has {other}", n=len(mine), other=len(theirs))
        report.find("pdf-differs", says)
    for number, (page, its) in enumerate(zip(mine, theirs, strict=False), 1):
        for says in _differences(page, its):
            report.find("pdf-differs", tell("page {n}: {says}", n=number, says=says))
    drawn = list(_pictures(pdf, other, pictures))
    for path in drawn:
        report.find("pdf-differs", tell("a page looks different: {picture}", picture=path))
    return Difference(report.findings, drawn)


def _differences(page: Page, other: Page) -> Iterator[Message]:
    if (page.width, page.height) != (other.width, other.height):
        yield tell("the paper is another")
    mine, theirs = page.characters, other.characters
    one, two = "".join(c.text for c in mine), "".join(c.text for c in theirs)
    if one == two:
        yield from _moved(mine, theirs)
        return
    told = 0
    for what, a, b, c, d in SequenceMatcher(None, two, one, autojunk=False).get_opcodes():
        if what != "equal" and told < _MOST_TOLD:
            told += 1
            yield tell(
                "“{found}” where the other has “{other}”, after “{before}”",
                found=shorten_text(one[c:d]),
                other=shorten_text(two[a:b]),
                before=two[max(a - 6, 0) : a],
            )


def _moved(mine: tuple[Character, ...], theirs: tuple[Character, ...]) -> Iterator[Message]:
    """How many characters stand elsewhere, and by how much the first of them."""
    shifts = [
        (one.left - other.left, one.bottom - other.bottom, one.text)
        for one, other in zip(mine, theirs, strict=True)
    ]
    moved = [shift for shift in shifts if max(abs(shift[0]), abs(shift[1])) > _NEAR]
    if moved:
        across, up, text = moved[0]
        yield tell(
            "{n} characters stand elsewhere, the first, “{text}”, {across} mm to the right and "
            "{up} mm up",
            n=len(moved),
            text=text,
            across=f"{across / 72 * 25.4:.1f}",
            up=f"{up / 72 * 25.4:.1f}",
        )


def _pictures(pdf: Path, other: Path, folder: Path) -> Iterator[Path]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as mine, pypdfium2.PdfDocument(other) as theirs:
        pages = zip_longest(_drawn(mine), _drawn(theirs))
        for number, (one, two) in enumerate(pages, 1):
            marked = _marked(one, two)
            if marked is not None:
                path = folder / f"differs-{number}.png"
                buffer = BytesIO()
                marked.save(buffer, "PNG")
                write_whole(path, buffer.getvalue())
                yield path


def _drawn(document: Any) -> "Iterator[Image]":
    scale = _DOTS_PER_INCH / 72
    return (page.render(scale=scale, grayscale=True).to_pil() for page in document)


def _marked(one: "Image | None", two: "Image | None") -> "Image | None":
    """Both pages in one: common ink grey, one's own red, the other's blue; None if alike."""
    from PIL import Image, ImageChops

    size = max((one or two).size, (two or one).size)  # type: ignore[union-attr]
    mine, theirs = (_on_paper(page, size) for page in (one, two))
    difference = ImageChops.difference(mine, theirs).point(lambda v: 255 if v > _VISIBLE else 0)
    if difference.getbbox() is None:
        return None
    return Image.merge("RGB", (theirs, ImageChops.darker(mine, theirs), mine))


def _on_paper(page: "Image | None", size: tuple[int, int]) -> "Image":
    from PIL import Image

    paper = Image.new("L", size, 255)
    if page is not None:
        paper.paste(page.convert("L"), (0, 0))
    return paper
