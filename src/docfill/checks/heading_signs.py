"""Checks of signs that are never part of a report: # and the asterisks of bold type."""

import re

from docfill.base import HEADING, Finding, Severity, tell
from docfill.checks.case import Case, Findings

# A full-width sign is meant as the other one.
_SIGNS = re.compile(r"^[^\S\n]*(?P<line>[#＃].*)$", re.MULTILINE)
_BOLD = re.compile(r"(?<!\*)\*\*(?![\s*])[^*\n]+(?<!\s)\*\*(?!\*)")


def no_text_is_cut_off(case: Case) -> Findings:
    """Prose without a `|` does not end at a #, behind which YAML sees a comment."""
    for prose in case.filing.prose.values():
        if comment := prose.typed.comment:
            says = tell(
                "“{comment}” is a comment and is not printed; "
                "if it belongs to the text, begin the text in the line after “|”",
                comment=comment.text,
            )
            yield Finding(comment.place, "cut-off", says, Severity.WARNING)


def sub_headings_are_marked_right(case: Case) -> Findings:
    """A line of prose that begins with # is a sub-heading with two signs and its words."""
    for prose in case.filing.prose.values():
        for found in _SIGNS.finditer(prose.typed.text):
            line = found["line"].rstrip()
            if not HEADING.fullmatch(line):
                says = tell(
                    "“{line}” would be printed with its sign; write a sub-heading as “## {title}”",
                    line=line[:12],
                    title=line.strip("#＃ \u3000")[:10] or "…",
                )
                yield Finding(prose.typed.place_at(found.start("line")), "heading-sign", says)


def bold_type_is_not_asked_for(case: Case) -> Findings:
    """No words of prose stand between asterisks, which other programs show in bold."""
    for prose in case.filing.prose.values():
        for found in _BOLD.finditer(prose.typed.text):
            says = tell(
                "“{words}” would be printed with its asterisks; delete them", words=found[0]
            )
            place = prose.typed.place_at(found.start())
            yield Finding(place, "heading-sign", says, Severity.WARNING)
