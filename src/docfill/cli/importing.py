"""`docfill import`: published reports become filings."""

from pathlib import Path

import click

from docfill.cli.help_text import Command
from docfill.cli.options import (
    about_project,
    choose_townships,
    project_in,
    report_option,
    year_option,
)
from docfill.cli.output import show, worst


@click.command("import", cls=Command, epilog="Example: docfill import report.docx -y 2023 --check")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE...",
)
@year_option
@click.option("--as", "agency", metavar="TOWNSHIP", help="Whose report it is, by id or name.")
@report_option
@click.option("--check", is_flag=True, help="Check the report at once.")
@click.option("--force", is_flag=True, help="Write over filings that say something else.")
@about_project
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    year: int | None,
    agency: str | None,
    report: str | None,
    check: bool,
    force: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Read published reports (.docx, .doc, .pdf, .html, .txt) as filings; tell every doubt."""
    from docfill.county.exchange.importing import ImportOptions, import_reports

    project = project_in(folder)
    whose = choose_townships(project, [agency])[0].id if agency else ""
    options = ImportOptions(year or 0, whose, report or "", check, force)
    outcomes = show(import_reports(project, paths, options), as_json, len(paths), project)
    ctx.exit(worst(outcomes))
