"""Reads a .txt as reports are copied out of a page: a cell a line behind a tab, or rows of tabs."""

from collections.abc import Iterator

from docfill.base import TextSpot
from docfill.sources.published.model import (
    NotAReport,
    PrintedBlock,
    PrintedCell,
    PrintedLine,
    PrintedTable,
    Published,
)
from docfill.sources.rows.decoding import decode_text

_STOPS = ("。", "；", "：", "！", "？")


def read_text(data: bytes, name: str) -> Published:
    """The report in a text file; raises NotAReport."""
    text, findings = decode_text(data, name)
    fault = next((each for each in findings if each.blocking), None)
    if fault is not None:
        raise NotAReport(fault.message)
    return Published(name, tuple(_blocks(text.splitlines())))


def _blocks(lines: list[str]) -> Iterator[PrintedBlock]:
    rows: list[list[tuple[str, int]]] = []
    is_new_row = True
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            cells = line.split("\t")
            if line.startswith("\t") and len(cells) == 2:
                if is_new_row:
                    rows.append([])
                rows[-1].append((cells[1], number))
            else:
                rows.append([(cell, number) for cell in cells])
            is_new_row = False
        elif line.strip():
            yield from _table(rows)
            rows = []
            is_new_row = True
            yield PrintedLine(line, TextSpot(number))
        else:
            is_new_row = True
    yield from _table(rows)


def _table(rows: list[list[tuple[str, int]]]) -> Iterator[PrintedBlock]:
    """The cells as a table; where none of them is short, they are indented paragraphs."""
    if all(len(row) == 1 and row[0][0].rstrip().endswith(_STOPS) for row in rows):
        yield from (PrintedLine(row[0][0], TextSpot(row[0][1])) for row in rows)
    else:
        yield PrintedTable(
            tuple(
                PrintedCell(text.strip(), top, left, top + 1, left + 1, TextSpot(line))
                for top, row in enumerate(rows)
                for left, (text, line) in enumerate(row)
            ),
            is_laid_out=False,
        )
