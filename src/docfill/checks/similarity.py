"""Checks for copied prose: against last year's filing and against the neighbours' of this year.

Texts are compared by their runs of a few characters, with names, digits and marks left out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docfill.base import Finding, Severity, tell
from docfill.checks.case import Agency, Case, Findings
from docfill.filing import Filing, Prose
from docfill.form import Form, Similarity

# Runs that stand in this many filings, or in more than a third of them, are a county's phrases.
_COMMON_IN = 5

_LEFT_OUT = re.compile(r"[0-9０-９零〇一二三四五六七八九十百千万%％\W_]+")

COPIED_CODES = frozenset({"like-neighbour"})
"""What is found only where the neighbours' filings are read, too."""

Runs = frozenset[str]


def prose_is_not_last_years(case: Case) -> Findings:
    """No piece of prose is last year's over again."""
    similarity = case.form.wording.similarity
    if similarity is None or case.last_year is None:
        return
    for part in similarity.parts:
        prose, before = case.filing.prose.get(part), case.last_year.prose.get(part)
        if prose is None or before is None:
            continue
        own = _runs(prose, case.agency, similarity)
        if not own:
            continue
        share = _share(len(own & _runs(before, case.agency, similarity)), own)
        if share > similarity.last_year:
            says = tell(
                "{share}% of {caption} stands in last year's filing ({place}); limit: {limit}%",
                share=share,
                caption=case.form.caption(part),
                place=before.place,
                limit=similarity.last_year,
            )
            yield Finding(prose.place, "like-last-year", says, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A filing of the same year, and who files it."""

    filing: Filing
    agency: Agency


def copied_from_neighbours(form: Form, filed: Iterable[Neighbour]) -> dict[str, list[Finding]]:
    """For each township, the pieces of prose that another one's filing holds, too.

    Only the nearest neighbour of each piece is named.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    similarity = form.wording.similarity
    if similarity is None:
        return found
    neighbours = {each.filing.township: each for each in filed}
    for part in similarity.parts:
        runs = {
            township: _runs(each.filing.prose[part], each.agency, similarity)
            for township, each in neighbours.items()
            if part in each.filing.prose
        }
        for township, (other, share) in _nearest(runs).items():
            if share > similarity.neighbours:
                prose = neighbours[township].filing.prose[part]
                says = tell(
                    "{share}% of {caption} stands in {other} ({place}); limit: {limit}%",
                    share=share,
                    caption=form.caption(part),
                    other=neighbours[other].agency.name,
                    place=neighbours[other].filing.prose[part].place,
                    limit=similarity.neighbours,
                )
                finding = Finding(prose.place, "like-neighbour", says, Severity.WARNING)
                found[township].append(finding)
    return found


def _nearest(texts: Mapping[str, Runs]) -> dict[str, tuple[str, int]]:
    """For each text the other one that holds most of it, with the share in hundredths."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name, runs in texts.items():
        for run in runs:
            holders[run].append(name)
    too_many = max(_COMMON_IN, len(texts) // 3)
    nearest = {}
    for name, runs in texts.items():
        shared: Counter[str] = Counter()
        for run in runs:
            if 1 < len(holders[run]) <= too_many:
                shared.update(holders[run])
        del shared[name]
        if shared:
            other, count = max(shared.items(), key=lambda item: (item[1], item[0]))
            nearest[name] = other, _share(count, runs)
    return nearest


def _runs(prose: Prose, agency: Agency, similarity: Similarity) -> Runs:
    """The runs of a text, or none where it is too short to be compared."""
    text = prose.text
    for name in (agency.full_name, agency.name, agency.county):
        if name:
            text = text.replace(name, "")
    text = _LEFT_OUT.sub("", text)
    if len(text) < similarity.shortest:
        return frozenset()
    return frozenset(text[at : at + similarity.run] for at in range(len(text) - similarity.run + 1))


def _share(count: int, runs: Runs) -> int:
    return count * 100 // len(runs)
