"""Works out what a template must have become with certain values: the document expected."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from docfill.verify.join_runs import join_runs
from docfill.verify.tags import (
    IfTag,
    Loop,
    Unprovable,
    control,
    has_tag,
    look_up,
    only_name,
    only_names,
    print_text,
)
from docfill.word import Block, Cell, Paragraph, Props, Row, Run, SectionEnd, Table

Values = Mapping[str, object]
Item = TypeVar("Item", Block, Row)
_MOST_REMEMBERED = 2048


class DocumentPattern:
    """A template's blocks, their tags found once; `expected` fills them for one document."""

    def __init__(self, blocks: Iterable[Block]):
        self._nodes = _nodes_of_blocks([join_runs(block) for block in blocks])

    def expected(self, values: Values, unknown: list[str]) -> tuple[Block, ...]:
        """The blocks with every tag worked out; tags that could not be go to `unknown`.

        Raises Unprovable where not even the number of blocks is known.
        """
        return tuple(_expanded(self._nodes, values, unknown))


class Node(Protocol):
    """Something in a template that becomes no, one or several blocks, rows or cells."""

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        """What it becomes with these values."""


Nodes = Sequence[Node]


def _expanded(nodes: Nodes, values: Values, unknown: list[str]) -> Iterator[Any]:
    for node in nodes:
        yield from node.expand(values, unknown)


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What has no tag stays as it is."""

    item: object

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        yield self.item


@dataclass(frozen=True, slots=True)
class _Printed:
    """A paragraph with placeholders."""

    paragraph: Paragraph

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        runs: list[Run] = []
        for run in self.paragraph.runs:
            if not run.thing and "{" in run.text:
                run = Run(run.props, print_text(run.text, values, unknown))
            last = runs[-1] if runs else None
            if last and not last.thing and not run.thing and last.props == run.props:
                runs[-1] = Run(run.props, last.text + run.text)
            elif run.thing or run.text:
                runs.append(run)
        yield Paragraph(self.paragraph.style, self.paragraph.props, tuple(runs))


@dataclass(frozen=True, slots=True)
class _Repeated:
    """What stands in a loop."""

    loop: Loop
    body: Nodes
    otherwise: Nodes

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        items = look_up(self.loop.items, values)
        if not isinstance(items, (list, tuple)):
            raise Unprovable(self.loop.items)
        for number, item in enumerate(items, 1):
            at = {"index": number, "first": number == 1, "last": number == len(items)}
            yield from _expanded(self.body, {**values, self.loop.name: item, "loop": at}, unknown)
        if not items:
            yield from _expanded(self.otherwise, values, unknown)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What stands in the branches of a condition; the last condition may be none."""

    branches: Sequence[tuple[IfTag | None, Nodes]]

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        for condition, nodes in self.branches:
            if condition is None or condition.holds(values):
                yield from _expanded(nodes, values, unknown)
                return


@dataclass(frozen=True, slots=True)
class _Tabled:
    """A table with tags somewhere in its rows."""

    props: tuple[Props, ...]
    grid: tuple[str, ...]
    rows: Nodes

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        yield Table(self.props, self.grid, tuple(_expanded(self.rows, values, unknown)))


@dataclass(frozen=True, slots=True)
class _Rowed:
    """A row with tags; one that prints plain names only is remembered by what they print."""

    props: tuple[Props, ...]
    cells: Nodes
    names: tuple[str, ...]
    made: dict[tuple[object, ...], Row] = field(default_factory=dict)

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        key = tuple(look_up(name, values) for name in self.names)
        if not key or not all(isinstance(value, str) for value in key):
            yield Row(self.props, tuple(_expanded(self.cells, values, unknown)))
            return
        if key not in self.made:
            if len(self.made) >= _MOST_REMEMBERED:
                self.made.clear()
            self.made[key] = Row(self.props, tuple(_expanded(self.cells, values, unknown)))
        yield self.made[key]


