"""`docfill new`: a filing to fill in, with what last year hands over."""

from pathlib import Path

import click

from docfill.beginning import begin
from docfill.cli.helping import Command
from docfill.cli.options import about_named_townships, chosen, project_in
from docfill.cli.output import show, worst
from docfill.words import tell


@click.command("new", cls=Command, epilog="Example: docfill new huashi -y 2024")
@about_named_townships
@click.pass_context
def command(
    ctx: click.Context, townships: tuple[str, ...], year: int, folder: Path | None, as_json: bool
) -> None:
    """Begin filings: every key with its caption, last year's stock and open cases filled in."""
    project = project_in(folder)
    if not townships:
        raise click.UsageError(tell("name the townships whose filings are to be begun"))
    whose = chosen(project, townships)
    outcomes = show(begin(project, whose, year), as_json, len(whose))
    ctx.exit(worst(outcomes))
