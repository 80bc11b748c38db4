"""wording.yaml to Wording, checked against the form's names."""

import fnmatch
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from pathlib import Path

from docfill.base import LEVELS, WORDING_FILE, Finding, Message, Severity, tell
from docfill.form.county_prose import CountyProse
from docfill.form.grammar import Grammar
from docfill.form.grammar_reader import read_grammar
from docfill.form.outlier_reader import read_outliers
from docfill.form.patterns import NOTHING, WrongPattern, compile_pattern
from docfill.form.wording import (
    Avoid,
    Fixed,
    Listing,
    Longest,
    Mention,
    Period,
    Similarity,
    Wording,
    Years,
)
from docfill.sources.yaml import Branch, Keys, SourceFile, parse, read

_KEYS = (
    "words",
    "fixed",
    "avoid",
    "mentions",
    "shortest",
    "longest",
    "years",
    "periods",
    "listing",
    "own_kinds",
    "others",
    "sections_counted",
    "doubles_allowed",
    "similarity",
    "outliers",
    "county_prose",
    "grammar",
    "own_whole",
)
_RULE = ("code", "says", "source", "severity")
_DAY = re.compile(r"(\d\d)-(\d\d)")


class WordingFile:
    """One wording.yaml, its bytes being here already or not; without it no words are sought."""

    def __init__(self, kit: Path, name: str, findings: list[Finding], data: bytes | None = None):
        path = kit / WORDING_FILE
        if data is not None:
            source: SourceFile | None = parse(data, name)
        else:
            source = read(path, name) if path.exists() else None
        if source is not None:
            findings.extend(source.findings)
        self.findings = findings
        self.branch = source.root if source is not None and not source.findings else None
        self.words = self._words()
        self.grammar = self._grammar()

    def _words(self) -> dict[str, str]:
        if self.branch is None:
            return {}
        keys = Keys(self.branch, _KEYS, self.findings)
        entries = keys.branches("words", short="is")
        return {name: Keys(b, ("is",), self.findings).text("is") for name, b in entries}

    def _grammar(self) -> Grammar:
        branch = self.branch.get("grammar") if self.branch is not None else None
        return read_grammar(branch, self.findings) if isinstance(branch, Branch) else Grammar()

    def wording(self, parts: Iterable[str]) -> Wording:
        """What the file says; `parts` are the pieces of prose the form knows."""
        if self.branch is None:
            return Wording()
        reading = _WordingReading(self.branch, self.words, list(parts), self.findings)
        return replace(reading.wording(), grammar=self.grammar)


def parts_named(keys: Keys, parts: Iterable[str]) -> tuple[str, ...]:
    """The pieces of prose listed behind `in`, `*` standing for several; without it, all."""
    parts = list(parts)
    if not keys.has("in"):
        return tuple(parts)
    named: list[str] = []
    for item in keys.scalars("in"):
        found = fnmatch.filter(parts, item.text)
        if not found:
            keys.fault(item.place, "dangling-name", leads_nowhere(item.text, parts))
        named.extend(found)
    return tuple(named)


def leads_nowhere(name: str, known: Iterable[str]) -> Message:
    """What to say of a name that the form does not have."""
    listed = ", ".join(list(known)[:30])
    return tell("{name} leads nowhere in this form; known: {known}", name=name, known=listed)


