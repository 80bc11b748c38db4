"""A kit's words by their class, and rules over classes: a small grammar for what prose states.

A piece of prose is read as a row of letters, one for each word that the kit lists, so a rule is a
regular expression over letters. Words without meaning for figures (`skip`) leave none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from docfill.base import NUMBER, PERCENTAGE

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
_CHOICE = re.compile(r"\(([^()]*)\)")
_ITEM = re.compile(r"(?P<how>[!/@\-])?(?P<figure><)?(?P<names>[^<>?*]+)>?(?P<times>[?*]?)")


class WrongRule(ValueError):
    """The rule cannot be read; the message says why."""


def choices(word: str) -> list[str]:
    """The words that one entry stands for; `(a|b|)` is a, b or nothing.

    >>> choices("公开(政府(信息|)|)申请")
    ['公开政府信息申请', '公开申请', '公开政府申请']
    """
    inner = _CHOICE.search(word)
    if inner is None:
        return [word]
    before, after = word[: inner.start()], word[inner.end() :]
    chosen = [choices(f"{before}{option}{after}") for option in inner[1].split("|")]
    return list(dict.fromkeys(each for words in chosen for each in words))


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
        return {**of_words, **{each: mark for mark, all_ in _MARKS.items() for each in all_}}

    @cached_property
    def letter_of_unit(self) -> Mapping[str, str]:
        """The letter of a figure with this unit."""
        return {unit: self.letters[name] for name, units in self.units.items() for unit in units}

    @cached_property
    def finder(self) -> re.Pattern[str]:
        """Finds the next word, mark, year or figure."""
        units = "|".join(sorted(self.letter_of_unit, key=len, reverse=True)) or "(?!)"
        return re.compile(
            rf"(?P<word>{_trie(self.letter_of)})|(?P<title>《[^》]*》)|(?P<year>{_YEAR})"
            rf"|(?P<percent>{PERCENTAGE})|(?P<n>{NUMBER})\s*(?P<unit>{units})?"
        )

    def rule(self, text: str, at_end: bool = False) -> re.Pattern[str]:
        """A rule as a pattern over letters, `at_end` of them or anywhere. Raises WrongRule."""
        for _ in range(5):
            for name in re.findall(r"\{([a-z_0-9]+)\}", text):
                if name not in self.phrases:
                    raise WrongRule(f"{{{name}}}")
                text = text.replace(f"{{{name}}}", self.phrases[name])
        try:
            return re.compile("".join(map(self._item, text.split())) + r"\Z" * at_end)
        except re.error as trouble:
            raise WrongRule(str(trouble)) from None

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


def _trie(words: Iterable[str]) -> str:
    """A pattern for these words, the longest first, that shares their beginnings."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(root)


def _branch(node: Mapping[str, Mapping]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    options = list(_options(node))
    if not options:
        return ""
    if ends:
        return f"(?:{'|'.join(options)})?"
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


def _options(node: Mapping[str, Mapping]) -> Iterator[str]:  # type: ignore[type-arg]
    last = [key for key, below in node.items() if key and list(below) == [""]]
    for key, below in node.items():
        if key and key not in last:
            yield re.escape(key) + _branch(below)
    if last:
        yield re.escape(last[0]) if len(last) == 1 else f"[{''.join(map(re.escape, last))}]"
