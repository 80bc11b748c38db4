"""Where in a template lies what the proof finds in a trial document, and what mends it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docfill.base import NOTHING, Finding, Message, Place, Severity, in_a_row, tell
from docfill.verify import table_name
from docfill.word import (
    Block,
    Document,
    Paragraph,
    Table,
    attribute,
    layout_of,
    read_document,
    squeeze_spaces,
    whole,
)

# Half a millimetre, in points: as near as the proof wants it.
_NEAR = 0.5 / 25.4 * 72
# A figure of three digits that is broken in two has too narrow a column.
_ALSO_TOLD = ("pdf-broken-figure",)


def faults_of_tables(docx: Path, place: Place) -> Iterator[Finding]:
    """Tables wider than the text area, and rows higher than it."""
    document = read_document(docx)
    layout = layout_of(document)
    if layout is None:
        return
    for number, table in enumerate(_tables(document), 1):
        name = table_name(table, number)
        width, area = sum(map(whole, table.grid)) / 20, layout.right - layout.left
        if width > area + _NEAR:
            says = tell(
                "{table}: its columns are {width} mm wide together, the text area {area} mm; "
                "make them narrower, or the page's margins",
                table=name,
                width=_mm(width),
                area=_mm(area),
            )
            yield Finding(place, "pdf-margin", says)
        yield from _heights(table, name, layout.top - layout.bottom, place)


def _heights(table: Table, name: Message, area: float, place: Place) -> Iterator[Finding]:
    """Rows that no page can hold, and rows that cut off what needs more room."""
    heights = [whole(attribute(row.props, "trHeight", "val")) / 20 for row in table.rows]
    exact = [attribute(row.props, "trHeight", "hRule") == "exact" for row in table.rows]
    if high := [number for number, height in enumerate(heights, 1) if height > area]:
        says = tell(
            "{table}, rows {rows}: up to {height} mm high, the text area {area} mm, so they are "
            "cut in two by the end of a page; make them lower",
            table=name,
            rows=_numbers(high),
            height=_mm(max(heights)),
            area=_mm(area),
        )
        yield Finding(place, "pdf-rows", says)
    if any(exact):
        says = tell(
            "{table}, rows {rows}: their height is “exactly”, so Word cuts off text that needs "
            "more room; choose “at least”",
            table=name,
            rows=_numbers([number for number, is_exact in enumerate(exact, 1) if is_exact]),
        )
        yield Finding(place, "pdf-rows", says, Severity.WARNING)


def faults_of_pages(found: Iterable[Finding], docx: Path, place: Place) -> Iterator[Finding]:
    """What the proof found, each fault once for each style and table, with place and remedy."""
    document = read_document(docx)
    known: set[tuple[str, str]] = set()
    for finding in found:
        if not finding.blocking and finding.code not in _ALSO_TOLD:
            continue  # It is for the made-up text to blame.
        facts = dict(finding.message.facts)
        style = _style_of(str(facts.get("text", "")), document.body)
        spot = str(facts.get("table", "")) or style
        if (finding.code, spot) in known:
            continue
        known.add((finding.code, spot))
        says = tell("in a trial document: {what}", what=finding.message)
        if style:
            says = tell("{says}; its style in the template is “{style}”", says=says, style=style)
        if remedy := _remedy(finding.code):
            says = in_a_row("; ", (says, remedy))
        yield Finding(place, finding.code, says, finding.severity)


def _remedy(code: str) -> Message:
    match code:
        case "pdf-font":
            return tell(
                "give the style, or the text itself, one face for Latin and Chinese that docfill "
                "doctor lists, without the fonts of a theme"
            )
        case "pdf-margin" | "pdf-columns":
            return tell("make the table no wider than the text area, its indent zero")
        case "pdf-rows" | "pdf-text":
            return tell(
                "rule every cell of the table on all sides, let no row break over pages, and "
                "repeat the head rows on each page"
            )
        case "pdf-broken-figure":
            return tell("make the column wider or the style of its figures narrower")
    return NOTHING


def _style_of(shown: str, blocks: Sequence[Block]) -> str:
    """The style of the shortest paragraph in which a text stands, perhaps with gaps."""
    text = shown.rstrip("…")
    found = [each for each in _paragraphs(blocks) if text and _has(each, text)]
    return min(found, key=lambda each: len(each.text)).style if found else ""


def _has(paragraph: Paragraph, text: str) -> bool:
    rest = iter(squeeze_spaces(paragraph.text))
    return all(character in rest for character in text)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.blocks)


def _tables(document: Document) -> list[Table]:
    return [block for block in document.body if isinstance(block, Table)]


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _mm(points: float) -> str:
    return f"{points / 72 * 25.4:.0f}"
