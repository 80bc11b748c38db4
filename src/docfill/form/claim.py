"""What a form says of figures that prose tells and tables state too."""

import re
from dataclasses import dataclass
from enum import StrEnum

from docfill.base import Place, Severity
from docfill.form.rule import GrammarRule


class ClaimKind(StrEnum):
    """What a claim says about the figure it finds in prose; the key it is written with."""

    EQUALS = "equals"  # the figure is a sum of cells
    AT_MOST = "at_most"  # the figure is not above a sum of cells
    ZERO = "zero"  # words that deny something need a sum of zero
    SHARE = "share"  # a percentage is a sum of cells in another, named by `of`
    CHANGE = "change"  # growth or fall against last year's sum
    MULTIPLE_OF = "multiple_of"  # the figure is a whole multiple
    AGREES = "agrees"  # a figure no table states is the same wherever it is told


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure stated in prose that tables state too.

    `names` are cells, with `*` for several; `either` is another sum that would be right as well.
    The figure is `factor` times the cells. It is found by `patterns` in the text, or by `reads`,
    rules of the kit's grammar. A match after `not_after`, in the same sentence, is no such
    statement, nor is one that a rule reads behind `not_behind`, before `not_before` or beside
    `not_with`.
    """

    code: str
    kind: ClaimKind
    patterns: tuple[re.Pattern[str], ...]
    parts: tuple[str, ...]
    names: tuple[str, ...]
    either: tuple[str, ...]
    of: tuple[str, ...]
    factor: int
    multiple: int
    reads: tuple[GrammarRule, ...]
    not_after: re.Pattern[str] | None
    not_behind: GrammarRule | None
    not_before: GrammarRule | None
    not_with: GrammarRule | None
    severity: Severity
    says: str
    source: str
    place: Place


class Reach(StrEnum):
    """How far from a figure the word of a role may stand."""

    PIECE = "piece"  # not beyond a comma or 、
    CLAUSE = "clause"  # anywhere before it in its clause
    NEXT = "next"  # also behind it, as far as the end of the next clause


@dataclass(frozen=True, slots=True)
class CountRole:
    """The claim of a figure that stands beside one of these words; without words, of any other.

    Where `aside` stands beside it, too, it counts a part or something else; where it counts all,
    with `of_all`, also where that stands anywhere before it in the sentence. A claim of zero has no
    figure; it is meant where the words are denied.
    """

    words: frozenset[str]
    aside: frozenset[str]
    of_all: bool
    reach: Reach
    claim: Claim


@dataclass(frozen=True, slots=True)
class CountTopic:
    """What a loose reading looks for, as letters of the kit's grammar.

    A sentence is about it that has one of `about` and none of `others`; in `understood` parts of
    the prose it need not be named. An unknown word may give a
    `vague` one another meaning. `figures` count it; after a text of `in_all` all
    that was counted before. `none` denies it.
    """

    parts: tuple[str, ...]
    understood: tuple[str, ...]
    about: frozenset[str]
    vague: frozenset[str]
    others: frozenset[str]
    figures: frozenset[str]
    none: frozenset[str]
    in_all: tuple[str, ...]
    roles: tuple[CountRole, ...]
