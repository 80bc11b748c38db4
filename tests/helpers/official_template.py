"""Reads the committed Word template of disclosure-2021 for the tests."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from here import OFFICIAL_KIT

TEMPLATE = OFFICIAL_KIT / "template.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT_WIDTH = 8845  # twips: 156 mm, as wide as 28 characters


@cache
def part(name: str) -> etree._Element:
    with zipfile.ZipFile(TEMPLATE) as package:
        return etree.fromstring(package.read(name))


def document() -> etree._Element:
    return part("word/document.xml")


def text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext(W + "t")))


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


@dataclass(frozen=True)
class Table:
    """A Word table spread over its grid: every grid place holds the text of its merged cell."""

    element: etree._Element

    @property
    def widths(self) -> list[int]:
        return [int(column.get(W + "w", "")) for column in self.element.iter(W + "gridCol")]

    @property
    def rows(self) -> list[etree._Element]:
        return self.element.findall(W + "tr")

    def cells(self, row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
        """First column, number of columns and element of each cell in a row."""
        column = 0
        for cell in row.findall(W + "tc"):
            span = int(value(cell, "tcPr/gridSpan") or 1)
            yield column, span, cell
            column += span

    @property
    def texts(self) -> list[list[str]]:
        spread: list[list[str]] = []
        for row in self.rows:
            line: list[str] = []
            for column, span, cell in self.cells(row):
                above = value(cell, "tcPr/vMerge") == "continue"
                line += [spread[-1][column] if above else text_of(cell)] * span
            spread.append(line)
        return spread


def tables() -> list[Table]:
    return [Table(table) for table in document().iter(W + "tbl")]


def styles() -> dict[str, etree._Element]:
    return {
        style.get(W + "styleId", ""): style for style in part("word/styles.xml").iter(W + "style")
    }


def tag(name: str) -> str:
    return "{{ " + name + " }}"
