"""A finding as a line for people."""

import sys

import click

from docfill.base import Finding, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def line_of(finding: Finding) -> str:
    """The finding as a line, coloured for a terminal."""
    if not sys.stdout.isatty():
        return str(finding)
    severity = click.style(finding.severity.word, fg=_COLOURS[finding.severity], bold=True)
    place = click.style(str(finding.place), bold=True)
    return f"{place}: {severity} [{finding.code}] {finding.message}"