def patterns_of(keys: Keys, key: str, words: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    """The patterns listed behind a key."""
    patterns = []
    for item in keys.scalars(key):
        try:
            patterns.append(compile_pattern(item.text, words))
        except WrongPattern as trouble:
            says = tell("the pattern cannot be read: {why}", why=trouble)
            keys.fault(item.place, "wrong-pattern", says)
    return tuple(patterns)


def severity_of(keys: Keys, default: Severity) -> Severity:
    """The severity behind `severity`."""
    return Severity(keys.choice("severity", list(Severity), default))


class _WordingReading:
    def __init__(
        self, branch: Branch, words: Mapping[str, str], parts: list[str], findings: list[Finding]
    ):
        self.words = words
        self.parts = parts
        self.findings = findings
        # The keys were checked when the words were read.
        self.keys = Keys(branch, branch.entries, findings)

    def wording(self) -> Wording:
        keys = self.keys
        return Wording(
            fixed=tuple(self._fixed(item) for item in keys.items("fixed")),
            avoid=tuple(self._avoid(item) for item in keys.items("avoid")),
            mentions=tuple(self._mention(item) for item in keys.items("mentions")),
            shortest=self._shortest(),
            longest=tuple(self._longest()),
            years=self._years(),
            periods=tuple(self._period(item) for item in keys.items("periods")),
            listing=self._listing(),
            own_kinds=self._patterns_by_name("own_kinds"),
            others=self._others(),
            sections_counted=self._optional("sections_counted"),
            doubles_allowed=self._optional("doubles_allowed"),
            similarity=self._similarity(),
            outliers=read_outliers(self.keys),
            county_prose=dict(self._county_prose()),
            own_whole=self._patterns_by_name("own_whole"),
        )

    def _county_prose(self) -> Iterator[tuple[str, CountyProse]]:
        for name, entry in self.keys.branches("county_prose", short="is"):
            if name not in self.parts:
                self.keys.fault(entry.place, "dangling-name", leads_nowhere(name, self.parts))
            yield name, CountyProse(self._keys(entry, "is").text("is"), entry.place)

    def _keys(self, branch: Branch, *known: str) -> Keys:
        return Keys(branch, known, self.findings)

    def _pattern(self, keys: Keys, key: str) -> re.Pattern[str]:
        """One pattern, or several of which any may match."""
        found = patterns_of(keys, key, self.words)
        if not keys.has(key):
            keys.fault(keys.branch.place, "missing", tell("the key {key} is missing", key=key))
        if len(found) < 2:
            return found[0] if found else NOTHING
        return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in found))

    def _optional(self, key: str) -> re.Pattern[str] | None:
        return self._pattern(self.keys, key) if self.keys.has(key) else None

    def _fixed(self, branch: Branch) -> Fixed:
        keys = self._keys(branch, "seen_by", "phrases", *_RULE)
        return Fixed(
            keys.text("code"),
            self._pattern(keys, "seen_by"),
            keys.names("phrases"),
            severity_of(keys, Severity.ERROR),
            keys.text("says"),
            keys.text("source", ""),
            branch.place,
        )

    def _avoid(self, branch: Branch) -> Avoid:
        keys = self._keys(branch, "pattern", *_RULE)
        return Avoid(
            keys.text("code"),
            self._pattern(keys, "pattern"),
            severity_of(keys, Severity.WARNING),
            keys.text("says"),
            keys.text("source", ""),
            branch.place,
        )

    def _mention(self, branch: Branch) -> Mention:
        keys = self._keys(branch, "in", "any_of", *_RULE)
        return Mention(
            keys.text("code"),
            parts_named(keys, self.parts),
            self._pattern(keys, "any_of"),
            severity_of(keys, Severity.WARNING),
            keys.text("says"),
            keys.text("source", ""),
            branch.place,
        )

    def _shortest(self) -> dict[str, int]:
        lengths: dict[str, int] = {}
        for parts, least in self._lengths("shortest"):
            lengths.update(dict.fromkeys(parts, least))
        return lengths

    def _longest(self) -> Iterator[Longest]:
        for parts, most in self._lengths("longest"):
            if most:
                yield Longest(parts, most)

    def _lengths(self, key: str) -> Iterator[tuple[tuple[str, ...], int]]:
        """The pieces of prose behind each name, and the number of characters it gives them."""
        for name, entry in self.keys.branches(key, short="is"):
            keys = self._keys(entry, "is")
            found = fnmatch.filter(self.parts, name)
            if not found:
                keys.fault(entry.place, "dangling-name", leads_nowhere(name, self.parts))
            yield tuple(found), keys.number("is", 0)

    def _years(self) -> Years | None:
        branch = self.keys.branch.get("years")
        if not isinstance(branch, Branch):
            return None
        years = Years(**self._fields_of(Years, branch))
        if years.of_own is NOTHING or "year" in years.of_own.groupindex:
            return years
        keys = Keys(branch, branch.entries, self.findings)
        says = tell("the pattern needs the group year")
        keys.fault(keys.place("of_own"), "wrong-pattern", says)
        return replace(years, of_own=NOTHING)

    def _fields_of(
        self, record: type[Years] | type[Listing], branch: Branch
    ) -> dict[str, re.Pattern[str]]:
        """The pattern behind the name of each field of a record, but defaults not written."""
        keys = self._keys(branch, *(each.name for each in fields(record)))
        return {
            each.name: self._pattern(keys, each.name)
            for each in fields(record)
            if each.default is MISSING or keys.has(each.name)
        }

    def _period(self, branch: Branch) -> Period:
        keys = self._keys(branch, "pattern", "first", "last")
        pattern = self._pattern(keys, "pattern")
        if not {"y1", "m1", "d1", "y2", "m2", "d2"} <= pattern.groupindex.keys():
            says = tell("the pattern needs the groups y1, m1, d1, y2, m2 and d2")
            keys.fault(keys.place("pattern"), "wrong-pattern", says)
            pattern = NOTHING
        return Period(pattern, day_of(keys, "first"), day_of(keys, "last"))

    def _listing(self) -> Listing | None:
        branch = self.keys.branch.get("listing")
        if not isinstance(branch, Branch):
            return None
        return Listing(**self._fields_of(Listing, branch))

    def _others(self) -> dict[str, re.Pattern[str]]:
        for name, entry in self.keys.branches("others", short="is"):
            if name not in LEVELS:
                self.keys.fault(entry.place, "dangling-name", leads_nowhere(name, LEVELS))
        return self._patterns_by_name("others")

    def _patterns_by_name(self, key: str) -> dict[str, re.Pattern[str]]:
        entries = self.keys.branches(key, short="is")
        return {name: self._pattern(self._keys(entry, "is"), "is") for name, entry in entries}

    def _similarity(self) -> Similarity | None:
        branch = self.keys.branch.get("similarity")
        if not isinstance(branch, Branch):
            return None
        keys = self._keys(branch, "in", "last_year", "neighbours", "shortest", "run")
        return Similarity(
            parts_named(keys, self.parts),
            keys.number("last_year", 100),
            keys.number("neighbours", 100),
            keys.number("shortest", 60),
            max(keys.number("run", 8), 1),
        )


def day_of(keys: Keys, key: str) -> tuple[int, int]:
    """Month and day, written like 01-31."""
    found = _DAY.fullmatch(keys.text(key))
    if found and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 31:
        return int(found[1]), int(found[2])
    says = tell("{key} is a day of the year, written like 01-31", key=key)
    keys.fault(keys.place(key), "not-a-date", says)
    return 1, 1
