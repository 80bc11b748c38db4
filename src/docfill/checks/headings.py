"""Checks of sub-headings and their signs: marked right, no number or full stop, a text below."""

import re
from itertools import pairwise

from docfill.base import HEADING, Finding, ProseParagraph, Severity, tell
from docfill.checks.case import Case, Findings
from docfill.checks.lines import typed_lines
from docfill.checks.marks import split_number

_STOPS = "。；，、：.;,:"

# A full-width sign is meant as the other one.
_SIGNS = re.compile(r"^[^\S\n]*(?P<line>[#＃].*)$", re.MULTILINE)
_BOLD = re.compile(r"(?<!\*)\*\*(?![\s*])[^*\n]+(?<!\s)\*\*(?!\*)")


def sub_headings_are_marked(case: Case) -> Findings:
    """No line looks like a sub-heading without being one."""
    for prose in case.filing.prose.values():
        for lines in typed_lines(prose):
            for line in lines:
                if title := line.title:
                    says = tell(
                        "“{line}” looks like a sub-heading; write “## {title}”: "
                        "docfill numbers sub-headings itself",
                        line=line.text,
                        title=title,
                    )
                    yield Finding(line.place, "unmarked-heading", says, Severity.WARNING)
            if len(lines) == 1 and lines[0].is_lone_title and not lines[0].title:
                says = tell(
                    "“{line}” has no full stop and looks like a sub-heading; "
                    "if it is one, write “## {line}”",
                    line=lines[0].text,
                )
                yield Finding(lines[0].place, "unmarked-heading", says, Severity.WARNING)


def sub_headings_are_not_numbered(case: Case) -> Findings:
    """No sub-heading is numbered by hand, as docfill numbers it."""
    for prose, paragraph in case.paragraphs:
        number, title = split_number(paragraph.text) if paragraph.heading else ("", "")
        if number:
            says = tell(
                "docfill numbers sub-headings itself; take “{number}” out: write “## {title}”",
                number=number,
                title=title or "…",
            )
            yield Finding(prose.place_at(paragraph), "numbered-heading", says)


def sub_headings_have_no_stop(case: Case) -> Findings:
    """No sub-heading ends with a full stop or its like."""
    for prose, paragraph in case.paragraphs:
        end = paragraph.text[-1]
        if paragraph.heading and end in _STOPS:
            says = tell("the sub-heading ends with “{end}”; delete it", end=end)
            place = prose.place_at(paragraph, len(paragraph.text) - 1)
            yield Finding(place, "heading-stop", says, Severity.WARNING)


def sub_headings_have_a_text(case: Case) -> Findings:
    """Below each sub-heading stands a text."""
    nothing = ProseParagraph("", heading=True)
    for prose in case.filing.prose.values():
        for paragraph, below in pairwise((*prose.paragraphs, nothing)):
            if paragraph.heading and below.heading:
                says = tell(
                    "nothing stands below the sub-heading “{title}”; "
                    "write its text, or delete the heading",
                    title=paragraph.text,
                )
                yield Finding(prose.place_at(paragraph), "bare-heading", says, Severity.WARNING)


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
