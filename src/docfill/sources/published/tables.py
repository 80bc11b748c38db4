"""Finds the cell of every figure of a form's table: by captions, by rows, by order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docfill.form import FormTable, Slot
from docfill.sources.published.captions import Captions
from docfill.sources.published.figures import looks_like_figure
from docfill.sources.published.model import PrintedCell, PrintedTable
from docfill.sources.published.words import squeezed


@dataclass
class FoundCells:
    """The cell of each figure by name; `by_order` are those no caption of their own names."""

    cells: dict[str, PrintedCell] = field(default_factory=dict)
    by_order: set[str] = field(default_factory=set)

    def add(self, found: Mapping[str, PrintedCell], by_order: bool = False) -> None:
        """More cells, for figures that have none and where no other figure has the cell."""
        taken = {id(cell) for cell in self.cells.values()}
        for name, cell in found.items():
            if name not in self.cells and id(cell) not in taken:
                self.cells[name] = cell
                if by_order:
                    self.by_order.add(name)


def find_cells(table: FormTable, captions: Captions, printed: Sequence[PrintedTable]) -> FoundCells:
    """The cell of each figure in the pieces that show a table, as far as there is one."""
    found = FoundCells()
    if not printed:
        return found
    whole = joined(printed)
    if whole.is_laid_out:
        found.add(_whole_rows(table, _by_captions(table, captions, whole)))
    if len(found.cells) < len(table.slots):
        rows = [_ReadRow.of(row, captions) for row in whole.rows]
        if _columns_in_order(table, captions, rows):
            certain, guessed = _by_rows(table, rows)
            found.add(certain)
            found.add(guessed, by_order=True)
        found.add(_by_count(table, rows), by_order=True)
    return found


def joined(printed: Sequence[PrintedTable]) -> PrintedTable:
    """Pieces of one table, as a page or an editor divided it, below each other."""
    cells: list[PrintedCell] = []
    below = 0
    for piece in printed:
        cells += [replace(c, top=c.top + below, bottom=c.bottom + below) for c in piece.cells]
        below = max((cell.bottom for cell in cells), default=0)
    return PrintedTable(tuple(cells), all(piece.is_laid_out for piece in printed))


def _by_captions(
    table: FormTable, captions: Captions, printed: PrintedTable
) -> dict[str, PrintedCell]:
    """Cells whose row, column and group stand to their left or above them."""
    meant = [(cell, captions.meant(cell.text)) for cell in printed.cells]
    left_of: dict[int, list[tuple[int, str]]] = {}
    above: dict[int, list[tuple[int, str]]] = {}
    for cell, caption in meant:
        if caption:
            for row in range(cell.top, cell.bottom):
                left_of.setdefault(row, []).append((cell.right, caption))
            for column in range(cell.left, cell.right):
                above.setdefault(column, []).append((cell.bottom, caption))
    slots = _by_row_caption(table)
    found: dict[str, PrintedCell] = {}
    for cell, caption in meant:
        if caption:
            continue
        seen = {word for right, word in left_of.get(cell.top, ()) if right <= cell.left}
        for column in range(cell.left, cell.right):
            seen.update(word for bottom, word in above.get(column, ()) if bottom <= cell.top)
        name = _named(seen, slots)
        if name:
            found.setdefault(name, cell)
    return found


def _whole_rows(table: FormTable, found: Mapping[str, PrintedCell]) -> dict[str, PrintedCell]:
    """The cells of rows of which none is missing.

    Where a merged cell was lost, a row is moved to the side, and its figures under the wrong heads.
    """
    broken = {slot.row.key for slot in table.slots if slot.name not in found}
    rows = {slot.name: slot.row.key for slot in table.slots}
    return {name: cell for name, cell in found.items() if rows[name] not in broken}


def _by_row_caption(table: FormTable) -> dict[str, list[tuple[str, str, Slot]]]:
    """Each row's slots by its caption, with the column's caption and the group's."""
    slots: dict[str, list[tuple[str, str, Slot]]] = {}
    for slot in table.slots:
        column = squeezed(slot.column.caption if slot.column else slot.row.single)
        entry = (column, squeezed(slot.row.group), slot)
        slots.setdefault(squeezed(slot.row.caption), []).append(entry)
    return slots


def _named(seen: set[str], slots: Mapping[str, list[tuple[str, str, Slot]]]) -> str:
    """The one figure these captions name; where several do, the one whose group is there too."""
    fitting = [
        (group in seen or not group, slot.name)
        for caption in seen & slots.keys()
        for column, group, slot in slots[caption]
        if column in seen
    ]
    in_group = [name for has_group, name in fitting if has_group]
    names = in_group or [name for _, name in fitting]
    return names[0] if len(names) == 1 else ""


