"""Reads a report from a PDF: lines joined into paragraphs, ruled tables across pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docfill.base import PageSpot, tell
from docfill.pdf import Area, Character, NotAPdf, Page, areas, in_lines, read_pages
from docfill.sources.published.model import (
    NotAReport,
    PrintedBlock,
    PrintedCell,
    PrintedLine,
    PrintedTable,
    Published,
)
from docfill.sources.published.pdftables import PdfTable, open_ended, table_in

_PAGE_NUMBER = re.compile(
    r"[-—–－―·.\s]*(?:第?\s*[0-9]{1,3}\s*页?)(?:[/共]\s*[0-9]{1,3}页?)?[-—–－―·.\s]*"
)
_MARGIN = 0.12  # of a page's height, where page numbers and running heads stand
_FEW = 12
_WIDE = 1.2  # of a line's height: a gap between columns
_FIGURE = re.compile(r"[0-9０-９][0-9０-９.,]{0,9}[件条]?|[-—/]")


@dataclass(frozen=True, slots=True)
class _PdfLine:
    """A line of text on a page: its characters from left to right, and their height."""

    page: int
    characters: tuple[Character, ...]
    size: float
    is_marginal: bool

    @property
    def left(self) -> float:
        return self.characters[0].left

    @property
    def right(self) -> float:
        return self.characters[-1].right

    @property
    def base(self) -> float:
        return self.characters[0].base

    @property
    def text(self) -> str:
        """Its characters, with a space where a gap parts two Latin words."""
        pieces = [self.characters[0].text]
        for one, other in pairwise(self.characters):
            is_latin = _is_latin(one.text) and _is_latin(other.text)
            if is_latin and other.left - one.right > self.size * 0.25:
                pieces.append(" ")
            pieces.append(other.text)
        return "".join(pieces)

    @property
    def cells(self) -> list[str]:
        """Its words as far as wide gaps part them, as columns without lines do."""
        cells = [self.characters[0].text]
        for one, other in pairwise(self.characters):
            if other.left - one.right > self.size * _WIDE:
                cells.append("")
            cells[-1] += other.text
        return cells

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table that has no lines: words and figures far apart."""
        cells = self.cells
        return len(cells) > 1 and any(map(_FIGURE.fullmatch, cells))


def read_pdf(data: bytes, name: str) -> Published:
    """The report in a PDF; raises NotAReport."""
    try:
        pages = read_pages(data)
    except NotAPdf as trouble:
        raise NotAReport(trouble.args[0]) from None
    if sum(len(page.characters) for page in pages) < _FEW:
        says = tell(
            "it holds pictures and no text, as scanned papers do; ask for the .docx, or type it"
        )
        raise NotAReport(says)
    return Published(name, tuple(_joined_blocks(list(_pieces(pages)))))


def _pieces(pages: Sequence[Page]) -> Iterator[_PdfLine | PdfTable]:
    """Lines and tables from the top of each page down, without page numbers."""
    ended = [open_ended(area, pages[area.page - 1]) for area in areas(pages)]
    found = [area for area, _, _ in ended]
    lines = {n: list(_lines(page, n, found)) for n, page in enumerate(pages, 1)}
    running = _running(lines)
    for number, page in enumerate(pages, 1):
        own: list[tuple[float, _PdfLine | PdfTable]] = [
            (area.rows[0], table_in(area, page, above, below))
            for area, above, below in ended
            if area.page == number
        ]
        own += [
            (line.base, line)
            for line in lines[number]
            if not (line.is_marginal and _masked(line.text) in running)
            and not (line.is_marginal and _PAGE_NUMBER.fullmatch(line.text))
        ]
        for _, piece in sorted(own, key=lambda each: -each[0]):
            yield piece


def _lines(page: Page, number: int, found: Sequence[Area]) -> Iterator[_PdfLine]:
    own = [area for area in found if area.page == number]
    outside = [each for each in page.characters if not any(area.holds(each) for area in own)]
    line: list[Character] = []
    for character in in_lines(outside):
        if line and line[0].base - character.base > 2:
            yield _line(page, number, line)
            line = []
        line.append(character)
    if line:
        yield _line(page, number, line)


