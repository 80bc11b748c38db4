"""What calamine does not tell of a sheet: cells that show errors, number formats, hidden rows."""

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from lxml import etree

from docfill.base import Message, tell
from docfill.opc import NotXml, parse_part
from docfill.sources import addresses

# Bytes from which on a sheet is read row by row, which takes ten times as long.
_LONG = 4_000_000
_LETTERS = re.compile("[A-Z]{1,3}")
# ECMA-376 part 1, 18.8.30: formats that are not written down, as far as they are numbers'.
_KNOWN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"} | {
    **dict.fromkeys((37, 38, 41, 42), "#,##0"),
    **dict.fromkeys((39, 40, 43, 44), "#,##0.00"),
}


class SheetUnreadable(ValueError):
    """The package is no workbook, or its XML is broken."""


@dataclass(slots=True)
class CellMarks:
    """By row and column from 0: what is wrong with cells, their number formats, hidden rows.

    `waiting` counts formulas that Excel would calculate when it opens the workbook, `formulas` are
    those of any kind.
    """

    faults: dict[tuple[int, int], Message] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    waiting: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)


def marks_of(parts: Mapping[str, bytes], sheet: str) -> CellMarks:
    """What a workbook's XML says of the sheet with this name; raises `SheetUnreadable`."""
    return WorkbookXml(parts).marks(sheet)


class WorkbookXml:
    """A workbook's package, its parts found by their relationships; raises `SheetUnreadable`.

    `tree` is the part that lists sheets and names.
    """

    def __init__(self, parts: Mapping[str, bytes]):
        self.parts = parts
        self._known_links: dict[str, list[etree._Element]] = {}
        with _only_unreadable():
            self.main = self._related("", "officeDocument")
            self.tree = parse_part(parts[self.main])

    def marks(self, sheet: str) -> CellMarks:
        """What is said of a sheet."""
        with _only_unreadable():
            return self._marks(sheet)

    def _marks(self, sheet: str) -> CellMarks:
        found = next(one for one in _all(self.tree, "sheet") if one.get("name") == sheet)
        link = next(value for name, value in found.attrib.items() if str(name).endswith("}id"))
        target = next(
            one.get("Target", "") for one in self._links(self.main) if one.get("Id") == link
        )
        waits = any(one.get("fullCalcOnLoad") in ("1", "true") for one in _all(self.tree, "calcPr"))
        return _read(self.parts[_absolute(self.main, target)], self._formats, waits=waits)

    @cached_property
    def _formats(self) -> list[str]:
        """The number format of each style a cell may have."""
        try:
            styles = parse_part(self.parts[self._related(self.main, "styles")])
        except (KeyError, StopIteration):
            return []
        codes: Mapping[str, str] = {
            one.get("numFmtId", ""): one.get("formatCode", "") for one in _all(styles, "numFmt")
        }
        within = next(_all(styles, "cellXfs"), None)
        ids = [one.get("numFmtId", "0") for one in _all(within, "xf")] if within is not None else []
        return [codes.get(each) or _KNOWN.get(int(each), "") for each in ids]

    def _related(self, part: str, kind: str) -> str:
        target = next(
            one.get("Target", "")
            for one in self._links(part)
            if one.get("Type", "").rpartition("/")[2] == kind
        )
        return _absolute(part, target)

    def _links(self, part: str) -> list[etree._Element]:
        if part not in self._known_links:
            folder, name = posixpath.split(part)
            links = parse_part(self.parts[posixpath.join(folder, "_rels", f"{name}.rels")])
            self._known_links[part] = list(_all(links, "Relationship"))
        return self._known_links[part]


@contextmanager
def _only_unreadable() -> Iterator[None]:
    """Whatever a damaged workbook makes go wrong is `SheetUnreadable`."""
    try:
        yield
    except (NotXml, etree.XMLSyntaxError, KeyError, ValueError, StopIteration) as fault:
        raise SheetUnreadable(str(fault)) from fault


def _absolute(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _all(tree: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element of this name, whichever of the two namespaces of workbooks it is in."""
    return tree.iter(f"{{*}}{name}")


def _read(xml: bytes, formats: list[str], *, waits: bool) -> CellMarks:
    marks = CellMarks()
    row = -1
    for element in _rows(xml):
        row, column = int(element.get("r") or row + 2) - 1, -1
        if element.get("hidden") in ("1", "true"):
            marks.hidden.append(row)
        for cell in element.iterchildren("{*}c"):
            column = _column(cell.get("r"), column + 1)
            if len(cell):
                _look_at(cell, (row, column), formats, marks, waits=waits)
    return marks


def _rows(xml: bytes) -> Iterator[etree._Element]:
    """The rows of a sheet; of a long list one is forgotten before the next is read."""
    if len(xml) < _LONG:
        yield from _all(parse_part(xml), "row")
        return
    steps = etree.iterparse(
        io.BytesIO(xml), events=("end",), tag="{*}row", resolve_entities=False, no_network=True
    )
    for _, element in steps:
        yield element
        element.clear()


def _column(reference: str | None, follows: int) -> int:
    """The column of a cell, which may leave out what it is called."""
    found = _column_of(reference.rstrip("0123456789")) if reference else None
    return follows if found is None else found


@lru_cache(maxsize=1024)
def _column_of(letters: str) -> int | None:
    return addresses.column(letters) if _LETTERS.fullmatch(letters) else None


def _look_at(
    cell: etree._Element, at: tuple[int, int], formats: list[str], marks: CellMarks, *, waits: bool
) -> None:
    value, is_formula = "", False
    for child in cell.iterchildren("*"):
        name = child.tag.rpartition("}")[2]
        if name == "v":
            value = child.text or ""
        elif name == "f":
            is_formula = True
    kind = cell.get("t", "n")
    marks.waiting += is_formula and waits
    if is_formula:
        marks.formulas.add(at)
    if kind == "e":
        marks.faults[at] = tell("the cell shows {error}; mend its formula", error=value)
    elif is_formula and kind == "n" and not value:
        marks.faults[at] = tell(
            "its formula was never calculated; open the workbook in Excel and save it"
        )
    elif kind == "n" and value:
        style = int(cell.get("s", "0"))
        if style < len(formats) and formats[style]:
            marks.formats[at] = formats[style]