@dataclass(frozen=True)
class _ReadRow:
    """A row of a published table: its captions, and the cells that may hold figures."""

    captions: tuple[str, ...]
    figures: tuple[PrintedCell, ...]

    @classmethod
    def of(cls, row: Sequence[PrintedCell], captions: Captions) -> "_ReadRow":
        """What stands behind the last caption of a row are its figures."""
        texts = [captions.meant(cell.text) for cell in row]
        words = [n for n, cell in enumerate(row) if texts[n] or not looks_like_figure(cell.text)]
        behind = row[words[-1] + 1 :] if words else row
        return cls(tuple(filter(None, texts)), tuple(behind))

    def fits(self, count: int) -> tuple[PrintedCell, ...]:
        """As many figures as a row has; blank cells too many at its ends are none."""
        figures = list(self.figures)
        while len(figures) > count and not figures[-1].text.strip():
            figures.pop()
        while len(figures) > count and not figures[0].text.strip():
            figures.pop(0)
        return tuple(figures) if len(figures) == count else ()


def _columns_in_order(table: FormTable, captions: Captions, rows: Sequence[_ReadRow]) -> bool:
    """Whether the columns, as far as they are named, stand as the form has them."""
    wanted = [squeezed(column.caption) for column in table.columns.values()]
    for row in rows:
        named = [word for word in row.captions if word in wanted and word not in captions.rows]
        if named and not row.figures and named != [word for word in wanted if word in named]:
            return len(named) > len(wanted)  # the head of several groups, one beside the other
    return True


def _by_rows(
    table: FormTable, rows: Sequence[_ReadRow]
) -> tuple[dict[str, PrintedCell], dict[str, PrintedCell]]:
    """Rows by their captions in the order of the form; and nameless ones between two such."""
    wanted = _rows_wanted(table)
    certain: dict[str, PrintedCell] = {}
    guessed: dict[str, PrintedCell] = {}
    at = 0
    nameless: list[tuple[PrintedCell, ...]] = []
    for row in rows:
        if not row.figures:
            continue
        named = _named_row(row, wanted, at)
        if named is None:
            widths = {len(slots) for _, _, slots in wanted}
            nameless += [fit for fit in (row.fits(width) for width in widths) if fit][:1]
            continue
        guessed.update(_between(wanted[at:named], nameless))
        nameless = []
        certain.update(zip(wanted[named][2], row.fits(len(wanted[named][2])), strict=False))
        at = named + 1
    guessed.update(_between(wanted[at:], nameless))
    return certain, guessed


def _rows_wanted(table: FormTable) -> list[tuple[str, str, list[str]]]:
    rows = table.rows.values()
    names: dict[str, list[str]] = {row.key: [] for row in rows}
    for slot in table.slots:
        names[slot.row.key].append(slot.name)
    return [(squeezed(row.caption), squeezed(row.group), names[row.key]) for row in rows]


def _named_row(
    row: _ReadRow, wanted: Sequence[tuple[str, str, list[str]]], start: int
) -> int | None:
    """The row of the form these captions name, from the one after the last on."""
    fitting = (
        n
        for n in range(start, len(wanted))
        if row.captions and wanted[n][0] in row.captions and row.fits(len(wanted[n][2]))
    )
    return next(fitting, None)


def _between(
    wanted: Sequence[tuple[str, str, list[str]]], nameless: Sequence[tuple[PrintedCell, ...]]
) -> Iterator[tuple[str, PrintedCell]]:
    """Rows without a name for the rows not found, where there are as many of each width."""
    if [len(names) for _, _, names in wanted] == [len(figures) for figures in nameless]:
        for (_, _, names), figures in zip(wanted, nameless, strict=True):
            yield from zip(names, figures, strict=True)


def _by_count(table: FormTable, rows: Sequence[_ReadRow]) -> dict[str, PrintedCell]:
    """All figures in their order, where there are as many as the form has.

    They may be blank where one row without captions holds all of them.
    """
    names = [slot.name for slot in table.slots]
    stated = [cell for row in rows for cell in row.figures if cell.text.strip()]
    alone = [row.figures for row in rows if not row.captions and len(row.figures) == len(names)]
    for figures in (stated, *alone):
        if len(figures) == len(names):
            return dict(zip(names, figures, strict=True))
    return {}
