"""What YAML's parser had read when it gave up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class TextPosition:
    """A line and column, from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class YamlToken:
    """A key or value that was read; `style` is the sign it was written with, if any."""

    text: str
    style: str
    start: TextPosition
    last_line: int


@dataclass(slots=True)
class Collection:
    """Keys and values, or a list, whose end may not have been seen."""

    start: TextPosition
    in_brackets: bool
    children: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """The last piece, the one before it, what was open then, and what was ended after it."""

    last: YamlToken | None
    before_last: YamlToken | None
    open: tuple[Collection, ...]
    ended: tuple[Collection, ...]

    @property
    def bracket(self) -> Collection | None:
        """The innermost bracket that is open."""
        return next((each for each in reversed(self.open) if each.in_brackets), None)

    @property
    def levels(self) -> tuple[int, ...]:
        """The columns in which lines may begin here."""
        seen = (*self.open, *self.ended)
        return tuple(sorted({each.start.column for each in seen if not each.in_brackets}))


def trace_tokens(text: str, loader: Any) -> tuple[Trace, Any]:
    """What `loader` reads of a text before its first fault, and that fault if there is one."""
    pieces: list[YamlToken] = []
    opened: list[Collection] = []
    ended: list[Collection] = []
    faults: list[yaml.YAMLError] = []
    for event in _events(text, loader, faults):
        if isinstance(event, yaml.CollectionEndEvent):
            ended.append(opened.pop())
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        ended.clear()
        if opened:
            opened[-1].children += 1
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append(Collection(spot(event.start_mark), bool(event.flow_style)))
        elif isinstance(event, yaml.ScalarEvent):
            pieces = [*pieces[-1:], _piece(event)]
    last, before = ([None, None, *pieces])[:-3:-1]
    return Trace(last, before, tuple(opened), tuple(ended)), next(iter(faults), None)


def plain_values(text: str, loader: Any) -> Iterator[tuple[YamlToken, bool]]:
    """The keys and values without quotes before the first fault, and whether in brackets."""
    depth: list[bool] = []
    for event in _events(text, loader, []):
        if isinstance(event, yaml.CollectionEndEvent):
            depth.pop()
        elif isinstance(event, yaml.CollectionStartEvent):
            depth.append(bool(event.flow_style))
        elif isinstance(event, yaml.ScalarEvent) and not event.style:
            yield _piece(event), bool(depth) and depth[-1]


def spot(mark: Any) -> TextPosition:
    """The place of one of yaml's marks, which count from 0."""
    return TextPosition(mark.line + 1, mark.column + 1)


def _events(text: str, loader: Any, faults: list[yaml.YAMLError]) -> Iterator[Any]:
    """The events before the first fault, or before it is too deep to be meant."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:  # libyaml takes the square of the depth
                return
            yield event
    except yaml.YAMLError as trouble:
        faults.append(trouble)


def _piece(event: yaml.ScalarEvent) -> YamlToken:
    start, end = spot(event.start_mark), spot(event.end_mark)
    # A block of text ends where the next line begins.
    last_line = end.line - 1 if end.column == 1 and end.line > start.line else end.line
    return YamlToken(event.value, event.style or "", start, last_line)
