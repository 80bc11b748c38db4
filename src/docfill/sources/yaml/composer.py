"""YAML's events to nodes; with `mending.trace` the only user of yaml."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import yaml

from docfill.base import Finding, Message, Place, TextSpot, in_plain_words, tell
from docfill.sources.yaml.nodes import Branch, Node, Scalar, Series

if TYPE_CHECKING:
    from docfill.sources.yaml.repair import Culprit

DEEPEST = 40
_TOO_DEEP = "nested too deeply"
# A fault that stands further down is told in the parser's place, without looking for another.
_LONGEST_EXPLAINED = 300_000
_MOST_FAULTS = 1000

# libyaml's events and those of the slow parser have the same attributes but no common type.
_Event = Any
_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)


class _Enough(Exception):
    """So many faults were found that nobody reads on."""


class TreeBuilder:
    """Builds the tree from YAML's events, so that marks, aliases and styles are all seen."""

    _next: Callable[[], _Event]

    def __init__(self, name: str, text: str):
        self.name = name
        self.text = text
        self.lines = tuple(text.splitlines())
        self.findings: list[Finding] = []
        self.anchored: dict[str, Scalar] = {}

    def root(self) -> Branch:
        """The file's keys and values; none where it holds anything else."""
        top = self.top()
        if isinstance(top, Branch):
            return top
        if top is not None:
            self._no_keys(top)
        return Branch({}, {}, Place(self.name, TextSpot(1)))

    def top(self) -> Node | None:
        """What the file holds, whatever it is; None where that is nothing or cannot be read."""
        try:
            self._next = _Loader(self.text).get_event
            top = self._document()
        except _Enough:
            return None
        except yaml.YAMLError as trouble:
            self._syntax(trouble)
            return None
        if top is None or (isinstance(top, Scalar) and top.is_blank):
            self.findings.append(Finding(Place(self.name), "empty", tell("the file is empty")))
            return None
        return top

    def _no_keys(self, top: Node) -> None:
        # Only a faulty file needs this.
        from docfill.sources.yaml.repair import culprits_in_one_text

        if isinstance(top, Scalar) and not top.style:
            self._blame(culprits_in_one_text(self.lines, top.place.line, _Loader))
        if not self.findings:
            says = tell("the file must hold keys and values, like “key: value”")
            self.findings.append(Finding(top.place, "wrong-shape", says))

    def _document(self) -> Node | None:
        """The file's one document; None where there is none."""
        top: Node | None = None
        while (event := self._next()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                if top is not None:
                    says = tell("a second document begins here; one file holds one")
                    self._find(event, "syntax", says)
                    break
                top = self._node(self._next(), 0)
        return top

    def _node(self, event: _Event, depth: int) -> Node:
        # Nearly all events are scalars, and a county's file has thousands.
        if event.__class__ is yaml.ScalarEvent:
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem=_TOO_DEEP, problem_mark=event.start_mark)
        if event.tag is not None:
            self._tag(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._branch(self._place(event), depth)
        return self._series(self._place(event), depth)

    def _scalar(self, event: _Event) -> Scalar:
        mark = event.start_mark
        place = Place(self.name, TextSpot(mark.line + 1, mark.column + 1))
        scalar = Scalar(event.value, place, event.style or "", self.lines)
        if event.tag is not None:
            self._tag(event)
        if event.anchor is not None:
            self._anchor(event.anchor, scalar)
        return scalar

    def _series(self, place: Place, depth: int) -> Series:
        items = []
        while (event := self._next()).__class__ is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Series(tuple(items), place)

    def _branch(self, place: Place, depth: int) -> Branch:
        entries: dict[str, Node] = {}
        key_places: dict[str, Place] = {}
        while (event := self._next()).__class__ is not yaml.MappingEndEvent:
            key, key_place = self._key(event, depth)
            value = self._node(self._next(), depth + 1)
            if key is None:
                self.findings.append(Finding(key_place, "syntax", tell("a key must be a word")))
            elif key in entries:
                says = tell(
                    "{key} is already written in line {line}; keep one",
                    key=key,
                    line=key_places[key].line,
                )
                self.findings.append(Finding(key_place, "double-key", says))
                if len(self.findings) >= _MOST_FAULTS:
                    raise _Enough
            else:
                entries[key] = value
                key_places[key] = key_place
        return Branch(entries, key_places, place)

    def _key(self, event: _Event, depth: int) -> tuple[str | None, Place]:
        """The text of a key, None where it has none, and its place."""
        if event.__class__ is yaml.ScalarEvent and not (event.tag or event.anchor):
            return event.value, self._place(event)
        node = self._node(event, depth + 1)
        return (node.text if isinstance(node, Scalar) else None), node.place

    def _tag(self, event: _Event) -> None:
        says = tell("a tag ({tag}) has no meaning here; leave it out", tag=event.tag)
        self._find(event, "syntax", says)

    def _alias(self, event: _Event) -> Scalar:
        """The value a name stands for; where nothing has that name, the name as typed."""
        known = self.anchored.get(event.anchor)
        says = (
            tell("*{name} refers to another value; write the value itself", name=event.anchor)
            if known
            else tell("a value cannot begin with “{sign}”; put the value in quotes", sign="*")
        )
        self._find(event, "alias", says)
        return known or Scalar(f"*{event.anchor}", self._place(event), lines=self.lines)

    def _anchor(self, name: str, scalar: Scalar) -> None:
        self.anchored[name] = scalar
        if scalar.is_blank:
            says = tell("a value cannot begin with “{sign}”; put the value in quotes", sign="&")
            self.findings.append(Finding(scalar.place, "syntax", says))

    def _place(self, event: _Event) -> Place:
        mark = event.start_mark
        return Place(self.name, TextSpot(mark.line + 1, mark.column + 1))

    def _find(self, event: _Event, code: str, says: Message) -> None:
        self.findings.append(Finding(self._place(event), code, says))

    def _syntax(self, trouble: yaml.YAMLError) -> None:
        if isinstance(trouble, yaml.reader.ReaderError):
            self._control_character()
            return
        if not isinstance(trouble, yaml.MarkedYAMLError) or trouble.problem_mark is None:
            raise trouble
        mark = trouble.problem_mark
        if trouble.problem == _TOO_DEEP or mark.index > _LONGEST_EXPLAINED:
            place = Place(self.name, TextSpot(mark.line + 1, mark.column + 1))
            says = in_plain_words(trouble.problem or "", trouble.context or "")
            self.findings.append(Finding(place, "syntax", says))
            return
        # Only a faulty file needs these.
        from docfill.sources.yaml.repair import culprits, wreck_of

        wreck = wreck_of(self.text, _Loader, trouble)
        self._blame(culprits(wreck, _Loader) if wreck else ())

    def _blame(self, found: "Iterable[Culprit]") -> None:
        for each in found:
            place = Place(self.name, TextSpot(each.spot.line, each.spot.column))
            self.findings.append(Finding(place, "syntax", each.says))

    def _control_character(self) -> None:
        bad = _NOT_PRINTABLE.search(self.text)
        before = self.text[: bad.start()] if bad else ""
        place = Place(self.name, TextSpot(before.count("\n") + 1, len(before) - before.rfind("\n")))
        says = tell(
            "a control character (U+{code:04X}) stands here; delete it",
            code=ord(bad.group()) if bad else 0,
        )
        self.findings.append(Finding(place, "syntax", says))


# YAML 1.1, production c-printable.
_NOT_PRINTABLE = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
