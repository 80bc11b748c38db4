"""Keys in a file of data that a template has no use for, each with its place."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from docfill.base import Finding, Place, Severity, tell
from docfill.sources.yaml import Branch, Node, Series, read
from docfill.template import Template, unused


def unused_keys(
    template: Template, values: Mapping[str, object], data: Path, strict: bool
) -> list[Finding]:
    """A finding for each key of the data that no tag of the template asks for."""
    names = unused(template.placeholders, values)
    if not names:
        return []
    root = None if data.suffix.lower() == ".json" else read(data).root
    severity = Severity.ERROR if strict else Severity.NOTE
    return [
        Finding(
            _place(root, name) if root else Place(str(data)),
            "unused",
            tell("no tag of {template} asks for {name}", template=template.path, name=name),
            severity,
        )
        for name in names
    ]


def _place(root: Branch, name: str) -> Place:
    """Where a key with a dotted name is written; in a list, the first time."""
    branches, place = [root], root.place
    for step in name.split("."):
        key = step.rstrip("[]")
        holding = [branch for branch in branches if key in branch.entries]
        if not holding:
            return place
        place = holding[0].place_of(key)
        branches = list(_branches(branch.entries[key] for branch in holding))
    return place


def _branches(nodes: Iterable[Node]) -> Iterator[Branch]:
    """The groups of keys among nodes and the elements of lists among them."""
    for node in nodes:
        if isinstance(node, Branch):
            yield node
        elif isinstance(node, Series):
            yield from _branches(node.items)
