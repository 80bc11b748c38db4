"""`docfill schema`: the form as JSON Schema, for editors."""

import json
from pathlib import Path

import click

from docfill.build.checking import form_of
from docfill.cli.help_text import Command
from docfill.cli.options import project_in, project_option, report_option, year_option
from docfill.cli.reports import about_one
from docfill.filing import schema


@click.command(
    "schema",
    cls=Command,
    epilog="Example: docfill schema -y 2023 > templates/disclosure-2021/filing.schema.json",
)
@project_option
@report_option
@year_option
def command(year: int | None, report: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of a filing, made from the form."""
    project = about_one(project_in(folder), report)
    form = form_of(project, year or project.last_year)
    click.echo(json.dumps(schema(form), ensure_ascii=False, indent=2))
