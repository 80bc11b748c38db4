"""The figures of a table: as typed, zero where nothing is typed, totals worked out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docfill.findings import Finding, Place
from docfill.form import Column, Form, Row, Table
from docfill.kinds import Figure
from docfill.source import Branch
from docfill.words import tell


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table; `printed` is how it was typed, `stated` whether it was typed."""

    name: str
    value: Figure
    printed: str
    place: Place
    stated: bool = True


def worked_out(table: Table, typed: Mapping[str, Cell], branch: Branch) -> dict[str, Cell]:
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


def wrong_totals(
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
