"""A table's lines to rows: the first names the columns, each other one is a row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from docfill.base import NOTHING, Finding, Message, Place, Spot, in_a_row, tell
from docfill.sources.rows.row import ListRow, Rows, no_rows

# What separates values for the eye, but not for a program.
_FULL_WIDTH = "，；、"


class ListCell(NamedTuple):
    """A value of a table, where it stands, and why it cannot be used."""

    value: object
    spot: Spot
    fault: Message = NOTHING
    code: str = ""


class ListLine(NamedTuple):
    """A line of a table that is not blank, by what people call it."""

    label: Message
    cells: list[ListCell]


def rows_of(file: str, lines: Callable[[], Iterator[ListLine]], *, padded: bool) -> Rows:
    """The rows of a table; `padded`: a line may end early, as in a workbook."""
    first = next(lines(), None)
    if first is None:
        return no_rows(Finding(Place(file), "no-rows", tell("the file holds no rows")))
    names = _names(first)
    if findings := list(_faults(file, first, names, lines)):
        return no_rows(*findings)

    def each() -> Iterator[ListRow]:
        after = lines()
        next(after)
        return (_row(file, line, names, padded=padded) for line in after)

    return Rows(tuple(names), each)


def _names(heading: ListLine) -> list[str]:
    """The columns' names; blank ones at the end, as Excel likes to save them, are none."""
    names = [" ".join(str(cell.value).split()) for cell in heading.cells]
    while names and not names[-1] and not heading.cells[len(names) - 1].fault:
        names.pop()
    return names


def _faults(
    file: str, heading: ListLine, names: Sequence[str], lines: Callable[[], Iterator[ListLine]]
) -> Iterator[Finding]:
    """What is wrong with the line of headings."""
    seen: dict[str, ListCell] = {}
    for name, cell in zip(names, heading.cells, strict=False):
        place = Place(file, cell.spot)
        if cell.fault:
            yield Finding(place, cell.code or "cell", in_a_row(": ", (heading.label, cell.fault)))
        elif not name:
            says = tell("a column has no heading here; write one, or delete the column")
            yield Finding(place, "heading", in_a_row(": ", (heading.label, says)))
        elif name in seen:
            says = tell("two columns are called “{name}”; rename one of them", name=name)
            yield Finding(place, "heading", in_a_row(": ", (heading.label, says)))
        seen.setdefault(name, cell)
    if len(names) == 1:
        yield from _alone(file, heading, names[0], lines())


def _alone(file: str, heading: ListLine, name: str, lines: Iterable[ListLine]) -> Iterator[Finding]:
    """Why there is but one heading, where that looks like a slip."""
    cell = heading.cells[0]
    place = Place(file, cell.spot)
    wider = max((_width(line) for _, line in zip(range(5), lines, strict=False)), default=1)
    if wider > 1:
        says = tell(
            "the first line must name the columns, and this looks like a title: “{name}”; "
            "delete the line",
            name=name,
        )
        yield Finding(place, "heading", says)
    elif any(sign in name for sign in _FULL_WIDTH):
        says = tell("the headings are separated by a full-width sign; write a half-width comma")
        yield Finding(place, "heading", says)


def _width(line: ListLine) -> int:
    """At which column the last value of a line stands."""
    return max((n for n, cell in enumerate(line.cells, 1) if cell.value != ""), default=0)


def _row(file: str, line: ListLine, names: Sequence[str], *, padded: bool) -> ListRow:
    paired = list(zip(names, line.cells, strict=False))
    row = ListRow(
        {name: cell.value for name, cell in paired}
        | (dict.fromkeys(names[len(line.cells) :], "") if padded else {}),
        Place(file, line.cells[0].spot),
        line.label,
        {name: cell.spot for name, cell in paired},
    )
    found = [row.finding(cell.code, cell.fault, name) for name, cell in paired if cell.fault]
    found += _length(row, line, names, padded=padded)
    if not found:
        return row
    return ListRow(row.values, row.place, row.label, row.cells, tuple(found))


def _length(
    row: ListRow, line: ListLine, names: Sequence[str], *, padded: bool
) -> Iterator[Finding]:
    """Whether a line has as many values as there are headings; blank ones at its end are none."""
    if not padded and len(line.cells) < len(names):
        says = tell(
            "it has {n} values, and there are {m} headings; add what is missing, or its separators",
            n=len(line.cells),
            m=len(names),
        )
        yield row.finding("row-length", says)
    for cell in line.cells[len(names) :]:
        if cell.value != "" or cell.fault:
            says = tell(
                "“{value}” stands under no heading; quote a value that holds a separator, "
                "or name the column",
                value=str(cell.value)[:20],
            )
            place = Place(row.place.file, cell.spot)
            yield Finding(place, "row-length", in_a_row(": ", (line.label, says)))
            return
