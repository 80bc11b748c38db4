"""YAML's events to nodes; the only user of yaml."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from docfill.findings import Finding, Place
from docfill.nodes import Branch, Node, Scalar, Series
from docfill.syntax import in_plain_words
from docfill.words import tell

DEEPEST = 40

# libyaml's events and those of the slow parser have the same attributes but no common type.
_Event = Any
_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)


class Reader:
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
        scalar = Scalar(event.value, place, event.style or "", self.lines)
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
