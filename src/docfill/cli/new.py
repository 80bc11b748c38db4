"""`docfill new`: a filing to fill in, with what last year hands over."""

import click

from docfill.base import tell
from docfill.build.new_filing import begin
from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_named_townships
from docfill.cli.output import show, worst


@click.command("new", cls=Command, epilog="Example: docfill new huashi -y 2024")
@about_named_townships
@click.pass_context
def command(ctx: click.Context, asked: Selection) -> None:
    """Begin filings: every key with its caption, last year's stock and open cases filled in."""
    if not asked.named:
        raise click.UsageError(str(tell("name the townships whose filings are to be begun")))
    begun = begin(asked.project, asked.townships, asked.year)
    outcomes = show(begun, asked.as_json, len(asked.townships), asked.project)
    ctx.exit(worst(outcomes))
