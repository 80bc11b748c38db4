"""`docfill sheet`: the form as a workbook for those who fill it in."""

from pathlib import Path

import click

from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships
from docfill.cli.output import show, worst
from docfill.cli.reports import count, of_each


@click.command("sheet", cls=Command, epilog="Example: docfill sheet huashi -y 2024 -o forms")
@about_townships
@click.option(
    "-o",
    "--out",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Another folder than out/YEAR/sheets/.",
)
@click.option("--force", is_flag=True, help="Write over workbooks that are there already.")
@click.pass_context
def command(ctx: click.Context, asked: Selection, out: Path | None, force: bool) -> None:
    """Write the form as a workbook for each agency, with what is known already filled in."""
    from docfill.county.exchange.sheets import send_out

    each = asked.by_report()
    sent = of_each(each, lambda one: send_out(one.project, one.townships, one.year, out, force))
    outcomes = show(sent, asked.as_json, count(each), asked.project)
    ctx.exit(worst(outcomes))
