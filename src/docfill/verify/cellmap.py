"""Whether each figure of a template stands under the form's captions.

A figure in the wrong row is the one fault of a template that no other check can see: every
document made from it would look right and be wrong.
"""

from collections.abc import Iterable, Iterator

from docfill.base import Message, tell
from docfill.form import Form
from docfill.verify.tags import names_in, only_name
from docfill.word import Block, GridCell, grid_cells, squeeze_spaces, tables_in


def misplaced_cells(blocks: Iterable[Block], form: Form) -> Iterator[Message]:
    """What to tell of each figure whose row, column or group caption is not where it stands."""
    for number, table in enumerate(tables_in(blocks), 1):
        cells = grid_cells(table)
        for cell in cells:
            name = only_name(cell.cell.text)
            if name not in form.cells:
                yield from _beside_others(cell, form, number)
                continue
            stated = _captions_at(cell, cells)
            absent = [c for c in _captions(form, name) if squeeze_spaces(c) not in stated]
            if absent:
                yield tell(
                    "{{{{ {name} }}}} stands in table {table}, row {row}, column {column}, "
                    "but {captions} is neither left of it nor above it",
                    name=name,
                    table=number,
                    row=cell.top + 1,
                    column=cell.left + 1,
                    captions="／".join(absent),
                )


def _beside_others(cell: GridCell, form: Form, table: int) -> Iterator[Message]:
    """What to tell of a figure with other text in its cell, where nobody looks under captions."""
    for name in names_in(cell.cell.text):
        if name in form.cells:
            yield tell(
                "{{{{ {name} }}}} stands in table {table}, row {row}, column {column} beside other "
                "text: “{text}”; a figure stands alone in its cell, its unit in the caption",
                name=name,
                table=table,
                row=cell.top + 1,
                column=cell.left + 1,
                text=cell.cell.text,
            )


def _captions_at(cell: GridCell, cells: Iterable[GridCell]) -> set[str]:
    """The texts to the left of a cell and above it, white space squeezed out."""
    return {
        squeeze_spaces(other.cell.text)
        for other in cells
        if (other.right <= cell.left and other.top <= cell.top < other.bottom)
        or (other.bottom <= cell.top and other.left < cell.right and cell.left < other.right)
    }


def _captions(form: Form, name: str) -> list[str]:
    row, column = form.cells[name]
    return [row.caption, *filter(None, [row.group, column.caption if column else row.single])]
