"""Whose report it is and of which year: read off the title, as the form patterns it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from docfill.base import Spot, years_in
from docfill.sources.published.model import Published
from docfill.sources.published.words import squeezed

_FIRST_LINES = 60
_OVER_LINES = 4
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|二[〇零○Oo0][〇零○一二三四五六七八九]{2}")


@dataclass(frozen=True, slots=True)
class TitleFound:
    """A title: the agency as it calls it, the year, and the lines it takes, from 0."""

    agency: str
    year: int
    first: int
    last: int
    spot: Spot


def find_title(published: Published, pattern: str) -> TitleFound | None:
    """The first title of the form; it may be divided over several lines."""
    tail = squeezed(re.split(r"\{\w+\}", pattern)[-1]).removeprefix("年")
    lines = list(islice(published.lines, _FIRST_LINES))
    texts = [squeezed(line.text) for line in lines]
    for last, text in enumerate(texts):
        if not text:
            continue
        for first in range(last, max(last - _OVER_LINES, -1), -1):
            words = "".join(texts[first : last + 1])
            if tail in words and _year(words) and len(words) < len(tail) + 50:
                before, _, behind = words.partition(tail)
                if len(behind) < 12:
                    agency = _without_year(before)
                    if agency or first == 0:
                        return TitleFound(agency, _year(words), first, last, lines[first].spot)
    return None


def years_on_top(published: Published) -> list[int]:
    """The years told in the first lines, as they come."""
    lines = islice(published.lines, _FIRST_LINES)
    found = (year for line in lines for _, year in years_in("".join(line.text.split())))
    return list(dict.fromkeys(found))


def _year(words: str) -> int:
    return next((year for _, year in years_in(words)), 0)


def _without_year(words: str) -> str:
    return re.sub(rf"(?:{_YEAR.pattern})年度?", "", words).strip("年度关于")


def agency_named(words: str, agencies: Mapping[str, Iterable[str]]) -> str:
    """The id of the agency that these words name; "" where none or several are meant."""
    said = squeezed(words)
    exact = [key for key, names in agencies.items() if said in map(squeezed, names)]
    if exact:
        return exact[0] if len(exact) == 1 else ""
    within = [
        (len(squeezed(name)), key)
        for key, names in agencies.items()
        for name in names
        if squeezed(name) in said
    ]
    longest = {key for size, key in within if size == max(within)[0]} if within else set()
    return longest.pop() if len(longest) == 1 else ""


def agency_below(published: Published, agencies: Mapping[str, Sequence[str]]) -> str:
    """The id of the agency that signed, from the last lines up."""
    for line in reversed(list(published.lines)):
        said = squeezed(line.text).rpartition(":")[2]
        found = [key for key, names in agencies.items() if said in map(squeezed, names)]
        if said and len(found) == 1:
            return found[0]
    return ""
