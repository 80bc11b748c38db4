"""The words and phrases a reviewer looks for in prose, as a kit's wording.yaml lists them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docfill.base import Place, Severity
from docfill.form.county_prose import CountyProse
from docfill.form.grammar import Grammar
from docfill.form.patterns import NOTHING


@dataclass(frozen=True, slots=True)
class Fixed:
    """Whatever `seen_by` finds must be one of the phrases, to the letter."""

    code: str
    seen_by: re.Pattern[str]
    phrases: tuple[str, ...]
    severity: Severity
    says: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Avoid:
    """Words that should not stand in the prose; `says` tells what to write."""

    code: str
    pattern: re.Pattern[str]
    severity: Severity
    says: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Mention:
    """Something these pieces of prose must speak of, taken together."""

    code: str
    parts: tuple[str, ...]
    pattern: re.Pattern[str]
    severity: Severity
    says: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Longest:
    """How many characters these pieces of prose may have together."""

    parts: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Years:
    """Words that make another year than the report's right, in the sentence they stand in.

    The group `year` of `of_own` is the report's year whatever stands beside it. What follows
    `meaning_own` is of the report's year, what follows `meaning_other` of another or of several.
    """

    beside_last: re.Pattern[str]
    beside_next: re.Pattern[str]
    beside_any: re.Pattern[str]
    meaning_own: re.Pattern[str]
    meaning_other: re.Pattern[str]
    of_own: re.Pattern[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days the prose states: groups `y1 m1 d1 y2 m2 d2`, and what they must be."""

    pattern: re.Pattern[str]
    first: tuple[int, int]
    last: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """How parts of a whole are listed: after which word, what shows that some are left out.

    A number behind `aside` is neither whole nor part. After `some` words not all parts need be
    told, unless the last is called `closes`. At `ends` something else begins.
    """

    begins: re.Pattern[str]
    left_out: re.Pattern[str]
    aside: re.Pattern[str]
    share: re.Pattern[str]
    some: re.Pattern[str] = NOTHING
    closes: re.Pattern[str] = NOTHING
    ends: re.Pattern[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Similarity:
    """How many hundredths of a text may stand elsewhere word for word, in which parts.

    Texts of fewer than `shortest` characters are not compared; words are runs of `run` characters.
    """

    parts: tuple[str, ...]
    last_year: int
    neighbours: int
    shortest: int
    run: int


@dataclass(frozen=True, slots=True)
class SmallerUnit:
    """The unit amounts are typed in by mistake: `times` of it are one of the form's.

    `doubtful` is, by level of agency, the amount from which on the smaller one was probably meant.
    """

    unit: str
    times: int
    doubtful: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outliers:
    """How many `times` last year's figure, or that of its peers, a figure may not be.

    Counts below `least` and amounts below `least_amount` are not looked at; peers count where at
    least `others` of them state any. `smaller_units` are by the unit that the form names.
    """

    times: int
    least: int
    least_amount: int
    others: int
    smaller_units: Mapping[str, SmallerUnit] = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """A kit's words and phrases; what a kit does not list is not looked for.

    `others` finds, for an agency of a level, whom it names when a figure is not its own, but
    `own_whole`, by the end of its name, what is its own: 全市 of a county-level city.
    """

    fixed: tuple[Fixed, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    mentions: tuple[Mention, ...] = ()
    shortest: Mapping[str, int] = field(default_factory=dict)
    longest: tuple["Longest", ...] = ()
    years: Years | None = None
    periods: tuple[Period, ...] = ()
    listing: Listing | None = None
    own_kinds: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    others: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    own_whole: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    sections_counted: re.Pattern[str] | None = None
    doubles_allowed: re.Pattern[str] | None = None
    similarity: Similarity | None = None
    outliers: Outliers | None = None
    county_prose: Mapping[str, CountyProse] = field(default_factory=dict)
    grammar: Grammar = field(default_factory=Grammar)

    @property
    def rules(self) -> tuple[Fixed | Avoid | Mention, ...]:
        """Everything that brings a code of its own."""
        return (*self.fixed, *self.avoid, *self.mentions)
