"""The comments of a filing by the key they stand at, so that a new text can keep them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docfill.filing import WAIVE
from docfill.sources.yaml import Branch, Node, Scalar

Key = tuple[str, ...]
_BEHIND = re.compile(r"(?:^|\s)(#.*)$")


@dataclass
class Comments:
    """Comments as they stand: before the first key, above and behind a key, after all.

    `waivers` are the lines in which a filing asks for findings to stand; no other file has them.
    """

    head: list[str] = field(default_factory=list)
    above: dict[Key, list[str]] = field(default_factory=dict)
    behind: dict[Key, str] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)
    waivers: list[str] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)


def comments_of(root: Branch, lines: list[str]) -> Comments:
    """The comments in a file that could be read."""
    comments = Comments()
    starts: dict[int, tuple[Key, Node]] = {}
    contents: set[int] = set()
    for key, line, node in _keys(root, ()):
        comments.keys.add(key)
        starts.setdefault(line, (key, node))
        contents.update(_content(node))
    waiving, pending = False, list[str]()
    for number, text in enumerate(lines, 1):
        if number in starts:
            key, node = starts[number]
            waiving = key[0] == WAIVE
            if waiving:
                comments.waivers += [*pending, text]
            else:
                _at_key(comments, key, pending, text, node, is_first=number == min(starts))
            pending = []
        elif waiving and text.strip() and not text.startswith("#"):
            comments.waivers.append(text)
        elif number not in contents and text.lstrip().startswith("#"):
            pending.append(text)
    comments.tail = pending
    return comments


def _at_key(
    comments: Comments, key: Key, pending: list[str], text: str, node: Node, is_first: bool
) -> None:
    if is_first:
        comments.head = pending
    elif pending:
        comments.above[key] = pending
    quoted = isinstance(node, Scalar) and node.style in ("'", '"') and "#" in node.text
    found = None if quoted else _BEHIND.search(text)
    if found:
        comments.behind[key] = found[1]


def _keys(branch: Branch, above: Key) -> Iterator[tuple[Key, int, Node]]:
    for name, node in branch.entries.items():
        key = (*above, name)
        yield key, branch.key_places[name].line, node
        if isinstance(node, Branch) and name != WAIVE:
            yield from _keys(node, key)


def _content(node: Node) -> Iterator[int]:
    """The lines that a text covers after its first: a # there is none of a comment."""
    if isinstance(node, Scalar) and node.style:
        first = node.place.line + 1
        if node.style == "|":
            # Its last line ends the text; what stands behind may be a comment.
            yield from range(first, first + node.text.count("\n") + (not node.text.endswith("\n")))
        else:
            yield from range(first, _end(node))


def _end(node: Scalar) -> int:
    """The line after a folded or quoted text: the next one as little indented as its key."""
    lines = node.lines
    own = lines[node.place.line - 1]
    indent = len(own) - len(own.lstrip())
    for number in range(node.place.line, len(lines)):
        text = lines[number]
        if text.strip() and len(text) - len(text.lstrip()) <= indent:
            return number + 1
    return len(lines) + 1
