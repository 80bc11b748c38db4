"""`docfill doctor`: is everything there that docfill needs?"""

import json
from dataclasses import asdict
from pathlib import Path

import click

from docfill.cli.options import about_project, nearest
from docfill.errors import ExitCode
from docfill.project import language_of
from docfill.words import preferred_language, speak


@click.command("doctor", epilog="Example: docfill doctor")
@about_project
@click.pass_context
def command(ctx: click.Context, folder: Path | None, as_json: bool) -> None:
    """Look for LibreOffice, its Python and the fonts, and say what to do about what is missing."""
    from docfill.doctor import examine

    root = folder or nearest()
    if root is not None:
        speak(preferred_language(language_of(root)))
    items = list(examine(root / "fonts" if root else None))
    if as_json:
        click.echo(json.dumps([asdict(item) for item in items], ensure_ascii=False, indent=2))
    else:
        for item in items:
            mark = click.style("✓", fg="green") if item.is_there else click.style("✗", fg="red")
            click.echo(f"{mark} {item.name}: {item.says}")
    ctx.exit(ExitCode.WELL if all(item.is_there for item in items) else ExitCode.MISSING)
