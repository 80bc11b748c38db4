"""Findings in the formats of other tools: SARIF 2.1.0, and the annotations of GitHub's runners."""

from collections.abc import Iterable
from pathlib import PurePath

from docfill import __version__
from docfill.base import Finding, Severity
from docfill.base.codes import CATALOGUE

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def sarif(findings: Iterable[Finding]) -> dict[str, object]:
    """One run of docfill as SARIF 2.1.0 (OASIS, section 3.13)."""
    findings = list(findings)
    codes = sorted({finding.code for finding in findings})
    driver = {
        "name": "docfill",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes) for finding in findings],
            }
        ],
    }


def annotation(finding: Finding) -> str:
    """A workflow command that shows the finding beside its line.

    >>> from docfill.base.findings import Place
    >>> annotation(Finding(Place("a,b.yaml", 3, 1), "blank", "100% blank"))
    '::error file=a%2Cb.yaml,line=3,col=1,title=blank::100%25 blank'
    """
    place = finding.place
    facts = {"file": place.file}
    if place.line:
        facts |= {"line": str(place.line), "col": str(place.column)}
    facts["title"] = finding.code
    written = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in facts.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_escaped(str(finding.message))}"


def _rule(code: str) -> dict[str, object]:
    known = CATALOGUE.get(code)
    if known is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": known.meaning},
        "help": {"text": known.remedy},
    }


def _result(finding: Finding, codes: list[str]) -> dict[str, object]:
    place = finding.place
    location: dict[str, object] = {"artifactLocation": {"uri": PurePath(place.file).as_posix()}}
    if place.line:
        location["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": str(finding.message)},
        "locations": [{"physicalLocation": location}],
    }


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
