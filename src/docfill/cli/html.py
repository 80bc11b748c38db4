"""`docfill html`: finished reports as pages for the portal."""

from pathlib import Path

import click

from docfill.build.conversion import Options
from docfill.build.publishing import publish
from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships
from docfill.cli.output import all_findings, show, show_counts, worst
from docfill.cli.reports import count, of_each


@click.command("html", cls=Command, epilog="Example: docfill html huashi -y 2023")
@about_townships
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Another folder than out/."
)
@click.option("--force", is_flag=True, help="Make all again, whatever the receipts say.")
@click.pass_context
def command(ctx: click.Context, asked: Selection, out: Path | None, force: bool) -> None:
    """Make pages for the portal of finished reports: a page of its own, and a piece to paste."""
    options = Options(out=out, force=force, html=True)
    each = asked.by_report()
    made = of_each(each, lambda one: publish(one.project, one.townships, one.year, options))
    outcomes = show(made, asked.as_json, count(each), asked.project)
    show_counts(list(all_findings(outcomes)))
    ctx.exit(worst(outcomes))
