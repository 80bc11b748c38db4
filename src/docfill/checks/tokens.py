"""Prose as a row of letters, one for each word of the kit's grammar, and back to the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docfill.base import read_number
from docfill.checks.case import Case, Sentence
from docfill.form import SKIP, UNKNOWN, Grammar

# The classes of years beside the report's own, which goes without saying.
_YEARS = {-1: "last_year", 0: SKIP, 1: "next_year"}
# What a figure, year or title may begin with.
_FIRST = frozenset("0123456789〇零一二三四五六七八九十百千万两《")
_WITHOUT_WEIGHT = re.compile(r"[\s“”‘’\"：:的了]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, mark or figure of a sentence; `n` is its number as it is written."""

    letter: str
    sentence: Sentence
    start: int
    end: int
    n: str = ""


@dataclass(frozen=True, slots=True)
class TokenRow:
    """Sentences as letters, and the token behind each of them."""

    letters: str
    tokens: tuple[Token, ...]


def read_row(sentences: Iterable[Sentence], case: Case) -> TokenRow:
    """Sentences of a filing that follow each other as one row of letters."""
    grammar = case.form.wording.grammar
    tokens = [
        token for each in sentences for token in _matched(list(_tokens_of(each, case)), grammar)
    ]
    return TokenRow("".join(token.letter for token in tokens), tuple(tokens))


def _matched(tokens: list[Token], grammar: Grammar) -> list[Token]:
    """The tokens of a sentence with each figure of a list behind what it is the figure of.

    甲、乙分别为3件和1件 is read as 甲3件和乙1件.
    """
    letters = "".join(token.letter for token in tokens)
    found = grammar.parallel.search(letters)
    if found is None:
        return tokens
    things = [at for at in range(*found.span("things")) if letters[at] not in grammar.joints]
    figures = [at for at in range(*found.span("figures")) if letters[at] not in grammar.joints]
    if len(things) != len(figures):
        return tokens
    joints = tokens[found.start("figures") + 1 : found.end("figures") : 2]
    matched = [tokens[at] for pair in zip(things, figures, strict=True) for at in pair]
    for number, joint in enumerate(joints, 1):
        matched.insert(number * 3 - 1, joint)
    return [*tokens[: found.start("things")], *matched, *tokens[found.end() :]]


def _tokens_of(sentence: Sentence, case: Case) -> Iterator[Token]:
    at, letter = 0, ""
    for letter, start, end, n in _known(sentence.text, case.form.wording.grammar, case.filing.year):
        if at < start:
            yield from _unknown(sentence, at, start, case)
        at = end
        if letter:
            yield Token(letter, sentence, start, end, n)
    yield from _unknown(sentence, at, len(sentence.text), case)
    if letter not in ("；", "。") or at < len(sentence.text):
        yield Token("。", sentence, len(sentence.text), len(sentence.text))


def _known(text: str, grammar: Grammar, year: int) -> Iterator[tuple[str, int, int, str]]:
    """Each word and figure: its letter, where it begins and ends, and its number."""
    letter_of, lengths = grammar.letter_of, grammar.lengths
    at, end = 0, len(text)
    while at < end:
        for length in lengths.get(text[at], ()):
            letter = letter_of.get(text[at : at + length])
            if letter is not None:
                yield letter, at, at + length, ""
                at += length
                break
        else:
            found = grammar.figure.match(text, at) if text[at] in _FIRST else None
            if found is None or _is_part_of_word(found):
                at += 1
            else:
                yield _letter(found, grammar, year), at, found.end(), found["n"] or ""
                at = found.end()


def _is_part_of_word(found: re.Match[str]) -> bool:
    """Whether it is a Chinese numeral that counts nothing, as in 统一; a 零 says that of itself."""
    n = found["n"]
    return bool(n) and not found["unit"] and not n[0].isascii() and n != "零"


def _unknown(sentence: Sentence, start: int, end: int, case: Case) -> Iterator[Token]:
    """What the grammar does not know, unless the agency's own name begins with it."""
    text = sentence.text[start:end]
    if not text or _WITHOUT_WEIGHT.fullmatch(text):
        return
    if not any(name.startswith(text) for name in (case.agency.name, case.agency.full_name)):
        yield Token(case.form.wording.grammar.letters[UNKNOWN], sentence, start, end)


def _letter(found: re.Match[str], grammar: Grammar, year: int) -> str:
    letters = grammar.letters
    if found["unit"]:
        return grammar.letter_of_unit[found["unit"]]
    if found["n"]:
        return letters["zero" if found["n"] in ("0", "零") else "number"]
    if found["percent"]:
        return letters["percent"]
    if found["title"]:
        return letters["title"]
    beside = int(read_number(found["year"][:4])) - year
    return letters[_YEARS.get(beside, "other_year")]
