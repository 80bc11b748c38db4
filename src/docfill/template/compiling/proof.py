"""Showing once, for a compiled part, that whatever plain values come, the XML is well-formed.

The static text is followed through every branch and loop. A loop's body must leave the open
elements as it found them; the branches of a condition must agree; a value may stand only
between elements or inside an attribute, where its escaped text can break nothing. What cannot
be shown this way is parsed every time instead.
"""

import re
from functools import cache
from typing import NamedTuple

from jinja2 import nodes

from docfill.base import tell
from docfill.template.compiling.holders import HOLDERS, TOLD, Holders
from docfill.template.compiling.risk import is_risky

_NAME = r"[\w:.-]+"
_ATTRIBUTE = rf"\s+{_NAME}\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')"
_WHOLE = re.compile(rf"<(/?)({_NAME})((?:{_ATTRIBUTE})*)\s*(/?)>")
# What needs no thought: text, and empty elements that say nothing about tables. Nothing follows
# it, so that it never goes back; and no possessive quantifiers, which match too little on a
# Python before 3.11.5 (python/cpython#106052).
_DULL = re.compile(rf"(?:[^<]+|<(?!w:(?:tbl|tr|tc|grid\w+)[\s/>]){_NAME}(?:{_ATTRIBUTE})*\s*/>)*")
# Where a value stands in an attribute; few templates have such, so these are compiled when met.
_TORN = rf"<({_NAME})(?:{_ATTRIBUTE})*\s+({_NAME})\s*=\s*([\"'])[^\"'<]*\Z"
_RESUMED = rf"[^{{quote}}<]*{{quote}}(?:{_ATTRIBUTE})*\s*(/?)>"
_TORN_AGAIN = rf"[^{{quote}}<]*{{quote}}(?:{_ATTRIBUTE})*\s+({_NAME})\s*=\s*([\"'])[^\"'<]*\Z"
_STILL = r"[^{quote}<]*\Z"
_ASIDE = re.compile(r"<\?.*?\?>|<!--.*?-->", re.DOTALL)
_VALUE = re.compile(r"w:val\s*=\s*[\"'](\d+)[\"']")


@cache
def _when_met(pattern: str, quote: str = "") -> re.Pattern[str]:
    """The pattern compiled, for an attribute in these quotes."""
    return re.compile(pattern.format(quote=quote))


_TABLES = frozenset(
    "w:" + name for name in ("tbl", "gridCol", "tr", "tc", "gridSpan", "gridBefore", "gridAfter")
)
_STARTS = _TABLES | HOLDERS


class Unproven(Exception):
    """The well-formedness of what a part makes cannot be shown beforehand."""


class TableShape:
    """What can be said of a table beforehand: columns of the grid, widths of its rows.

    `node` and `offset` say where its inside begins, `depth` in how many branches it stands.
    """

    def __init__(self, node: nodes.TemplateData, offset: int, depth: int):
        self.node = node
        self.offset = offset
        self.depth = depth
        self.columns = 0
        self.varies = False
        self.may_empty = False
        self.rows: list[RowShape] = []

    @property
    def steady(self) -> bool:
        """Whether no values can change what the widest row asks of the grid."""
        always = max((row.span for row in self.rows if row.depth == self.depth), default=0)
        return not self.varies and all(
            row.span <= always and row.cells <= self.columns for row in self.rows
        )


class RowShape:
    """A table row: its cells, the grid columns they span, and in how many branches it stands."""

    def __init__(self, depth: int):
        self.depth = depth
        self.cells = 0
        self.span = 0


class _State(NamedTuple):
    """Open elements, and the tag a value may stand in: its name, attribute and quote."""

    open: tuple[str, ...] = ()
    inside: tuple[str, str, str] | None = None


