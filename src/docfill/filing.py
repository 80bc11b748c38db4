"""What one township states for one year: typed values with their places, totals worked out."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docfill.findings import Finding, Place
from docfill.form import Column, Form, Part, Row, Table
from docfill.kinds import READERS, Figure, Paragraph, Unreadable, read_date, read_prose
from docfill.source import Branch, Node, Scalar, Source, unknown_keys
from docfill.words import tell

WAIVE = "waive"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table; `printed` is how it was typed, `stated` whether it was typed."""

    name: str
    value: Figure
    printed: str
    place: Place
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of prose and where it stands."""

    paragraphs: tuple[Paragraph, ...]
    typed: Scalar

    @property
    def place(self) -> Place:
        return self.typed.place

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def place_at(self, paragraph: Paragraph, offset: int = 0) -> Place:
        """File, line and column of a character of one of the paragraphs."""
        return self.typed.place_at(paragraph.typed_at(offset))


@dataclass(frozen=True)
class Filing:
    """The figures, dates and prose of one township for one year, by their names in the form."""

    township: str
    year: int
    file: str
    cells: Mapping[str, Cell]
    dates: Mapping[str, tuple[datetime.date, Place]]
    prose: Mapping[str, Prose]
    waivers: Branch | None = None

    def figure(self, name: str) -> Figure:
        return self.cells[name].value

    def place(self, name: str) -> Place:
        """Where a cell, date or piece of prose is written."""
        if name in self.cells:
            return self.cells[name].place
        if name in self.prose:
            return self.prose[name].place
        return self.dates[name][1] if name in self.dates else Place(self.file)


def read_filing(
    source: Source, form: Form, township: str, year: int
) -> tuple[Filing, list[Finding]]:
    """The filing as far as it can be read, and everything that is wrong with how it is written.

    Findings of the source itself come first; a filing with errors among them is not complete.
    """
    reading = _Reading(form, list(source.findings))
    filing = reading.filing(source.root, township, year)
    return filing, reading.findings


@dataclass
class _Reading:
    form: Form
    findings: list[Finding]
    cells: dict[str, Cell] = field(default_factory=dict)
    prose: dict[str, Prose] = field(default_factory=dict)
    dates: dict[str, tuple[datetime.date, Place]] = field(default_factory=dict)

    def filing(self, root: Branch, township: str, year: int) -> Filing:
        broken = any(
            found.code in ("file", "encoding", "syntax", "empty") for found in self.findings
        )
        if not broken:
            known = [*self.form.fields, *self.form.sections, WAIVE]
            self.findings.extend(unknown_keys(root, known))
            for key in self.form.fields:
                self._date(root, key)
            self._sections(root)
        waivers = root.get(WAIVE)
        if waivers is not None and not isinstance(waivers, Branch):
            self._shape(root, WAIVE)
        return Filing(
            township,
            year,
            root.place.file,
            self.cells,
            self.dates,
            self.prose,
            waivers if isinstance(waivers, Branch) else None,
        )

    def _sections(self, root: Branch) -> None:
        for section in self.form.sections.values():
            if section.table:
                self._table(root, section.key, self.form.tables[section.table])
            elif section.in_parts:
                branch = self._branch(root, section.key, section.heading)
                if branch is not None:
                    names = {
                        part.key.removeprefix(f"{section.key}."): part for part in section.parts
                    }
                    self.findings.extend(unknown_keys(branch, names))
                    for name, part in names.items():
                        self._prose(branch, name, part)
            else:
                self._prose(root, section.key, section.parts[0])

    def _date(self, root: Branch, key: str) -> None:
        written = self._scalar(root, key, self.form.fields[key].caption)
        if written is not None:
            try:
                self.dates[key] = (read_date(written.text), written.place)
            except Unreadable as trouble:
                self._find(written.place, "not-a-date", f"{self.form.caption(key)}: {trouble}")

    def _prose(self, branch: Branch, key: str, part: Part) -> None:
        node = branch.get(key)
        if part.optional and (node is None or (isinstance(node, Scalar) and not node.text.strip())):
            return
        written = self._scalar(branch, key, part.caption)
        if written is None:
            return
        paragraphs = read_prose(written.text)
        if not paragraphs:
            self._blank(branch, key, part.caption)
            return
        self.prose[part.key] = Prose(paragraphs, written)

    def _table(self, root: Branch, key: str, table: Table) -> None:
        branch = self._branch(root, key, self.form.sections[key].heading)
        if branch is None:
            return
        self.findings.extend(unknown_keys(branch, table.rows))
        typed: dict[str, Cell] = {}
        for row in table.rows.values():
            typed.update(self._row(branch, table, row))
        self.cells.update(_worked_out(table, typed, branch))
        self.findings.extend(_wrong_totals(self.form, table, typed, self.cells))

    def _row(self, branch: Branch, table: Table, row: Row) -> Iterator[tuple[str, Cell]]:
        name = f"{table.key}.{row.key}"
        node = branch.get(row.key)
        if node is None:
            return
        if row.single:
            yield from self._cell(branch, row.key, name, row)
            return
        if isinstance(node, Scalar) and node.is_blank:
            self._blank(branch, row.key, row.caption)
        elif not isinstance(node, Branch):
            self._shape(branch, row.key)
        else:
            self.findings.extend(unknown_keys(node, table.columns))
            for column in table.columns:
                if column in node.entries:
                    yield from self._cell(node, column, f"{name}.{column}", row)

    def _cell(self, branch: Branch, key: str, name: str, row: Row) -> Iterator[tuple[str, Cell]]:
        written = self._scalar(branch, key, self.form.caption(name))
        if written is None:
            return
        try:
            value = READERS[row.kind](written.text)
        except Unreadable as trouble:
            code = "not-an-amount" if row.kind == "amount" else "not-a-count"
            self._find(written.place, code, f"{self.form.caption(name)}: {trouble}")
            return
        yield name, Cell(name, value, written.text, written.place)

    def _branch(self, root: Branch, key: str, caption: str) -> Branch | None:
        node = root.get(key)
        if isinstance(node, Branch):
            return node
        if node is None:
            self._missing(root, key, caption)
        elif isinstance(node, Scalar) and node.is_blank:
            self._blank(root, key, caption)
        else:
            self._shape(root, key)
        return None

    def _scalar(self, branch: Branch, key: str, caption: str) -> Scalar | None:
        node = branch.get(key)
        if node is None:
            self._missing(branch, key, caption)
        elif not isinstance(node, Scalar):
            self._shape(branch, key)
        elif node.is_blank:
            self._blank(branch, key, caption)
        else:
            return node
        return None

    def _missing(self, branch: Branch, key: str, caption: str) -> None:
        says = tell("the key {key} ({caption}) is missing", key=key, caption=caption)
        self._find(branch.place, "missing", says)

    def _blank(self, branch: Branch, key: str, caption: str) -> None:
        says = tell("{caption} is blank; a zero must be written as 0", caption=caption)
        if key in self.form.parts or any(name.endswith(f".{key}") for name in self.form.parts):
            says = tell("{caption} is still to be written", caption=caption)
        self._find(branch.place_of(key), "blank", says)

    def _shape(self, branch: Branch, key: str) -> None:
        node: Node = branch.entries[key]
        says = (
            tell("{key} holds a single value where keys and values belong", key=key)
            if isinstance(node, Scalar)
            else tell("{key} holds several values where one belongs", key=key)
        )
        self._find(branch.place_of(key), "wrong-shape", says)

    def _find(self, place: Place, code: str, says: str) -> None:
        self.findings.append(Finding(place, code, says))


def _worked_out(table: Table, typed: Mapping[str, Cell], branch: Branch) -> dict[str, Cell]:
    """Every cell of a table: as typed, zero where nothing is typed, sums where the form sums."""
    cells: dict[str, Cell] = {}
    for name, row, column in table.cells():
        if not row.sum and not (column and column.sum):
            cells[name] = typed.get(name) or Cell(
                name, 0, "0", _row_place(branch, row), stated=False
            )
    for name, row, column in table.cells():
        if column and column.sum and not row.sum:
            terms = [cells[f"{table.key}.{row.key}.{key}"] for key in column.sum]
            cells[name] = _sum(name, terms, typed, _row_place(branch, row))
    for name, row, column in table.cells():
        if row.sum:
            suffix = f".{column.key}" if column else ""
            terms = [cells[f"{table.key}.{key}{suffix}"] for key in row.sum]
            cells[name] = _sum(name, terms, typed, _row_place(branch, row))
    return {name: cells[name] for name, _, _ in table.cells()}


def _sum(name: str, terms: list[Cell], typed: Mapping[str, Cell], place: Place) -> Cell:
    value = sum(term.value for term in terms)
    if name in typed:
        place = typed[name].place
    return Cell(name, value, str(value), place, stated=name in typed)


def _row_place(branch: Branch, row: Row) -> Place:
    return branch.place_of(row.key)


def _wrong_totals(
    form: Form, table: Table, typed: Mapping[str, Cell], cells: Mapping[str, Cell]
) -> Iterator[Finding]:
    """Totals that were typed and are not the sum of what was typed beside them."""
    for name, row, column in table.cells():
        if name not in typed or not (row.sum or (column and column.sum)):
            continue
        stated, true = typed[name].value, cells[name].value
        if stated != true:
            says = tell(
                "{caption} is typed as {stated}, but {terms} = {true} ({difference}); "
                "correct a figure, or leave the total out: docfill works it out",
                caption=form.caption(name),
                stated=stated,
                terms=_terms(table, row, column, cells),
                true=true,
                difference=difference(stated, true),
            )
            yield Finding(typed[name].place, "total", says)


def _terms(table: Table, row: Row, column: Column | None, cells: Mapping[str, Cell]) -> str:
    """The addends of a total as `key value + key value`, zeros left out."""
    if row.sum:
        suffix = f".{column.key}" if column else ""
        named = [(key, cells[f"{table.key}.{key}{suffix}"].value) for key in row.sum]
    else:
        assert column is not None
        named = [(key, cells[f"{table.key}.{row.key}.{key}"].value) for key in column.sum]
    return " + ".join(f"{key} {value}" for key, value in named if value) or "0"


def difference(stated: Figure, true: Figure) -> str:
    """By how much a stated figure misses the true one, and which way."""
    if stated > true:
        return tell("{n} too many", n=stated - true)
    return tell("{n} too few", n=true - stated)
