"""A rule of the grammar: a pattern over letters, compiled when prose has the words it needs."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

_GROUP = re.compile(r"\?P<(\w+)>")


@dataclass(frozen=True)
class GrammarRule:
    """A pattern over letters; of each set in `needs` it has a letter wherever it matches.

    A form has hundreds, and most filings have the words for a few. To compile them all would take
    longer than to check a filing.
    """

    text: str
    needs: tuple[frozenset[str], ...] = ()

    @cached_property
    def groups(self) -> frozenset[str]:
        """The names of its groups."""
        return frozenset(_GROUP.findall(self.text))

    def may_match(self, letters: Set[str]) -> bool:
        """Whether it can match a row that has no letters but these."""
        for each in self.needs:  # noqa: SIM110 - asked hundreds of times for each filing
            if each.isdisjoint(letters):
                return False
        return True

    def finditer(self, letters: str) -> Iterator[re.Match[str]]:
        """Its matches in a row of letters."""
        return self._pattern.finditer(letters)

    def search(self, letters: str, start: int, end: int) -> re.Match[str] | None:
        """Its first match between two places of a row."""
        return self._pattern.search(letters, start, end)

    def match(self, letters: str, start: int) -> re.Match[str] | None:
        """Its match at a place of a row."""
        return self._pattern.match(letters, start)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.text)


def fault_of(text: str) -> str:
    """Why a rule's text is no pattern: brackets without their other half, a group twice."""
    depth = 0
    for sign in re.findall(r"\[[^]]*\]|[()]", text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            break
    if depth:
        return "( )"
    groups = _GROUP.findall(text)
    return next((f"<{group}>" for group in groups if groups.count(group) > 1), "")


def any_of(rules: Iterable[GrammarRule]) -> GrammarRule | None:
    """A rule that matches where one of these does; None where there are none."""
    rules = list(rules)
    if len(rules) < 2:
        return rules[0] if rules else None
    return GrammarRule("|".join(f"(?:{rule.text})" for rule in rules))
