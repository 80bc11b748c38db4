"""Where a sheet shows whether the form's sums agree: a row below the table, or a column beside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from docfill.form import LAST_YEAR, FormTable, Identity
from docfill.sources import addresses

Cells = Mapping[str, tuple[int, int]]
Values = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Balance:
    """One line an identity runs along: where it is shown, its formula, and what that comes to.

    `cells` are those of this year that the formula reads.
    """

    row: int
    column: int
    formula: str
    value: Decimal
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Balances:
    """All lines of one identity, and the row or column they stand in."""

    identity: Identity
    row: int | None
    column: int | None
    lines: tuple[Balance, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    formula: str
    value: Decimal
    cells: tuple[tuple[int, int], ...]


def balances(
    table: FormTable,
    identity: Identity,
    own: Cells,
    last: Cells,
    values: Values,
    before: Values,
    free: tuple[int, int],
) -> Balances:
    """The identity's lines, in the first free row below or the first free column beside.

    `own` and `last` are the cells of this year's and last year's figures, `values` and `before`
    what they hold. The lines share a row of their own when each has a column to itself.
    """
    lines = list(_lines(table, identity, own, last, values, before))
    columns = [{column for _, column in line.cells} for line in lines]
    upright = all(len(each) == 1 for each in columns)
    row, column = free
    if upright and len(set(map(min, columns))) == len(lines):
        placed = (Balance(row, line.cells[0][1], *_parts(line)) for line in lines)
        return Balances(identity, row, None, tuple(placed))
    tops = [min(row for row, _ in line.cells) for line in lines]
    if len(set(tops)) < len(tops):
        # Several lines in one row: they are listed below one another.
        tops = list(range(row, row + len(lines)))
    placed = (Balance(top, column, *_parts(line)) for top, line in zip(tops, lines, strict=True))
    return Balances(identity, None, column, tuple(placed))


def _parts(line: _Line) -> tuple[str, Decimal, tuple[tuple[int, int], ...]]:
    return line.formula, line.value, line.cells


def _lines(
    table: FormTable, identity: Identity, own: Cells, last: Cells, values: Values, before: Values
) -> Iterator[_Line]:
    by_column = identity.along == "columns"
    for key in table.columns if by_column else table.rows:
        formula, value, cells = "=", Decimal(), []
        for sign, side in ((1, identity.left), (-1, identity.right)):
            for term in side:
                term_key = term.removeprefix(LAST_YEAR)
                name = ".".join((table.key, *((term_key, key) if by_column else (key, term_key))))
                is_last = term != term_key
                place = (last if is_last else own).get(name)
                if place is None:
                    break
                formula += ("-" if sign < 0 else "+") + addresses.cell(*place)
                value += sign * ((before if is_last else values).get(name) or 0)
                if not is_last:
                    cells.append(place)
            else:
                continue
            break
        else:
            # A formula begins with no sign.
            yield _Line(formula.replace("=+", "=", 1), value, tuple(cells))