class SyntaxProof:
    """The walk through a part's syntax tree; `tables` holds what was learnt on the way."""

    def __init__(self) -> None:
        self.tables: list[TableShape] = []
        self.holders = Holders()
        self._open_tables: list[TableShape] = []
        self._depth = 0

    def show(self, tree: nodes.Template) -> None:
        """Raise `Unproven` unless every document made from this tree is well-formed."""
        if is_risky(tree):
            raise Unproven(tell("an expression may print text that is not escaped"))
        if self._body(tree.body, _State()) != _State():
            raise Unproven(tell("an element stays open"))

    def _body(self, body: list[nodes.Node], state: _State) -> _State:
        for node in body:
            state = self._node(node, state)
        return state

    def _node(self, node: nodes.Node, state: _State) -> _State:
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                if isinstance(child, nodes.TemplateData):
                    state = self._text(child, state)
                elif not state.open:
                    raise Unproven(tell("a value stands outside all elements"))
            return state
        if isinstance(node, nodes.If):
            branches = [node.body, *(other.body for other in node.elif_), node.else_]
            return self._branches(branches, state)
        if isinstance(node, nodes.For):
            if self._branches([node.body, node.else_], state) != state:
                raise Unproven(tell("a loop leaves open what it found closed, or the reverse"))
            return state
        if isinstance(node, nodes.With):
            return self._body(node.body, state)
        if isinstance(node, nodes.Assign):
            return state
        raise Unproven(tell("{kind} is not followed", kind=type(node).__name__))

    def _branches(self, bodies: list[list[nodes.Node]], state: _State) -> _State:
        self._depth += 1
        ends = {self._body(body, state) for body in bodies}
        self._depth -= 1
        if len(ends) != 1:
            raise Unproven(tell("branches leave different elements open"))
        return ends.pop()

    def _text(self, node: nodes.TemplateData, state: _State) -> _State:
        text, at, open_ = node.data, 0, list(state.open)
        if state.inside:
            name, attribute, quote = state.inside
            if _when_met(_STILL, quote).match(text):
                return state
            if found := _when_met(_TORN_AGAIN, quote).match(text):
                return _State(state.open, (name, found[1], found[2]))
            if not (found := _when_met(_RESUMED, quote).match(text)):
                raise Unproven(tell("a tag stands inside an element's own tag"))
            self._varying(name, attribute, open_)
            at = found.end()
            if not found[1]:
                self._start(name, "", open_, node, at)
        while (at := _DULL.match(text, at).end()) < len(text):  # type: ignore[union-attr]
            if found := _WHOLE.match(text, at):
                closing, name, attributes, empty = found.groups()
                if closing:
                    if not open_ or open_.pop() != name:
                        raise Unproven(tell("{name} ends where it did not begin", name=name))
                elif name in _STARTS:
                    self._start(name, attributes, open_, node, found.end())
                else:
                    open_.append(name)
                if empty:
                    open_.pop()
                if (closing or empty) and name in TOLD:
                    self._end(name)
            elif found := _when_met(_TORN).match(text, at):
                return _State(tuple(open_), (found[1], found[2], found[3]))
            elif not (found := _ASIDE.match(text, at)):
                raise Unproven(tell("a tag stands inside an element's own tag"))
            at = found.end()
        return _State(tuple(open_))

    def _start(
        self, name: str, attributes: str, open_: list[str], node: nodes.TemplateData, at: int
    ) -> None:
        open_.append(name)
        if name in HOLDERS:
            self.holders.start(name, self._depth)
        if name == "w:tbl":
            self._open_tables.append(TableShape(node, at, self._depth))
            self.tables.append(self._open_tables[-1])
        if not self._open_tables:
            return
        table = self._open_tables[-1]
        if name == "w:gridCol" and open_[-3:-1] == ["w:tbl", "w:tblGrid"]:
            table.columns += 1
            table.varies |= self._depth != table.depth
        elif name == "w:tr":
            table.rows.append(RowShape(self._depth))
        elif table.rows:
            self._in_row(table, name, attributes, open_)

    def _end(self, name: str) -> None:
        is_sure = self.holders.end(name, self._depth)
        if name == "w:tbl":
            self._open_tables.pop().may_empty = not is_sure

    def _in_row(self, table: TableShape, name: str, attributes: str, open_: list[str]) -> None:
        row = table.rows[-1]
        if name == "w:tc":
            row.cells += 1
            row.span += 1
            table.varies |= self._depth != row.depth
        elif name in ("w:gridSpan", "w:gridBefore", "w:gridAfter") and open_[-2:-1] in (
            ["w:tcPr"],
            ["w:trPr"],
        ):
            found = _VALUE.search(attributes)
            if open_[-3:-2] in (["w:tc"], ["w:tr"]) and found:
                row.span += int(found[1]) - (name == "w:gridSpan")
                table.varies |= self._depth != row.depth

    def _varying(self, name: str, attribute: str, open_: list[str]) -> None:
        """An attribute is filled by a value; where it counts columns, the grid may vary."""
        if name in ("w:gridSpan", "w:gridBefore", "w:gridAfter") and self._open_tables:
            self._open_tables[-1].varies = True
