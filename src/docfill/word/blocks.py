"""What a document holds, without the noise of the program that saved it."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

# More digits than any width or number of columns has; a document may state anything.
_WHOLE = re.compile(r"-?[0-9]{1,6}")

# A property element: its name, its attributes, and the properties inside it.
Props: TypeAlias = tuple[str, tuple[tuple[str, str], ...], "tuple[Props, ...]"]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; or, with `thing`, a field, picture or mark that is no text."""

    props: tuple[Props, ...]
    text: str = ""
    thing: tuple[Props, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: the name of its style, its own properties, and its runs."""

    style: str
    props: tuple[Props, ...]
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """All of its characters; a line break is \\n, a tab \\t, a thing \\ufffc."""
        return "".join("\ufffc" if run.thing else run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `name` is the placeholder that fills it, where one does."""

    props: tuple[Props, ...]
    blocks: "tuple[Block, ...]"
    name: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        return "\n".join(plain(block) for block in self.blocks)

    @property
    def span(self) -> int:
        """How many columns of the grid it covers."""
        return max(whole(attribute(self.props, "gridSpan", "val")), 1)


@dataclass(frozen=True, slots=True)
class Row:
    props: tuple[Props, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    props: tuple[Props, ...]
    grid: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """Where a section ends: its page, and what stands in its headers and footers by type."""

    props: tuple[Props, ...]
    headers: "tuple[tuple[str, tuple[Block, ...]], ...]"


@dataclass(frozen=True, slots=True)
class Other:
    """Something else between paragraphs."""

    props: Props


Block: TypeAlias = Paragraph | Table | SectionEnd | Other


def plain(block: Block) -> str:
    """The characters of a block; a table's cells one below the other."""
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Table):
        return "\n".join(cell.text for row in block.rows for cell in row.cells)
    return ""


def attribute(props: tuple[Props, ...], name: str, key: str) -> str:
    """An attribute of one of the properties, or ""."""
    for own, attributes, _ in props:
        if own == name:
            return dict(attributes).get(key, "")
    return ""


def whole(stated: str) -> int:
    """A number of columns or a width; 0 where it is none.

    >>> whole("12"), whole(""), whole("wide")
    (12, 0, 0)
    """
    return int(stated) if _WHOLE.fullmatch(stated) else 0
