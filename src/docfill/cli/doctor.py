"""`docfill doctor`: is everything there that docfill needs?"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import (
    SETTINGS_FILE,
    ExitCode,
    Faulty,
    Message,
    language_of,
    nearest_project,
    preferred_language,
    speak,
    tell,
)
from docfill.cli.help_text import Command
from docfill.cli.options import about_project
from docfill.county.settings import faults_of, password_doubts
from docfill.project import open_project

if TYPE_CHECKING:
    from docfill.build.doctor import Item


@click.command("doctor", cls=Command, epilog="Example: docfill doctor")
@about_project
@click.pass_context
def command(ctx: click.Context, folder: Path | None, as_json: bool) -> None:
    """Look for LibreOffice, its Python, the fonts and faults in docfill.yaml; say what to do."""
    from docfill.build.doctor import broken_fonts, examine

    root = folder or nearest_project()
    if root is not None:
        speak(preferred_language(language_of(root)))
    needed = list(examine(root / "fonts" if root else None))
    own = [*broken_fonts(root / "fonts"), _settings(root)] if root else []
    items = [*needed, *own]
    if as_json:
        click.echo(json.dumps([_as_object(item) for item in items], ensure_ascii=False, indent=2))
    else:
        for item in items:
            click.echo(f"{_mark(item)} {item.name}: {item.says}")
    if not all(item.is_there for item in needed):
        ctx.exit(ExitCode.MISSING)
    ctx.exit(ExitCode.WELL if all(item.is_there for item in own) else ExitCode.FINDINGS)


def _settings(root: Path) -> "Item":
    """What is wrong with docfill.yaml, also where only the yearly run would come upon it."""
    from docfill.build.doctor import Item

    try:
        project = open_project(root)
        found = (*faults_of(project), *password_doubts(project))
    except Faulty as trouble:
        found = trouble.findings
    says: str | Message = "\n  ".join(map(str, found)) or tell("nothing is wrong with it")
    is_fit = not any(finding.blocking for finding in found)
    return Item(SETTINGS_FILE, is_fit, says, is_doubted=is_fit and bool(found))


def _as_object(item: "Item") -> dict[str, object]:
    return {**asdict(item), "name": str(item.name), "says": str(item.says)}


def _mark(item: "Item") -> str:
    if item.is_doubted:
        return click.style("!", fg="yellow")
    return click.style("✓", fg="green") if item.is_there else click.style("✗", fg="red")