@dataclass(frozen=True, slots=True)
class _Celled:
    """A cell with tags, known by the placeholder that fills it."""

    props: tuple[Props, ...]
    blocks: Nodes
    name: str

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        yield Cell(self.props, tuple(_expanded(self.blocks, values, unknown)), self.name)


@dataclass(frozen=True, slots=True)
class _Sectioned:
    """The end of a section whose headers or footers hold tags."""

    props: tuple[Props, ...]
    headers: Sequence[tuple[str, Nodes]]

    def expand(self, values: Values, unknown: list[str]) -> Iterator[Any]:
        headers = ((kind, tuple(_expanded(n, values, unknown))) for kind, n in self.headers)
        yield SectionEnd(self.props, tuple(headers))


def _nodes_of_blocks(blocks: Sequence[Block]) -> Nodes:
    return _nodes(blocks, "p", _block_text, _block_node)


def _block_text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _block_node(block: Block) -> Node:
    if isinstance(block, Paragraph) and has_tag(block.text):
        return _Printed(block)
    if isinstance(block, Table):
        rows = _nodes(block.rows, "tr", _row_text, _row_node)
        if not all(isinstance(row, _Fixed) for row in rows):
            return _Tabled(block.props, block.grid, rows)
    if isinstance(block, SectionEnd):
        headers = [(kind, _nodes_of_blocks(blocks)) for kind, blocks in block.headers]
        if not all(isinstance(node, _Fixed) for _, nodes in headers for node in nodes):
            return _Sectioned(block.props, headers)
    return _Fixed(block)


def _row_text(row: Row) -> str:
    return "\n".join(cell.text for cell in row.cells)


def _row_node(row: Row) -> Node:
    text = _row_text(row)
    if not has_tag(text):
        return _Fixed(row)
    return _Rowed(row.props, [_cell_node(cell) for cell in row.cells], only_names(text))


def _cell_node(cell: Cell) -> Node:
    if not has_tag(cell.text):
        return _Fixed(cell)
    return _Celled(cell.props, _nodes_of_blocks(cell.blocks), only_name(cell.text) or cell.text)


def _nodes(
    items: Sequence[Item],
    unit: str,
    text_of: Callable[[Item], str],
    node_of: Callable[[Item], Node],
) -> Nodes:
    """The items as nodes; what stands between controls goes into a node of their own."""
    nodes, at = _until_end(items, 0, unit, text_of, node_of)
    if at < len(items):
        raise Unprovable(text_of(items[at]))
    return nodes


def _until_end(
    items: Sequence[Item],
    at: int,
    unit: str,
    text_of: Callable[[Item], str],
    node_of: Callable[[Item], Node],
) -> tuple[list[Node], int]:
    """Nodes up to a control that ends or divides a region, and where that stands."""
    nodes: list[Node] = []
    while at < len(items):
        says = control(text_of(items[at]), unit)
        if says is None:
            nodes.append(node_of(items[at]))
        elif isinstance(says, str) or (isinstance(says, IfTag) and says.is_another):
            return nodes, at
        else:
            branches: list[tuple[IfTag | None, Nodes]] = []
            opening: Loop | IfTag | None = says
            while True:
                inner, at = _until_end(items, at + 1, unit, text_of, node_of)
                branches.append((opening if isinstance(opening, IfTag) else None, inner))
                next_one = control(text_of(items[at]), unit) if at < len(items) else None
                if next_one in ("endfor", "endif"):
                    break
                if next_one is None:
                    raise Unprovable(str(says))
                opening = next_one if isinstance(next_one, IfTag) else None
            nodes.append(_region(says, branches))
        at += 1
    return nodes, at


def _region(opening: Loop | IfTag, branches: list[tuple[IfTag | None, Nodes]]) -> Node:
    if isinstance(opening, IfTag):
        return _Chosen(branches)
    return _Repeated(opening, branches[0][1], branches[1][1] if len(branches) > 1 else ())
