"""Figures of single agencies that the county's prose tells: they are those of their filings."""

import re
from collections.abc import Iterator

from docfill.base import NUMBER, Figure, Finding, Place, plain, read_number, tell
from docfill.checks import Case, Sentence, Statement, statements
from docfill.county.rollup.figures import AgencyFigures, Rollup
from docfill.filing import difference
from docfill.form import Claim, ClaimKind

_NEXT_TO = "[^，,、；。0-9]{0,8}?"  # between an agency and its figure


def parts_are_told_right(rollup: Rollup, case: Case) -> Iterator[Finding]:
    """Behind a figure of the whole, each agency that is named has the figure it filed."""
    claims = [claim for claim in case.form.claims if claim.kind is ClaimKind.EQUALS]
    named = {part.agency.name: part for part in rollup.added}
    names = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    pattern = re.compile(rf"(?P<name>{names}){_NEXT_TO}(?P<n>{NUMBER})(?!年)")
    told: set[Place] = set()
    for stated in statements(case, claims) if names else ():
        for match in pattern.finditer(stated.sentence.text, stated.end):
            place = stated.sentence.place(match.start())
            finding = _fault(rollup, stated, named[match["name"]], match, place)
            if finding and place not in told:
                told.add(place)
                yield finding


def is_of_a_part(rollup: Rollup, sentence: Sentence, offset: int) -> bool:
    """Whether an agency is named before a figure in its sentence, so that it is that agency's."""
    before = sentence.text[:offset]
    return any(part.agency.name in before for part in rollup.parts.values())


def _fault(
    rollup: Rollup, stated: Statement, part: AgencyFigures, match: re.Match[str], place: Place
) -> Finding | None:
    said, true = read_number(match["n"]), _filed(rollup, part, stated.claim)
    if said == true:
        return None
    says = tell(
        "“{words}” says {told}, but {name} filed {true} ({difference}): {where}",
        words=match[0],
        told=plain(said),
        name=part.agency.name,
        true=plain(true),
        difference=difference(said, true),
        where=part.place(rollup.numbers[rollup.form.names_like(stated.claim.names[0])[0]]),
    )
    return Finding(place, "sum-told", says)


def _filed(rollup: Rollup, part: AgencyFigures, claim: Claim) -> Figure:
    """What an agency filed of what a claim is about, in the unit the claim tells it in."""
    names = [name for each in claim.names for name in rollup.form.names_like(each)]
    return sum(part.values[rollup.numbers[name]] for name in names) * claim.factor
