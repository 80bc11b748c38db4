"""One filing on the reviewer's desk, with what it is compared with."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from docfill.base import Figure, Finding, Place, ProseParagraph, half_width, years_in
from docfill.filing import Filing, Prose
from docfill.form import Form

if TYPE_CHECKING:
    from docfill.checks.statements import Statement
    from docfill.checks.tokens import TokenRow

_ENDS = re.compile(r"[^。；！？]+[。；！？]*")


@dataclass(frozen=True, slots=True)
class Agency:
    """Who files; `peers` are the names of all agencies of its level, the longest first."""

    name: str = ""
    full_name: str = ""
    level: str = ""
    county: str = ""
    peers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Peers:
    """What the agencies of one level state: by cell, in order of size, zeros left out."""

    values: Mapping[str, Sequence[Figure]] = field(default_factory=dict)

    def besides(self, name: str, own: Figure) -> list[Figure]:
        """What the others state for a cell, the agency's own figure left out."""
        others = list(self.values.get(name, ()))
        if own in others:
            others.remove(own)
        return others


def peers_of(filings: Iterable[Filing], form: Form) -> Peers:
    """The figures of these filings, which are all of one level."""
    filings = list(filings)
    typed = (slot.name for table in form.tables.values() for slot in table.slots if not slot.terms)
    stated = {
        name: sorted(
            filing.cells[name].value
            for filing in filings
            if name in filing.cells and filing.cells[name].value
        )
        for name in typed
    }
    return Peers(stated)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose, its digits half-width; `start` is where its paragraph has it."""

    part: str
    prose: Prose
    paragraph: ProseParagraph
    start: int
    text: str

    def place(self, offset: int = 0) -> Place:
        """File, line and column of one of its characters."""
        return self.prose.place_at(self.paragraph, self.start + offset)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the grammar has read in the prose so far: its parts as rows, and what claims state."""

    rows: dict[str, "TokenRow"] = field(default_factory=dict)
    stated: list["tuple[Statement, ...]"] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    """What a check looks at: a filing, its form, last year's filing and the agency.

    `peers` are known where the filings of the others are read, too. `reading` grows
    as checks ask for it.
    """

    form: Form
    filing: Filing
    last_year: Filing | None = None
    agency: Agency = Agency()
    peers: Peers = Peers()
    reading: Reading = field(default_factory=Reading, compare=False, repr=False)

    def without_figures(self) -> "Case":
        """The same without the tables: all that a check of the wording alone may look at."""
        last_year = self.last_year and replace(self.last_year, cells={}, unread=())
        filing = replace(self.filing, cells={}, unread=())
        return Case(self.form, filing, last_year, self.agency)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the prose, in order; a heading is a sentence, too."""
        return tuple(
            Sentence(part, prose, paragraph, found.start(), half_width(found[0]))
            for part, prose in self.filing.prose.items()
            for paragraph in prose.paragraphs
            for found in _ENDS.finditer(paragraph.text)
        )

    @cached_property
    def text(self) -> str:
        """The whole prose, its digits half-width."""
        return "\n".join(sentence.text for sentence in self.sentences)

    @property
    def paragraphs(self) -> Iterator[tuple[Prose, ProseParagraph]]:
        """Every paragraph with the prose it belongs to."""
        for prose in self.filing.prose.values():
            for paragraph in prose.paragraphs:
                yield prose, paragraph

    def is_about_others(self, sentence: Sentence, offset: int) -> bool:
        """Whether a figure at a place in a sentence is of another year or another agency."""
        return self._is_of_another_year(sentence.text[:offset]) or self._is_of_another_agency(
            sentence.text, offset
        )

    def _is_of_another_year(self, before: str) -> bool:
        """Whether the last year named is not the report's."""
        named = years_in(before)
        years = self.form.wording.years
        if years is not None:
            own, last = self.filing.year, self.filing.year - 1
            named += [(found.start(), own) for found in years.meaning_own.finditer(before)]
            named += [(found.start(), last) for found in years.meaning_other.finditer(before)]
        return bool(named) and max(named)[1] != self.filing.year

    def _is_of_another_agency(self, text: str, offset: int) -> bool:
        """Whether others are named before the offset, and the agency itself not after them."""
        others = self.form.wording.others.get(self.agency.level)
        named = [found.start() for found in others.finditer(text)] if others else []
        own_whole = self.form.wording.own_whole.get(self.agency.name[-1:])
        named = [
            start
            for start in named
            if start < offset and not (own_whole and own_whole.match(text, start))
        ]
        if not named:
            return False
        names = (self.agency.full_name, self.agency.name)
        own = [text.rfind(name, 0, offset) for name in names if name]
        for pattern in self.form.wording.own_kinds.values():
            own += [found.start() for found in pattern.finditer(text, 0, offset)]
        return max(named) > max(own, default=-1)


Findings = Iterator[Finding]