def _line(page: Page, number: int, characters: Sequence[Character]) -> _PdfLine:
    base = characters[0].base / page.height
    size = max(each.top - each.bottom for each in characters)
    return _PdfLine(number, tuple(characters), size, not _MARGIN < base < 1 - _MARGIN)


def _running(lines: dict[int, list[_PdfLine]]) -> set[str]:
    """What stands in the margin of most pages, whatever its digits."""
    heads = Counter(
        text
        for own in lines.values()
        for text in {_masked(line.text) for line in own if line.is_marginal}
    )
    return {text for text, times in heads.items() if times > 1 and times * 2 > len(lines)}


def _masked(text: str) -> str:
    return re.sub("[0-9]+", "0", text)


def _joined_blocks(pieces: Sequence[_PdfLine | PdfTable]) -> Iterator[PrintedBlock]:
    """Paragraphs of their lines, and tables of their parts on several pages."""
    own = [piece for piece in pieces if isinstance(piece, _PdfLine)]
    reach = _Reach.of(own)
    paragraph: list[_PdfLine] = []
    table: PdfTable | None = None
    for piece in pieces:
        if isinstance(piece, _PdfLine) and piece.is_row:
            yield from _paragraph(paragraph, reach)
            paragraph = []
            yield from _table(table)
            table = None
            yield _row(piece)
            continue
        if isinstance(piece, PdfTable):
            yield from _paragraph(paragraph, reach)
            paragraph = []
            if table is not None and table.goes_on_with(piece):
                table = table.join(piece)
            else:
                yield from _table(table)
                table = piece
            continue
        yield from _table(table)
        table = None
        if paragraph and not reach.goes_on(paragraph[-1], piece):
            yield from _paragraph(paragraph, reach)
            paragraph = []
        paragraph.append(piece)
    yield from _paragraph(paragraph, reach)
    yield from _table(table)


def _row(line: _PdfLine) -> PrintedTable:
    """A row of a table without lines; which columns its cells belong to is not known."""
    spot = PageSpot(line.page)
    cells = (PrintedCell(text, 0, n, 1, n + 1, spot) for n, text in enumerate(line.cells))
    return PrintedTable(tuple(cells), is_laid_out=False)


def _table(table: PdfTable | None) -> Iterator[PrintedTable]:
    if table is not None:
        yield PrintedTable(tuple(sorted(table.cells, key=lambda cell: (cell.top, cell.left))))


@dataclass(frozen=True, slots=True)
class _Reach:
    """From where to where full lines go, and the font most of the text is set in."""

    left: float
    right: float
    font: str

    @classmethod
    def of(cls, lines: Sequence[_PdfLine]) -> "_Reach":
        if not lines:
            return cls(0, 0, "")
        lefts = Counter(round(line.left / 4) for line in lines)
        often = [at for at, times in lefts.items() if times > 1] or list(lefts)
        fonts = Counter(
            each.font for line in lines for each in line.characters if not each.text.isascii()
        )
        font = fonts.most_common(1)[0][0] if fonts else ""
        return cls(min(often) * 4 - 2, max(line.right for line in lines), font)

    def goes_on(self, line: _PdfLine, following: _PdfLine) -> bool:
        """Whether a paragraph goes on: its line is full and the next one is not indented."""
        is_full = line.right > self.right - 2 * line.size
        is_indented = following.left > self.left + 1.1 * following.size
        return is_full and not is_indented and abs(line.size - following.size) < line.size / 4


def _paragraph(lines: Sequence[_PdfLine], reach: _Reach) -> Iterator[PrintedLine]:
    if not lines:
        return
    text = ""
    for line in lines:
        words = line.text
        if text and _is_latin(text[-1]) and _is_latin(words[0]):
            text += " "
        text += words
    fonts = {each.font for line in lines for each in line.characters if not each.text.isascii()}
    yield PrintedLine(text, PageSpot(lines[0].page), bool(fonts) and reach.font not in fonts)


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()
