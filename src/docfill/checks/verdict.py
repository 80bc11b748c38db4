"""What becomes of findings: the severities a county chose, and what a filing waives."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from docfill.base import NOTHING, Finding, Message, Severity, tell
from docfill.base.codes import CATALOGUE
from docfill.filing import Filing, Waiver
from docfill.form import Form


def apply_severities(
    findings: Iterable[Finding], severities: Mapping[str, Severity]
) -> Iterator[Finding]:
    """The findings with the severities a county has chosen for their codes."""
    for finding in findings:
        yield replace(finding, severity=severities.get(finding.code, finding.severity))


def apply_waivers(form: Form, filing: Filing, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that the filing waives as notes with the reason."""
    valid = [waiver for waiver in filing.waivers if not _fault(form, waiver)]
    for finding in findings:
        waiver = next((each for each in valid if _covers(filing, each, finding)), None)
        if waiver is None or finding.severity is Severity.NOTE:
            yield finding
        else:
            says = tell(
                "{message} (waived: {reason})", message=finding.message, reason=waiver.reason
            )
            yield replace(finding, severity=Severity.NOTE, message=says)


def idle_waivers(
    form: Form, filing: Filing, findings: Iterable[Finding], not_sought: Collection[str] = ()
) -> Iterator[Finding]:
    """A finding for each waiver that cannot be meant, and for each that waives none of them.

    Nothing can be said of one for a code that was not looked for this time.
    """
    findings = list(findings)
    for waiver in filing.waivers:
        fault = _fault(form, waiver)
        if fault:
            yield Finding(waiver.place, "waiver-code", fault)
        elif waiver.code not in not_sought and not any(
            _covers(filing, waiver, finding) for finding in findings
        ):
            says = tell("nothing with the code {code} is found here; delete it", code=waiver.code)
            yield Finding(waiver.place, "waiver-unused", says, Severity.WARNING)


def _fault(form: Form, waiver: Waiver) -> Message:
    known = CATALOGUE.get(waiver.code)
    if known is None and waiver.code not in form.codes:
        return tell("{code} is no code of a finding", code=waiver.code)
    if known is not None and known.firm:
        return tell("{code} cannot be waived: correct what it finds", code=waiver.code)
    names = [*form.cells, *form.parts, *form.fields]
    if waiver.at and not any(_within(name, waiver.at) for name in names):
        return tell("{name} is no row, cell, date or piece of prose", name=waiver.at)
    return NOTHING


def _covers(filing: Filing, waiver: Waiver, finding: Finding) -> bool:
    if finding.code != waiver.code:
        return False
    return not waiver.at or any(
        filing.holds(name, finding.place) for name in filing.names if _within(name, waiver.at)
    )


def _within(name: str, whole: str) -> bool:
    return name == whole or name.startswith(f"{whole}.")
