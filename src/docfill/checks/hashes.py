"""Checks of the sign #: a comment in YAML, a sub-heading in prose, never part of a report."""

from docfill.checks.case import Case, Findings
from docfill.findings import Finding, Severity
from docfill.words import tell


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
