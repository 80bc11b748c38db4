"""YAML text to values that know their file, line and column; the only user of yaml.

Scalars stay text as typed: which of them is a count or a date is for the form to say.
"""

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from docfill.findings import Finding, Place
from docfill.syntax import in_plain_words, why
from docfill.words import tell

LARGEST_FILE = 4_000_000
DEEPEST = 40

# libyaml's events and those of the slow parser have the same attributes but no common type.
_Event = Any
_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value; `text` is what was typed, with YAML's quoting undone."""

    text: str
    place: Place
    quoted: bool = False
    lines: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def is_blank(self) -> bool:
        return not self.quoted and self.text in ("", "~", "null")

    def place_at(self, offset: int) -> Place:
        """The place of a character of `text`; exact in a `|` block, else the value's own."""
        if not self.lines:
            return self.place
        before = self.text[:offset]
        nth = before.count("\n")
        number = self.place.line + 1 + nth
        if number > len(self.lines):
            return self.place
        column_in_text = offset - (before.rfind("\n") + 1)
        content = self.text.split("\n")[nth]
        indent = max(self.lines[number - 1].find(content), 0)
        return Place(self.place.file, number, indent + column_in_text + 1)


@dataclass(frozen=True, slots=True)
class Branch:
    """Keys and what stands behind them, in the order written."""

    entries: "dict[str, Node]"
    key_places: dict[str, Place]
    place: Place

    def get(self, key: str) -> "Node | None":
        return self.entries.get(key)

    def place_of(self, key: str) -> Place:
        """The key's own place, or the branch's where the key is not written."""
        return self.key_places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Series:
    """Items written one after the other."""

    items: "tuple[Node, ...]"
    place: Place


Node = Scalar | Branch | Series


@dataclass(slots=True)
class Source:
    """What one file says, as far as it could be read, and what was found wrong with it."""

    root: Branch
    findings: list[Finding]


def read(path: Path, name: str | None = None) -> Source:
    """The file's keys and values; `name` is what findings call the file."""
    name = name or str(path)
    try:
        data = path.read_bytes()
    except OSError as trouble:
        return _unreadable(Finding(Place(name), "file", _why_unreadable(trouble)))
    return parse(data, name)


def parse(data: bytes, name: str) -> Source:
    """The same for bytes that are already here."""
    if len(data) > LARGEST_FILE:
        says = tell("the file is larger than {mb} MB; is it a data file?", mb=LARGEST_FILE // 10**6)
        return _unreadable(Finding(Place(name), "file", says))
    text = _decoded(data)
    if text is None:
        says = tell("the file is not in UTF-8 (perhaps GBK); save it again with encoding UTF-8")
        return _unreadable(Finding(Place(name), "encoding", says))
    reader = _Reader(name, text)
    return Source(reader.root(), reader.findings)


def unknown_keys(branch: Branch, known: Iterable[str]) -> Iterator[Finding]:
    """A finding for each key that is not among the known ones, naming the nearest."""
    known = list(known)
    for key, place in branch.key_places.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
            says = (
                tell("{key} is not a key of this form; did you mean {near}?", key=key, near=near[0])
                if near
                else tell(
                    "{key} is not a key of this form; known: {known}",
                    key=key,
                    known=", ".join(known),
                )
            )
            yield Finding(place, "unknown-key", says)


def plain(node: Node) -> object:
    """The node as Python data for any template: JSON's numbers, true, false and null are read."""
    if isinstance(node, Branch):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Series):
        return [plain(item) for item in node.items]
    if node.quoted or node.lines:
        return node.text
    if node.is_blank:
        return None
    if _JSON_SCALAR.fullmatch(node.text):
        return json.loads(node.text)
    return node.text


_JSON_SCALAR = re.compile(r"true|false|-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?(?:[eE][-+]?\d{1,2})?")


def _decoded(data: bytes) -> str | None:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unreadable(finding: Finding) -> Source:
    return Source(Branch({}, {}, finding.place), [finding])


def _why_unreadable(trouble: OSError) -> str:
    if isinstance(trouble, FileNotFoundError | IsADirectoryError):
        return why(trouble)
    return tell("the file cannot be read: {why}", why=why(trouble))


