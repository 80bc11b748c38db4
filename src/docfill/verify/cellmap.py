"""Finds the cells of a form in a template's tables by their captions, whatever their order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docfill.base import Message, tell
from docfill.form import Form
from docfill.verify.tags import has_tag, only_name
from docfill.word import Block, Cell, Table, attribute, whole


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cell with the rows and columns of the grid it covers, from the first to before the last."""

    cell: Cell
    top: int
    bottom: int
    left: int
    right: int


def misplaced_cells(blocks: Iterable[Block], form: Form) -> Iterator[Message]:
    """What to tell of each placeholder that stands at the caption of another row or column."""
    for table in blocks:
        if isinstance(table, Table):
            spots = list(_spots(table))
            for spot in spots:
                name = only_name(spot.cell.text)
                if name in form.cells:
                    yield from _misplaced(name, _captions_of(spot, spots), form)


def _spots(table: Table) -> Iterator[_Spot]:
    merged: dict[tuple[int, int], _Spot] = {}
    spots: list[_Spot] = []
    for top, row in enumerate(table.rows):
        left = whole(attribute(row.props, "gridBefore", "val"))
        for cell in row.cells:
            right = left + cell.span
            above = merged.get((left, right))
            if above is not None and above.bottom == top and _goes_on(cell):
                spots.remove(above)
                spot = _Spot(above.cell, above.top, top + 1, left, right)
            else:
                spot = _Spot(cell, top, top + 1, left, right)
            merged[left, right] = spot
            spots.append(spot)
            left = right
    yield from spots


def _goes_on(cell: Cell) -> bool:
    """Whether the cell is merged with the one above it."""
    return any(
        name == "vMerge" and ("val", "restart") not in attributes
        for name, attributes, _ in cell.props
    )


def _captions_of(spot: _Spot, spots: Iterable[_Spot]) -> set[str]:
    """The texts to the left of a cell and above it, white space squeezed out."""
    return {
        _squeezed(other.cell.text)
        for other in spots
        if not has_tag(other.cell.text)
        and (
            (other.right <= spot.left and other.top <= spot.top < other.bottom)
            or (other.bottom <= spot.top and other.left < spot.right and spot.left < other.right)
        )
    }


def _misplaced(name: str, captions: set[str], form: Form) -> Iterator[Message]:
    table = form.tables[name.partition(".")[0]]
    row, column = form.cells[name]
    rows = {_squeezed(each.caption) for each in table.rows.values()}
    columns = {_squeezed(each.caption) for each in table.columns.values()}
    columns |= {_squeezed(each.single) for each in table.rows.values() if each.single}
    for own, all_of_them in (
        (row.caption, rows),
        (column.caption if column else row.single, columns),
    ):
        others = captions & all_of_them
        if _squeezed(own) not in captions and others:
            yield tell(
                "the template prints {name} at “{others}”, not at “{own}”",
                name=name,
                others="／".join(sorted(others)),
                own=own,
            )


def _squeezed(text: str) -> str:
    return "".join(text.split())
