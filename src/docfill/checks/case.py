"""One filing on the reviewer's desk, with what it is compared with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docfill.filing import Filing, Prose
from docfill.findings import Finding, Place
from docfill.form import Form
from docfill.kinds import Paragraph
from docfill.numerals import half_width, years_in

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
class Sentence:
    """A sentence of the prose, its digits half-width; `start` is where its paragraph has it."""

    part: str
    prose: Prose
    paragraph: Paragraph
    start: int
    text: str

    def place(self, offset: int = 0) -> Place:
        """File, line and column of one of its characters."""
        return self.prose.place_at(self.paragraph, self.start + offset)


@dataclass(frozen=True)
class Case:
    """What a check looks at: a filing, its form, last year's filing and the agency."""

    form: Form
    filing: Filing
    last_year: Filing | None = None
    agency: Agency = Agency()

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
    def paragraphs(self) -> Iterator[tuple[Prose, Paragraph]]:
        """Every paragraph with the prose it belongs to."""
        for prose in self.filing.prose.values():
            for paragraph in prose.paragraphs:
                yield prose, paragraph

    def is_about_another_year(self, sentence: Sentence, offset: int) -> bool:
        """Whether the last year named before a place in a sentence is not the report's."""
        before = sentence.text[:offset]
        named = years_in(before)
        years = self.form.wording.years
        if years is not None:
            last = self.filing.year - 1
            named += [(found.start(), last) for found in years.meaning_last.finditer(before)]
        return bool(named) and max(named)[1] != self.filing.year


Findings = Iterator[Finding]
