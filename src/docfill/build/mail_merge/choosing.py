"""Which rows of a list are wanted: those that fit every condition, and of these the first few."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice

from docfill.sources.rows import ListRow, Rows

_CONDITION = re.compile(r"\s*(?P<column>[^=!]+?)\s*(?P<sign>!=|==?)\s*(?P<value>.*?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RowCondition:
    """That a column holds a value, or with `is_not` anything else; nothing means a blank."""

    column: str
    value: str
    is_not: bool = False

    def fits(self, row: ListRow) -> bool:
        """Whether a row fulfils it; a column the row has not is blank."""
        return _alike(_text(row.values.get(self.column, "")), self.value) is not self.is_not


def condition(typed: str) -> RowCondition | None:
    """The condition as typed on a command line, such as `level=township`; None: it is none.

    >>> condition("level = township"), condition("name!="), condition("level")
    (RowCondition(column='level', value='township', is_not=False), \
RowCondition(column='name', value='', is_not=True), None)
    """
    found = _CONDITION.fullmatch(typed)
    return RowCondition(found["column"], found["value"], found["sign"] == "!=") if found else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows that fit all conditions, at most `limit` of them; 0: no limit."""

    conditions: tuple[RowCondition, ...] = ()
    limit: int = 0

    def of(self, rows: Rows) -> Iterator[ListRow]:
        """The rows that are wanted, in their order."""
        return islice(self._fitting(rows), self.limit or None)

    def counted(self, rows: Rows) -> tuple[int, int]:
        """How many rows are wanted, and how many more fit the conditions."""
        fitting = sum(1 for _ in self._fitting(rows))
        wanted = min(fitting, self.limit or fitting)
        return wanted, fitting - wanted

    def unknown(self, rows: Rows) -> list[str]:
        """Columns of conditions that no row has."""
        return [each.column for each in self.conditions if each.column not in rows.columns]

    def _fitting(self, rows: Rows) -> Iterator[ListRow]:
        return (row for row in rows.each() if all(each.fits(row) for each in self.conditions))


def _text(value: object) -> str:
    """A value as one types it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).strip()


def _alike(one: str, other: str) -> bool:
    """Whether two texts are the same, or the same number.

    >>> _alike("2.50", "2.5"), _alike("007", "7"), _alike("TRUE", "true")
    (True, False, True)
    """
    if one == other or (one.lower() == other.lower() and one.lower() in ("true", "false")):
        return True
    if not (_is_number(one) and _is_number(other)):
        return False
    return Decimal(one) == Decimal(other)


def _is_number(text: str) -> bool:
    """Whether a text is a number and no code such as 007."""
    try:
        return Decimal(text).is_finite() and re.fullmatch(r"-?0\d.*", text) is None
    except InvalidOperation:
        return False
