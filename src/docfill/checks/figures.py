"""Checks of the tables: sums that must be equal, rows that must be zero, last year's figures."""

from collections.abc import Iterator, Mapping

from docfill.base import (
    Figure,
    Finding,
    Message,
    Place,
    Severity,
    in_a_row,
    level_in_words,
    print_figure,
    tell,
)
from docfill.checks.case import Case, Findings
from docfill.filing import Filing, TableFigure, describe_figure, difference
from docfill.form import LAST_YEAR, Form, Identity


def last_year_is_there(case: Case) -> Findings:
    """Figures can be compared with the year before."""
    if case.last_year is None and case.form.needs_last_year:
        says = tell(
            "there is no filing for {year}, so what carries over from it was not checked",
            year=case.filing.year - 1,
        )
        yield Finding(Place(case.filing.file), "no-last-year", says, Severity.WARNING)


def identities_hold(case: Case) -> Findings:
    """Sums the form declares equal are equal, within the filing and from year to year."""
    for identity in case.form.identities:
        yield from _unequal_lines(case, identity)
        if identity.needs_last_year:
            yield from _impossible_beginnings(case, identity)


def rows_reserved_for_other_levels(case: Case) -> Findings:
    """Rows that only some levels of government may fill are zero at the others."""
    for table in case.form.tables.values():
        for row in table.rows.values():
            if not row.levels or case.agency.level in row.levels:
                continue
            names = [slot.name for slot in table.slots if slot.row is row]
            wrong = [case.filing.cells[name] for name in names if name in case.filing.cells]
            wrong = [cell for cell in wrong if cell.value]
            if wrong:
                figures = (f"{case.form.caption(c.name)} {print_figure(c.value)}" for c in wrong)
                says = tell(
                    "{figures}, but only these levels state it: {levels}; write 0",
                    figures=", ".join(figures),
                    levels=in_a_row(", ", map(level_in_words, row.levels)),
                )
                yield Finding(wrong[0].place, "level", says, source=case.form.decree)


def _unequal_lines(case: Case, identity: Identity) -> Findings:
    """A finding for each row or column where the sums differ, none for a sum of such lines."""
    table = case.form.tables[identity.table]
    lines = table.columns if identity.along == "columns" else table.rows
    unequal: set[str] = set()
    for line, names in sorted(
        _instances(case.form, identity), key=lambda it: bool(lines[it[0]].sum)
    ):
        found = list(_unequal(case, identity, line, names))
        if found and unequal.isdisjoint(lines[line].sum):
            yield from found
        if found:
            unequal.add(line)


def _impossible_beginnings(case: Case, identity: Identity) -> Findings:
    """A doubt where last year's figure, which is not known, would have to be below zero."""
    for line, names in _instances(case.form, identity):
        sides = [_Side(case, identity, side, names) for side in (identity.left, identity.right)]
        short, enough = sorted(sides, key=lambda side: side.is_complete)
        if not short.is_complete and enough.is_complete and short.value > enough.value:
            says = tell(
                "{table}, {line}: {enough}, but {short} alone ({difference}): last year's figure "
                "would be below zero; rule: {rule}",
                table=case.form.heading(identity.table),
                line=_line(case.form, identity, line),
                enough=enough,
                short=short,
                difference=difference(enough.value, short.value),
                rule=identity.says,
            )
            place = _first_stated(case.filing, names, identity)
            yield Finding(place, identity.code, says, Severity.WARNING, identity.source)


def _instances(form: Form, identity: Identity) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each row or column an identity runs along, with its terms' names in the filing."""
    table = form.tables[identity.table]
    terms = [term.removeprefix(LAST_YEAR) for term in identity.left + identity.right]
    by_column = identity.along == "columns"
    for line in table.columns if by_column else table.rows:
        names = {
            term: f"{table.key}.{term}.{line}" if by_column else f"{table.key}.{line}.{term}"
            for term in terms
        }
        if all(name in form.cells for name in names.values()):
            yield line, names


def _unequal(case: Case, identity: Identity, line: str, names: Mapping[str, str]) -> Findings:
    left = _Side(case, identity, identity.left, names)
    right = _Side(case, identity, identity.right, names)
    if not (left.is_complete and right.is_complete) or left.value == right.value:
        return
    says = tell(
        "{table}, {line}: {left}, but {right} ({difference}); rule: {rule}",
        table=case.form.heading(identity.table),
        line=_line(case.form, identity, line),
        left=left,
        right=right,
        difference=difference(left.value, right.value),
        rule=identity.says,
    )
    place = _first_stated(case.filing, names, identity)
    yield Finding(place, identity.code, says, identity.severity, identity.source)


def _first_stated(filing: Filing, names: Mapping[str, str], identity: Identity) -> Place:
    """The first of the terms that somebody typed, else the first."""
    own = [term for term in identity.left + identity.right if not term.startswith(LAST_YEAR)]
    stated = [term for term in own if filing.cells[names[term]].stated]
    return filing.place(names[(stated or own)[0]])


def _line(form: Form, identity: Identity, key: str) -> str:
    """The caption of the row or column an identity is looked at in."""
    table = form.tables[identity.table]
    if identity.along == "columns":
        return table.columns[key].caption
    return table.rows[key].caption_within()


class _Side:
    """One side of an identity, as a value and as arithmetic to read.

    A term of last year that is not known is left out: without a filing, or where it is blank there.
    """

    def __init__(
        self, case: Case, identity: Identity, terms: tuple[str, ...], names: Mapping[str, str]
    ):
        self._case, self._identity = case, identity
        self.figures: list[tuple[str, TableFigure]] = []
        for term in terms:
            year = case.last_year if term.startswith(LAST_YEAR) else case.filing
            cell = year.cells.get(names[term.removeprefix(LAST_YEAR)]) if year else None
            if cell is not None:
                self.figures.append((term, cell))
        self.is_complete = len(self.figures) == len(terms)

    @property
    def value(self) -> Figure:
        return sum(cell.value for _, cell in self.figures)

    def describe(self) -> Message:
        """Its figures, and their sum where there are several."""
        # Only here, as nearly all sums of nearly all filings agree.
        terms = in_a_row(" + ", (self._told(term, cell) for term, cell in self.figures))
        if len(self.figures) < 2:
            return terms
        return in_a_row(" = ", (terms, print_figure(self.value)))

    def _told(self, term: str, cell: TableFigure) -> Message:
        table = self._case.form.tables[self._identity.table]
        key = term.removeprefix(LAST_YEAR)
        by_column = self._identity.along == "columns"
        caption = table.rows[key].caption_within() if by_column else table.columns[key].caption
        if term.startswith(LAST_YEAR):
            before = tell("last year's {caption}", caption=caption)
            return describe_figure(before, cell.value, cell.place.describe())
        return describe_figure(caption, cell.value, key)
