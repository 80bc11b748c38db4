"""`docfill take`: filled workbooks become filings."""

from pathlib import Path

import click

from docfill.base import tell
from docfill.cli.help_text import Command
from docfill.cli.options import about_project, project_in
from docfill.cli.output import show, worst


@click.command("take", cls=Command, epilog="Example: docfill take inbox/")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE...",
)
@click.option("--force", is_flag=True, help="Write over filings that say something else.")
@about_project
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], force: bool, folder: Path | None, as_json: bool
) -> None:
    """Take filled workbooks, or folders with them, as filings; every fault with sheet and cell."""
    from docfill.county.exchange.taking import take_back, workbooks_in

    project = project_in(folder)
    books = list(dict.fromkeys(workbooks_in(paths)))
    if not books:
        raise click.UsageError(str(tell("there is no workbook in these folders")))
    outcomes = show(take_back(project, books, force), as_json, len(books), project)
    ctx.exit(worst(outcomes))
