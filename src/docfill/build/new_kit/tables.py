"""The blanks of an official table, each under the captions left of it and above it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docfill.base import tell
from docfill.build.new_kit.naming import Names, Speller
from docfill.word import GridCell

_TOTAL = re.compile("[总合小共][计数]")
_MONEY = re.compile("金额|经费|款项|元[）)]")
_UNIT = re.compile("位[:：](?P<unit>[十百千万亿]*元)")


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty cell, and the captions that say what belongs there, the outermost first."""

    spot: GridCell
    left: tuple[GridCell, ...]
    above: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    key: str
    caption: str
    sum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A row of the form; `cells` are those its figures belong into, by column, "" for a single."""

    key: str
    caption: str
    group: str = ""
    single: str = ""
    sum: tuple[str, ...] = ()
    cells: dict[str, GridCell] = field(default_factory=dict)

    @property
    def is_amount(self) -> bool:
        return bool(_MONEY.search(self.caption + self.single))

    @property
    def unit(self) -> str:
        found = _UNIT.search(self.caption + self.single)
        return found["unit"] if found else ""


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """A table of the form."""

    key: str
    columns: tuple[ProposedColumn, ...]
    rows: tuple[ProposedRow, ...]


@dataclass(frozen=True, slots=True)
class _Blanks:
    """Blanks that share a row of the form, and what it is called; columns by their captions."""

    caption: str
    group: str
    blanks: tuple[tuple[str, Blank], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(caption for caption, _ in self.blanks)


def text_of(cell: GridCell) -> str:
    return "".join(cell.cell.text.split())


def blanks_of(cells: Sequence[GridCell]) -> list[Blank]:
    """The empty cells with a caption beside or above them, row by row."""
    found = []
    for spot in cells:
        if text_of(spot):
            continue
        left = _captions(spot, cells, _is_left, lambda other: other.left)
        above = _captions(spot, cells, _is_above, lambda other: other.top)
        if left or above:
            found.append(Blank(spot, left, above))
    return found


def _is_left(other: GridCell, spot: GridCell) -> bool:
    return other.right <= spot.left and other.top <= spot.top < other.bottom


def _is_above(other: GridCell, spot: GridCell) -> bool:
    return other.bottom <= spot.top and other.left < spot.right and spot.left < other.right


def _captions(
    spot: GridCell,
    cells: Sequence[GridCell],
    is_there: Callable[[GridCell, GridCell], bool],
    place: Callable[[GridCell], int],
) -> tuple[GridCell, ...]:
    """The nearest run of captions on one side, without the blanks between it and the cell."""
    beside = sorted((other for other in cells if is_there(other, spot)), key=place, reverse=True)
    run: list[GridCell] = []
    for other in beside:
        if text_of(other):
            run.append(other)
        elif run:
            break
    return tuple(reversed(run))


def propose_table(
    key: str, cells: Sequence[GridCell], speller: Speller | None
) -> ProposedTable | None:
    """The form's rows and columns for the blanks of a table; None where it has none."""
    width = max((cell.right for cell in cells), default=0)
    lines = list(_lines(blanks_of(cells), width))
    if not lines:
        return None
    shapes = Counter(line.columns for line in lines if len(line.blanks) > 1)
    shape = shapes.most_common(1)[0][0] if shapes else ()
    if len(set(shape)) < len(shape):
        shape = ()  # Nobody could tell two columns of one name apart.
    names = Names(speller)
    columns = [ProposedColumn(names.name(caption, "column"), caption) for caption in shape]
    named = Names(speller)
    rows = [row for line in lines for row in _rows(line, shape, columns, named)]
    if not columns:
        # A form's table has columns, though no row of this one uses them.
        columns = [ProposedColumn("figure", str(tell("figure")))]
    return ProposedTable(key, _with_total(columns), _with_sum(rows))


def _lines(blanks: Sequence[Blank], width: int) -> Iterator[_Blanks]:
    """The blanks by rows of the form: by captions on the left, else by the upper ones above."""
    lines: dict[tuple[object, ...], list[tuple[str, Blank]]] = {}
    said: dict[tuple[object, ...], tuple[str, str]] = {}
    for blank in blanks:
        above = [text_of(cell) for cell in blank.above]
        left = [text_of(cell) for cell in blank.left]
        column = above[-1] if above else left[-1]
        if left:
            spread = [c for c in blank.above if c.left == 0 and c.right == width]
            outer = left[-2] if len(left) > 1 else text_of(spread[-1]) if spread else ""
            name: tuple[object, ...] = (blank.spot.top, *left)
            said[name] = (left[-1], "" if outer == column else outer)
        else:
            upper = blank.above[:-1]
            name = (blank.spot.top, *(id(cell) for cell in upper)) if upper else (id(blank),)
            said[name] = (
                text_of(upper[-1]) if upper else column,
                text_of(upper[-2]) if len(upper) > 1 else "",
            )
        lines.setdefault(name, []).append((column, blank))
    for name, own in lines.items():
        yield _Blanks(*said[name], tuple(own))


def _rows(
    line: _Blanks, shape: tuple[str, ...], columns: Sequence[ProposedColumn], names: Names
) -> Iterator[ProposedRow]:
    """One row where its columns are those of the table, else a row for each of its figures."""
    if shape and line.columns == shape:
        cells = {
            column.key: blank.spot for column, (_, blank) in zip(columns, line.blanks, strict=True)
        }
        yield ProposedRow(names.name(line.caption, "row"), line.caption, line.group, cells=cells)
        return
    for caption, blank in line.blanks:
        called = line.caption if len(line.blanks) == 1 else line.caption + caption
        yield ProposedRow(
            names.name(called, "row"),
            line.caption,
            line.group,
            single=caption,
            cells={"": blank.spot},
        )


def _with_total(columns: Sequence[ProposedColumn]) -> tuple[ProposedColumn, ...]:
    """A last column called total sums up the others."""
    *others, last = columns
    if len(others) > 1 and _TOTAL.fullmatch(last.caption):
        last = replace(last, sum=tuple(column.key for column in others))
    return (*others, last)


def _with_sum(rows: Sequence[ProposedRow]) -> tuple[ProposedRow, ...]:
    """A last row called total sums up the others, where they are all alike and in no groups."""
    *others, last = rows
    alike = all(not row.group and bool(row.single) == bool(last.single) for row in rows)
    if len(others) > 1 and alike and _TOTAL.fullmatch(last.caption):
        last = replace(last, sum=tuple(row.key for row in others))
    return (*others, last)
