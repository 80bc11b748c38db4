"""`docfill kit`: is an edition's form and template fit for use?"""

from pathlib import Path

import click

from docfill.base import ExitCode, Finding, display_path
from docfill.cli.help_text import Command
from docfill.cli.options import about_project, project_in
from docfill.cli.output import show_counts, show_findings


@click.command("kit", cls=Command, epilog="Example: docfill kit disclosure-2021")
@click.argument("kits", nargs=-1, metavar="[KIT]...")
@click.option("--no-pdf", is_flag=True, help="Try no document, so that LibreOffice is not needed.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder in which the trial document and its PDF stay.",
)
@about_project
@click.pass_context
def command(
    ctx: click.Context,
    kits: tuple[str, ...],
    no_pdf: bool,
    out: Path | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Check kits, or all the project uses: form, template and a trial document."""
    from docfill.build.kit_check import kit_findings
    from docfill.build.kit_trial import tried

    project = project_in(folder)
    names = kits or project.kits
    findings: list[Finding] = []
    for name in names:
        path = project.templates / name
        found = kit_findings(path, display_path(path))
        if not no_pdf and not any(finding.blocking for finding in found):
            found += tried(project, path, out)
        findings.extend(found)
    show_findings(findings, as_json)
    show_counts(findings)
    blocked = any(finding.blocking for finding in findings)
    ctx.exit(ExitCode.FINDINGS if blocked else ExitCode.WELL)
