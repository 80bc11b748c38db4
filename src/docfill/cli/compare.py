"""`docfill compare`: what changed between two years, agency by agency and in sum."""

import json
from pathlib import Path

import click

from docfill.base import ExitCode, display_path, tell, write_whole
from docfill.cli.finding_line import line_of
from docfill.cli.help_text import Command
from docfill.cli.options import about_project, choose_owing, project_in, report_option
from docfill.cli.reports import about_one, refuse_without_figures

_YEAR = click.IntRange(1900, 9998)


@click.command("compare", cls=Command, epilog="Example: docfill compare 2022 2023 huashi")
@click.argument("earlier", type=_YEAR, metavar="YEAR")
@click.argument("later", type=_YEAR, metavar="YEAR")
@click.argument("agencies", nargs=-1, metavar="[AGENCY]...")
@click.option("--relative", is_flag=True, help="Sort by the change in hundredths.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a workbook (.xlsx).",
)
@report_option
@about_project
@click.pass_context
def command(
    ctx: click.Context,
    report: str | None,
    earlier: int,
    later: int,
    agencies: tuple[str, ...],
    relative: bool,
    out: Path | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Compare two years: what changed at each agency and in sum, the largest change first."""
    from docfill.build.checking import form_of
    from docfill.county.rollup.comparing import by_share, compare
    from docfill.county.rollup.comparison_text import as_object, as_text

    project = about_one(project_in(folder), report)
    if earlier >= later:
        raise click.UsageError(str(tell("the earlier year comes first, as in 2022 2023")))
    if out is not None and out.suffix.lower() != ".xlsx":
        raise click.UsageError(str(tell("{file} must end in .xlsx", file=out.name)))
    chosen = choose_owing(project, agencies)
    forms = form_of(project, earlier), form_of(project, later)
    refuse_without_figures(forms[1])
    found = compare(project, forms, chosen, (earlier, later))
    if relative:
        found = by_share(found)
    if out is not None:
        from docfill.county.rollup.comparison_book import comparison_book

        write_whole(out, comparison_book(found))
        click.echo(display_path(out), err=True)
    if as_json:
        click.echo(json.dumps(as_object(found), ensure_ascii=False, indent=2))
    else:
        for finding in found.lacking:
            click.echo(line_of(finding))
        click.echo("\n".join(as_text(found)))
    ctx.exit(ExitCode.FINDINGS if found.lacking else ExitCode.WELL)
