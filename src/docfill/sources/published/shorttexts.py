"""Short texts and choices of a form in a published report: beside or behind their captions."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from docfill.base import Spot, Unreadable
from docfill.filing import read_word, ticked
from docfill.form import Field, Form
from docfill.sources.published.model import PrintedLine, PrintedTable, Published
from docfill.sources.published.words import squeezed

Found = tuple[str, Spot]


def find_short_texts(published: Published, form: Form) -> dict[str, Found]:
    """What the report states for each field that is no date, by its key, and where."""
    fields = {squeezed(field.caption): field for field in form.fields.values() if not field.is_date}
    found: dict[str, Found] = {}
    if not fields:
        return found
    for field, text, spot in _stated(published, fields):
        try:
            word = read_word(field, ticked(field, text) or ("" if field.choices else text))
        except Unreadable:
            continue  # Told as one that was not found, at no cell that could mislead.
        if word:
            found.setdefault(field.key, (word, spot))
    return found


def _stated(published: Published, fields: dict[str, Field]) -> Iterator[tuple[Field, str, Spot]]:
    for block in published.blocks:
        if isinstance(block, PrintedTable):
            yield from _beside(block, fields)
        else:
            yield from _behind(block, fields)


def _beside(table: PrintedTable, fields: dict[str, Field]) -> Iterator[tuple[Field, str, Spot]]:
    """The texts of cells right of a caption, or of one below a merged cell that is part of it."""
    for cell in table.cells:
        left_of_it = sorted(
            (each.left, squeezed(each.text).rstrip(":"))
            for each in table.cells
            if each.top <= cell.top < each.bottom and each.right <= cell.left
        )
        if left_of_it:
            *before, nearest = (text for _, text in left_of_it)
            names = (nearest, *(text + nearest for text in before))
            field = next((fields[name] for name in names if name in fields), None)
            if field is not None:
                yield field, cell.text.strip(), cell.spot


def _behind(line: PrintedLine, fields: dict[str, Field]) -> Iterator[tuple[Field, str, Spot]]:
    """The texts behind captions and colons of one line."""
    captions = {field.caption: field for field in fields.values()}
    known = "|".join(re.escape(each) for each in sorted(captions, key=len, reverse=True))
    starts = list(re.finditer(rf"({known})\s*[:：]", line.text))
    for start, following in zip_longest(starts, starts[1:]):
        end = following.start() if following else len(line.text)
        text = line.text[start.end() : end].strip(" \u3000\t")
        if text:
            yield captions[start[1]], text, line.spot
