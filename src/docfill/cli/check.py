"""`docfill check`: what would be found in the filings, nothing built."""

from pathlib import Path

import click

from docfill.cli.options import about_townships, chosen, project_in
from docfill.cli.output import all_findings, show, show_counts, worst
from docfill.pipeline import check_all


@click.command("check", epilog="Example: docfill check huashi -y 2023")
@about_townships
@click.option("--strict", is_flag=True, help="Let a warning fail, too.")
@click.pass_context
def command(
    ctx: click.Context,
    townships: tuple[str, ...],
    year: int,
    folder: Path | None,
    as_json: bool,
    strict: bool,
) -> None:
    """Check filings: every fault with its file and line."""
    project = project_in(folder)
    whose = chosen(project, townships)
    outcomes = show(check_all(project, whose, year), as_json, len(whose))
    show_counts(list(all_findings(outcomes)))
    ctx.exit(worst(outcomes, strict))
