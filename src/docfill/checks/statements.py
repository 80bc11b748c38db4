"""Where prose states a figure that a claim speaks of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, product

from docfill.base import Place
from docfill.checks.case import Case, Sentence
from docfill.form import Claim

# The groups in which a claim's pattern has its figure.
_FIGURES = ("n", "percent")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states the figure of a claim, and the words it states it with."""

    claim: Claim
    sentence: Sentence
    match: re.Match[str]

    @property
    def place(self) -> Place:
        return self.sentence.place(self.match.start())

    @property
    def figure(self) -> Place:
        """Where the figure itself stands, whatever words a claim finds it by."""
        return self.sentence.place(_figure_at(self.match))


def statements(case: Case, claims: Iterable[Claim]) -> Iterator[Statement]:
    """Every statement of these claims of this agency and this year, sentence by sentence."""
    claims = list(claims)
    for part, group in groupby(case.sentences, lambda sentence: sentence.part):
        sentences = list(group)
        text = "\n".join(sentence.text for sentence in sentences)
        # Most claims match nothing: one look at the whole part is faster than at each sentence.
        likely = [
            claim
            for claim in claims
            if part in claim.parts and any(pattern.search(text) for pattern in claim.patterns)
        ]
        for sentence, claim in product(sentences, likely):
            for match in _matches(case, claim, sentence):
                yield Statement(claim, sentence, match)


def _matches(case: Case, claim: Claim, sentence: Sentence) -> list[re.Match[str]]:
    """Where a sentence states the figure, each figure once."""
    found: dict[int, re.Match[str]] = {}
    for pattern in claim.patterns:
        for match in pattern.finditer(sentence.text):
            before = sentence.text[: match.start()]
            meant_otherwise = claim.not_after is not None and claim.not_after.search(before)
            if not meant_otherwise and not case.is_about_others(sentence, match.start()):
                found.setdefault(_figure_at(match), match)
    return list(found.values())


def _figure_at(match: re.Match[str]) -> int:
    """Where the figure stands; where words alone state it, where they begin."""
    groups = match.groupdict()
    stated = [match.start(name) for name in _FIGURES if groups.get(name)]
    return stated[0] if stated else match.start()
