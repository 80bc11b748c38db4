"""A row of a list: its values by column, and where it stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docfill.base import Finding, Message, Place, Severity, Spot, tell


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row; `findings` are what is wrong with it, `cells` where its values stand.

    `label` is what people call the row.
    """

    values: dict[str, object]
    place: Place
    label: Message
    cells: dict[str, Spot]
    findings: tuple[Finding, ...] = ()

    def place_of(self, column: str) -> Place:
        """Where a value stands; the row's own place where it has none in that column."""
        return Place(self.place.file, self.cells.get(column, self.place.spot))

    def finding(
        self, code: str, says: Message, column: str = "", severity: Severity = Severity.ERROR
    ) -> Finding:
        """What is wrong with the row, or with its value in a column."""
        told = (
            tell("{row}, “{column}”: {says}", row=self.label, column=column, says=says)
            if column
            else tell("{row}: {says}", row=self.label, says=says)
        )
        return Finding(self.place_of(column), code, told, severity)


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole list: `each` goes through it anew whenever it is called.

    `findings` are about the list itself; with an error among them there is no row. `is_single`:
    it is no list, but the keys and values of one document.
    """

    columns: tuple[str, ...]
    each: Callable[[], Iterator[ListRow]]
    findings: tuple[Finding, ...] = ()
    is_single: bool = False


def no_rows(*findings: Finding) -> Rows:
    """A list that could not be read, and why."""
    return Rows((), lambda: iter(()), findings)


def of_rows(
    rows: Sequence[ListRow], findings: Sequence[Finding], *, is_single: bool = False
) -> Rows:
    """The list of rows that were read already; a column is whatever key one of them has."""
    columns = tuple(dict.fromkeys(column for row in rows for column in row.values))
    return Rows(columns, lambda: iter(rows), tuple(findings), is_single)


def keep_rows(rows: Rows) -> Rows:
    """The same list, its rows kept."""
    each = list(rows.each())
    return Rows(rows.columns, lambda: iter(each), rows.findings, rows.is_single)
