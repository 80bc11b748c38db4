"""What the catalogue says about one code."""

from dataclasses import dataclass

from docfill.base.findings import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A stable code: what a finding with it means, and what the clerk does about it.

    `firm` codes can be neither lowered nor waived: no report can be made while they stand.
    """

    code: str
    severity: Severity
    meaning: str
    remedy: str
    firm: bool = False


def firm(code: str, meaning: str, remedy: str) -> Code:
    """An error that stands whatever a county says."""
    return Code(code, Severity.ERROR, meaning, remedy, firm=True)


def error(code: str, meaning: str, remedy: str) -> Code:
    """A fault that blocks the report until it is corrected, lowered or waived."""
    return Code(code, Severity.ERROR, meaning, remedy)


def warning(code: str, meaning: str, remedy: str) -> Code:
    """A doubt that a person should look at."""
    return Code(code, Severity.WARNING, meaning, remedy)
