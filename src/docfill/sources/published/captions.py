"""Which caption of a table of the form a text in a published one stands for."""

from collections.abc import Iterable

from docfill.form import FormTable
from docfill.sources.published.figures import looks_like_figure
from docfill.sources.published.model import PrintedTable
from docfill.sources.published.words import likeness, squeezed

_ALIKE = 0.75


class Captions:
    """The captions of one table of a form, and what stands for each of them."""

    def __init__(self, table: FormTable):
        rows = table.rows.values()
        self.rows = {squeezed(row.caption) for row in rows}
        self.groups = {squeezed(row.group) for row in rows if row.group}
        columns = {squeezed(column.caption) for column in table.columns.values()}
        self.columns = columns | {squeezed(row.single) for row in rows if row.single}
        self.all = self.rows | self.groups | self.columns
        self._known: dict[str, str] = {}

    def meant(self, text: str) -> str:
        """The caption a text stands for, "" where it is none of this table's."""
        if text not in self._known:
            self._known[text] = self._meant(text)
        return self._known[text]

    def _meant(self, text: str) -> str:
        plain = squeezed(text)
        if plain in self.all:
            return plain
        if not plain or looks_like_figure(plain):
            return ""
        near = sorted(((likeness(plain, each), each) for each in self.all), reverse=True)
        return near[0][1] if near[0][0] >= _ALIKE and near[0][0] > near[1][0] else ""


def assign_tables(
    printed: Iterable[tuple[PrintedTable, str]], captions: dict[str, Captions]
) -> dict[str, list[PrintedTable]]:
    """The tables of a report by the table of the form they show, or a piece of it.

    Each comes with the table whose heading it stands under; its captions count for more.
    """
    found: dict[str, list[PrintedTable]] = {key: [] for key in captions}
    for table, section in printed:
        texts = {cell.text for cell in table.cells}
        scores = {key: sum(1 for text in texts if own.meant(text)) for key, own in captions.items()}
        best = max(scores, key=lambda key: (scores[key], key == section))
        if scores[best] >= min(3, len(captions[best].all)):
            found[best].append(table)
        elif section in found:
            found[section].append(table)
    return found
