"""`docfill status`: who still owes what, as a table, as JSON, or as a page to open."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships

if TYPE_CHECKING:
    from docfill.county.status import Status

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

    status = status_of(asked.project, asked.townships, asked.year, asked.project.now())
    if html:
        from docfill.base import preferred_language, write_whole
        from docfill.web.status_page import page

        html = html / f"status-{status.year}.html" if html.is_dir() else html
        write_whole(html, page(status, preferred_language(asked.project.language)).encode())
        click.echo(str(html))
    elif asked.as_json:
        click.echo(json.dumps(as_objects(status), ensure_ascii=False, indent=2))
    else:
        _print(status)


def _print(status: "Status") -> None:
    from docfill.county.status_table import as_table

    for stage, line in as_table(status):
        click.echo(click.style(line, fg=_COLOURS[stage]) if stage else line)
