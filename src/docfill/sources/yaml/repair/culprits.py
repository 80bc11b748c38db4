"""Which lines to mend: by the rules, in their order, and wherever the same slip stands again.

Whoever types full-width signs in one line types them in many.
"""

from collections.abc import Iterator
from typing import Any

from docfill.base import in_plain_words
from docfill.sources.yaml.repair import indentation, lines, pairs
from docfill.sources.yaml.repair.broken_file import Culprit, Rule, Wreck, wreck_of
from docfill.sources.yaml.repair.halfwidth import (
    begins_a_text,
    half_width,
    is_a_key_with_its_figure,
    is_a_row_of_figures,
    wide_signs,
)
from docfill.sources.yaml.repair.trace import plain_values

# A file is read twice after every mended line: no more lines than are found within a second.
_MOST_LINES = 50
_MOST_READ = 500_000
_ABOUT_A_SIGN = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a directive",
)
_RULES: tuple[Rule, ...] = (
    lines.tab,
    pairs.quote,
    pairs.bracket,
    pairs.behind_closing,
    indentation.list_among_keys,
    lines.row_without_brackets,
    lines.dash_for_zero,
    lines.find_slip,
    indentation.first_key_alone,
    indentation.between_others,
    indentation.further_than_neighbour,
    indentation.of_no_level,
)


def culprits(wreck: Wreck, loader: Any) -> list[Culprit]:
    """The place to mend, and where that is for a full-width sign, those with another one."""
    first = _culprit(wreck)
    return _with_others(first, wreck.lines, loader) or [first]


def culprits_in_one_text(lines: tuple[str, ...], number: int, loader: Any) -> list[Culprit]:
    """The same for a file that YAML takes for one text, which begins in a line."""
    first = wide_signs(number, lines[number - 1]) if number <= len(lines) else None
    return _with_others(first, lines, loader) if first else []


def _with_others(first: Culprit, lines: tuple[str, ...], loader: Any) -> list[Culprit]:
    """All lines with full-width signs, if that is what the first has; else none.

    Only lines that stop YAML once those before are mended, or that it lets pass as a text that is
    none: never a line of prose.
    """
    mended = _Mended(lines)
    most = min(_MOST_LINES, _MOST_READ // max(1, sum(map(len, lines))))
    if most < 2 or not mended.mend(first):
        return []
    known = 0
    while known < len(mended.found) < most:
        known = len(mended.found)
        again = wreck_of(mended.text, loader)
        if again is None or not mended.mend(_culprit(again)):
            # What is mended in a text may show keys below it.
            for number in list(_let_pass(mended, loader)):
                mended.note(number)
    return [mended.found[number] for number in sorted(mended.found)]


class _Mended:
    """The lines of a file, some of them mended, and what was found in those by number."""

    def __init__(self, lines: tuple[str, ...]):
        self.lines = list(lines)
        self.found: dict[int, Culprit] = {}

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, ""])

    def mend(self, slip: Culprit) -> bool:
        """Mend the line of a slip, if that is a sign that is surely full-width."""
        number = slip.spot.line
        if number in self.found or number > len(self.lines):
            return False
        line = self.lines[number - 1]
        found = wide_signs(number, line)
        if found is None or found.spot.column != slip.spot.column:
            return False
        self.note(number)
        return True

    def note(self, number: int) -> None:
        """Keep what is full-width in a line, and mend it."""
        line = self.lines[number - 1]
        if number not in self.found and (found := wide_signs(number, line)):
            self.found[number] = found
            self.lines[number - 1] = half_width(line)


def _let_pass(mended: _Mended, loader: Any) -> Iterator[int]:
    """Lines of values that YAML takes for a text, though they are keys and figures."""
    for value, is_in_brackets in plain_values(mended.text, loader):
        numbers = range(value.start.line, value.last_line + 1)
        lines = mended.lines[value.start.line - 1 : value.last_line]
        is_alone = bool(lines) and not lines[0][: value.start.column - 1].strip()
        if is_in_brackets:
            yield from (
                n for n, line in zip(numbers, lines, strict=False) if is_a_row_of_figures(line)
            )
        elif is_alone and all(map(is_a_key_with_its_figure, lines)):
            yield from numbers
        elif is_alone and begins_a_text(lines[0]):
            yield value.start.line


def _culprit(wreck: Wreck) -> Culprit:
    """The place to mend; the parser's own where nothing better is known."""
    for rule in _RULES:
        if found := rule(wreck):
            return found
    spot = wreck.since if wreck.context in _ABOUT_A_SIGN else wreck.at
    return Culprit(spot, in_plain_words(wreck.problem, wreck.context, wreck.sign))
