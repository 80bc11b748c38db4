"""Checks of parts that prose lists after a whole: they add up, their percentages are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docfill.base import NUMBER, Finding, Severity, read_number, read_percentage, tell
from docfill.checks.case import Case, Findings, Sentence
from docfill.checks.claims import share_agrees
from docfill.filing import difference
from docfill.form import Listing

# A number and the unit right behind it: 3件, 115条, 200元.
_COUNTED = re.compile(rf"(?P<n>{NUMBER})\s*(?P<unit>[一-鿿])(?!分之)")


@dataclass(frozen=True, slots=True)
class _Counted:
    value: Decimal
    unit: str
    start: int
    end: int


def listed_parts_add_up(case: Case) -> Findings:
    """Parts listed with their whole add up to it, or to less where some are left out."""
    listing = case.form.wording.listing
    if listing is None:
        return
    for sentence, whole, parts in _listings(case, listing):
        values = [part.value for part in parts]
        sums = _running_sums(values)
        is_open = listing.left_out.search(sentence.text[whole.end :]) is not None
        incomplete = is_open or len(parts) < 2
        # What follows the parts may count something else, so any first few of them may add up.
        if whole.value in sums or whole.value in _running_sums(values[::-1]):
            continue
        # 其中 may name only some: what is far from the whole was not meant to be all of it.
        if sums[-1] < whole.value and (incomplete or sums[-1] * 2 < whole.value):
            continue
        says = tell(
            "the parts {parts} = {sum}, but the whole is {whole} ({difference})",
            parts=" + ".join(str(part.value) for part in parts),
            sum=sums[-1],
            whole=f"{whole.value}{whole.unit}",
            difference=difference(sums[-1], whole.value),
        )
        yield Finding(sentence.place(whole.start), "parts", says, Severity.WARNING)


def percentages_are_shares(case: Case) -> Findings:
    """A percentage told with a part is its share in the whole, as far as it is rounded."""
    listing = case.form.wording.listing
    if listing is None:
        return
    for sentence, whole, parts in _listings(case, listing):
        for part in parts:
            told = listing.share.match(sentence.text, part.end)
            if told is None or not whole.value:
                continue
            percent = read_percentage(told["percent"])
            if not share_agrees(percent, part.value, whole.value):
                says = tell(
                    "{part} of {whole} is {true}%, not {percent}%",
                    part=part.value,
                    whole=whole.value,
                    true=f"{part.value * 100 / whole.value:.2f}",
                    percent=percent,
                )
                yield Finding(sentence.place(part.start), "share", says, Severity.WARNING)


def _listings(case: Case, listing: Listing) -> Iterator[tuple[Sentence, _Counted, list[_Counted]]]:
    """Each whole with the parts listed after it in the same unit."""
    for sentence in case.sentences:
        begins = [found.start() for found in listing.begins.finditer(sentence.text)]
        if not begins:
            continue
        depths = _depths(sentence.text)
        counted = list(_counted(sentence.text, listing))
        for begin in begins:
            depth, end = depths[begin], _end(begin, begins, depths)
            before = [each for each in counted if each.end <= begin and depths[each.start] <= depth]
            if before:
                whole = before[-1]
                within = [c for c in counted if begin <= c.start < end and depths[c.start] == depth]
                parts = [part for part in within if part.unit == whole.unit]
                if parts:
                    yield sentence, whole, parts


def _counted(text: str, listing: Listing) -> Iterator[_Counted]:
    """Every number with its unit, but those that tell a change or the like."""
    for found in _COUNTED.finditer(text):
        if not listing.aside.search(text, 0, found.start()):
            yield _Counted(read_number(found["n"]), found["unit"], found.start(), found.end())


def _depths(text: str) -> list[int]:
    """How many brackets are open before each character."""
    depths, open_ = [], 0
    for character in text:
        depths.append(open_)
        # The bracket of “1）” was never opened.
        open_ = max(open_ + (character in "（(") - (character in "）)"), 0)
    return depths


def _end(begin: int, begins: list[int], depths: list[int]) -> int:
    """Where a listing ends: at the next beside it, behind its bracket, or with the sentence."""
    for at in range(begin + 1, len(depths)):
        if depths[at] < depths[begin] or (at in begins and depths[at] == depths[begin]):
            return at
    return len(depths)


def _running_sums(values: list[Decimal]) -> list[Decimal]:
    total = Decimal(0)
    sums = []
    for value in values:
        total += value
        sums.append(total)
    return sums
