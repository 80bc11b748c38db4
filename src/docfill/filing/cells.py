"""The figures of a table: as typed, zero where nothing is typed, totals worked out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docfill.base import (
    Figure,
    Finding,
    Message,
    Place,
    as_written,
    in_a_row,
    plain,
    print_figure,
    tell,
)
from docfill.form import Form, FormTable, Slot
from docfill.sources.yaml import Branch, Node


class TableFigure(NamedTuple):
    """One figure of a table; `printed` is how it was typed, `stated` whether it was typed."""

    name: str
    value: Figure
    printed: str
    place: Place
    stated: bool = True


def compute_table(
    table: FormTable, typed: Mapping[str, TableFigure], branch: Branch
) -> dict[str, TableFigure]:
    """Every cell of a table: as typed, zero where nothing is typed, sums where the form sums.

    What is written but could not be read, such as a blank, is no zero: it is left out, and with it
    every total that needs it.
    """
    unknown = _with_their_totals(table, _not_understood(table, typed, branch))
    values = work_out(table, {name: figure.value for name, figure in typed.items()})
    cells = {}
    for key, slots in table.slots_by_row.items():
        place = branch.place_of(key)
        for slot in slots:
            name = slot.name
            if name in unknown:
                continue
            own = typed.get(name)
            if own is None:
                value = values[name]
                cells[name] = TableFigure(name, value, print_figure(value), place, False)
            elif slot.terms:
                value = values[name]
                cells[name] = TableFigure(name, value, print_figure(value), own.place)
            else:
                cells[name] = own
    return cells


def _not_understood(
    table: FormTable, typed: Mapping[str, TableFigure], branch: Branch
) -> Iterator[str]:
    """The cells for which something is written that is no figure, or may be under a wrong key."""
    has_strange_rows = not branch.key_places.keys() <= table.rows.keys()
    for key, slots in table.slots_by_row.items():
        row = branch.get(key)
        if row is None and not has_strange_rows:
            continue  # as most rows of most filings
        for slot in slots:
            if not slot.terms and slot.name not in typed and _is_meant(table, slot, row):
                yield slot.name


def _is_meant(table: FormTable, slot: Slot, row: Node | None) -> bool:
    """Whether what is written in a row, or as a row nobody knows, may be meant for this cell."""
    if slot.column is None or not isinstance(row, Branch):
        return True
    columns = row.key_places.keys()
    return slot.column.key in columns or not columns <= table.columns.keys()


def _with_their_totals(table: FormTable, unknown: Iterable[str]) -> set[str]:
    """Unknown cells and every total that one of them is a part of."""
    names = set(unknown)
    for slot in table.totals:
        if not names.isdisjoint(slot.terms):
            names.add(slot.name)
    return names


def work_out(table: FormTable, known: Mapping[str, Figure]) -> dict[str, Figure]:
    """The value of every cell: as known, zero where nothing is, sums where the form sums."""
    values: dict[str, Figure] = {**table.zeros, **known}
    for slot in table.totals:
        values[slot.name] = sum(map(values.__getitem__, slot.terms))
    return values


def wrong_totals(
    form: Form, table: FormTable, typed: Mapping[str, TableFigure], cells: Mapping[str, TableFigure]
) -> Iterator[Finding]:
    """Totals that were typed and are not the sum of what was typed beside them."""
    for slot in table.slots:
        if not slot.terms or slot.name not in typed or slot.name not in cells:
            continue
        stated, true = typed[slot.name].value, cells[slot.name].value
        if stated != true:
            says = tell(
                "{caption} is typed as {stated}, but {terms} = {true} ({difference}); "
                "correct a figure, or leave the total out: docfill works it out",
                caption=form.caption(slot.name),
                stated=print_figure(stated),
                terms=_terms(table, slot, cells),
                true=print_figure(true),
                difference=difference(stated, true),
            )
            yield Finding(typed[slot.name].place, "total", says)


def describe_figure(caption: str | Message, value: Figure, key: str | Message) -> Message:
    """A figure as a term of some arithmetic: its caption, itself, and its key in the filing."""
    return in_a_row("", (caption, f" {print_figure(value)} (", key, ")"))


def _terms(table: FormTable, slot: Slot, cells: Mapping[str, TableFigure]) -> Message:
    """The addends of a total, zeros left out."""
    down = slot.row.sum
    keys = down or (slot.column.sum if slot.column else ())
    captions = [
        table.rows[key].caption_within(slot.row.group) if down else table.columns[key].caption
        for key in keys
    ]
    values = [cells[term].value for term in slot.terms]
    terms = zip(captions, values, keys, strict=True)
    stated = in_a_row(" + ", (describe_figure(*term) for term in terms if term[1]))
    return stated or as_written("0")


def difference(stated: Figure, true: Figure) -> Message:
    """By how much a stated figure misses the true one, and which way."""
    if stated > true:
        return tell("{n} too many", n=plain(stated - true))
    return tell("{n} too few", n=plain(true - stated))
