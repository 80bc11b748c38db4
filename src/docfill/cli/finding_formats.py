"""Findings in the formats of other tools: SARIF 2.1.0, and the annotations of GitHub's runners."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import PurePath

from docfill import __version__
from docfill.base import NOTHING, WHOLE, Finding, Message, Severity
from docfill.base.codes import CATALOGUE

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def sarif(
    findings: Iterable[Finding], trouble: Message = NOTHING, exit_code: int = 0
) -> dict[str, object]:
    """One run of docfill as SARIF 2.1.0 (OASIS, section 3.13), and what stopped it, if anything."""
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
                **({"invocations": [_stopped(trouble, exit_code)]} if trouble else {}),
            }
        ],
    }


def _stopped(trouble: Message, exit_code: int) -> dict[str, object]:
    """A run that did not come to its end (section 3.20)."""
    notification = {"level": "error", "message": {"text": str(trouble)}}
    return {
        "executionSuccessful": False,
        "exitCode": exit_code,
        "toolExecutionNotifications": [notification],
    }


def annotation(finding: Finding) -> str:
    """A workflow command that shows the finding beside its line.

    >>> from docfill.base import Place, SheetSpot, TextSpot
    >>> annotation(Finding(Place("a,b.yaml", TextSpot(3)), "blank", "100% blank"))
    '::error file=a%2Cb.yaml,line=3,col=1,title=blank::100%25 blank'
    >>> annotation(Finding(Place("a.xlsx", SheetSpot("二", "B3")), "blank", "a figure"))
    '::error file=a.xlsx,title=blank::二!B3: a figure'
    """
    place = finding.place
    facts, says = ({"file": place.file} if place.file else {}), str(finding.message)
    if place.line:
        facts |= {"line": str(place.line), "col": str(place.column)}
    elif place.spot != WHOLE:
        says = f"{place.spot}: {says}"
    facts["title"] = finding.code
    written = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in facts.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_escaped(says)}"


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
    physical: dict[str, object] = {"artifactLocation": {"uri": PurePath(place.file).as_posix()}}
    location: dict[str, object] = {"physicalLocation": physical}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    elif place.spot != WHOLE:
        location["logicalLocations"] = [{"fullyQualifiedName": str(place.spot)}]
        location["properties"] = asdict(place.spot)
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": str(finding.message)},
        "locations": [location],
    }


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
