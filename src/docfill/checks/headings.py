"""Checks of sub-headings and their signs: marked right, no number or full stop, a text below."""

import re
from itertools import pairwise

from docfill.base import HEADING, Finding, ProseParagraph, Severity, tell
from docfill.checks.case import Case, Findings
from docfill.checks.lines import TypedLine, typed_lines
from docfill.checks.marks import split_number

_STOPS = "。；，、：.;,:"
_SIGN = "#＃"

# A full-width sign is meant as the other one.
_SIGNS = re.compile(r"^[^\S\n]*(?P<line>[#＃].*)$", re.MULTILINE)
_BOLD = re.compile(r"(?<!\*)\*\*(?![\s*])[^*\n]+(?<!\s)\*\*(?!\*)")


def sub_headings_are_marked(case: Case) -> Findings:
    """No line looks like a sub-heading without being one."""
    for prose in case.filing.prose.values():
        for lines in typed_lines(prose):
            for line in lines:
                if line.text[0] in _SIGN:
                    continue  # `sub_headings_are_marked_right` says what to write.
                if title := line.title:
                    says = tell(
                        "“{line}” looks like a sub-heading; write “## {title}”: "
                        "docfill numbers sub-headings itself",
                        line=line.text,
                        title=title,
                    )
                    yield Finding(line.place, "unmarked-heading", says, Severity.WARNING)
            if len(lines) == 1 and _is_lone_title(lines[0]):
                says = tell(
                    "“{line}” has no full stop and looks like a sub-heading; "
                    "if it is one, write “## {line}”",
                    line=lines[0].text,
                )
                yield Finding(lines[0].place, "unmarked-heading", says, Severity.WARNING)


def _is_lone_title(line: TypedLine) -> bool:
    return line.is_lone_title and not line.title and line.text[0] not in _SIGN


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
    """Prose without a `|` neither begins nor ends at a #, behind which YAML sees a comment."""
    for key, prose in case.filing.prose.items():
        caption = case.form.caption(key)
        for comment in filter(None, (prose.typed.comment_above, prose.typed.comment)):
            if caption in comment.text or comment.text.strip("# ") in caption:
                continue
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
                    title=_title(line)[:10] or "…",
                )
                yield Finding(prose.typed.place_at(found.start("line")), "heading-sign", says)


def _title(line: str) -> str:
    """The words of a line marked as a sub-heading, without signs, number and full stop."""
    return split_number(line.strip(f"{_SIGN} \u3000"))[1].rstrip(_STOPS)


def bold_type_is_not_asked_for(case: Case) -> Findings:
    """No words of prose stand between asterisks, which other programs show in bold."""
    for prose in case.filing.prose.values():
        for found in _BOLD.finditer(prose.typed.text):
            says = tell(
                "“{words}” would be printed with its asterisks; delete them", words=found[0]
            )
            place = prose.typed.place_at(found.start())
            yield Finding(place, "heading-sign", says, Severity.WARNING)
