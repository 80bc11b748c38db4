"""A kit's words by their class, and rules over classes: a small grammar for what prose states.

A piece of prose is read as a row of letters, one for each word that the kit lists, so a rule is a
regular expression over letters. Words without meaning for figures (`skip`) leave none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from docfill.base import NUMBER, PERCENTAGE
from docfill.form.rule import GrammarRule, fault_of

SKIP = "skip"
UNKNOWN = "~"
_MARKS = {"，": "，,", "、": "、", "；": "；;", "。": "。！？!?\n", "（": "（(", "）": "）)"}
_BUILT_IN = (
    "percent",
    "number",
    "zero",
    "title",
    "last_year",
    "next_year",
    "other_year",
)
_FIRST_LETTER = 0x100
_YEAR = r"(?:(?:19|20)[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})年度?[末底]?"
_ITEM = re.compile(r"(?P<how>[!/@\-])?(?P<figure><)?(?P<names>[^<>?*]+)>?(?P<times>[?*]?)")


class WrongRule(ValueError):
    """The rule cannot be read; the message says why."""


def choices(word: str) -> list[str]:
    """The words that one entry stands for; `(a|b|)` is a, b or nothing.

    >>> choices("公开(政府(信息|)|)申请")
    ['公开政府信息申请', '公开政府申请', '公开申请']
    """
    return _choices(word, 0)[0]


def _choices(text: str, at: int) -> tuple[list[str], int]:
    """What stands from here to the end of the group, and where that is."""
    chosen: list[str] = []
    words = [""]
    while at < len(text) and text[at] != ")":
        if text[at] == "(":
            inner, at = _choices(text, at + 1)
            words = [before + after for before in words for after in inner]
        elif text[at] == "|":
            chosen, words = [*chosen, *words], [""]
        else:
            words = [before + text[at] for before in words]
        at += 1
    return [*chosen, *words], at


@dataclass(frozen=True)
class Grammar:
    """Words by class, units of figures by class, and phrases of which rules are put together."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letter of each class; a mark's letter is the mark itself."""
        names = dict.fromkeys((UNKNOWN, *_BUILT_IN, *self.units, *self.words))
        letters = {name: chr(_FIRST_LETTER + at) for at, name in enumerate(names)}
        return {**letters, **{mark: mark for mark in _MARKS}, SKIP: ""}

    @cached_property
    def letter_of(self) -> Mapping[str, str]:
        """The letter of each word and mark."""
        of_words = {
            word: self.letters[name]
            for name, entries in self.words.items()
            for entry in entries
            for word in choices(entry)
        }
        of_words.pop("", None)
        return {**of_words, **{each: mark for mark, all_ in _MARKS.items() for each in all_}}

    @cached_property
    def letter_of_unit(self) -> Mapping[str, str]:
        """The letter of a figure with this unit."""
        return {unit: self.letters[name] for name, units in self.units.items() for unit in units}

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """How long the words are that begin with a character, the longest first."""
        found: dict[str, set[int]] = {}
        for word in self.letter_of:
            found.setdefault(word[:1], set()).add(len(word))
        return {first: tuple(sorted(each, reverse=True)) for first, each in found.items()}

    @cached_property
    def figure(self) -> re.Pattern[str]:
        """What is no word: a title, a year, a percentage, a number with or without its unit."""
        units = "|".join(sorted(self.letter_of_unit, key=len, reverse=True)) or "(?!)"
        return re.compile(
            rf"(?P<title>《[^》]*》)|(?P<year>{_YEAR})|(?P<percent>{PERCENTAGE})"
            rf"|(?P<n>{NUMBER})\s*(?P<unit>{units})?"
        )

    @cached_property
    def joints(self) -> frozenset[str]:
        """What stands between the members of a list: a comma, or a word of the class `and`."""
        return frozenset(("、", "，", self.letters.get("and", "、")))

    @cached_property
    def parallel(self) -> re.Pattern[str]:
        """Several things in a row and then as many figures, perhaps behind a comma."""
        joint = f"[、{self.letters.get('and', '')}]"
        figures = "".join(self.letters[name] for name in self.units)
        thing = f"[^，；。（）、{joint[2:-1]}{figures}{self.letters[UNKNOWN]}]"
        return re.compile(
            rf"(?P<things>{thing}(?:{joint}{thing})+)，?(?P<figures>[{figures}](?:[，{joint[1:]}[{figures}])+)"
            if figures
            else "(?!)"
        )

    def rule(self, text: str, at_end: bool = False) -> GrammarRule:
        """A rule over letters, `at_end` of them or anywhere. Raises WrongRule."""
        for _ in range(5):
            for name in re.findall(r"\{([a-z_0-9]+)\}", text):
                if name not in self.phrases:
                    raise WrongRule(f"{{{name}}}")
                text = text.replace(f"{{{name}}}", self.phrases[name])
        items = text.split()
        pattern = "".join(map(self._item, items)) + r"\Z" * at_end
        if fault := fault_of(pattern):
            raise WrongRule(fault)
        return GrammarRule(pattern, tuple(self._needs(items)))

    def _needs(self, items: list[str]) -> Iterator[frozenset[str]]:
        """For each item that every match has: the letters of which it has one."""
        found, depth = [], 0
        for item in items:
            depth += item.startswith("(") and item != "()"
            depth -= item.startswith(")")
            if depth == 0 and item == "|":
                return
            word = None if item in _SYNTAX else _ITEM.fullmatch(item)
            if word and depth == 0 and word["how"] in (None, "@") and not word["times"]:
                found.append(frozenset(self.letters[name] for name in word["names"].split("|")))
        yield from sorted(found, key=len)

    def _item(self, item: str) -> str:
        if item in _SYNTAX:
            return _SYNTAX[item]
        found = _ITEM.fullmatch(item)
        if found is None:
            raise WrongRule(item)
        names = found["names"].split("|")
        unknown = [name for name in names if name not in self.letters]
        if unknown:
            raise WrongRule(unknown[0])
        letters = "".join(self.letters[name] for name in names)
        if found["how"]:
            return _HOW[found["how"]].format(letters)
        if found["figure"]:
            return f"(?:{self._groups(names)}){found['times']}"
        return f"[{letters}]{found['times']}"

    def _groups(self, names: Iterable[str]) -> str:
        """A group for each of these, one for all figures with a unit."""
        counted = "".join(self.letters[name] for name in names if name in self.units)
        groups = [f"(?P<n>[{counted}])"] if counted else []
        groups += [f"(?P<{n}>{self.letters[n]})" for n in names if n not in self.units]
        return "|".join(groups)


_HOW = {
    "!": "[^；。{}]*?",  # anything but these within the sentence
    "-": "[^，；。（）{}]*?",  # anything but these within the clause
    "/": "[^{}]",  # one word that is none of these
    "@": "(?=[{}])",  # before one of these
}
_SYNTAX = {
    "..": "[^，；。（）]*?",
    "...": "[^；。]*?",
    "(": "(?:",
    ")": ")",
    ")?": ")?",
    ")*": ")*",
    "|": "|",
    "()": "(?:（[^）；。]*）)?",
    "^": "(?<![^，；。（）])",
    "$": "(?=[，、；。（）]|$)",
}
