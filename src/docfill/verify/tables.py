"""Compares a table with the one expected, cell by cell."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from docfill.base import Message, in_a_row, tell
from docfill.verify.format_differences import differences
from docfill.verify.paragraphs import same_text
from docfill.verify.report import Comparison, display_text, shorten_text
from docfill.word import Block, Cell, Row, Table, attribute

CompareBlocks = Callable[[Comparison, Sequence[Block], Sequence[Block], Message], None]


def compare_tables(
    report: Comparison, found: Table, expected: Table, where: Message, compare: CompareBlocks
) -> None:
    """Report each row, cell, width and merge that differs; `compare` looks inside the cells."""
    title = where + _title(report, expected)
    if found.props != expected.props:
        how = differences(found.props, expected.props)
        report.find("docx-table", tell("{table}: {how}", table=title, how=how))
    if found.grid != expected.grid:
        _compare_grids(report, found, expected, title)
    pairs, missing, extra = _aligned(found.rows, expected.rows)
    for row in missing:
        says = tell("{table}: the row “{row}” is missing", table=title, row=_row_name(report, row))
        report.find("docx-row", says)
    for row in extra:
        says = tell("{table}: there is a row too many: “{row}”", table=title, row=_texts(row))
        report.find("docx-row", says)
    for mine, theirs in pairs:
        if mine != theirs:
            _compare_rows(report, mine, theirs, title, compare)


def _title(report: Comparison, table: Table) -> str | Message:
    """The heading of the table's section, else its own caption, else how it begins."""
    names = (cell.name for row in table.rows for cell in row.cells if cell.name)
    return (
        report.heading(next(names, ""))
        or attribute(table.props, "tblCaption", "val")
        or tell(
            "the table “{text}”",
            text=shorten_text(table.rows[0].cells[0].text if table.rows else ""),
        )
    )


def _compare_grids(report: Comparison, found: Table, expected: Table, title: Message) -> None:
    widths = enumerate(zip_longest(found.grid, expected.grid, fillvalue="–"), 1)
    changed = [
        tell("column {n}: {found} instead of {expected}", n=n, found=mine, expected=theirs)
        for n, (mine, theirs) in widths
        if mine != theirs
    ]
    says = tell("{table}: column widths differ, {how}", table=title, how=in_a_row(", ", changed))
    report.find("docx-grid", says)


def _aligned(
    found: Sequence[Row], expected: Sequence[Row]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Rows that belong together by their captions, those missing, and those too many."""
    pairs: list[tuple[Row, Row]] = []
    missing: list[Row] = []
    extra: list[Row] = []
    wanted = [_captions(row, row) for row in expected]
    matcher = SequenceMatcher(None, wanted, _found_captions(found, expected), autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        theirs, mine = expected[a:b], found[c:d]
        pairs.extend(zip(mine, theirs, strict=False))
        missing.extend(theirs[len(mine) :])
        extra.extend(mine[len(theirs) :])
    return pairs, missing, extra


def _captions(row: Row, like: Row) -> tuple[str, ...]:
    """The texts of the cells that no placeholder fills in a row like this one."""
    if len(row.cells) != len(like.cells):
        return tuple(cell.text for cell in row.cells if not _is_figure(cell.text))
    both = zip(row.cells, like.cells, strict=True)
    return tuple(cell.text for cell, other in both if not other.name)


def _found_captions(found: Sequence[Row], expected: Sequence[Row]) -> list[tuple[str, ...]]:
    """Captions of the rows found, read off by the shape of the expected rows."""
    by_shape: dict[int, Row] = {}
    for row in expected:
        shape = len(row.cells)
        if shape not in by_shape or any(cell.name for cell in row.cells):
            by_shape[shape] = row
    captions = []
    for n, row in enumerate(found):
        same_place = expected[n] if n < len(expected) else None
        fits = same_place is not None and len(same_place.cells) == len(row.cells)
        like = same_place if fits and same_place else by_shape.get(len(row.cells), row)
        captions.append(_captions(row, like))
    return captions


def _is_figure(text: str) -> bool:
    return text.strip().replace(".", "").isdigit()


def _compare_rows(
    report: Comparison, found: Row, expected: Row, title: Message, compare: CompareBlocks
) -> None:
    if found.props != expected.props:
        how = differences(found.props, expected.props)
        row = _row_name(report, expected)
        report.find("docx-row", tell("{table}, row “{row}”: {how}", table=title, row=row, how=how))
    if len(found.cells) != len(expected.cells):
        says = tell(
            "{table}, row “{row}”: {n} cells instead of {expected}",
            table=title,
            row=_row_name(report, expected),
            n=len(found.cells),
            expected=len(expected.cells),
        )
        report.find("docx-cells", says)
    for mine, theirs in _same_columns(found, expected):
        if mine != theirs:
            _compare_cells(report, mine, theirs, title, compare)


def _same_columns(found: Row, expected: Row) -> list[tuple[Cell, Cell]]:
    """Cells that begin at the same column of the grid."""
    if len(found.cells) == len(expected.cells):
        return list(zip(found.cells, expected.cells, strict=True))
    by_column = _by_column(found)
    return [(by_column[at], cell) for at, cell in _by_column(expected).items() if at in by_column]


def _by_column(row: Row) -> dict[int, Cell]:
    columns, at = {}, 0
    for cell in row.cells:
        columns[at] = cell
        at += cell.span
    return columns


def _compare_cells(
    report: Comparison, found: Cell, expected: Cell, title: Message, compare: CompareBlocks
) -> None:
    what = report.caption(expected.name) if expected.name else _quoted(title, expected)
    if found.props != expected.props:
        how = differences(found.props, expected.props)
        report.find("docx-cell-layout", tell("{cell}: {how}", cell=what, how=how))
    if found.text != expected.text and expected.name and not same_text(found.text, expected.text):
        says = tell(
            "{cell}: shows {found}, the data say {expected}",
            cell=what,
            found=display_text(found.text),
            expected=display_text(expected.text),
        )
        report.find("docx-cell", says)
    elif found.text != expected.text and not same_text(found.text, expected.text):
        says = tell(
            "{cell}: the caption reads “{found}”, should read “{expected}”",
            cell=title,
            found=shorten_text(found.text),
            expected=shorten_text(expected.text),
        )
        report.find("docx-caption", says)
    elif found.blocks != expected.blocks:
        compare(report, found.blocks, expected.blocks, tell("{cell}: ", cell=what))


def _quoted(title: Message, cell: Cell) -> Message:
    return tell("{table}, cell “{text}”", table=title, text=shorten_text(cell.text))


def _row_name(report: Comparison, row: Row) -> str:
    """A row by the captions that no placeholder fills, else by its first placeholder."""
    captions = [
        shorten_text(cell.text) for cell in row.cells if not cell.name and cell.text.strip()
    ]
    if captions:
        return "／".join(captions)
    return next((report.caption(cell.name) for cell in row.cells if cell.name), "–")


def _texts(row: Row) -> str:
    return shorten_text(" ".join(cell.text for cell in row.cells if cell.text.strip())) or "–"
