"""Reads a township's filing: from values with their places to what the form calls them."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docfill.base import (
    READERS,
    Finding,
    Message,
    Place,
    Unreadable,
    amount_in,
    read_date,
    read_prose,
    tell,
)
from docfill.filing.cells import TableFigure, compute_table, wrong_totals
from docfill.filing.filing import Filing, Prose, Waiver
from docfill.filing.shape_hints import (
    full_width,
    is_of_bare_figures,
    or_is_comment,
    pairs_run_together,
    row_meant,
    row_of_figures,
    table_of_rows,
)
from docfill.filing.words import read_word
from docfill.form import Form, FormColumn, FormRow, FormTable, ProsePart
from docfill.sources.yaml import Branch, Keys, Node, Scalar, SourceFile, unknown_keys
from docfill.sources.yaml.repair import wide_sign

WAIVE = "waive"


def read_filing(
    source: SourceFile, form: Form, township: str, year: int
) -> tuple[Filing, list[Finding]]:
    """The filing as far as it can be read, and everything that is wrong with how it is written.

    Findings of the source itself come first; a filing with errors among them is not complete.
    """
    reading = _FilingReading(form, list(source.findings))
    filing = reading.filing(source.root, township, year)
    return filing, reading.findings


@dataclass
class _FilingReading:
    form: Form
    findings: list[Finding]
    cells: dict[str, TableFigure] = field(default_factory=dict)
    prose: dict[str, Prose] = field(default_factory=dict)
    dates: dict[str, tuple[datetime.date, Place]] = field(default_factory=dict)
    words: dict[str, tuple[str, Place]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def filing(self, root: Branch, township: str, year: int) -> Filing:
        if self.findings:
            # Of a key written twice, say, nobody knows which figures were meant.
            self.unread.extend(self.form.tables)
        broken = any(
            found.code in ("file", "encoding", "syntax", "empty") for found in self.findings
        )
        if not broken:
            known = [*self.form.fields, *self.form.sections, WAIVE]
            self.findings.extend(unknown_keys(root, known, self._heading))
            for key in self.form.fields:
                self._field(root, key)
            self._sections(root)
        return Filing(
            township,
            year,
            root.place.file,
            self.cells,
            self.dates,
            self.prose,
            tuple(self._waivers(root)),
            tuple(dict.fromkeys(self.unread)),
            self.words,
        )

    def _waivers(self, root: Branch) -> Iterator[Waiver]:
        for item in Keys(root, root.entries, self.findings).items(WAIVE):
            keys = Keys(item, ("code", "at", "reason"), self.findings)
            reason = keys.text("reason", "").strip()
            if not reason:
                says = tell("a waiver needs a reason; write why this may stand")
                self._find(item.place, "waiver-reason", says)
            yield Waiver(keys.text("code"), keys.text("at", ""), reason, item.place)

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
                    self._unknown_keys(branch, names)
                    for name, part in names.items():
                        self._prose(branch, name, part)
            else:
                self._prose(root, section.key, section.parts[0])

    def _heading(self, key: str) -> str:
        """What the form calls a key of the whole file."""
        section = self.form.sections.get(key)
        return (section and section.heading) or self.form.caption(key)

    def _unknown_keys(
        self,
        branch: Branch,
        known: Mapping[str, ProsePart] | Mapping[str, FormRow] | Mapping[str, FormColumn],
    ) -> None:
        self.findings.extend(unknown_keys(branch, known, lambda key: known[key].caption))

    def _field(self, root: Branch, key: str) -> None:
        field, node = self.form.fields[key], root.get(key)
        if field.optional and (node is None or (isinstance(node, Scalar) and node.is_blank)):
            return
        written = self._scalar(root, key, field.caption)
        if written is None:
            return
        try:
            if field.is_date:
                self.dates[key] = (read_date(written.text), written.place)
            else:
                self.words[key] = (read_word(field, written.text), written.place)
        except Unreadable as trouble:
            says = tell("{caption}: {fault}", caption=field.caption, fault=trouble)
            self._find(written.place, "not-a-date" if field.is_date else "wrong-choice", says)

    def _prose(self, branch: Branch, key: str, part: ProsePart) -> None:
        node = branch.get(key)
        if part.optional and (node is None or (isinstance(node, Scalar) and not node.text.strip())):
            return
        written = self._scalar(branch, key, part.caption)
        if written is None:
            return
        if not written.quoted and written.text.startswith("｜"):
            self._find(written.place, "syntax", wide_sign("｜"))
            return
        paragraphs = read_prose(written.text)
        if not paragraphs:
            self._blank(branch, key, part.caption)
            return
        self.prose[part.key] = Prose(paragraphs, written)

    def _table(self, root: Branch, key: str, table: FormTable) -> None:
        found = len(self.findings)
        branch = self._branch(root, key, self.form.sections[key].heading, is_table=True)
        if branch is None:
            self.unread.append(table.key)
            return
        self._unknown_keys(branch, table.rows)
        typed: dict[str, TableFigure] = {}
        for row in table.rows.values():
            if (node := branch.get(row.key)) is not None:
                typed.update(self._row(branch, table, row, node))
        if len(self.findings) > found:
            self.unread.append(table.key)
        self.cells.update(compute_table(table, typed, branch))
        self.findings.extend(wrong_totals(self.form, table, typed, self.cells))

    def _row(
        self, branch: Branch, table: FormTable, row: FormRow, node: Node
    ) -> Iterator[tuple[str, TableFigure]]:
        name = f"{table.key}.{row.key}"
        if row.single:
            yield from self._cell(branch, row.key, name, row)
            return
        if isinstance(node, Scalar) and node.is_blank:
            self._blank_row(branch, row.key, row.caption)
        elif not isinstance(node, Branch):
            self._row_of_another_shape(branch, row.key, node, table)
        elif is_of_bare_figures(node):
            place = branch.place_of(row.key)
            self._find(place, "wrong-shape", row_of_figures(row.key, table))
        else:
            self._unknown_keys(node, table.columns)
            for column in table.columns:
                if column in node.entries:
                    yield from self._cell(node, column, f"{name}.{column}", row)

    def _row_of_another_shape(self, branch: Branch, key: str, node: Node, table: FormTable) -> None:
        place = branch.place_of(key)
        if meant := row_meant(key, node, table):
            self._find(place, "wrong-shape", meant)
        else:
            self._shape(node, place, row_of_figures(key, table))

    def _cell(
        self, branch: Branch, key: str, name: str, row: FormRow
    ) -> Iterator[tuple[str, TableFigure]]:
        written = branch.get(key)
        if written is None:
            self._missing(branch, key, self.form.caption(name))
            return
        if not isinstance(written, Scalar):
            says = tell("{key} takes one number, and 0 for zero", key=key)
            self._find(branch.place_of(key), "wrong-shape", says)
            return
        if written.is_blank:
            self._blank_figure(branch, key, self.form.caption(name))
            return
        try:
            value = READERS[row.kind](written.text)
        except Unreadable as trouble:
            caption = self.form.caption(name)
            code = "not-an-amount" if row.kind == "amount" else "not-a-count"
            fault = pairs_run_together(key, written.text) or amount_in(written.text, row.unit)
            says = tell("{caption}: {fault}", caption=caption, fault=fault or trouble)
            self._find(written.place, code, says)
            return
        yield name, TableFigure(name, value, written.text, written.place)

    def _branch(
        self, root: Branch, key: str, caption: str, is_table: bool = False
    ) -> Branch | None:
        node = root.get(key)
        if isinstance(node, Branch):
            return node
        if node is None:
            self._missing(root, key, caption, is_table)
        elif isinstance(node, Scalar) and node.is_blank:
            self._blank_row(root, key, caption)
        else:
            says = tell("{key} must hold keys and values, like “key: value”", key=key)
            self._shape(node, root.place_of(key), table_of_rows(key) if is_table else says)
        return None

    def _scalar(self, branch: Branch, key: str, caption: str) -> Scalar | None:
        node = branch.get(key)
        if node is None:
            self._missing(branch, key, caption)
        elif not isinstance(node, Scalar):
            says = tell("{key} holds several values where one belongs", key=key)
            self._shape(node, branch.place_of(key), says)
        elif node.is_blank:
            self._blank(branch, key, caption)
        else:
            return node
        return None

    def _missing(self, branch: Branch, key: str, caption: str, is_table: bool = False) -> None:
        says = tell("the key {key} ({caption}) is missing", key=key, caption=caption)
        if is_table:
            none = f"{key}: {{}}"
            says = tell(
                "{missing}; where all of it is zero write “{none}”", missing=says, none=none
            )
        self._find(branch.place, "missing", says)

    def _blank(self, branch: Branch, key: str, caption: str) -> None:
        says = tell("{caption} is still to be written", caption=caption)
        self._find(branch.place_of(key), "blank", or_is_comment(says, branch.get(key), caption))

    def _blank_figure(self, branch: Branch, key: str, caption: str) -> None:
        says = tell("{caption} is blank; a zero must be written as 0", caption=caption)
        self._find(branch.place_of(key), "blank", or_is_comment(says, branch.get(key)))

    def _blank_row(self, branch: Branch, key: str, caption: str) -> None:
        says = tell(
            "{caption} is blank; write its figures, or {none} where all of it is zero",
            caption=caption,
            none="{}",
        )
        self._find(branch.place_of(key), "blank", or_is_comment(says, branch.get(key)))

    def _shape(self, node: Node, place: Place, says: Message) -> None:
        """A finding for each full-width sign that is to blame, else what there is to say."""
        for at, slip in list(full_width(node)) or [(place, says)]:
            self._find(at, "wrong-shape", slip)

    def _find(self, place: Place, code: str, says: Message) -> None:
        self.findings.append(Finding(place, code, says))
