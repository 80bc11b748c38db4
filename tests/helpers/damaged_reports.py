"""Published reports as people damage them: ten kinds of damage, written as .docx, page and text."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import escape

from docfill.base.places import WHOLE
from docfill.sources.published.model import PrintedBlock, PrintedCell, PrintedLine, PrintedTable

Blocks = list[PrintedBlock]
Damage = Callable[[Blocks], Blocks]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBER = re.compile(r"^(?:[一二三四五六]、|（[一二三四五六]）)")
_WIDE = {0x30 + digit: 0xFF10 + digit for digit in range(10)}
_OTHERS = dict(zip("一二三四五六", "二一四三六五", strict=True))


def _lines(change: Callable[[PrintedLine], PrintedLine]) -> Damage:
    return lambda blocks: [
        change(block) if isinstance(block, PrintedLine) else block for block in blocks
    ]


def _cells(change: Callable[[PrintedCell], str]) -> Damage:
    return lambda blocks: [
        PrintedTable(tuple(replace(cell, text=change(cell)) for cell in block.cells))
        if isinstance(block, PrintedTable)
        else block
        for block in blocks
    ]


def _without_number(line: PrintedLine) -> PrintedLine:
    return replace(line, text=_NUMBER.sub("", line.text))


def _only_bold(line: PrintedLine) -> PrintedLine:
    return replace(_without_number(line), stands_out=bool(_NUMBER.match(line.text)))


def _plain(line: PrintedLine) -> PrintedLine:
    return replace(_without_number(line), stands_out=False)


def _wrongly_numbered(line: PrintedLine) -> PrintedLine:
    """The numbers of sections; those of sub-headings are their own text."""
    if re.match("[一二三四五六]、", line.text):
        return replace(line, text=_OTHERS[line.text[0]] + line.text[1:])
    return line


def _figure(change: Callable[[str], str]) -> Callable[[PrintedCell], str]:
    return lambda cell: change(cell.text) if re.fullmatch(r"[0-9.]+", cell.text) else cell.text


def _note(text: str) -> str:
    return f"{text}（含上年）" if text not in ("0", "0.36") else text


def _without_heads(blocks: Blocks) -> Blocks:
    """The heads of columns are gone, as where a table was pasted as plain cells."""
    return [
        PrintedTable(tuple(cell for cell in _moved_up(block) if cell.top >= 0))
        if isinstance(block, PrintedTable) and len(block.cells) > 100
        else block
        for block in blocks
    ]


def _moved_up(table: PrintedTable) -> list[PrintedCell]:
    return [replace(cell, top=cell.top - 3, bottom=cell.bottom - 3) for cell in table.cells]


def _divided(blocks: Blocks) -> Blocks:
    """Tables divided by a page, their heads repeated, and the page's number between."""
    parted: Blocks = []
    for block in blocks:
        if not isinstance(block, PrintedTable) or len(block.cells) < 100:
            parted.append(block)
            continue
        head = [cell for cell in block.cells if cell.top < 3]
        first = [cell for cell in block.cells if cell.top < 12]
        rest = [
            replace(cell, top=cell.top - 9, bottom=cell.bottom - 9)
            for cell in block.cells
            if cell.top >= 12
        ]
        cut = [replace(cell, bottom=min(cell.bottom, 12)) for cell in first]
        open_below = [
            replace(cell, text="", top=3, bottom=cell.bottom - 9)
            for cell in first
            if cell.bottom > 12
        ]
        below = PrintedTable((*head, *open_below, *rest))
        parted += [PrintedTable(tuple(cut)), _line("— 2 —"), below]
    return [*parted[:-3], _line("第 3 页 共 3 页"), *parted[-3:]]


def _within_a_page(blocks: Blocks) -> Blocks:
    above = ["首页 > 政务公开 > 年度报告", "索引号：000001 发布时间：2024-02-01"]
    below = ["附件：1.依申请公开办理台账", "【打印本页】【关闭窗口】", "主办：云川县人民政府办公室"]
    return [_line(text) for text in above] + blocks + [_line(text) for text in below]


