"""Looks at what stands above and below the text of a page: the headers and footers of the .docx."""

from collections.abc import Sequence
from dataclasses import dataclass

from docfill.base import tell
from docfill.pdf import Area, Character, in_lines
from docfill.verify.report import Comparison, shorten_text
from docfill.word import Layout, Printed


@dataclass(frozen=True, slots=True)
class Parts:
    """The characters of a page that stand in none of its tables, in lines, and what its margins
    should show; None where that is not known."""

    above: Sequence[Character]
    text: Sequence[Character]
    below: Sequence[Character]
    header: Sequence[Printed] | None
    footer: Sequence[Printed] | None


def outside(tables: Sequence[Area], characters: Sequence[Character]) -> list[Character]:
    """The characters that stand in no table, in lines; the others go into its area."""
    free = []
    for character in characters:
        area = next((area for area in tables if area.holds(character)), None)
        if area is not None:
            area.characters.append(character)
        else:
            free.append(character)
    return in_lines(free)


def divide_page(free: Sequence[Character], number: int, pages: int, layout: Layout) -> Parts:
    """A page's characters by where they stand: above, within and below the text area.

    A header or footer of several lines reaches into the text area, which makes way for it.
    """
    header = layout.printed("header", number, pages)
    footer = layout.printed("footer", number, pages)
    above = [c for c in free if c.bottom > layout.top and not c.top < layout.bottom]
    below = [c for c in free if c.top < layout.bottom]
    high, low = len(_text(header)), len(_text(footer))
    if high > len(above) and _read(free[:high]) == _text(header):
        above = list(free[:high])
    if low > len(below) and _read(free[-low:]) == _text(footer):
        below = list(free[-low:])
    elsewhere = {*map(id, above), *map(id, below)}
    text = [c for c in free if id(c) not in elsewhere]
    return Parts(above, text, below, header, footer)


def check_margins(report: Comparison, number: int, parts: Parts, layout: Layout) -> None:
    """The margins hold what the .docx puts there and nothing else, page numbers where it does."""
    both = (
        (tell("header"), parts.header, parts.above),
        (tell("footer"), parts.footer, parts.below),
    )
    for part, expected, characters in both:
        if expected is None:
            continue
        if _read(characters) != _text(expected):
            says = tell(
                "page {n}: the {part} reads “{found}”, should read “{expected}”",
                n=number,
                part=part,
                found=shorten_text(_read(characters)),
                expected=_text(expected),
            )
            report.find("pdf-page-number", says)
        elif _is_at_inner_edge(expected, characters, layout):
            says = tell("page {n}: the {part} is at the inner edge", n=number, part=part)
            report.find("pdf-page-number", says)


def _is_at_inner_edge(
    expected: Sequence[Printed], characters: Sequence[Character], layout: Layout
) -> bool:
    """Whether a page number that belongs at one edge of the text area stands at the other."""
    at = 0
    for paragraph in expected:
        own = characters[at : at + len(paragraph.text)]
        at += len(own)
        if not paragraph.side:
            continue
        left, right = min(c.left for c in own), max(c.right for c in own)
        if right - left > (layout.right - layout.left) / 2:
            continue  # So long a line has no side.
        is_left = left - layout.left < layout.right - right
        if is_left != (paragraph.side == "left"):
            return True
    return False


def _text(expected: Sequence[Printed] | None) -> str:
    return "".join(paragraph.text for paragraph in expected or ())


def _read(characters: Sequence[Character]) -> str:
    return "".join(character.text for character in characters)
