"""YAML's events to nodes; with `mending.trace` the only user of yaml."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from docfill.findings import Finding, Place
from docfill.nodes import Branch, Node, Scalar, Series
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
            return self._alias(event, place)
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
            self._anchor(event.anchor, scalar)
        return scalar

    def _alias(self, event: _Event, place: Place) -> Scalar:
        """The value a name stands for; where nothing has that name, the name as typed."""
        known = self.anchored.get(event.anchor)
        says = (
            tell("*{name} refers to another value; write the value itself", name=event.anchor)
            if known
            else tell("a value cannot begin with “{sign}”; put the value in quotes", sign="*")
        )
        self.findings.append(Finding(place, "alias", says))
        return known or Scalar(f"*{event.anchor}", place)

    def _anchor(self, name: str, scalar: Scalar) -> None:
        self.anchored[name] = scalar
        if scalar.is_blank:
            says = tell("a value cannot begin with “{sign}”; put the value in quotes", sign="&")
            self.findings.append(Finding(scalar.place, "syntax", says))

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
        if isinstance(trouble, yaml.reader.ReaderError):
            self._control_character()
            return
        if not isinstance(trouble, yaml.MarkedYAMLError) or trouble.problem_mark is None:
            raise trouble
        # Only a faulty file needs these.
        from docfill.mending import Wreck, culprit
        from docfill.mending.trace import spot, traced

        at = spot(trouble.problem_mark)
        wreck = Wreck(
            lines=self.lines,
            trace=traced(self.text, _Loader),
            problem=trouble.problem or "",
            context=trouble.context or "",
            at=at,
            since=spot(trouble.context_mark) if trouble.context_mark else at,
        )
        found = culprit(wreck)
        place = Place(self.name, found.spot.line, found.spot.column)
        self.findings.append(Finding(place, "syntax", found.says))

    def _control_character(self) -> None:
        bad = _NOT_PRINTABLE.search(self.text)
        before = self.text[: bad.start()] if bad else ""
        place = Place(self.name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        says = tell(
            "a control character (U+{code:04X}) stands here; delete it",
            code=ord(bad.group()) if bad else 0,
        )
        self.findings.append(Finding(place, "syntax", says))


# YAML 1.1, production c-printable.
_NOT_PRINTABLE = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
