"""The fields of a workbook that came back, each found by its name, and what is wrong with them."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from docfill.base import (
    Finding,
    Message,
    Place,
    Severity,
    SheetSpot,
    Unreadable,
    print_figure,
    tell,
)
from docfill.filing import read_word
from docfill.form import Field, Form, FormTable, Slot
from docfill.sources.excel import meaning
from docfill.sources.excel.book import Book, Name, Range
from docfill.sources.excel.names import AGENCY, CLERK, KIT, SHEET, TELEPHONE, YEAR, names_of


@dataclass
class Taken:
    """What a workbook states, by names of the form, and the cells it states it in.

    `totals` are those typed over the sheet's own formulas that are not what they should be.
    """

    agency: str
    year: int
    figures: dict[str, str] = field(default_factory=dict)
    totals: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, datetime.date] = field(default_factory=dict)
    clerk: str = ""
    telephone: str = ""
    cells: dict[str, SheetSpot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkbookIdentity:
    """Whose workbook it says it is; blank where it does not say."""

    kit: str
    year: str
    agency: str

    def __str__(self) -> str:
        return f"{self.kit} {self.year} {self.agency}"


def marks_of(book: Book) -> WorkbookIdentity:
    """What the hidden names say."""
    return WorkbookIdentity(book.text_of(KIT), book.text_of(YEAR), book.text_of(AGENCY))


def take(book: Book, name: str, form: Form) -> tuple[Taken, list[Finding]]:
    """Every field as the form wants it, and a finding for whatever is not; `name` is the file's."""
    reading = _WorkbookReading(book, name, form)
    reading.sheets()
    for key, asked in form.fields.items():
        if asked.is_date:
            reading.one(key, meaning.day, "not-a-date", reading.taken.dates, asked.optional)
        else:
            read = partial(_word, asked)
            reading.one(key, read, "wrong-choice", reading.taken.texts, asked.optional)
    for table in form.tables.values():
        reading.table(table)
    for key, part in form.parts.items():
        found = reading.taken.texts
        reading.one(key, meaning.lines, "character", found, part.optional)
    reading.clerk()
    return reading.taken, reading.findings


def _word(field: Field, value: object) -> list[str]:
    """A short text, or what was chosen, as a text of one line."""
    return [read_word(field, " ".join(meaning.lines(value)))]