class _Reader:
    """Builds the tree from YAML's events, so that marks, aliases and styles are all seen."""

    def __init__(self, name: str, text: str):
        self.name = name
        self.text = text
        self.lines = tuple(text.splitlines())
        self.findings: list[Finding] = []
        self.anchored: dict[str, Scalar] = {}

    def root(self) -> Branch:
        top: Node | None = None
        empty = Branch({}, {}, Place(self.name, 1, 1))
        try:
            events = yaml.parse(self.text, Loader=_Loader)
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if top is not None:
                        self._find(
                            event,
                            "syntax",
                            tell("a second document begins here; one file holds one"),
                        )
                        break
                    top = self._node(next(events), events, 0)
        except yaml.YAMLError as trouble:
            self._syntax(trouble)
            return empty
        if isinstance(top, Branch):
            return top
        if top is None or (isinstance(top, Scalar) and top.is_blank):
            self.findings.append(Finding(Place(self.name), "empty", tell("the file is empty")))
        else:
            self.findings.append(
                Finding(
                    top.place,
                    "wrong-shape",
                    tell("the file must hold keys and values, like “key: value”"),
                )
            )
        return empty

    def _node(self, event: _Event, events: Iterator[_Event], depth: int) -> Node:
        place = self._place(event)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._find(
                event,
                "alias",
                tell("*{name} refers to another value; write the value itself", name=event.anchor),
            )
            return self.anchored.get(event.anchor or "", Scalar("", place))
        if getattr(event, "tag", None) is not None:
            self._find(
                event,
                "syntax",
                tell("a tag ({tag}) has no meaning here; leave it out", tag=event.tag),
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self._branch(place, events, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            return Series(tuple(items), place)
        is_block = event.style == "|"
        scalar = Scalar(event.value, place, bool(event.style), self.lines if is_block else ())
        if event.anchor:
            self.anchored[event.anchor] = scalar
        return scalar

    def _branch(self, place: Place, events: Iterator[_Event], depth: int) -> Branch:
        branch = Branch({}, {}, place)
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.findings.append(Finding(key.place, "syntax", tell("a key must be a word")))
            elif key.text in branch.entries:
                first = branch.key_places[key.text]
                says = tell(
                    "{key} is already written in line {line}; keep one",
                    key=key.text,
                    line=first.line,
                )
                self.findings.append(Finding(key.place, "double-key", says))
            else:
                branch.entries[key.text] = value
                branch.key_places[key.text] = key.place
        return branch

    def _place(self, event: _Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _find(self, event: _Event, code: str, says: str) -> None:
        self.findings.append(Finding(self._place(event), code, says))

    def _syntax(self, trouble: yaml.YAMLError) -> None:
        mark = getattr(trouble, "problem_mark", None) or getattr(trouble, "context_mark", None)
        place = (
            Place(self.name, mark.line + 1, mark.column + 1)
            if mark
            else self._place_of_reader(trouble)
        )
        self.findings.append(Finding(place, "syntax", self._syntax_says(trouble, place)))

    def _syntax_says(self, trouble: yaml.YAMLError, place: Place) -> str:
        line = self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
        if "\t" in line[: max(place.column, 1)]:
            return tell("a tab stands in this line; indent with spaces")
        if isinstance(trouble, yaml.reader.ReaderError):
            return tell(
                "a control character (U+{code:04X}) stands here; delete it",
                code=self._code(trouble),
            )
        if "：" in line or "：" in self._line_before(place):
            return tell("a full-width colon “：” stands here; keys end with “:” and a space")
        problem = getattr(trouble, "problem", None) or str(trouble)
        return in_plain_words(problem)

    def _line_before(self, place: Place) -> str:
        return self.lines[place.line - 2] if 1 < place.line <= len(self.lines) + 1 else ""

    def _place_of_reader(self, trouble: yaml.YAMLError) -> Place:
        bad = _NOT_PRINTABLE.search(self.text)
        if bad is None:
            return Place(self.name)
        before = self.text[: bad.start()]
        return Place(self.name, before.count("\n") + 1, bad.start() - before.rfind("\n"))

    def _code(self, trouble: yaml.reader.ReaderError) -> int:
        bad = _NOT_PRINTABLE.search(self.text)
        return ord(bad.group()) if bad else 0


# YAML 1.1, production c-printable.
_NOT_PRINTABLE = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
