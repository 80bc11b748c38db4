"""Compares one paragraph with the one expected: its text, its style, its look."""

import re

from docfill.base import Message, tell
from docfill.verify.format_differences import differences
from docfill.verify.report import Comparison, apart, shorten_text
from docfill.verify.tags import ANYTHING
from docfill.word import Paragraph, Props


def same_text(found: str, expected: str) -> bool:
    """Whether a text is as expected; `ANYTHING` in the expected one stands for any characters."""
    if ANYTHING not in expected:
        return found == expected
    pattern = ".*".join(map(re.escape, expected.split(ANYTHING)))
    return re.fullmatch(pattern, found, re.DOTALL) is not None


def compare_paragraphs(
    report: Comparison, found: Paragraph, expected: Paragraph, where: Message
) -> None:
    """Report what differs; `where` names the cell or header it stands in, or is empty."""
    text = expected.text.replace(ANYTHING, "…")
    what = where or tell("the paragraph “{text}” ", text=shorten_text(text))
    if found.text != expected.text:
        _compare_texts(report, found.text, expected.text, where or tell("a paragraph "))
    elif found.runs != expected.runs:
        _compare_runs(report, found, expected, what)
    if found.style != expected.style:
        says = tell(
            "{what}has the style {found} instead of {expected}",
            what=what,
            found=found.style or "–",
            expected=expected.style or "–",
        )
        report.find("docx-style", says)
    if found.props != expected.props:
        how = differences(found.props, expected.props)
        report.find("docx-format", tell("{what}looks different: {how}", what=what, how=how))


def _compare_texts(report: Comparison, found: str, expected: str, what: Message) -> None:
    if same_text(found, expected):
        return
    mine, theirs = apart(found, expected)
    says = tell(
        "{what}reads “{found}”, should read “{expected}”", what=what, found=mine, expected=theirs
    )
    report.find("docx-text", says)


def _compare_runs(report: Comparison, found: Paragraph, expected: Paragraph, what: Message) -> None:
    """The texts are the same, so fields, pictures or the look of some characters are not."""
    things, wanted = _things(found), _things(expected)
    if things != wanted:
        how = differences(things, wanted)
        report.find("docx-field", tell("{what}holds other fields: {how}", what=what, how=how))
        return
    at = 0
    for run in found.runs:
        other = _look_at(expected, at)
        at += len(run.text) or 1
        if run.props != other:
            says = tell(
                "{what}looks different at “{text}”: {how}",
                what=what,
                text=shorten_text(run.text),
                how=differences(run.props, other),
            )
            report.find("docx-format", says)


def _things(paragraph: Paragraph) -> tuple[Props, ...]:
    return tuple(item for run in paragraph.runs for item in run.thing)


def _look_at(paragraph: Paragraph, at: int) -> tuple[Props, ...]:
    """The look of the character at a place in the paragraph."""
    for run in paragraph.runs:
        at -= len(run.text) or 1
        if at < 0:
            return run.props
    return ()
