"""`docfill schema`: the form as JSON Schema, for editors."""

import json
from pathlib import Path

import click

from docfill.build.pipeline import form_of
from docfill.cli.help_text import Command
from docfill.cli.options import project_in, project_option, year_option
from docfill.filing import schema


@click.command(
    "schema",
    cls=Command,
    epilog="Example: docfill schema -y 2023 > templates/disclosure-2021/filing.schema.json",
)
@project_option
@year_option
def command(year: int | None, folder: Path | None) -> None:
    """Print the JSON Schema of a filing, made from the form."""
    project = project_in(folder)
    form = form_of(project, year or project.last_year)
    click.echo(json.dumps(schema(form), ensure_ascii=False, indent=2))
