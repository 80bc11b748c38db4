"""Finds the headings of a form among lines: by their words, whatever their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from docfill.sources.published.words import core, likeness, number_of, squeezed

_ALIKE = 0.7
_ALIKE_WITH_ITS_NUMBER = 0.5
_LONGER = 14  # characters that a heading may have more than its caption
_STOPS = "。；！？"


@dataclass(frozen=True, slots=True)
class HeadingWanted:
    """A heading to look for, and how it is numbered."""

    key: str
    caption: str
    number: int


@dataclass(frozen=True, slots=True)
class HeadingFound:
    """Which line is the heading, how well it fits, and text that follows in the same line."""

    key: str
    line: int
    score: float
    rest: str = ""


def find_headings(
    lines: Sequence[tuple[int, str, bool]], wanted: Sequence[HeadingWanted]
) -> list[HeadingFound]:
    """The headings in the order of the form, as many and as well fitting as there are.

    Of each line come its number, its text, and whether it stands out. Where a heading is there
    twice, as in a table of contents, the later one is it.
    """
    best: list[tuple[float, list[HeadingFound]]] = [(0.0, [])] * (len(wanted) + 1)
    for number, text, stands_out in lines:
        fits = [_fit(number, text, stands_out, each) for each in wanted]
        for n in range(len(wanted) - 1, -1, -1):
            fit = fits[n]
            if fit is None:
                continue
            before = max(best[: n + 1], key=lambda chain: chain[0])
            score = before[0] + fit.score
            if score >= best[n + 1][0]:
                best[n + 1] = (score, [*before[1], fit])
    return max(best, key=lambda chain: chain[0])[1]


def _fit(number: int, text: str, stands_out: bool, wanted: HeadingWanted) -> HeadingFound | None:
    """How a line fits a heading, with text behind it or without."""
    title, rest = divided(text)
    if len(squeezed(title)) > len(squeezed(wanted.caption)) + _LONGER or not core(title):
        return None
    kind, ordinal, _ = number_of(title)
    is_numbered = bool(kind) and ordinal == wanted.number
    alike = likeness(title, wanted.caption)
    if rest and not (kind and alike >= _ALIKE):
        return None
    if alike < (_ALIKE_WITH_ITS_NUMBER if is_numbered else _ALIKE):
        return None
    if not kind and alike < 1 and not stands_out and len(title) > len(wanted.caption) * 2:
        return None
    return HeadingFound(wanted.key, number, 1 + alike + is_numbered / 2 + stands_out / 4, rest)


def divided(text: str) -> tuple[str, str]:
    """A heading and the text that goes on behind it in the same line."""
    text = text.strip()
    for at, sign in enumerate(text):
        if sign in _STOPS or sign in "：:":
            return text[:at], text[at + 1 :].strip()
    return text, ""
