"""Checks of parts that prose lists after a whole: they add up, their percentages are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from docfill.base import (
    NUMBER,
    Finding,
    Place,
    ProseParagraph,
    Severity,
    half_width,
    read_number,
    read_percentage,
    tell,
)
from docfill.checks.case import Case, Findings
from docfill.checks.claims import share_agrees
from docfill.filing import Prose, difference
from docfill.form import Listing

# A number and the unit right behind it: 3件, 115条, 200元.
_COUNTED = re.compile(rf"(?P<n>{NUMBER})\s*(?P<unit>[一-鿿])(?!分之)")
_STOPS = "。！？"
_BEFORE_NAME = re.compile(r"[，、；：:（(。]|\s")
# A list that may leave out something is doubted only where it falls short by a slip of the pen.
_SLIP = Decimal("0.02")
_SHORTEST_NAME = 2
_BETWEEN = re.compile(r"[，；。：:（(]")


@dataclass(frozen=True, slots=True)
class _Counted:
    value: Decimal
    unit: str
    start: int
    end: int
    depth: int


class _FiguredParagraph:
    """A paragraph with its figures, and how many brackets are open before each character."""

    def __init__(self, prose: Prose, paragraph: ProseParagraph, listing: Listing):
        self._prose, self._paragraph = prose, paragraph
        self.text = half_width(paragraph.text)
        self.depths = _depths(self.text)
        self.counted = [
            _Counted(
                read_number(found["n"]), found["unit"], *found.span(), self.depths[found.start()]
            )
            for found in _COUNTED.finditer(self.text)
            if not listing.aside.search(self.text, 0, found.start())
        ]

    def place(self, offset: int) -> Place:
        return self._prose.place_at(self._paragraph, offset)

    def sentence_of(self, at: int) -> int:
        """Where the sentence begins that a character stands in."""
        return max(self.text.rfind(stop, 0, at) for stop in _STOPS) + 1


@dataclass(frozen=True, slots=True)
class _List:
    """A whole and the parts told after it, in its unit; other counts before may be meant, too.

    `begin` is where the words behind 其中 and the like begin; `is_whole` says that they name
    all parts.
    """

    paragraph: _FiguredParagraph
    begin: int
    whole: _Counted
    others: list[_Counted]
    parts: list[_Counted]
    is_whole: bool


def listed_parts_add_up(case: Case) -> Findings:
    """Parts listed with their whole add up to it, or to less where some are left out."""
    for listed in _lists(case):
        whole, values = listed.whole, [part.value for part in listed.parts]
        total = sum(values, Decimal(0))
        # What follows the parts may count something else, so any first few of them may add up.
        if whole.value in {*accumulate(values), *accumulate(values[::-1])}:
            continue
        if total > whole.value:
            if any(other.value >= total for other in listed.others):
                continue
        elif len(values) < 2 or total < whole.value * _least(listed):
            continue
        says = tell(
            "the parts {parts} = {sum}, but the whole is {whole} ({difference})",
            parts=" + ".join(map(str, values)),
            sum=total,
            whole=f"{whole.value}{whole.unit}",
            difference=difference(total, whole.value),
        )
        place = listed.paragraph.place(whole.start)
        yield Finding(place, "parts", says, Severity.WARNING)


def parts_are_listed_once(case: Case) -> Findings:
    """No part of a list is told twice."""
    for listed in _lists(case):
        names: set[str] = set()
        for part in listed.parts:
            name = _name(listed.paragraph.text, listed.begin, part.start)
            if len(name) >= _SHORTEST_NAME and name in names:
                says = tell("“{name}” stands twice in one list", name=name)
                place = listed.paragraph.place(part.start - len(name))
                yield Finding(place, "part-twice", says, Severity.WARNING)
            names.add(name)


def percentages_are_shares(case: Case) -> Findings:
    """A percentage told with a part is its share in a whole before it, as far as it is rounded."""
    listing = case.form.wording.listing
    if listing is None:
        return
    for paragraph in _paragraphs(case, listing.share, listing):
        for at, part in enumerate(paragraph.counted):
            told = listing.share.match(paragraph.text, part.end)
            wholes = _wholes(paragraph, at)
            if told is None or not wholes:
                continue
            percent = read_percentage(told["percent"])
            if not any(share_agrees(percent, part.value, whole.value) for whole in wholes):
                says = tell(
                    "{part} of {whole} is {true}%, not {percent}%",
                    part=part.value,
                    whole=wholes[0].value,
                    true=f"{part.value * 100 / wholes[0].value:.2f}",
                    percent=percent,
                )
                yield Finding(paragraph.place(part.start), "share", says, Severity.WARNING)


def _paragraphs(
    case: Case, pattern: re.Pattern[str], listing: Listing
) -> Iterator[_FiguredParagraph]:
    """Each paragraph in which a pattern of the kit is found."""
    for prose, paragraph in case.paragraphs:
        if pattern.search(half_width(paragraph.text)):
            yield _FiguredParagraph(prose, paragraph, listing)


def _wholes(paragraph: _FiguredParagraph, at: int) -> list[_Counted]:
    """The larger counts in this unit before one, in its sentence and the one before."""
    part = paragraph.counted[at]
    begin = paragraph.sentence_of(max(paragraph.sentence_of(part.start) - 1, 0))
    return [
        each
        for each in paragraph.counted[:at]
        if each.start >= begin
        and each.unit == part.unit
        and each.value >= part.value > 0
        # A、B，占……: the percentage is of both.
        and _BETWEEN.search(paragraph.text, each.end, part.start)
    ]


def _lists(case: Case) -> Iterator[_List]:
    """Each whole with the parts listed after it in the same unit."""
    listing = case.form.wording.listing
    if listing is None:
        return
    for paragraph in _paragraphs(case, listing.begins, listing):
        begins = [found.start() for found in listing.begins.finditer(paragraph.text)]
        for begin in begins:
            listed = _list(paragraph, listing, begin, begins)
            if listed is not None:
                yield listed


def _list(
    paragraph: _FiguredParagraph, listing: Listing, begin: int, begins: list[int]
) -> _List | None:
    text, depth = paragraph.text, paragraph.depths[begin]
    end = _end(paragraph, listing, begin, begins)
    parts = [c for c in paragraph.counted if begin <= c.start < end and c.depth == depth]
    sentence = paragraph.sentence_of(begin)
    if not text[sentence:begin].strip():
        # 。其中: the whole stands in the sentence before.
        sentence = paragraph.sentence_of(max(sentence - 1, 0))
    before = [c for c in paragraph.counted if sentence <= c.start and c.end <= begin]
    before = [c for c in before if c.depth <= depth]
    if not before or not parts:
        return None
    unit = parts[0].unit if text[:begin].rstrip().endswith(tuple(_STOPS)) else before[-1].unit
    parts = [part for part in parts if part.unit == unit]
    before = [each for each in before if each.unit == unit]
    if not before or not parts:
        return None
    found = listing.begins.match(text, begin)
    first = found.end() if found else begin
    name = _name(text, first, parts[-1].start)
    is_open = listing.left_out.search(text, parts[0].start, end) is not None
    is_all = listing.some.match(text, begin) is None or listing.closes.match(name) is not None
    return _List(paragraph, first, before[-1], before[:-1], parts, is_all and not is_open)


def _least(listed: _List) -> Decimal:
    """The least share of the whole that parts must have to be meant as all of it."""
    return Decimal("0.5") if listed.is_whole else 1 - _SLIP


def _name(text: str, begin: int, end: int) -> str:
    """What a part is called, right before its number."""
    return _BEFORE_NAME.split(text[begin:end])[-1]


def _depths(text: str) -> list[int]:
    """How many brackets are open before each character."""
    depths, open_ = [], 0
    for character in text:
        depths.append(open_)
        # The bracket of “1）” was never opened.
        open_ = max(open_ + (character in "（(") - (character in "）)"), 0)
    return depths


def _end(paragraph: _FiguredParagraph, listing: Listing, begin: int, begins: list[int]) -> int:
    """Where a listing ends: at another beside it, behind its bracket, or with the sentence."""
    text, depths = paragraph.text, paragraph.depths
    ends = {found.start() for found in listing.ends.finditer(text, begin)}
    for at in range(begin + 1, len(depths)):
        if depths[at] < depths[begin] or text[at] in _STOPS:
            return at
        if depths[at] == depths[begin] and (at in begins or at in ends):
            return at
    return len(depths)
