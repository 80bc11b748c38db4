"""Figures in wordings that no rule foresees, by what a sentence is about and the words beside them.

Rules of claims read a figure with certainty and come first. What they leave is read here: a doubt.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from docfill.checks.case import Case
from docfill.checks.statements import FigureSpot, Statement, row_of, spot_of
from docfill.checks.tokens import TokenRow
from docfill.form import UNKNOWN, ClaimKind, CountRole, CountTopic, Reach

_SENTENCE = frozenset("；。")
_CLAUSE = _SENTENCE | {"，"}
# What divides the words beside a figure from others; a bracket right before it belongs to it.
_PIECE = _CLAUSE | frozenset("、（）")


def loose_statements(case: Case, read: Container[FigureSpot]) -> Iterator[Statement]:
    """What figures, or words that deny them, state where no claim has `read` it at its place."""
    for topic in case.form.counts:
        for part in topic.parts:
            row = row_of(case, part)
            for start, end in _sentences(row.letters):
                yield from _LooseReading(case, topic, row, part, start, end, read).statements()


def with_figures_beside(
    case: Case, stated: Iterable[Statement], known: Mapping[FigureSpot, str] = MappingProxyType({})
) -> list[Statement]:
    """The statements with the figures that may be other parts of the same whole.

    These are figures of the sentence that nothing else has read, and others of the same claim;
    `known` are the codes of figures that other claims have read.
    """
    stated = list(stated)
    codes = {role.claim.code for topic in case.form.counts for role in topic.roles}
    read = {**known, **{each.figure: each.claim.code for each in stated}}
    return [
        replace(each, beside=tuple(_beside(case, each, read)))
        if each.claim.code in codes and each.claim.kind is ClaimKind.EQUALS
        else each
        for each in stated
    ]


def _beside(case: Case, stated: Statement, read: Mapping[FigureSpot, str]) -> Iterator[str]:
    units = {case.form.wording.grammar.letters[name] for name in case.form.wording.grammar.units}
    for token in row_of(case, stated.sentence.part).tokens:
        if (
            token.letter in units
            and (spot := spot_of(token.sentence, token.start)) != stated.figure
        ):
            code = read.get(spot, stated.claim.code if token.sentence is stated.sentence else "")
            if code == stated.claim.code:
                yield token.n


def _without_brackets(letters: str) -> str:
    return re.sub("（[^）]*）", "", letters)


def _sentences(letters: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at, letter in enumerate(letters):
        if letter in _SENTENCE:
            yield start, at
            start = at + 1


@dataclass
class _LooseReading:
    """A sentence of a row, from `start` to `end`, as a topic sees it."""

    case: Case
    topic: CountTopic
    row: TokenRow
    part: str
    start: int
    end: int
    read: Container[FigureSpot]

    def statements(self) -> Iterator[Statement]:
        """A doubtful statement for each figure left, and for each denial."""
        for at in self._left:
            role = self._role(at) if self._is_about(at) else None
            if role:
                yield self._statement(role, self._begin(at, _CLAUSE), at)
        for at in range(self.start, self.end):
            if self.row.letters[at] in self.topic.none and self._is_own(at) and self._is_about(at):
                yield from self._denials(at)

    @cached_property
    def _left(self) -> list[int]:
        """The figures of the sentence that no claim has read."""
        figures = [at for at in range(self.start, self.end) if self._is_figure(at)]
        return [at for at in figures if self._is_own(at)]

    def _is_about(self, at: int) -> bool:
        """Whether the clause of a word, or the nearest before that has a subject, is about it."""
        end = self._stop(at + 1, _CLAUSE)
        begin = self._begin(at, _CLAUSE, across=True)
        while True:
            clause = self.row.letters[begin:end]
            if not self.topic.others.isdisjoint(clause) or self._is_vague(clause):
                return False
            if not self.topic.about.isdisjoint(clause):
                return True
            if begin == self.start:
                sentence = self.row.letters[self.start : self.end]
                understood = self.part in self.topic.understood
                return understood and self.topic.others.isdisjoint(sentence)
            end = begin - 1
            begin = self._begin(end, _CLAUSE, across=True)

    def _is_vague(self, clause: str) -> bool:
        """Whether nothing but an unknown word says what a clause is about, as 办事申请."""
        named = [letter for letter in clause if letter in self.topic.about]
        return bool(named) and all(
            letter in self.topic.vague and self._unknown + letter in clause for letter in named
        )

    @property
    def _unknown(self) -> str:
        return self.case.form.wording.grammar.letters[UNKNOWN]

    def _is_own(self, at: int) -> bool:
        token = self.row.tokens[at]
        if spot_of(token.sentence, token.start) in self.read:
            return False
        return not self.case.is_about_others(token.sentence, token.start)

    def _is_figure(self, at: int) -> bool:
        return self.row.letters[at] in self.topic.figures

    def _role(self, at: int) -> CountRole | None:
        """What the words beside a figure make of it; None where they count something else."""
        if self._is_in_all(at):
            return self._role_of_all(at)
        before, after = self._before(at), self._after(at)
        if after.startswith(self._unknown) or before.endswith(self._unknown):
            return None
        clause = _without_brackets(self.row.letters[self._begin(at, _CLAUSE) : at])
        around = clause + after
        role = self._named(following := self._following(at), Reach.NEXT)
        if role and role.aside.isdisjoint(clause + following):
            return role
        if role := self._named(clause, Reach.CLAUSE):
            return self._unless_aside(role, at, around)
        for words in (before, after, clause):
            if role := self._named(words):
                return self._unless_aside(role, at, around)
        if self._unknown not in before:
            for words in self._clauses_before(at):
                if role := self._named(words):
                    return self._unless_aside(role, at, words + around)
        default = next((role for role in self._figures if not role.words), None)
        if default and not self.topic.about.isdisjoint(around):
            return self._unless_aside(default, at, around)
        return None

    def _unless_aside(self, role: CountRole, at: int, around: str) -> CountRole | None:
        before = _without_brackets(self.row.letters[self.start : at]) if role.of_all else ""
        return role if role.aside.isdisjoint(before + around) else None

    def _named(self, words: str, reach: Reach | None = None) -> CountRole | None:
        """The first role of which a word is among these, of those that reach as far."""
        for role in self._figures:
            if reach in (None, role.reach) and not role.words.isdisjoint(words):
                return role
        return None

    @property
    def _figures(self) -> list[CountRole]:
        """The roles of figures."""
        return [role for role in self.topic.roles if role.claim.kind is ClaimKind.EQUALS]

    def _is_in_all(self, at: int) -> bool:
        """Whether a figure says what others before it come to."""
        token = self.row.tokens[at]
        since = self.row.tokens[at - 1] if at > self.start else None
        begin = since.end if since and since.sentence is token.sentence else 0
        said = token.sentence.text[begin : token.start]
        return any(word in said for word in self.topic.in_all) and at in self._left[1:]

    def _role_of_all(self, at: int) -> CountRole | None:
        """What the words beside the first figure make of it, though it is a part."""
        clause = self.row.letters[self.start : at]
        return self._named(clause)

    def _before(self, at: int) -> str:
        """The words beside a figure that stand before it."""
        stop = at - 1 if self.row.letters[at - 1 : at] == "（" else at
        return self.row.letters[self._begin(stop, _PIECE) : stop]

    def _begin(self, at: int, marks: Container[str], across: bool = False) -> int:
        """Where words begin that end at a place: behind a mark or, unless `across`, a figure."""
        letters = self.row.letters
        while at > self.start and letters[at - 1] not in marks:
            if not across and self._is_figure(at - 1):
                break
            at -= 1
        return at

    def _after(self, at: int) -> str:
        """The words beside a figure that stand behind it."""
        end = self._stop(at + 1, _PIECE)
        return "" if end < self.end and self._is_figure(end) else self.row.letters[at + 1 : end]

    def _stop(self, at: int, marks: Container[str]) -> int:
        while at < self.end and self.row.letters[at] not in marks and not self._is_figure(at):
            at += 1
        return at

    def _following(self, at: int) -> str:
        """The rest of a figure's clause and the next one, if no other figure stands in them."""
        end = self._stop(at + 1, _CLAUSE)
        if end < self.end and not self._is_figure(end):
            end = self._stop(end + 1, _CLAUSE)
        return "" if end < self.end and self._is_figure(end) else self.row.letters[at + 1 : end]

    def _clauses_before(self, at: int) -> Iterator[str]:
        """The clauses before that of a figure, the nearest first, as far as they have none."""
        end = self._begin(at, _CLAUSE)
        while end > self.start and not self._is_figure(end - 1):
            start = self._begin(end - 1, _CLAUSE)
            yield self.row.letters[start : end - 1]
            end = start

    def _denials(self, at: int) -> Iterator[Statement]:
        """What the clause of a word like 没有 denies."""
        begin, end = self._begin(at, _CLAUSE), self._stop(at, _CLAUSE)
        if end < self.end and self._is_figure(end):
            return
        sentence = self.row.letters[self.start : self.end]
        for clause in (self.row.letters[at:end], self.row.letters[begin:end]):
            for role in self.topic.roles:
                if role.claim.kind is ClaimKind.ZERO and not role.words.isdisjoint(clause):
                    figures = role.aside & self.topic.figures
                    if role.aside.isdisjoint(clause) and figures.isdisjoint(sentence):
                        yield self._statement(role, begin, end - 1)
                    return

    def _around(self, at: int) -> str:
        return self._before(at) + self._after(at)

    def _statement(self, role: CountRole, begin: int, at: int) -> Statement:
        figure = self.row.tokens[at]
        first = next(t for t in self.row.tokens[begin : at + 1] if t.sentence is figure.sentence)
        return Statement(
            role.claim,
            figure.sentence,
            min(first.start, figure.start),
            figure.sentence.text[min(first.start, figure.start) : figure.end],
            {"n": figure.n},
            figure.start,
            is_certain=False,
            may_be_part=role.reach is Reach.PIECE and self._unknown in self._around(at),
        )
