"""`docfill new`: a filing to fill in, with what last year hands over."""

import click

from docfill.base import tell
from docfill.build.new_filing import begin
from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_named_townships
from docfill.cli.output import show, worst
from docfill.cli.reports import count, of_each


@click.command("new", cls=Command, epilog="Example: docfill new huashi -y 2024")
@about_named_townships
@click.pass_context
def command(ctx: click.Context, asked: Selection) -> None:
    """Begin filings: every key with its caption, last year's stock and open cases filled in."""
    if not asked.named:
        raise click.UsageError(str(tell("name the townships whose filings are to be begun")))
    each = asked.by_report()
    begun = of_each(each, lambda one: begin(one.project, one.townships, one.year))
    outcomes = show(begun, asked.as_json, count(each), asked.project)
    ctx.exit(worst(outcomes))