def _on_two_lines(blocks: Blocks) -> Blocks:
    title = blocks[0]
    assert isinstance(title, PrintedLine)
    name, year, rest = title.text.partition("2023年")
    spaced = _cells(lambda cell: " ".join(cell.text) if len(cell.text) in (2, 3) else cell.text)
    return [_line(name + year), _line(rest), *spaced(blocks[1:])]


def _line(text: str) -> PrintedLine:
    return PrintedLine(text, WHOLE)


DAMAGES: dict[str, Damage] = {
    "numbers of headings lost": _lines(
        lambda line: replace(_without_number(line), stands_out=False)
    ),
    "numbers of headings wrong": _lines(_wrongly_numbered),
    "headings only bold": _lines(_only_bold),
    "blanks for zeros": _cells(_figure(lambda text: "" if text == "0" else text)),
    "strokes for zeros": _cells(_figure(lambda text: "/" if text == "0" else text)),
    "full-width digits": _cells(_figure(lambda text: text.translate(_WIDE))),
    "notes in cells": _cells(_figure(_note)),
    "heads of columns lost": _without_heads,
    "tables and prose divided by pages": _divided,
    "menus, annexes and spaces around": lambda blocks: _within_a_page(_on_two_lines(blocks)),
}


def as_docx(blocks: Blocks) -> bytes:
    """A .docx of nothing but text, bold and tables."""
    body = "".join(
        _word_paragraph(block.text, block.stands_out)
        if isinstance(block, PrintedLine)
        else _word_table(block)
        for block in blocks
    )
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def _word_paragraph(text: str, is_bold: bool = False) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    return f'<w:p><w:r>{bold}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _word_table(table: PrintedTable) -> str:
    rows = [
        "".join(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.right - cell.left}"/>{_merge(cell, top)}'
            f"</w:tcPr>{_word_paragraph(cell.text if cell.top == top else '')}</w:tc>"
            for cell in row
        )
        for top, row in enumerate(_rows(table))
    ]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _merge(cell: PrintedCell, top: int) -> str:
    if cell.bottom - cell.top == 1:
        return ""
    return '<w:vMerge w:val="restart"/>' if cell.top == top else "<w:vMerge/>"


def _rows(table: PrintedTable) -> list[list[PrintedCell]]:
    """The cells that each row touches, from left to right."""
    last = max(cell.bottom for cell in table.cells)
    return [
        sorted(
            (cell for cell in table.cells if cell.top <= row < cell.bottom),
            key=lambda cell: cell.left,
        )
        for row in range(last)
    ]


def as_page(blocks: Blocks) -> bytes:
    """A web page, the report in a frame of a table as old portals have it."""
    inside = "".join(
        f"<p>&nbsp;&nbsp;{_bold(block)}</p>"
        if isinstance(block, PrintedLine)
        else _page_table(block)
        for block in blocks
    )
    return f"<html><body><table><tr><td>{inside}</td></tr></table></body></html>".encode()


def _bold(line: PrintedLine) -> str:
    return f"<strong>{escape(line.text)}</strong>" if line.stands_out else escape(line.text)


def _page_table(table: PrintedTable) -> str:
    rows = [
        "".join(
            f'<td rowspan="{cell.bottom - cell.top}" colspan="{cell.right - cell.left}">'
            f"{escape(cell.text)}</td>"
            for cell in row
            if cell.top == top
        )
        for top, row in enumerate(_rows(table))
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def as_text(blocks: Blocks) -> bytes:
    """Plain text: a cell a line behind a tab, a blank line behind each row."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, PrintedLine):
            lines += ["", block.text]
        else:
            for top, row in enumerate(_rows(block)):
                lines += ["", *("\t" + (cell.text if cell.top == top else "") for cell in row)]
    return "\n".join(lines).encode()


FORMATS = {"docx": as_docx, "html": as_page, "txt": as_text}
