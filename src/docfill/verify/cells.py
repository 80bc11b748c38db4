"""Compares ruled tables in a PDF with the tables of the .docx, cell by cell."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from docfill.base import Message, as_written, tell
from docfill.pdf import Area, Character, in_lines
from docfill.verify.report import Comparison, display_text
from docfill.word import Cell, Faces, Paragraph, Table, attribute, grid_cells, squeeze_spaces, whole

# Half a millimetre, in points.
_NEAR = 0.5 / 25.4 * 72
# Base lines of one cell further apart than this, in points, are two lines.
_LINE = 3


@dataclass(slots=True)
class _PdfCell:
    """A cell of a table, the rows and columns it covers, and what the PDF shows in it."""

    cell: Cell
    top: int
    left: int
    right: int
    bottom: int
    shows: list[list[Character]] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)


def compare_ruled(
    report: Comparison, tables: Sequence[Table], areas: Sequence[Area], faces: Faces | None
) -> None:
    """Report each cell whose text the PDF does not show in its place, and rows cut in two."""
    waiting = list(areas)
    for number, table in enumerate(tables, 1):
        name = table_name(table, number)
        own = _take(table, waiting)
        if own is None:
            says = tell(
                "{table}: the ruled rows in the PDF are not the {n} rows of the table; "
                "a row is lost or cut in two by the end of a page",
                table=name,
                n=len(table.rows),
            )
            report.find("pdf-rows", says)
            return
        _compare_table(report, table, own, name, faces)
    for area in waiting:
        says = tell("page {n}: there is a ruled table too many", n=area.page)
        report.find("pdf-rows", says)


def table_name(table: Table, number: int) -> Message:
    """What a table is called in findings: by its title in Word (alternative text), else counted."""
    caption = attribute(table.props, "tblCaption", "val")
    return as_written(caption) if caption else tell("table {n}", n=number)


def _take(table: Table, waiting: list[Area]) -> list[tuple[Area, list[int]]] | None:
    """The areas that show a table, taken off the list, with the table's row for each of theirs.

    None where they do not add up to the rows it has, its head repeated on each new page.
    """
    head = _head_rows(table)
    taken: list[tuple[Area, list[int]]] = []
    done = 0
    while done < len(table.rows):
        if not waiting:
            return None
        area = waiting.pop(0)
        repeated = head if taken else 0
        new = area.row_count - repeated
        if new <= 0 or done + new > len(table.rows):
            return None
        taken.append((area, [*range(repeated), *range(done, done + new)]))
        done += new
    return taken


def _head_rows(table: Table) -> int:
    """How many rows come again on each page."""
    count = 0
    for row in table.rows:
        if not any(item[0] == "tblHeader" for item in row.props):
            break
        count += 1
    return count


def _compare_table(
    report: Comparison,
    table: Table,
    areas: list[tuple[Area, list[int]]],
    name: Message,
    faces: Faces | None,
) -> None:
    between = _edges(table)[1:-1]
    spots = [
        _PdfCell(each.cell, each.top, each.left, each.right, each.bottom)
        for each in grid_cells(table)
    ]
    by_place = {
        (row, column): spot
        for spot in spots
        for row in range(spot.top, spot.bottom)
        for column in range(spot.left, spot.right)
    }
    for area, rows in areas:
        _compare_edges(report, table, area, name)
        start = area.columns[0]
        for spot in spots:
            spot.shows.append([])
        for character in area.characters:
            row = area.row_of(character)
            middle = (character.left + character.right) / 2 - start
            column = bisect_right(between, middle)
            found = by_place.get((rows[row], column)) if 0 <= row < len(rows) else None
            if found is not None:
                found.shows[-1].append(character)
                found.fonts.add(character.font)
    for spot in spots:
        _compare_cell(report, spot, spots, name)
        strange = spot.fonts - faces.of_cell(spot.cell) if faces is not None else ()
        for font in sorted(strange):
            says = tell(
                "{table}, {cell}: something is set in {font} instead of the font asked for",
                table=name,
                cell=_captions(spot, spots),
                font=font,
            )
            report.find("pdf-font", says)
    _check_figures(report, spots, name)


def _edges(table: Table) -> list[float]:
    edges = [0.0]
    for width in table.grid:
        edges.append(edges[-1] + whole(width) / 20)
    return edges


def _compare_edges(report: Comparison, table: Table, area: Area, name: Message) -> None:
    """Each column line of the PDF is one of the grid, in its place."""
    wanted = _edges(table)
    found = [edge - area.columns[0] for edge in area.columns]
    strange = [edge for edge in found if min(abs(edge - other) for other in wanted) > _NEAR]
    if strange or abs(found[-1] - wanted[-1]) > _NEAR:
        says = tell(
            "page {n}, {table}: the column lines are not where the widths of the columns put them",
            n=area.page,
            table=name,
        )
        report.find("pdf-columns", says)


def _compare_cell(
    report: Comparison, spot: _PdfCell, spots: Sequence[_PdfCell], name: Message
) -> None:
    """A cell shows its text on one page, or, in a row that is repeated, on each."""
    expected = squeeze_spaces(spot.cell.text)
    orders: list[Callable[[list[Character]], list[Character]]] = [list, in_lines]
    pieces: list[str] = []
    for order in orders:
        pieces = ["".join(c.text for c in order(inside)) for inside in spot.shows if inside]
        if _are(pieces, expected):
            return
    says = tell(
        "{table}, {cell}: the PDF shows {found}, the .docx says {expected}",
        table=name,
        cell=_captions(spot, spots),
        found=display_text("".join(pieces)),
        expected=display_text(spot.cell.text),
    )
    report.find("pdf-cell", says)


def _check_figures(report: Comparison, spots: Sequence[_PdfCell], name: Message) -> None:
    """Each figure stands on one line: broken over two it reads as two figures."""
    broken = [spot for spot in spots if any(map(_is_broken, spot.shows)) and _is_figure(spot)]
    if broken:
        says = tell(
            "{table}: figures broken over two lines: {n}, the first in {cell}: {figure}; in the "
            "template, scale the characters of the style “{style}” down",
            table=name,
            n=len(broken),
            cell=_captions(broken[0], spots),
            figure=broken[0].cell.text.strip(),
            style=_style(broken[0]),
        )
        report.doubt("pdf-broken-figure", says)


def _style(spot: _PdfCell) -> str:
    """The style its first paragraph is set in."""
    styles = (block.style for block in spot.cell.blocks if isinstance(block, Paragraph))
    return next(styles, "")


def _is_broken(characters: Sequence[Character]) -> bool:
    if len(characters) < 2:
        return False
    bases = [character.base for character in characters]
    return max(bases) - min(bases) > _LINE


def _are(pieces: list[str], expected: str) -> bool:
    """Whether the text is there once, on one page or over two, or on each page whole."""
    return "".join(pieces) == expected or (bool(pieces) and all(p == expected for p in pieces))


def _captions(spot: _PdfCell, spots: Sequence[_PdfCell]) -> str:
    """A cell by the nearest text to its left and the nearest above it that is no figure."""
    left = [
        other
        for other in spots
        if other.right <= spot.left and other.top <= spot.top < other.bottom and _is_text(other)
    ]
    above = [
        other
        for other in spots
        if other.bottom <= spot.top
        and other.left < spot.right
        and spot.left < other.right
        and _is_text(other)
    ]
    names = [max(left, key=lambda other: other.right).cell.text] if left else []
    names += [max(above, key=lambda other: other.bottom).cell.text] if above else []
    return "“" + "／".join(names or [spot.cell.text]) + "”"


def _is_text(spot: _PdfCell) -> bool:
    return bool(spot.cell.text.strip()) and not _is_figure(spot)


def _is_figure(spot: _PdfCell) -> bool:
    return spot.cell.text.strip().replace(".", "").isdigit()
