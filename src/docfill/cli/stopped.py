"""What ended a command before it had results, shown in the format it was asked for."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import click

from docfill.base import (
    NOTHING,
    PROGRAM_FAULT,
    USUAL_ZONE,
    DocfillError,
    ExitCode,
    Faulty,
    Finding,
    Message,
    Place,
    as_refused,
    last_year,
    log_fault,
    message_of,
    refusal,
)


@dataclass(frozen=True)
class Stopped:
    """What ended a command: findings, or else `trouble` that is in none of the files."""

    exit_code: ExitCode
    findings: tuple[Finding, ...] = ()
    trouble: Message = NOTHING
    code: str = "stopped"

    @property
    def as_findings(self) -> tuple[Finding, ...]:
        """All of it as findings, the trouble as one of no file."""
        return self.findings or (Finding(Place(""), self.code, self.trouble),)


Show = Callable[[Stopped], None]
# Under this name a command's context knows how what stops the command is shown on stdout.
SHOW_STOPPED = "docfill.stopped"


def stop(ctx: click.Context, trouble: Exception) -> None:
    """End the command: what stopped it is said, and shown in the format that was asked for.

    Raises a fault of docfill's own again where whoever mends it asks for that.
    """
    stopped = _seen(trouble)
    show: Show | None = ctx.meta.get(SHOW_STOPPED)
    if show:
        show(stopped)
    else:
        for finding in stopped.findings:
            click.echo(str(finding))
    if stopped.trouble:
        click.echo(f"docfill: {stopped.trouble}", err=True)
    ctx.exit(stopped.exit_code)


def _seen(trouble: Exception) -> Stopped:
    trouble = as_refused(trouble)
    match trouble:
        case Faulty():
            return Stopped(trouble.exit_code, trouble.findings)
        case DocfillError():
            return Stopped(trouble.exit_code, trouble=message_of(trouble))
        case OSError():  # a full disk, or a folder that may not be written
            return Stopped(ExitCode.REFUSED, trouble=refusal(trouble))
    if os.environ.get("DOCFILL_DEBUG"):
        raise trouble
    return Stopped(ExitCode.PROGRAM, trouble=log_fault(trouble), code=PROGRAM_FAULT)


def show_findings_as_json(ctx: click.Context, stopped: Stopped) -> None:
    """For a command that prints findings."""
    from docfill.cli.output import show_findings

    show_findings(stopped.as_findings, as_json=True)


def show_outcome_as_json(ctx: click.Context, stopped: Stopped) -> None:
    """For a command that prints outcomes: as one of no township."""
    from docfill.build.outcome import Outcome
    from docfill.cli.output import show_outcomes_as_json

    year = ctx.params["year"] or last_year(ZoneInfo(USUAL_ZONE))
    end = Outcome("", year, stopped.findings, trouble=stopped.trouble, exit_code=stopped.exit_code)
    show_outcomes_as_json([end])
