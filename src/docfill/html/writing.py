"""Writes a document as HTML that a content management system leaves alone.

Looks stand at each element, for a CMS strips style sheets and classes; a table is a real one, with
its merged cells, and scrolls within itself on a narrow screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from docfill.html.looks import DocumentLooks, cell_css
from docfill.html.showing import Unfit, shown_runs, shown_text, squeeze, unfit_in
from docfill.word import (
    Block,
    Document,
    GridCell,
    Paragraph,
    Table,
    attribute,
    grid_cells,
    layout_of,
    squeeze_spaces,
    style_looks,
    styles_root,
    w,
    whole,
)

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# The text of a sheet of A4 with Word's usual margins, in twips.
_USUAL_WIDTH = 8306
_DEEPEST = 6
# As wide as a column needs to be, where one can scroll to the others.
_POINTS_EACH = 48
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0 auto;max-width:48em;padding:1em;font-size:18px;color:#000;background:#fff">
{fragment}</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class WebPages:
    """A document for the web: a piece to put into a page of a portal, and a page of its own."""

    fragment: bytes
    page: bytes


def write_pages(document: Document) -> WebPages:
    """The document for the web, its title as the highest heading; raises Unfit."""
    title, language = document_title(document), language_of(document)
    styles = style_looks(document.package)
    if unfit := tuple(dict.fromkeys(unfit_in(document.body, styles))):
        raise Unfit(unfit)
    layout = layout_of(document)
    width = round((layout.right - layout.left) * 20) if layout else 0
    writer = _Writer(DocumentLooks(styles, width if width > 0 else _USUAL_WIDTH), title)
    fragment = f"<div>\n{writer.blocks(document.body)}</div>\n"
    page = _PAGE.format(language=escape(language), title=escape(title), fragment=fragment)
    return WebPages(fragment.encode(), page.encode())


def document_title(document: Document) -> str:
    """The title among a document's properties; without, how its text begins."""
    package = document.package
    part = package.target("", "core-properties")
    properties = package.sound_tree(part) if part else None
    stated = "" if properties is None else properties.findtext(_TITLE) or ""
    if stated.strip():
        return stated.strip()
    paragraphs = (block for block in document.body if isinstance(block, Paragraph))
    return next(filter(None, (" ".join(shown_text(each).split()) for each in paragraphs)), "")


def language_of(document: Document) -> str:
    """The language most of a document is written in, as its styles say; "" where they do not."""
    root = styles_root(document.package)
    stated = None if root is None else root.find(f"{w('docDefaults')}//{w('lang')}")
    return "" if stated is None else stated.get(w("val"), "")


class _Writer:
    """Writes the blocks of one document; its title is met once."""

    def __init__(self, looks: DocumentLooks, title: str):
        self._looks = looks
        self._title = squeeze_spaces(title)

    def blocks(self, blocks: Sequence[Block]) -> str:
        written = []
        for block in blocks:
            if isinstance(block, Table):
                written.append(self._table(block))
            elif isinstance(block, Paragraph) and shown_text(block).strip():
                written.append(self._paragraph(block))
        return "".join(written)

    def _paragraph(self, paragraph: Paragraph, is_in_cell: bool = False) -> str:
        css = self._css(paragraph, is_in_cell)
        tag = "p" if is_in_cell else self._tag(paragraph)
        if tag != "p":
            css += ";font-weight:bold"
        if is_in_cell:
            css = f"margin:0;{css}"
        return f'<{tag} style="{css}">{self._runs(paragraph)}</{tag}>\n'

    def _css(self, paragraph: Paragraph, is_in_cell: bool) -> str:
        css = self._looks.paragraph_css(paragraph, is_in_cell)
        text = shown_text(paragraph)
        return css if squeeze(text) == text else f"{css};white-space:pre-wrap"

    def _tag(self, paragraph: Paragraph) -> str:
        if squeeze_spaces(shown_text(paragraph)) == self._title:
            self._title = ""
            return "h1"
        level = self._looks.of(paragraph).level
        return "p" if level is None else f"h{min(level + 2, _DEEPEST)}"

    def _runs(self, paragraph: Paragraph) -> str:
        written = []
        for run in shown_runs(paragraph):
            text = escape(run.text).replace("\n", "<br>")
            for tag in reversed(self._looks.run_tags(paragraph, run)):
                text = f"<{tag}>{text}</{tag}>"
            written.append(text)
        return "".join(written)

    def _table(self, table: Table) -> str:
        widths = [whole(width) for width in table.grid]
        total = sum(widths)
        has_borders = self._looks.has_borders(table)
        columns = (
            "".join(f'<col style="width:{width * 100 / total:.2f}%">' for width in widths)
            if total
            else ""
        )
        name = attribute(table.props, "tblCaption", "val")
        title = f' title="{escape(name)}"' if name else ""
        # As wide as on paper at least, where there are many columns: a small screen scrolls.
        least = min(total / 20, len(widths) * _POINTS_EACH)
        css = f"border-collapse:collapse;width:100%;min-width:{least:.0f}pt"
        head = f'<div style="overflow-x:auto;margin:0.5em 0"><table style="{css}"{title}>\n'
        body = "".join(self._rows(table, has_borders))
        return f"{head}<colgroup>{columns}</colgroup>\n<tbody>\n{body}</tbody>\n</table></div>\n"

    def _rows(self, table: Table, has_borders: bool) -> list[str]:
        """The rows, their cells each in the first row it covers; what a row leaves out is blank."""
        cells = grid_cells(table)
        rows: list[list[GridCell]] = [[] for _ in table.rows]
        for cell in cells:
            rows[cell.top].append(cell)
        covered = _covered(cells)
        columns = max((cell.right for cell in cells), default=0)
        written = []
        for top, row in enumerate(rows):
            by_column = {cell.left: cell for cell in row}
            line = []
            for column in range(columns):
                if column in by_column:
                    line.append(self._cell(by_column[column], has_borders))
                elif (top, column) not in covered:
                    line.append('<td style="border:0"></td>')
            written.append(f"<tr>{''.join(line)}</tr>\n")
        return written

    def _cell(self, cell: GridCell, has_borders: bool) -> str:
        blocks = [
            block
            for block in cell.cell.blocks
            if isinstance(block, Table)
            or (isinstance(block, Paragraph) and shown_text(block).strip())
        ]
        css, inside = cell_css(cell.cell.props, has_borders), ""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            css += f";{self._css(blocks[0], is_in_cell=True)}"
            inside = self._runs(blocks[0])
        elif blocks:
            inside = "".join(
                self._paragraph(block, is_in_cell=True)
                if isinstance(block, Paragraph)
                else self._table(block)
                for block in blocks
                if isinstance(block, (Paragraph, Table))
            )
        spans = {"rowspan": cell.bottom - cell.top, "colspan": cell.right - cell.left}
        wide = "".join(f' {name}="{count}"' for name, count in spans.items() if count > 1)
        return f'<td{wide} style="{css}">{inside}</td>'


def _covered(cells: Sequence[GridCell]) -> set[tuple[int, int]]:
    return {
        (row, column)
        for cell in cells
        for row in range(cell.top, cell.bottom)
        for column in range(cell.left, cell.right)
    }