class _WorkbookReading:
    def __init__(self, book: Book, name: str, form: Form):
        self.book, self.form, self._file = book, form, name
        self.findings: list[Finding] = []
        self._marks = marks_of(book)
        self._names = names_of(form)
        self.taken = Taken(self._marks.agency, int(self._marks.year))

    def sheets(self) -> None:
        """Findings for sheets that were brought in from another workbook, or copied."""
        for sheet, mark in self.book.texts_of(SHEET).items():
            if mark != str(self._marks):
                says = tell(
                    "the sheet {sheet} comes from another workbook ({mark}); type its figures into "
                    "this workbook's own sheet, and delete it",
                    sheet=sheet,
                    mark=mark,
                )
                self._find(Place(self._file, SheetSpot(sheet)), "strange-sheet", says)
        for sheet in sorted(self._copies()):
            says = tell(
                "the sheet {sheet} is a copy of one beside it, and nobody can tell which counts; "
                "delete one of the two",
                sheet=sheet,
            )
            self._find(Place(self._file, SheetSpot(sheet)), "strange-sheet", says)

    def _copies(self) -> set[str]:
        """Sheets with fields of their own that another sheet of this workbook has as well."""
        copies: set[str] = set()
        own = str(self._marks)
        sheets = {sheet for sheet, mark in self.book.texts_of(SHEET).items() if mark == own}
        ours = {name.casefold() for name in self._names.values()}
        for name, found in self.book.names.items():
            if name not in ours or not any(map(_is_local, found)):
                continue
            local = [each.sheet for each in found if each.sheet in sheets]
            if local:
                there = [each for each in found if not each.sheet and self.book.range_of(each)]
                copies.update(local if there or len(local) > 1 else ())
        return copies

    def one(
        self,
        key: str,
        read: Callable[[object], object],
        code: str,
        into: dict[str, Any],
        optional: bool = False,
    ) -> None:
        """A date or a text of its own cell."""
        cells = self._cells(key)
        if cells is None:
            self._lost([key])
            return
        self.taken.cells[key] = cells.first.spot
        cell = self._only(cells, key)
        if cell is None:
            return
        value = self.book.value(cell)
        blank = value == "" or (isinstance(value, str) and not value.strip())
        if blank and not self._broken(cell, key) and not optional:
            says = tell("{caption} is still to be written", caption=self.form.caption(key))
            self._find(self._place(cell), "blank", says)
        if not blank:
            try:
                into[key] = read(value)
            except Unreadable as trouble:
                self._fault(cell, code, key, trouble)

    def table(self, table: FormTable) -> None:
        """All figures of a table; its totals are compared with what they should be."""
        cells = {slot.name: self._cells(slot.name) for slot in table.slots}
        fields = [slot for slot in table.slots if not slot.terms]
        self._lost([slot.name for slot in fields if cells[slot.name] is None])
        self.taken.cells |= {name: each.first.spot for name, each in cells.items() if each}
        blank: list[tuple[Slot, Range]] = []
        for slot in fields:
            found = cells[slot.name]
            if found is not None:
                blank += [(slot, cell) for cell in self._figure(slot, found)]
        self._blank(table, blank)
        if all(slot.name in self.taken.figures for slot in fields):
            self._totals(table, cells)

    def clerk(self) -> None:
        """Who filled the form in, where that is told."""
        for name, into in ((CLERK, "clerk"), (TELEPHONE, "telephone")):
            cells = self._named(name)
            if cells is not None:
                value = self.book.value(cells.first)
                setattr(self.taken, into, "".join(meaning.lines(value)))

    def _figure(self, slot: Slot, cells: Range) -> list[Range]:
        """Reads one figure; where it is blank its cell comes back."""
        cell = self._only(cells, slot.name)
        if cell is None:
            return []
        value = self.book.value(cell)
        if value == "" or (isinstance(value, str) and not meaning.lines(value)):
            return [] if self._broken(cell, slot.name) else [cell]
        row = slot.row
        decimals = self.book.decimals(cell) if row.kind == "amount" else 0
        try:
            self.taken.figures[slot.name] = meaning.figure(value, row.kind, row.unit, decimals)
        except Unreadable as trouble:
            code = "not-an-amount" if row.kind == "amount" else "not-a-count"
            self._fault(cell, code, slot.name, trouble)
        return []

    def _blank(self, table: FormTable, blank: list[tuple[Slot, Range]]) -> None:
        """One finding where a whole table or row is blank, else one for each cell."""
        if not blank:
            return
        stated = any(name.startswith(f"{table.key}.") for name in self.taken.figures)
        if not stated and len(blank) > 1:
            caption = self.form.heading(table.key)
            self._blank_cells(caption, [cell for _, cell in blank])
            return
        for row in table.rows.values():
            cells = [cell for slot, cell in blank if slot.row is row]
            whole = [slot for slot in table.slots if slot.row is row and not slot.terms]
            if len(cells) == len(whole) > 1:
                self._blank_cells(row.caption_within(), cells)
            else:
                for slot, cell in blank:
                    if slot.row is row:
                        self._blank_cells(self.form.caption(slot.name), [cell])

    def _blank_cells(self, caption: str, cells: list[Range]) -> None:
        hidden = self.book.merged_over(cells[0]) if len(cells) == 1 else None
        if hidden is not None:
            says = tell(
                "{caption}: the cell is merged with {cells}; divide them again and type each "
                "figure into its own cell",
                caption=caption,
                cells=hidden.address,
            )
        else:
            says = tell("{caption} is blank; a zero must be written as 0", caption=caption)
        place = self._place(_around(cells))
        self._find(place, "blank", says)

    def _totals(self, table: FormTable, cells: dict[str, Range | None]) -> None:
        """Totals are worked out anew; one that says something else is asserted, or out of date."""
        values = {name: Decimal(text) for name, text in self.taken.figures.items()}
        for slot in sorted(table.slots, key=lambda slot: bool(slot.row.sum)):
            if not slot.terms:
                continue
            true = values[slot.name] = sum((values[term] for term in slot.terms), Decimal())
            found = cells[slot.name]
            if found is not None:
                self._total(slot, found.first, true)

    def _total(self, slot: Slot, cell: Range, true: Decimal) -> None:
        try:
            stated = meaning.total(self.book.value(cell))
        except Unreadable as trouble:
            self._fault(cell, "not-a-count", slot.name, trouble)
            return
        if stated is None or stated == true:
            return
        if self.book.has_formula(cell):
            caption = self.form.caption(slot.name)
            says = tell(
                "{caption} shows {stated}, but its figures add up to {true}, which is taken; the "
                "sheet was not recalculated, or its formula was changed",
                caption=caption,
                stated=print_figure(stated.normalize()),
                true=print_figure(true),
            )
            self._find(self._place(cell), "stale-total", says, Severity.WARNING)
        else:
            self.taken.totals[slot.name] = print_figure(stated.normalize())

    def _only(self, cells: Range, name: str) -> Range | None:
        """The one cell of a field with something in it; its first where there is nothing."""
        if cells.is_one:
            return cells
        every = list(cells.cells())
        filled = [cell for cell in every if self.book.value(cell) != ""]
        if len(filled) > 1:
            says = tell(
                "{caption}: {n} cells hold something where one belongs; keep one",
                caption=self.form.caption(name),
                n=len(filled),
            )
            self._find(self._place(cells), "field-lost", says)
            return None
        return filled[0] if filled else every[0]

    def _broken(self, cell: Range, name: str) -> bool:
        """Whether a cell that reads as blank is not, but shows an error."""
        fault = self.book.fault(cell)
        if fault:
            self._fault(cell, "cell", name, fault)
        return bool(fault)

    def _cells(self, key: str) -> Range | None:
        return self._named(self._names[key])

    def _named(self, name: str) -> Range | None:
        """The cells of a name; where they are gone, those of the one sheet that has its own."""
        found = self.book.names.get(name.casefold(), ())
        if len(found) == 1:
            return self.book.range_of(found[0])
        ranges = [self.book.range_of(each) for each in sorted(found, key=_is_local)]
        there = [each for each in ranges if each is not None]
        return there[0] if there else None

    def _lost(self, keys: list[str]) -> None:
        if keys:
            says = tell(
                "{caption}: its cell is gone ({n} cells of this form in all); fill in the workbook "
                "as it was sent, and delete no cells, rows or sheets",
                caption=self.form.caption(keys[0]),
                n=len(keys),
            )
            self._find(Place(self._file), "field-lost", says)

    def _fault(self, cell: Range, code: str, name: str, fault: object) -> None:
        says = tell("{caption}: {fault}", caption=self.form.caption(name), fault=fault)
        self._find(self._place(cell), code, says)

    def _place(self, cells: Range) -> Place:
        return Place(self._file, cells.spot)

    def _find(
        self, place: Place, code: str, says: Message, severity: Severity = Severity.ERROR
    ) -> None:
        self.findings.append(Finding(place, code, says, severity))


def _is_local(name: Name) -> bool:
    return name.sheet != ""


def _around(cells: Iterable[Range]) -> Range:
    """The smallest range with all of these."""
    cells = list(cells)
    return Range(
        cells[0].sheet,
        min(cell.top for cell in cells),
        min(cell.left for cell in cells),
        max(cell.bottom for cell in cells),
        max(cell.right for cell in cells),
    )
