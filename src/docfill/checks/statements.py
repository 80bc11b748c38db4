"""Where prose states a figure that a claim speaks of."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, product

from docfill.base import Place
from docfill.checks.case import Case, Sentence
from docfill.checks.tokens import TokenRow, read_row
from docfill.form import UNKNOWN, Claim

# The groups in which a claim has its figure.
_FIGURES = ("n", "percent", "up", "down", "same")
_STOPS = ("；", "。")
_CLAUSES = ("，", "；", "。", "（")


# Where a figure stands among those of the prose; a place of a file may hold several.
FigureSpot = tuple[str, int, str, int]


def spot_of(sentence: Sentence, offset: int) -> FigureSpot:
    """The spot of a figure that begins at an offset of a sentence."""
    return sentence.part, sentence.start, sentence.text, offset


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states the figure of a claim, and the words it states it with.

    `facts` are the figure and the like by the name of their group; `figure_at` is where the figure
    stands or, where words alone state it, they begin. A reading is certain where it knows every
    word of its clause. `beside` are figures that may be other parts of the same whole;
    it `may_be_part` of that itself.
    """

    claim: Claim
    sentence: Sentence
    start: int
    words: str
    facts: Mapping[str, str]
    figure_at: int
    is_certain: bool = True
    beside: tuple[str, ...] = ()
    may_be_part: bool = False

    @property
    def place(self) -> Place:
        return self.sentence.place(self.start)

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def figure(self) -> FigureSpot:
        """Which figure it is, whatever words a claim finds it by."""
        return spot_of(self.sentence, self.figure_at)


def statements(case: Case, claims: Iterable[Claim]) -> Iterator[Statement]:
    """Every statement of these claims of this agency and this year."""
    claims = list(claims)
    for part, group in groupby(case.sentences, lambda sentence: sentence.part):
        sentences = list(group)
        of_part = [claim for claim in claims if part in claim.parts]
        yield from _found(case, [c for c in of_part if c.patterns], sentences)
        yield from _read(case, [c for c in of_part if c.reads], sentences)


def _found(case: Case, claims: list[Claim], sentences: list[Sentence]) -> Iterator[Statement]:
    """What patterns find, sentence by sentence."""
    text = "\n".join(sentence.text for sentence in sentences)
    # Most claims match nothing: one look at the whole part is faster than at each sentence.
    likely = [c for c in claims if any(pattern.search(text) for pattern in c.patterns)]
    for sentence, claim in product(sentences, likely):
        yield from _matches(case, claim, sentence)


def _matches(case: Case, claim: Claim, sentence: Sentence) -> Iterable[Statement]:
    """Where a sentence states the figure, each figure once."""
    found: dict[int, Statement] = {}
    for pattern in claim.patterns:
        for match in pattern.finditer(sentence.text):
            before = sentence.text[: match.start()]
            meant_otherwise = claim.not_after is not None and claim.not_after.search(before)
            if not meant_otherwise and not case.is_about_others(sentence, match.start()):
                facts = {name: text for name, text in match.groupdict().items() if text}
                stated = [match.start(name) for name in _FIGURES if facts.get(name)]
                at = (stated or [match.start()])[0]
                statement = Statement(claim, sentence, match.start(), match[0], facts, at)
                found.setdefault(at, statement)
    return found.values()


def _read(case: Case, claims: list[Claim], sentences: list[Sentence]) -> Iterator[Statement]:
    """What rules of the grammar read; of claims with one code the first speaks for a figure."""
    if not claims:
        return
    row = row_of(case, sentences[0].part)
    known = frozenset(row.letters)
    told: set[tuple[str, int]] = set()
    for claim in claims:
        for rule in claim.reads:
            for match in rule.finditer(row.letters) if rule.may_match(known) else ():
                at = _figure_at(match)
                if (claim.code, at) not in told and _is_meant(case, claim, row, match):
                    told.add((claim.code, at))
                    yield _statement(case, claim, row, match)


def row_of(case: Case, part: str) -> TokenRow:
    """A part of the prose as a row; read once, though several checks ask for it."""
    if part not in case.reading.rows:
        of_part = (each for each in case.sentences if each.part == part)
        case.reading.rows[part] = read_row(of_part, case)
    return case.reading.rows[part]


def _is_meant(case: Case, claim: Claim, row: TokenRow, match: re.Match[str]) -> bool:
    """Whether nothing around the words shows that they state something else."""
    letters, start, end = row.letters, match.start(), match.end()
    begin = max(letters.rfind(stop, 0, start) for stop in _STOPS) + 1
    stop = min(
        (at for mark in _STOPS if (at := letters.find(mark, end)) >= 0), default=len(letters)
    )
    if claim.not_behind is not None and claim.not_behind.search(letters[begin:start], 0, start):
        return False
    if claim.not_before is not None and claim.not_before.match(letters, end):
        return False
    if claim.not_with is not None and claim.not_with.search(letters, begin, stop):
        return False
    unknown = case.form.wording.grammar.letters[UNKNOWN]
    first = next(token for token in row.tokens[start:end] if token.letter != unknown)
    return not case.is_about_others(first.sentence, first.start)


def _statement(case: Case, claim: Claim, row: TokenRow, match: re.Match[str]) -> Statement:
    tokens = row.tokens[match.start() : match.end()]
    figure = row.tokens[_figure_at(match)]
    within = [each for each in tokens if each.sentence is figure.sentence]
    # A figure of a list stands behind the others of its own, and is read beside its thing.
    start, end = min(each.start for each in within), max(each.end for each in within)
    facts = {
        name: row.tokens[match.start(name)].n or _text(row, match.start(name))
        for name, letter in match.groupdict().items()
        if letter
    }
    unknown = case.form.wording.grammar.letters[UNKNOWN]
    clause = max(row.letters.rfind(mark, 0, match.start()) for mark in _CLAUSES) + 1
    is_certain = unknown not in row.letters[clause : match.end()]
    words = figure.sentence.text[start:end]
    return Statement(claim, figure.sentence, start, words, facts, figure.start, is_certain)


def _text(row: TokenRow, at: int) -> str:
    token = row.tokens[at]
    return token.sentence.text[token.start : token.end]


def _figure_at(match: re.Match[str]) -> int:
    """The letter of the figure; where words alone state it, the first of theirs."""
    groups = match.groupdict()
    stated = [match.start(name) for name in _FIGURES if groups.get(name)]
    return stated[0] if stated else match.start()
