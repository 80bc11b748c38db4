"""The few figures by which a county looks at an agency: what came in, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from docfill.base import Figure
from docfill.county.rollup.figures import Sums
from docfill.form import Form, FormTable, Identity


@dataclass(frozen=True, slots=True)
class MainFigure:
    """A figure of its own in an overview: one cell, or several of one kind added up."""

    caption: str
    names: tuple[str, ...]

    def value(self, sums: Sums) -> Figure:
        return sum(sums[name] for name in self.names)

    def is_in(self, sums: Sums) -> bool:
        """Whether all of it is known, as it is not where another edition of the form has less."""
        return all(name in sums for name in self.names)


@dataclass(frozen=True, slots=True)
class Overview:
    """What balances in one table: its `terms`, and of the total among them the `parts`."""

    heading: str
    terms: tuple[MainFigure, ...]
    parts: tuple[MainFigure, ...]

    @property
    def series(self) -> tuple[MainFigure, ...]:
        return (*self.terms, *self.parts)


def overviews(form: Form) -> list[Overview]:
    """One for each balance the form asks for within a year, in a table that has a total."""
    found = []
    for identity in form.identities:
        table = form.tables[identity.table]
        total = next((column.key for column in table.columns.values() if column.sum), "")
        if identity.along == "columns" and total and not identity.needs_last_year:
            found.append(_overview(form, table, identity, total))
    return found


def _overview(form: Form, table: FormTable, identity: Identity, total: str) -> Overview:
    keys = identity.left + identity.right
    terms = [MainFigure(table.rows[key].caption, (f"{table.key}.{key}.{total}",)) for key in keys]
    parts = [part for key in keys for part in _parts(table, key, total)]
    return Overview(form.heading(table.key), tuple(terms), tuple(parts))


def _parts(table: FormTable, key: str, total: str) -> Iterator[MainFigure]:
    """What a total row sums up; rows of a group of their own, as one."""
    whole = table.rows[key]
    groups: dict[str, list[str]] = {}
    for term in whole.sum:
        row = table.rows[term]
        is_alone = row.group in ("", whole.group)
        groups.setdefault(row.caption if is_alone else row.group, []).append(term)
    for caption, rows in groups.items():
        yield MainFigure(caption, tuple(f"{table.key}.{row}.{total}" for row in rows))
