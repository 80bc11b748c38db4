"""Checks of whom the prose speaks: the own agency by its own kind, and no other by mistake."""

from docfill.base import Finding, Severity, tell
from docfill.checks.case import Case, Findings


def no_other_agency_is_named(case: Case) -> Findings:
    """Names of other agencies of the same level do not stand in the prose."""
    agency = case.agency
    own, prose_text = (agency.full_name, agency.name), case.text
    others = [name for name in agency.peers if name in prose_text and name not in own]
    if not others:
        return
    for prose, paragraph in case.paragraphs:
        text = paragraph.text
        for name in filter(None, own):
            text = text.replace(name, "\0" * len(name))
        for other in others:
            at = text.find(other)
            if at >= 0:
                text = text.replace(other, "\0" * len(other))
                says = tell("{other} is another agency; this is {own}", other=other, own=own[1])
                yield Finding(prose.place_at(paragraph, at), "other-agency", says)


def the_agency_calls_itself_right(case: Case) -> Findings:
    """The agency is not called by a kind that its name does not have."""
    agency = case.agency
    for kind, pattern in case.form.wording.own_kinds.items():
        if not agency.name or kind in agency.name or kind in agency.full_name:
            continue
        if not pattern.search(case.text):
            continue
        for prose, paragraph in case.paragraphs:
            for found in pattern.finditer(paragraph.text):
                says = tell(
                    "“{words}” stands here, but the agency is {own}",
                    words=found[0],
                    own=agency.name,
                )
                place = prose.place_at(paragraph, found.start())
                yield Finding(place, "self-name", says, Severity.WARNING)
