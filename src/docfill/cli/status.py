"""`docfill status`: who still owes what, as a table, as JSON, or as a page to open."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import Faulty
from docfill.cli.finding_line import line_of
from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships
from docfill.cli.output import finding_as_object
from docfill.cli.reports import each_apart

if TYPE_CHECKING:
    from docfill.county.status import Status
    from docfill.county.status_figures import StatusFigures

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

    now, reports = asked.project.now(), asked.by_report()
    found = each_apart(
        reports, lambda each: status_of(each.project, each.townships, each.year, now), _itself
    )
    all_of_them = list(zip(reports, found, strict=True))
    if html:
        _write_pages(all_of_them, html)
    elif asked.as_json:
        objects = [_as_object(*each) for each in all_of_them]
        shown = objects if len(objects) > 1 else objects[0]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for number, each in enumerate(all_of_them):
            _print(*each, following=number > 0)
    ctx.exit(max((each.exit_code for each in found if isinstance(each, Faulty)), default=0))


def _itself(trouble: Faulty) -> "Status | Faulty":
    """Of several reports one whose kit cannot be used is told; the others are shown."""
    return trouble


def _figures(asked: Selection) -> "StatusFigures | None":
    """The figures of the agencies, which a table on a terminal does not show."""
    from docfill.county.status_figures import figures_of_status

    return figures_of_status(asked.project, asked.townships, asked.year)


def _as_object(asked: Selection, status: "Status | Faulty") -> dict[str, object]:
    from docfill.county.status_table import as_objects

    if not isinstance(status, Faulty):
        return as_objects(status, _figures(asked))
    return {
        "county": asked.project.county,
        "year": asked.year,
        "report": asked.project.report.key,
        "findings": [finding_as_object(finding) for finding in status.findings],
    }


def _write_pages(all_of_them: "list[tuple[Selection, Status | Faulty]]", html: Path) -> None:
    """A page for each report; those of the others bear its key beside the first one's name."""
    from docfill.base import preferred_language, write_whole
    from docfill.web.status_page import page

    for number, (asked, status) in enumerate(all_of_them):
        if isinstance(status, Faulty):
            _show_faults(status, err=True)
            continue
        path = html / f"status-{status.year}.html" if html.is_dir() else html
        if number:
            path = path.with_stem(f"{path.stem}-{status.report}")
        language = preferred_language(asked.project.language)
        write_whole(path, page(status, language, _figures(asked)).encode())
        click.echo(str(path))


def _show_faults(trouble: Faulty, *, err: bool = False) -> None:
    for finding in trouble.findings:
        click.echo(line_of(finding), err=err)


def _print(asked: Selection, status: "Status | Faulty", *, following: bool) -> None:
    from docfill.county.status_table import as_table

    if key := asked.project.report.key:
        click.echo(("\n" if following else "") + click.style(key, bold=True))
    if isinstance(status, Faulty):
        _show_faults(status)
        return
    for stage, line in as_table(status):
        click.echo(click.style(line, fg=_COLOURS[stage]) if stage else line)
