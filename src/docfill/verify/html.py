"""Proves a web page: reads back what a browser would show, and compares it with the .docx."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from docfill.base import (
    LARGEST_FILE,
    NOTHING,
    Finding,
    Message,
    message_of,
    read_regular,
    tell,
    why,
)
from docfill.html import (
    ReadCell,
    ReadPage,
    ReadParagraph,
    ReadTable,
    read_page,
    shown_text,
)
from docfill.verify.report import Comparison, apart, display_text, shorten_text
from docfill.word import (
    Block,
    GridCell,
    Look,
    NotADocument,
    Paragraph,
    Table,
    attribute,
    grid_cells,
    read_document,
    style_looks,
)

Shown = ReadParagraph | ReadTable


def verify_html(html: bytes | Path, docx: bytes | Path, name: str = "") -> list[Finding]:
    """Everything in which a page does not show the paragraphs and cells of its .docx, in order.

    Nor may it hold markup that does more than show them.
    """
    report = Comparison(name or (str(html) if isinstance(html, Path) else "html"))
    try:
        page = read_page(html if isinstance(html, bytes) else read_regular(html, LARGEST_FILE))
    except OSError as trouble:
        report.find("html-text", tell("the file cannot be read: {why}", why=why(trouble)))
        return report.findings
    except NotADocument as trouble:
        report.find("html-text", message_of(trouble))
        return report.findings
    try:
        document = read_document(docx)
    except NotADocument as trouble:
        says = tell("its .docx cannot be compared with it: {why}", why=message_of(trouble))
        report.find("html-text", says)
        return report.findings
    _check_markup(report, page)
    _compare(report, page.blocks, document.body, style_looks(document.package))
    return report.findings


def _check_markup(report: Comparison, page: ReadPage) -> None:
    for markup in page.foreign:
        says = tell("“{markup}” does more than show text and tables", markup=shorten_text(markup))
        report.find("html-foreign", says)


def _compare(
    report: Comparison,
    found: Sequence[Shown],
    blocks: Sequence[Block],
    looks: Mapping[str, Look],
    where: Message = NOTHING,
) -> None:
    """Report what is lost, too many or other than in the .docx; `where` names the cell."""
    expected = [block for block in blocks if _is_shown(block)]
    wanted, read = [_key(block) for block in expected], [_key_of(block) for block in found]
    matcher = SequenceMatcher(None, wanted, read, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        theirs, mine = expected[a:b], found[c:d]
        for each, other in zip(mine, theirs, strict=False):
            _compare_blocks(report, each, other, looks, where)
        if what == "equal":
            continue
        for lost in theirs[len(mine) :]:
            says = tell("{where}“{text}” is missing", where=where, text=shorten_text(_key(lost)))
            report.find("html-missing", says)
        for extra in mine[len(theirs) :]:
            text = shorten_text(_key_of(extra))
            says = tell("{where}“{text}” is not in the .docx", where=where, text=text)
            report.find("html-extra", says)


def _is_shown(block: Block) -> bool:
    """Whether a page shows it; empty paragraphs are only the space between others on paper."""
    return isinstance(block, Table) or (
        isinstance(block, Paragraph) and bool(shown_text(block).strip())
    )


def _key(block: Block) -> str:
    if isinstance(block, Paragraph):
        return shown_text(block)
    cells = grid_cells(block) if isinstance(block, Table) else []
    return "\n".join(filter(None, (_text_of_cell(cell) for cell in cells)))


def _text_of_cell(cell: GridCell) -> str:
    return "\n".join(_key(block) for block in cell.cell.blocks if _is_shown(block))


def _key_of(block: Shown) -> str:
    if isinstance(block, ReadParagraph):
        return block.text
    texts = ("\n".join(_key_of(inner) for inner in cell.blocks) for cell in block.cells)
    return "\n".join(filter(None, texts))


def _compare_blocks(
    report: Comparison, found: Shown, expected: Block, looks: Mapping[str, Look], where: Message
) -> None:
    if isinstance(found, ReadParagraph) and isinstance(expected, Paragraph):
        _compare_paragraphs(report, found, expected, looks, where)
    elif isinstance(found, ReadTable) and isinstance(expected, Table):
        _compare_tables(report, found, expected, looks)
    else:
        text = shorten_text(_key(expected))
        says = tell("{where}“{text}” is a table no more, or became one", where=where, text=text)
        report.find("html-table", says)


def _compare_paragraphs(
    report: Comparison,
    found: ReadParagraph,
    expected: Paragraph,
    looks: Mapping[str, Look],
    where: Message,
) -> None:
    text = shown_text(expected)
    if found.text != text:
        mine, theirs = apart(found.text, text)
        says = tell(
            "{what}reads “{found}”, should read “{expected}”",
            what=where or tell("a paragraph "),
            found=mine,
            expected=theirs,
        )
        report.find("html-text", says)
    look = looks.get(expected.style, looks[""]).under(Look(expected.props))
    if not where and look.level is not None and not found.level:
        says = tell("“{text}” is no heading any more", text=shorten_text(text))
        report.find("html-text", says)


def _compare_tables(
    report: Comparison, found: ReadTable, expected: Table, looks: Mapping[str, Look]
) -> None:
    cells = grid_cells(expected)
    title = attribute(expected.props, "tblCaption", "val")
    first = next(filter(None, map(_text_of_cell, cells)), "")
    name = tell("the table “{text}”", text=shorten_text(title or first))
    if found.title != title:
        says = tell("{table} has lost its name", table=name)
        report.find("html-table", says)
    known = {_area(cell): cell for cell in found.cells}
    for cell in cells:
        at = tell("{table}, row {row}, column {n}: ", table=name, row=cell.top + 1, n=cell.left + 1)
        mine = known.pop(_area(cell), None)
        if mine is None:
            says = tell("{cell}no cell covers what “{text}” does", cell=at, text=_short(cell))
            report.find("html-table", says)
        else:
            _compare_cell(report, mine, cell, looks, at)
    for extra in _filled(known.values()):
        says = tell("{table}: a cell too many, “{text}”", table=name, text=extra)
        report.find("html-table", says)


def _compare_cell(
    report: Comparison, found: ReadCell, expected: GridCell, looks: Mapping[str, Look], at: Message
) -> None:
    text = "\n".join(_key_of(block) for block in found.blocks)
    blocks = expected.cell.blocks
    if not any(isinstance(block, Table) for block in blocks):
        if text != _text_of_cell(expected):
            says = tell(
                "{cell}shows {found}, the .docx {expected}",
                cell=at,
                found=display_text(text),
                expected=display_text(_text_of_cell(expected)),
            )
            report.find("html-cell", says)
    else:
        _compare(report, found.blocks, blocks, looks, at)


def _area(cell: GridCell | ReadCell) -> tuple[int, int, int, int]:
    return cell.top, cell.left, cell.bottom, cell.right


def _short(cell: GridCell) -> str:
    return shorten_text(_text_of_cell(cell))


def _filled(cells: Iterable[ReadCell]) -> Iterator[str]:
    """The texts of cells; one without is where a row of the .docx leaves some out."""
    for cell in cells:
        if cell.blocks:
            yield shorten_text("\n".join(map(_key_of, cell.blocks)))
