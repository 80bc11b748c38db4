"""A table of the form as rows of cells for the page, laid out like the official one."""

from collections.abc import Iterator
from dataclasses import dataclass

from docfill.form import Form
from docfill.sources.excel.grid import Grid, SheetArea, plain_grid


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell: a caption, a field to fill in, or a total; `label` is what screen readers say."""

    text: str
    rows: int
    columns: int
    field: str = ""
    label: str = ""
    is_total: bool = False
    is_amount: bool = False


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
    by_row: dict[int, list[SheetArea]] = {}
    for area in grid.spots:
        by_row.setdefault(area.top, []).append(area)
    for top in range(len(grid.heights)):
        cells = []
        for area in sorted(by_row.get(top, ()), key=lambda each: each.left):
            rows, columns = area.bottom - area.top, area.right - area.left
            slot = slots.get(area.field)
            if slot is None:
                cells.append(PageCell(area.text, rows, columns))
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
