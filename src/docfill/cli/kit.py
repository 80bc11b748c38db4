"""`docfill kit`: is an edition's form and template fit for use?"""

from pathlib import Path

import click

from docfill.base import ExitCode, display_path
from docfill.cli.help_text import Command
from docfill.cli.options import about_project, project_in
from docfill.cli.output import show_counts, show_findings


@click.command("kit", cls=Command, epilog="Example: docfill kit disclosure-2021")
@click.argument("kits", nargs=-1, metavar="[KIT]...")
@about_project
@click.pass_context
def command(ctx: click.Context, kits: tuple[str, ...], folder: Path | None, as_json: bool) -> None:
    """Check kits, or all the project uses: form, template and their agreement."""
    from docfill.build.kit_check import kit_findings

    project = project_in(folder)
    names = kits or project.kits
    findings = []
    for name in names:
        path = project.templates / name
        findings.extend(kit_findings(path, display_path(path)))
    show_findings(findings, as_json)
    show_counts(findings)
    blocked = any(finding.blocking for finding in findings)
    ctx.exit(ExitCode.FINDINGS if blocked else ExitCode.WELL)
