"""A table of the form as rows of cells for the page, laid out like the official one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from docfill.form import Form
from docfill.sources.excel.grid import Grid, SheetArea, plain_grid


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell: a caption, a field to fill in, or a total; `label` is what screen readers say.

    `scope` is what a caption heads: a row, some rows, a column, or some columns.
    """

    text: str
    rows: int
    columns: int
    field: str = ""
    label: str = ""
    is_total: bool = False
    is_amount: bool = False
    scope: str = ""


@dataclass(frozen=True)
class PageTable:
    """A table as it stands on the page; `rows` are those of the official table."""

    key: str
    heading: str
    rows: tuple[tuple[PageCell, ...], ...]


def page_tables(form: Form, grids: dict[str, Grid]) -> dict[str, PageTable]:
    """The form's tables by key; those whose layout nobody knows as their captions tell."""
    return {
        key: PageTable(
            key, form.heading(key), tuple(_rows(form, grids.get(key) or plain_grid(table)))
        )
        for key, table in form.tables.items()
    }


def _rows(form: Form, grid: Grid) -> Iterator[tuple[PageCell, ...]]:
    slots = {slot.name: slot for table in form.tables.values() for slot in table.slots}
    first = min((area.left for area in grid.spots if area.field in slots), default=0)
    by_row: dict[int, list[SheetArea]] = {}
    for area in grid.spots:
        by_row.setdefault(area.top, []).append(area)
    for top in range(len(grid.heights)):
        cells = []
        for area in sorted(by_row.get(top, ()), key=lambda each: each.left):
            rows, columns = area.bottom - area.top, area.right - area.left
            slot = slots.get(area.field)
            if slot is None:
                cells.append(PageCell(area.text, rows, columns, scope=_scope(area, first)))
                continue
            cells.append(
                PageCell(
                    "",
                    rows,
                    columns,
                    area.field,
                    form.caption(area.field),
                    bool(slot.terms),
                    slot.row.kind == "amount",
                )
            )
        yield tuple(cells)


def _scope(area: SheetArea, first: int) -> str:
    """What a caption is the heading of; `first` is the first column that has fields."""
    if not area.text:
        return ""
    if area.right <= first:
        return "row" if area.bottom - area.top == 1 else "rowgroup"
    return "col" if area.right - area.left == 1 else "colgroup"


def rows_of_zeros(
    table: PageTable, figures: Mapping[str, str], marked: Collection[str]
) -> set[int]:
    """The rows that may be folded away: fields without a figure other than 0, and none marked.

    Headings go with the rows below them, where all of these do.
    """
    folded: set[int] = set()
    headings: list[int] = []
    below: list[int] = []
    for number, row in enumerate(table.rows):
        if not any(cell.field for cell in row):
            if below:
                headings, below = _with_headings(folded, headings, below), []
            headings.append(number)
            continue
        below.append(number)
        if all(_is_zero(cell, figures, marked) for cell in row if cell.field):
            folded.add(number)
    _with_headings(folded, headings, below)
    return folded


def _with_headings(folded: set[int], headings: list[int], below: list[int]) -> list[int]:
    if folded.issuperset(below):
        folded.update(headings)
    return []


def _is_zero(cell: PageCell, figures: Mapping[str, str], marked: Collection[str]) -> bool:
    return cell.field not in marked and figures.get(cell.field, "0") in ("", "0")
