"""A file's YAML to values that know their places, whatever the file is like."""

import errno
import re
from dataclasses import dataclass
from pathlib import Path

from docfill.base import (
    LARGEST_FILE,
    Finding,
    Message,
    Place,
    number,
    read_regular,
    tell,
    too_large,
    why,
)
from docfill.sources.yaml.composer import TreeBuilder
from docfill.sources.yaml.json_reader import read_json
from docfill.sources.yaml.nodes import Branch, Node, Scalar, Series
from docfill.sources.yaml.unknown_keys import unknown_keys


@dataclass(slots=True)
class SourceFile:
    """What one file says, as far as it could be read, and what was found wrong with it."""

    root: Branch
    findings: list[Finding]


def read(path: Path, name: str | None = None) -> SourceFile:
    """The file's keys and values; `name` is what findings call the file."""
    name = name or str(path)
    try:
        data = read_regular(path, LARGEST_FILE)
    except OSError as trouble:
        return _unreadable(Finding(Place(name), "file", why_unreadable(trouble)))
    return parse(data, name)


def read_plain(path: Path) -> tuple[dict[str, object], list[Finding]]:
    """The data of a YAML or, by its name, JSON file for any template, and what is wrong with it."""
    if path.suffix.lower() != ".json":
        source = read(path)
        return {key: plain(node) for key, node in source.root.entries.items()}, source.findings
    try:
        text = _text(read_regular(path, LARGEST_FILE), str(path))
    except OSError as trouble:
        return {}, [Finding(Place(str(path)), "file", why_unreadable(trouble))]
    return ({}, [text]) if isinstance(text, Finding) else read_json(text, str(path))


def parse(data: bytes, name: str) -> SourceFile:
    """The same for bytes that are already here."""
    text = _text(data, name)
    if isinstance(text, Finding):
        return _unreadable(text)
    reader = TreeBuilder(name, text)
    return SourceFile(reader.root(), reader.findings)


def parse_any(text: str, name: str) -> tuple[Node | None, list[Finding]]:
    """What YAML holds, be it a list or keys and values; None where that is nothing."""
    reader = TreeBuilder(name, text)
    top = reader.top()
    return top, reader.findings


def _text(data: bytes, name: str) -> str | Finding:
    """The characters of a file, or why it has none to read."""
    if len(data) > LARGEST_FILE:
        return Finding(Place(name), "file", too_large(LARGEST_FILE))
    text = _decoded(data)
    if text is None:
        says = tell("the file is not in UTF-8 (perhaps GBK); save it again with encoding UTF-8")
        return Finding(Place(name), "encoding", says)
    return text


def plain(node: Node) -> object:
    """The node as Python data for any template: JSON's numbers, true, false and null are read.

    A number is printed as it was typed.
    """
    if isinstance(node, Branch):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Series):
        return [plain(item) for item in node.items]
    if node.quoted:
        return node.text
    if node.is_blank:
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    return number(node.text) if _NUMBER.fullmatch(node.text) else node.text


_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?(?:[eE][-+]?\d{1,2})?|-?[1-9]\d{18,297}")


def _decoded(data: bytes) -> str | None:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unreadable(finding: Finding) -> SourceFile:
    return SourceFile(Branch({}, {}, finding.place), [finding])


_SAID_IN_FULL = (errno.ENOENT, errno.EISDIR, errno.EINVAL, errno.EFBIG)


def why_unreadable(trouble: OSError) -> Message:
    """Why a file cannot be read, as a clerk would put it."""
    if trouble.errno in _SAID_IN_FULL:
        return why(trouble)
    return tell("the file cannot be read: {why}", why=why(trouble))


__all__ = [
    "Branch",
    "Node",
    "Scalar",
    "Series",
    "SourceFile",
    "parse",
    "plain",
    "read",
    "read_plain",
    "unknown_keys",
    "why_unreadable",
]
