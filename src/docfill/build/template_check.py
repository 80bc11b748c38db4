"""Whether a template has the form's headings, and each figure under the form's captions.

A figure in the wrong row is the one fault of a template that no other check can see: every
document made from it would look right and be wrong.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from docfill.base import Finding, Place, open_regular, tell
from docfill.form import Form

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"\{\{([\w.]+)\}\}")


@dataclass(frozen=True, slots=True)
class CaptionedCell:
    """A table cell's text, white space squeezed out, and the captions left of and above it."""

    text: str
    row: int
    column: int
    captions: frozenset[str]


def misplaced(form: Form, template: Path, shown: str) -> Iterator[Finding]:
    """A finding for each figure whose row, column or group caption is not where it stands."""
    for number, table in enumerate(_tables(template), 1):
        for cell in cells(table):
            match = _PLACEHOLDER.fullmatch(cell.text)
            if match is None or match[1] not in form.cells:
                continue
            absent = [c for c in _captions(form, match[1]) if _squeezed(c) not in cell.captions]
            if absent:
                says = tell(
                    "{{{{ {name} }}}} stands in table {table}, row {row}, column {column}, "
                    "but {captions} is neither left of it nor above it",
                    name=match[1],
                    table=number,
                    row=cell.row,
                    column=cell.column,
                    captions="／".join(absent),
                )
                yield Finding(Place(shown), "misplaced", says)


def headings_lost(form: Form, template: Path, shown: str) -> Iterator[Finding]:
    """A finding for each section whose heading is no paragraph of the template."""
    texts = {_squeezed(text) for text in _paragraphs(template)}
    for section in form.sections.values():
        if section.heading and _squeezed(section.heading) not in texts:
            says = tell("the heading {heading} is not in the template", heading=section.heading)
            yield Finding(Place(shown), "heading-lost", says)


def cells(table: etree._Element) -> Iterator[CaptionedCell]:
    """Every cell of a Word table; a merged caption counts for each row and column it spans."""
    above: dict[int, list[str]] = {}
    merged: dict[int, str] = {}
    for row, element in enumerate(table.iterfind(f"{_W}tr"), 1):
        column = 1
        left: list[str] = []
        for cell in element.iterfind(f"{_W}tc"):
            span, goes_on = _shape(cell)
            text = merged.get(column, "") if goes_on else _text(cell)
            captions = frozenset([*left, *above.get(column, [])])
            yield CaptionedCell("" if goes_on else text, row, column, captions)
            left.append(text)
            for each in range(column, column + span):
                above.setdefault(each, []).append(text)
                merged[each] = text
            column += span


def _tables(template: Path) -> Iterator[etree._Element]:
    return _document(template).iter(f"{_W}tbl")


def _paragraphs(template: Path) -> Iterator[str]:
    for paragraph in _document(template).iter(f"{_W}p"):
        yield _text(paragraph)


def _document(template: Path) -> etree._Element:
    with open_regular(template) as file, zipfile.ZipFile(file) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _captions(form: Form, name: str) -> list[str]:
    row, column = form.cells[name]
    return [row.caption, *filter(None, [row.group, column.caption if column else row.single])]


def _shape(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it goes on from the row above."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
    return int(span.get(f"{_W}val", "1")) if span is not None else 1, goes_on


def _text(element: etree._Element) -> str:
    return _squeezed("".join(text.text or "" for text in element.iter(f"{_W}t")))


def _squeezed(text: str) -> str:
    return "".join(text.split())
