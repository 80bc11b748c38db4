"""`docfill status`: who still owes what, as a table, as JSON, or as a page to open."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships

if TYPE_CHECKING:
    from docfill.county.status import Status
    from docfill.county.status_figures import StatusFigures
    from docfill.project import Project

_COLOURS = {
    "missing": "red",
    "failed": "red",
    "faulty": "red",
    "uncertain": "magenta",
    "refused": "red",
    "to-build": "yellow",
    "changed": "yellow",
    "ready": "cyan",
    "sent": "green",
}


@click.command("status", cls=Command, epilog="Example: docfill status -y 2023 --html status.html")
@about_townships
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    help="Write one page that a browser opens without any network; in a folder, status-YEAR.html.",
)
@click.pass_context
def command(
    ctx: click.Context,
    asked: Selection,
    html: Path | None,
) -> None:
    """Show township by township: filing, findings, products, and what was sent to whom."""
    from docfill.county.status import status_of
    from docfill.county.status_table import as_objects

    now = asked.project.now()
    reports = list(asked.by_report())
    all_of_them = [status_of(each.project, each.townships, each.year, now) for each in reports]
    if html:
        _write_pages(asked.project, _with_figures(reports, all_of_them), html)
    elif asked.as_json:
        objects = [as_objects(*each) for each in _with_figures(reports, all_of_them)]
        shown = objects if len(objects) > 1 else objects[0]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for number, status in enumerate(all_of_them):
            _print(status, following=number > 0)


def _with_figures(
    reports: "list[Selection]", all_of_them: "list[Status]"
) -> "list[tuple[Status, StatusFigures | None]]":
    """Each status with the figures of its agencies, which a table on a terminal does not show."""
    from docfill.county.status_figures import figures_of_status

    pairs = zip(reports, all_of_them, strict=True)
    return [
        (status, figures_of_status(each.project, each.townships, each.year))
        for each, status in pairs
    ]


def _write_pages(
    project: "Project", all_of_them: "list[tuple[Status, StatusFigures | None]]", html: Path
) -> None:
    """A page for each report; those of the others bear its key beside the first one's name."""
    from docfill.base import preferred_language, write_whole
    from docfill.web.status_page import page

    for number, (status, figures) in enumerate(all_of_them):
        path = html / f"status-{status.year}.html" if html.is_dir() else html
        if number:
            path = path.with_stem(f"{path.stem}-{status.report}")
        write_whole(path, page(status, preferred_language(project.language), figures).encode())
        click.echo(str(path))


def _print(status: "Status", *, following: bool) -> None:
    from docfill.county.status_table import as_table

    if status.report:
        click.echo(("\n" if following else "") + click.style(status.report, bold=True))
    for stage, line in as_table(status):
        click.echo(click.style(line, fg=_COLOURS[stage]) if stage else line)
