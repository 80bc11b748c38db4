"""Rows from YAML, JSON and JSON lines: each is a group of keys and values."""

import json
from collections.abc import Iterator
from typing import Any

from docfill.base import Finding, Place, TextSpot, in_a_row, tell
from docfill.sources.rows.row import ListRow, Rows, no_rows, of_rows
from docfill.sources.yaml import Branch, Node, Series, parse_any, plain, read_value


def yaml_rows(text: str, name: str) -> Rows:
    """The rows of a YAML list; keys and values alone are one row."""
    top, findings = parse_any(text, name)
    if findings or top is None:
        return no_rows(*(findings or [_nothing(name)]))
    items = top.items if isinstance(top, Series) else (top,)
    rows = [_of_node(item, n, name) for n, item in enumerate(items, 1)]
    return _made(rows, name, is_single=isinstance(top, Branch))


def json_rows(text: str, name: str) -> Rows:
    """The rows of a JSON list; keys and values alone are one row."""
    value, findings = read_value(text, name)
    if findings:
        return no_rows(*findings)
    if not isinstance(value, list):
        return _made([_of_value(value, 1, Place(name, TextSpot(1)))], name, is_single=True)
    places = _places(text, name)
    rows = [_of_value(item, n, next(places)) for n, item in enumerate(value, 1)]
    return _made(rows, name, is_single=False)


def json_line_rows(text: str, name: str) -> Rows:
    """The rows of a file that holds a JSON text in each line; a line that is none is a fault."""
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        value, findings = read_value(line, name)
        place = Place(name, TextSpot(number))
        if findings:
            moved = tuple(_moved(finding, number) for finding in findings)
            rows.append(ListRow({}, place, tell("row {n}", n=number), {}, moved))
        else:
            rows.append(_of_value(value, number, place))
    return _made(rows, name, is_single=False)


def _made(rows: list[ListRow], name: str, *, is_single: bool) -> Rows:
    return of_rows(rows, [], is_single=is_single) if rows else no_rows(_nothing(name))


def _nothing(name: str) -> Finding:
    return Finding(Place(name), "no-rows", tell("the file holds no rows"))


def _moved(finding: Finding, line: int) -> Finding:
    place = Place(finding.place.file, TextSpot(line, finding.place.column))
    return Finding(place, finding.code, finding.message)


def _of_node(node: Node, number: int, name: str) -> ListRow:
    if not isinstance(node, Branch):
        return _shapeless(number, node.place)
    cells = {key: at.spot for key, at in node.key_places.items()}
    values = {key: plain(value) for key, value in node.entries.items()}
    return ListRow(values, node.place, tell("row {n}", n=number), cells)


def _of_value(value: Any, number: int, place: Place) -> ListRow:
    if not isinstance(value, dict):
        return _shapeless(number, place)
    return ListRow(value, place, tell("row {n}", n=number), {})


def _shapeless(number: int, place: Place) -> ListRow:
    """A row that is no group of keys, which is a fault of that row alone."""
    label = tell("row {n}", n=number)
    says = tell("a row holds keys and values, like “key: value”")
    return ListRow(
        {}, place, label, {}, (Finding(place, "wrong-shape", in_a_row(": ", (label, says))),)
    )


def _places(text: str, name: str) -> Iterator[Place]:
    """Where each item of a JSON list begins."""
    decoder = json.JSONDecoder()
    at, line, begins = text.index("[") + 1, 1, 0
    while True:
        while text[at] in " \t\r\n,":
            at += 1
        seen = text.count("\n", begins, at)
        if seen:
            line, begins = line + seen, text.rindex("\n", begins, at) + 1
        yield Place(name, TextSpot(line, at - begins + 1))
        _, at = decoder.raw_decode(text, at)
