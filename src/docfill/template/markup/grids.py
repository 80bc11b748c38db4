"""Making a table's grid fit its rows after columns were repeated, the way docxtpl does.

Three differences, where docxtpl changes widths the authority prescribed: columns a row leaves
empty before and after its cells count, cells in content controls count, and rows of a table
inside a cell are its own.
"""

import re

from lxml import etree

from docfill.word import W

MARK = "docfill-grid"
# What may stand around rows, cells and blocks without being any.
WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml"))
# Twentieths of a point in each unit a length may be typed in (ECMA-376, universal measures).
_TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240, "": 1}
_LENGTH = re.compile(rf"(\d+(?:\.\d+)?)({'|'.join(_TWIPS)})")


def fit_grids(xml: bytes, everywhere: bool) -> str:
    """The document with fitting grids: in marked tables, or everywhere.

    Raises `lxml.etree.XMLSyntaxError` when the XML is not well-formed.
    """
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    if everywhere:
        tables = list(root.iter(W + "tbl"))
    else:
        tables = [t for t in root.iter(W + "tbl") if len(t) and t[0].tag is etree.PI]
        for table in tables:
            table.remove(table[0])
    for table in tables:
        _fit(table)
    return etree.tostring(root, encoding="unicode")


def _fit(table: etree._Element) -> None:
    grid = table.find(W + "tblGrid")
    if grid is None:
        return
    rows = [row for row in table.iter(W + "tr") if _table_of(row) is table]
    missing = max((len(within(row, W + "tc")) for row in rows), default=0) - len(_columns(grid))
    if missing > 0:
        _widen(grid, missing)
    spare = len(_columns(grid)) - max(map(_span, rows), default=0)
    if spare > 0:
        _narrow(grid, spare)


def within(element: etree._Element, wanted: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    found = []
    for child in element:
        if child.tag == wanted:
            found.append(child)
        elif child.tag in WRAPPERS:
            found += within(child, wanted)
    return found


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(W + "tbl"), None)


def _columns(grid: etree._Element) -> list[etree._Element]:
    return grid.findall(W + "gridCol")


def _width(column: etree._Element) -> float:
    """The width in twentieths of a point; a width nobody can read is none."""
    found = _LENGTH.fullmatch(column.get(W + "w", "0").strip())
    return float(found[1]) * _TWIPS[found[2]] if found else 0.0


def _span(row: etree._Element) -> int:
    """The grid columns a row takes: its cells, and what it leaves empty on either side."""
    taken = sum(
        _number(row.find(path)) for path in (f"{W}trPr/{W}gridBefore", f"{W}trPr/{W}gridAfter")
    )
    for cell in within(row, W + "tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        taken += 1 if span is None else _number(span)
    return taken


def _number(element: etree._Element | None) -> int:
    return 0 if element is None else int(element.get(W + "val", "0"))


def _widen(grid: etree._Element, missing: int) -> None:
    """Add columns and scale all of them, so that the table keeps its width."""
    columns = _columns(grid)
    width = sum(map(_width, columns))
    if width <= 0:
        return
    before, after = width / len(columns), width / (len(columns) + missing)
    for column in columns:
        column.set(W + "w", str(int(_width(column) * after / before)))
    for _ in range(missing):
        etree.SubElement(grid, W + "gridCol", {W + "w": str(int(after))})


def _narrow(grid: etree._Element, spare: int) -> None:
    """Take away the last columns and share their width among the others."""
    columns = _columns(grid)
    kept, gone = columns[:-spare], columns[-spare:]
    for column in gone:
        grid.remove(column)
    share = int(sum(map(_width, gone)) / len(kept)) if kept else 0
    for column in kept:
        column.set(W + "w", str(int(_width(column) + share)))
