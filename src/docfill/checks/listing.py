"""Checks of parts that prose lists after a whole: they add up, their percentages are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docfill.cells import difference
from docfill.checks.case import Case, Findings, Sentence
from docfill.checks.claims import share_agrees
from docfill.findings import Finding, Severity
from docfill.numerals import NUMBER, read_number, read_percentage
from docfill.wording import Listing
from docfill.words import tell

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
        sums = _running_sums([part.value for part in parts])
        is_open = listing.left_out.search(sentence.text[whole.end :]) is not None
        incomplete = is_open or len(parts) < 2
        # What follows the parts may count something else, so any first few of them may add up.
        if whole.value in sums or (incomplete and sums[-1] < whole.value):
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
        counted = [
            _Counted(read_number(m["n"]), m["unit"], m.start(), m.end())
            for m in _COUNTED.finditer(sentence.text)
        ]
        for begin, end in zip(begins, [*begins[1:], len(sentence.text)], strict=True):
            before = [each for each in counted if each.end <= begin]
            if before:
                whole = before[-1]
                parts = [c for c in counted if begin <= c.start < end and c.unit == whole.unit]
                if parts:
                    yield sentence, whole, parts


def _running_sums(values: list[Decimal]) -> list[Decimal]:
    total = Decimal(0)
    sums = []
    for value in values:
        total += value
        sums.append(total)
    return sums
