"""What the authority prescribes, as data: sections, tables, fields, identities, claims."""

import fnmatch
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from docfill.base import Place, Severity
from docfill.form.claim import Claim, ClaimKind, CountTopic
from docfill.form.wording import Wording

LAST_YEAR = "last_year."


@dataclass(frozen=True, slots=True)
class Field:
    """A single value that is no figure: the date of signing, a name, one of a few `choices`.

    `due` is the month and day in the year after the report's by which a date must lie, or None;
    some levels may have one of their own, `due_by_level`.
    """

    key: str
    caption: str
    kind: str
    due: tuple[int, int] | None = None
    choices: tuple[str, ...] = ()
    several: bool = False
    optional: bool = False
    due_by_level: tuple[tuple[str, tuple[int, int]], ...] = ()

    @property
    def is_date(self) -> bool:
        return self.kind == "date"

    def due_of(self, level: str) -> tuple[int, int] | None:
        """The day by which an agency of a level must have dated its report."""
        return dict(self.due_by_level).get(level, self.due)


@dataclass(frozen=True, slots=True)
class ProsePart:
    """A piece of prose: a whole section, or a numbered sub-section of one."""

    key: str
    caption: str
    optional: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report: prose, prose in parts, or a table."""

    key: str
    heading: str
    parts: tuple[ProsePart, ...] = ()
    table: str = ""

    @property
    def in_parts(self) -> bool:
        """Whether the filing states this section part by part."""
        return bool(self.parts) and self.parts[0].key != self.key


@dataclass(frozen=True, slots=True)
class FormColumn:
    key: str
    caption: str
    sum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a table; `single` captions the one value of a row that has no columns.

    `unit` is that of its amounts, such as 元, where the form names one. Figures of several agencies
    are added up, or else their mean is taken, each counted as often as its row `mean_by` says.
    """

    key: str
    caption: str
    group: str = ""
    kind: str = "count"
    single: str = ""
    sum: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    unit: str = ""
    mean_by: str = ""

    def caption_within(self, group: str = "") -> str:
        """The caption behind its group, unless that is the group already spoken of."""
        return f"{self.group}／{self.caption}" if self.group not in ("", group) else self.caption


@dataclass(frozen=True)
class FormTable:
    key: str
    columns: Mapping[str, FormColumn]
    rows: Mapping[str, FormRow]

    @cached_property
    def slots(self) -> tuple["Slot", ...]:
        """Every cell, row by row."""
        return tuple(_slots(self))

    @cached_property
    def totals(self) -> tuple["Slot", ...]:
        """The cells that sum up others, in an order in which each finds its terms worked out."""
        return tuple(
            sorted((each for each in self.slots if each.terms), key=lambda each: bool(each.row.sum))
        )

    @cached_property
    def slots_by_row(self) -> Mapping[str, tuple["Slot", ...]]:
        """The cells of each row."""
        return {key: tuple(each for each in self.slots if each.row.key == key) for key in self.rows}

    @cached_property
    def zeros(self) -> Mapping[str, int]:
        """Every cell by name, as if nothing was stated."""
        return dict.fromkeys((slot.name for slot in self.slots), 0)

    @property
    def example(self) -> str:
        """How a row with a figure in its first column is typed."""
        first = next(column.key for column in self.columns.values() if not column.sum)
        return f"{{{first}: 3}}"

    def cells(self) -> Iterator[tuple[str, FormRow, FormColumn | None]]:
        """Name, row and column of every cell, row by row."""
        for slot in self.slots:
            yield slot.name, slot.row, slot.column


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one cell of a table stands, and the names of the cells it sums up, if it does.

    A total of totals is the sum down its column. `weight` names the cell that says how often an
    agency counts in the mean of several; "" where their figures are added up.
    """

    name: str
    row: FormRow
    column: FormColumn | None
    terms: tuple[str, ...]
    weight: str = ""


def _slots(table: FormTable) -> Iterator[Slot]:
    for row in table.rows.values():
        name, weight = f"{table.key}.{row.key}", f"{table.key}.{row.mean_by}" if row.mean_by else ""
        if row.single:
            yield Slot(name, row, None, tuple(f"{table.key}.{key}" for key in row.sum), weight)
            continue
        for column in table.columns.values():
            down = (f"{table.key}.{key}.{column.key}" for key in row.sum)
            across = (f"{name}.{key}" for key in column.sum)
            terms, by = tuple(down) or tuple(across), f"{weight}.{column.key}" if weight else ""
            yield Slot(f"{name}.{column.key}", row, column, terms, by)


@dataclass(frozen=True, slots=True)
class Identity:
    """Sums that must be equal, for each row or column of a table."""

    code: str
    table: str
    along: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    says: str
    source: str
    severity: Severity
    place: Place

    @property
    def needs_last_year(self) -> bool:
        return any(term.startswith(LAST_YEAR) for term in self.left + self.right)


@dataclass(frozen=True)
class Form:
    """One edition of one report, as prescribed.

    `title_line` is how many characters of the title fit on one line, 0 where nobody said so.
    """

    key: str
    folder: Path
    title: str
    title_line: int
    decree: str
    fields: Mapping[str, Field]
    sections: Mapping[str, Section]
    tables: Mapping[str, FormTable]
    identities: tuple[Identity, ...]
    claims: tuple[Claim, ...]
    counts: tuple[CountTopic, ...]
    wording: Wording
    place: Place

    @cached_property
    def parts(self) -> Mapping[str, ProsePart]:
        """Every piece of prose by the name a filing gives it, such as `overview.lead`."""
        return {part.key: part for section in self.sections.values() for part in section.parts}

    @cached_property
    def cells(self) -> Mapping[str, tuple[FormRow, FormColumn | None]]:
        """Row and column of every cell by name, such as `requests.new.natural`."""
        tables = self.tables.values()
        return {name: (row, column) for table in tables for name, row, column in table.cells()}

    def is_numbered(self, name: str) -> bool:
        """Whether docfill numbers and prints a sub-heading for this piece of prose."""
        return name in self.parts and self.parts[name].numbered

    def caption(self, name: str) -> str:
        """What the form itself calls a cell, part or field; of several cells, what they share."""
        if "*" in name:
            captions = (self.caption(each).split("／") for each in self.names_like(name))
            shared = [words[0] for words in zip(*captions, strict=False) if len(set(words)) == 1]
            return "／".join(shared) or name
        if name in self.cells:
            row, column = self.cells[name]
            groups = [row.group] if row.group else []
            told = (*groups, row.caption, column.caption if column else row.single)
            return "／".join(dict.fromkeys(told))
        if name in self.parts:
            return self.parts[name].caption
        return self.fields[name].caption if name in self.fields else name

    def heading(self, table: str) -> str:
        """The heading of the section that a table stands in."""
        headings = (each.heading for each in self.sections.values() if each.table == table)
        return next(headings, table)

    def names_like(self, pattern: str) -> list[str]:
        """The cells a name stands for; `requests.deny_*.total` stands for several."""
        return fnmatch.filter(self.cells, pattern) if "*" in pattern else [pattern]

    @cached_property
    def codes(self) -> Mapping[str, tuple[Severity, str]]:
        """Severity and meaning of the codes this kit adds to the catalogue."""
        rules = (*self.identities, *self.claims, *self.wording.rules)
        return {rule.code: (rule.severity, rule.says) for rule in reversed(rules)}

    @cached_property
    def needs_last_year(self) -> bool:
        """Whether anything in this form is compared with the year before."""
        return any(identity.needs_last_year for identity in self.identities) or any(
            claim.kind is ClaimKind.CHANGE for claim in self.claims
        )
