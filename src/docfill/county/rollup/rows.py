"""A roll-up as rows: an agency a row, a figure a column, the sums last; and those as CSV."""

import csv
import io
from collections.abc import Iterator

from docfill.base import print_figure, tell
from docfill.county.rollup.figures import Rollup

# What a spreadsheet takes for a formula where a cell begins with it.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def heads(rollup: Rollup) -> list[str]:
    """What stands above the columns."""
    known = (tell("group"), tell("agency"), tell("in the sum"))
    return [*map(str, known), *(rollup.form.caption(name) for name in rollup.form.cells)]


def rows(rollup: Rollup) -> Iterator[list[str]]:
    """Each agency with its figures, none where it is not added; each group's sum; the whole."""
    for group in rollup.groups:
        for part in rollup.parts_of(group):
            figures = map(print_figure, part.values) if part.values else ("",) * len(rollup.numbers)
            yield [str(group.name), part.agency.name, str(part.standing.word), *figures]
    for group in rollup.groups:
        sums = rollup.by_group[group.key]
        yield [str(group.name), str(tell("total")), "", *(print_figure(sums[n]) for n in sums)]
    whole = (print_figure(rollup.whole[name]) for name in rollup.whole)
    yield ["", str(tell("total")), str(rollup.covers), *whole]


def csv_of(rollup: Rollup) -> bytes:
    """The rows as RFC 4180 has it, with the mark by which Excel knows UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for row in (heads(rollup), *rows(rollup)):
        writer.writerow(map(as_text_cell, row))
    return file.getvalue().encode("utf-8-sig")


def as_text_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> as_text_cell("=1+1"), as_text_cell("12.5")
    ("'=1+1", '12.5')
    """
    return f"'{text}" if text.startswith(_FORMULAS) else text
