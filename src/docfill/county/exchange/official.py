"""The official tables of a kit as grids: how its template lays them out."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lxml import etree

from docfill.base import TEMPLATE_FILE, open_regular
from docfill.form import Form
from docfill.sources.excel import Grid, SheetArea
from docfill.word import W

_FIGURE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_ROW = 380  # twips, where the template leaves a row's height to its text
_LOWEST = 300


def grids_of(form: Form) -> dict[str, Grid]:
    """The grid of each table that the template shows whole, each figure in one cell."""
    template = form.folder / TEMPLATE_FILE
    if not template.exists():
        return {}
    grids = _grids(template, template.stat().st_mtime_ns)
    tables = form.tables.items()
    return {key: grid for key, table in tables for grid in grids if grid.shows(table)}


@lru_cache(maxsize=16)
def _grids(template: Path, changed: int) -> tuple[Grid, ...]:
    """The grids of a template, read anew when it has changed."""
    with open_regular(template) as file, zipfile.ZipFile(file) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return tuple(_grid(table) for table in root.iter(f"{W}tbl"))


def _grid(table: etree._Element) -> Grid:
    rows = table.findall(f"{W}tr")
    widths = tuple(int(each.get(f"{W}w", "0")) for each in table.iterfind(f"{W}tblGrid/*"))
    return Grid(widths, tuple(_height(row) for row in rows), tuple(_spots(rows)))


def _spots(rows: list[etree._Element]) -> Iterator[SheetArea]:
    open_spots: dict[int, SheetArea] = {}
    for top, row in enumerate(rows):
        left = _value(row, "trPr/", "gridBefore")
        for cell in row.iterfind(f"{W}tc"):
            right = left + max(_value(cell, "tcPr/", "gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = open_spots.pop(left, None)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and above:
                open_spots[left] = replace(above, bottom=top + 1)
            else:
                if above:
                    yield above
                open_spots[left] = _spot(_text(cell), top, left, right)
            left = right
        closed = [at for at, spot in open_spots.items() if spot.bottom <= top]
        for at in closed:
            yield open_spots.pop(at)
    yield from open_spots.values()


def _spot(text: str, top: int, left: int, right: int) -> SheetArea:
    """A cell of one row: a caption, or where a figure stands its name and no text."""
    found = _FIGURE.fullmatch(text)
    if found:
        return SheetArea("", top, left, top + 1, right, found[1])
    return SheetArea(text, top, left, top + 1, right)


def _height(row: etree._Element) -> int:
    return max(_value(row, "trPr/", "trHeight") or _ROW, _LOWEST)


def _value(element: etree._Element, where: str, name: str) -> int:
    found = element.find(f"{W}{where}{W}{name}")
    return int(found.get(f"{W}val", "0")) if found is not None else 0


def _text(cell: etree._Element) -> str:
    """A cell's text, its paragraphs as one: how they were divided is a matter of the width."""
    return re.sub(r"\s+", " ", "".join(each.text or "" for each in cell.iter(f"{W}t"))).strip()
