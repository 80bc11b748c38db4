"""Takes what a form asks for out of a published report: each figure and text with its place."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from docfill.base import Finding, Message, Severity, Spot, tell
from docfill.form import Form, FormTable, Slot
from docfill.sources.published.captions import Captions, assign_tables
from docfill.sources.published.doubts import TableTaken, doubts_about
from docfill.sources.published.figures import read_figure
from docfill.sources.published.model import PrintedLine, PrintedTable, Published
from docfill.sources.published.outline import ReportOutline, outline
from docfill.sources.published.shorttexts import find_short_texts
from docfill.sources.published.tables import FoundCells, find_cells
from docfill.sources.published.words import squeezed


@dataclass
class TakenReport:
    """What a published report states, by names of the form, and where each of it stands.

    `totals` are those that are not the sum of their figures: the report asserts them.
    """

    figures: dict[str, str] = field(default_factory=dict)
    totals: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, datetime.date] = field(default_factory=dict)
    spots: dict[str, tuple[Spot, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def take_published(
    published: Published,
    form: Form,
    title_lines: int,
    names: Sequence[str],
    captions: Mapping[str, str],
) -> TakenReport:
    """All that a form asks for, as far as the report has it, and what is in doubt or missing."""
    divided = outline(published, form, title_lines, names, captions)
    taking = _ReportTaking(published, form)
    taking.take_tables(divided.tables)
    taking.take_short_texts()
    taking.take_prose(divided)
    taking.tell_what_is_left(divided)
    taking.taken.findings.sort()
    return taking.taken


class _ReportTaking:
    def __init__(self, published: Published, form: Form):
        self.taken = TakenReport()
        self._published = published
        self._form = form

    def _find(
        self, spot: Spot | None, code: str, says: Message, severity: Severity = Severity.WARNING
    ) -> None:
        place = self._published.place(spot or Spot())
        self.taken.findings.append(Finding(place, code, says, severity))

    def take_tables(self, printed: Sequence[tuple[PrintedTable, str]]) -> None:
        captions = {key: Captions(table) for key, table in self._form.tables.items()}
        for key, pieces in assign_tables(printed, captions).items():
            table = self._form.tables[key]
            self._table(table, find_cells(table, captions[key], pieces))

    def _table(self, table: FormTable, found: FoundCells) -> None:
        doubts: dict[str, Message] = {}
        values: dict[str, Decimal] = {}
        for slot in table.slots:
            cell = found.cells.get(slot.name)
            if cell is None:
                continue
            read = read_figure(cell.text, slot.row.kind)
            self.taken.spots[slot.name] = (cell.spot,)
            if not read.figure:
                self._unreadable(slot, cell.spot, cell.text)
                continue
            values[slot.name] = Decimal(read.figure)
            self.taken.figures[slot.name] = read.figure
            if read.doubt:
                doubts[slot.name] = read.doubt
        self._missing(table, [slot for slot in table.slots if slot.name not in found.cells])
        figures = {name: self.taken.figures[name] for name in values}
        self._doubtful(TableTaken(table, figures, doubts, found.by_order))
        self._totals(table, values)

    def _unreadable(self, slot: Slot, spot: Spot, text: str) -> None:
        says = tell(
            "{caption}: “{text}” is no figure; correct the report, or type the filing",
            caption=self._form.caption(slot.name),
            text=" ".join(text.split())[:40],
        )
        self._find(spot, "figure-not-read", says, Severity.ERROR)

    def _missing(self, table: FormTable, slots: Sequence[Slot]) -> None:
        """What is missing, a row in one finding, a table in one; totals are worked out."""
        absent = [slot for slot in slots if not slot.terms]
        if not absent:
            return
        if len(absent) == sum(1 for slot in table.slots if not slot.terms):
            heading = self._form.heading(table.key)
            says = tell("no table was found for “{heading}”", heading=heading)
            self._find(None, "figure-not-found", says, Severity.ERROR)
            return
        for row in dict.fromkeys(slot.row.key for slot in absent):
            names = [slot.name for slot in absent if slot.row.key == row]
            caption = self._form.caption(names[0])
            says = tell("{caption}: this figure was not found in the report", caption=caption)
            if len(names) > 1:
                says = tell(
                    "{caption}, and others of its row: {n} figures were not found in the report",
                    n=len(names),
                    caption=caption,
                )
            self._find(None, "figure-not-found", says, Severity.ERROR)

    def _doubtful(self, read: TableTaken) -> None:
        for doubt in doubts_about(self._form, read):
            is_firm = doubt.code == "figure-in-doubt"
            severity = Severity.WARNING if is_firm else Severity.NOTE
            self._find(self.taken.spots[doubt.names[0]][0], doubt.code, doubt.says, severity)

    def _totals(self, table: FormTable, values: Mapping[str, Decimal]) -> None:
        """Keep the totals that are wrong, so that the filing says so; docfill works out others."""
        for slot in table.slots:
            if not slot.terms:
                continue
            stated = self.taken.figures.pop(slot.name, "")
            if stated and all(term in values for term in slot.terms):
                true = sum((values[term] for term in slot.terms), Decimal())
                if values[slot.name] != true:
                    self.taken.totals[slot.name] = stated

    def take_short_texts(self) -> None:
        for key, (text, spot) in find_short_texts(self._published, self._form).items():
            self.taken.texts[key] = [text]
            self.taken.spots[key] = (spot,)

    def take_prose(self, divided: ReportOutline) -> None:
        for key, paragraphs in divided.texts.items():
            self.taken.texts[key] = [text for text, _ in paragraphs]
            self.taken.spots[key] = tuple(spot for _, spot in paragraphs)
        for key, (day, spot) in divided.dates.items():
            self.taken.dates[key] = day
            self.taken.spots[key] = (spot,)
        for key in (*self._form.fields, *self._form.parts):
            asked_for = self._form.fields.get(key) or self._form.parts[key]
            is_optional = asked_for.optional
            if key not in self.taken.spots and not is_optional:
                caption = self._form.caption(key)
                says = tell("{caption} was not found in the report", caption=caption)
                if key in divided.begun:
                    says = tell("{caption}: nothing stands below this heading", caption=caption)
                self._find(divided.begun.get(key), "text-not-found", says)

    def tell_what_is_left(self, divided: ReportOutline) -> None:
        for heading in divided.headings:
            says = tell(
                "the heading “{text}” was taken for “{wanted}”",
                text=heading.text,
                wanted=heading.wanted,
            )
            self._find(heading.spot, "heading-taken", says)
        for line in self._not_taken(divided.left):
            says = tell(
                "“{text}” belongs to no part of the form and was not taken", text=_beginning(line)
            )
            self._find(line.spot, "left-out", says, Severity.NOTE)
        for lines in filter(None, map(self._not_taken, divided.beside)):
            self._tell_what_is_beside(lines)

    def _not_taken(self, lines: Sequence[PrintedLine]) -> list[PrintedLine]:
        """Those that hold no short text; in a PDF many lines have the place of one that does."""
        captions = [
            (self.taken.spots[key][0], squeezed(field.caption))
            for key, field in self._form.fields.items()
            if not field.is_date and key in self.taken.spots
        ]
        return [
            line
            for line in lines
            if not any(line.spot == spot and own in squeezed(line.text) for spot, own in captions)
        ]

    def _tell_what_is_beside(self, lines: Sequence[PrintedLine]) -> None:
        """Of a table without ruled lines these are captions, dozens of them: told in one."""
        says = tell(
            "“{text}” stands beside the table, belongs to no part of the form and was not taken",
            text=_beginning(lines[0]),
        )
        if len(lines) > 1:
            says = tell(
                "“{text}” and {n} more lines stand beside the table, belong to no part of the form "
                "and were not taken",
                text=_beginning(lines[0]),
                n=len(lines) - 1,
            )
        self._find(lines[0].spot, "left-out", says, Severity.NOTE)


def _beginning(line: PrintedLine) -> str:
    text = " ".join(line.text.split())
    return text if len(text) < 40 else f"{text[:38]}…"
