"""How findings and outcomes are shown: as text, coloured on a terminal, or as JSON."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from docfill.base import (
    ExitCode,
    Finding,
    Severity,
    display_path,
    gravest_first,
    tell,
    tell_count,
)
from docfill.build.outcome import Outcome
from docfill.cli.finding_line import line_of

if TYPE_CHECKING:
    from docfill.project import Project, Township


def show_findings(findings: Sequence[Finding], as_json: bool) -> None:
    """Print findings that belong to no report."""
    if as_json:
        _print_json([finding_as_object(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(line_of(finding))


def show_outcomes_as_json(outcomes: Iterable[Outcome]) -> None:
    """Print outcomes as JSON."""
    _print_json([as_object(outcome) for outcome in outcomes])


def show(
    outcomes: Iterable[Outcome],
    as_json: bool,
    expected: int,
    project: "Project | None" = None,
    errors_only: bool = False,
) -> list[Outcome]:
    """Print each outcome as it comes, with a progress bar on a terminal; all of them come back.

    The bar names the agency that was done last, as its project calls it.
    """
    done = []
    hidden = as_json or expected < 2 or not sys.stderr.isatty()
    named = partial(_name, project.all_agencies if project else {})
    with click.progressbar(
        length=expected, file=sys.stderr, hidden=hidden, item_show_func=named
    ) as bar:
        for outcome in outcomes:
            done.append(outcome)
            if not as_json:
                _show_outcome(shown(outcome, errors_only))
            bar.update(1, outcome.township)
    if as_json:
        show_outcomes_as_json(shown(outcome, errors_only) for outcome in done)
    return done


def shown(outcome: Outcome, errors_only: bool) -> Outcome:
    """The outcome with what is shown of its findings, the gravest first."""
    findings = gravest_first(outcome.findings)
    return replace(outcome, findings=tuple(f for f in findings if f.blocking or not errors_only))


def _name(agencies: "Mapping[str, Township]", township: str | None) -> str:
    agency = agencies.get(township or "")
    return agency.name if agency else township or ""


def show_counts(findings: Sequence[Finding]) -> None:
    """The last line: how many of each severity."""
    counts = Counter(finding.severity for finding in findings)
    errors, warnings, notes = (counts[severity] for severity in Severity)
    says = tell(
        "{errors}, {warnings}, {notes}",
        errors=tell_count("{n} error", "{n} errors", n=errors),
        warnings=tell_count("{n} warning", "{n} warnings", n=warnings),
        notes=tell_count("{n} note", "{n} notes", n=notes),
    )
    click.echo(says, err=True)


def worst(outcomes: Iterable[Outcome], strict: bool = False) -> ExitCode:
    """The gravest exit code; with `strict` a warning blocks as an error does."""
    code = ExitCode.WELL
    for outcome in outcomes:
        doubts = any(finding.severity is Severity.WARNING for finding in outcome.findings)
        code = max(code, outcome.exit_code, ExitCode.FINDINGS if strict and doubts else code)
    return code


def as_object(outcome: Outcome) -> dict[str, object]:
    """The outcome as `--json` prints it."""
    return {
        "township": outcome.township,
        "year": outcome.year,
        **({"report": outcome.report} if outcome.report else {}),
        "findings": [finding_as_object(finding) for finding in outcome.findings],
        "products": [str(product) for product in outcome.products],
        "why": str(outcome.why),
        "trouble": str(outcome.trouble),
        "exit_code": int(outcome.exit_code),
    }


def finding_as_object(finding: Finding) -> dict[str, object]:
    return {
        **finding.place.as_data(),
        "severity": str(finding.severity),
        "code": finding.code,
        "message": str(finding.message),
        "source": finding.source,
    }


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _show_outcome(outcome: Outcome) -> None:
    lines = [line_of(finding) for finding in outcome.findings]
    lines += [display_path(product) for product in outcome.products]
    if lines:
        click.echo("\n".join(lines))
    if outcome.why:
        click.echo(f"{outcome.called}: {outcome.why}", err=True)
    if outcome.trouble:
        click.echo(f"{outcome.called}: {outcome.trouble}", err=True)


def all_findings(outcomes: Iterable[Outcome]) -> Iterator[Finding]:
    for outcome in outcomes:
        yield from outcome.findings
