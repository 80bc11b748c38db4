"""`docfill kit`: is an edition's form and template fit for use?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import FORM_FILE, TEMPLATE_FILE, ExitCode, Finding, display_path, tell
from docfill.cli.help_text import Command
from docfill.cli.options import about_project, project_in
from docfill.cli.output import show_counts, show_findings

if TYPE_CHECKING:
    from docfill.project import Project


@click.command(
    "kit",
    cls=Command,
    epilog="Example: docfill kit disclosure-2021; docfill kit new books-2020 --from official.docx",
)
@click.argument("kits", nargs=-1, metavar="[KIT]...")
@click.option(
    "--from",
    "official",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="With new NAME: propose a kit from this official .docx; it is to be corrected.",
)
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
    official: Path | None,
    no_pdf: bool,
    out: Path | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Check kits, or all the project uses: form, template and a trial document."""
    from docfill.build.kit_check import kit_findings
    from docfill.build.kit_trial import tried

    project = project_in(folder)
    if official is not None:
        kits = (_proposed(project, kits, official),)
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


def _proposed(project: "Project", words: tuple[str, ...], official: Path) -> str:
    """The name of a kit that was written now, which is then checked like any other."""
    from docfill.build.new_kit import propose_kit

    if len(words) != 2 or words[0] != "new" or Path(words[1]).name != words[1]:
        raise click.UsageError(str(tell("name the new kit: docfill kit new NAME --from FILE.docx")))
    path = project.templates / words[1]
    propose_kit(official, path)
    for made in (path / FORM_FILE, path / TEMPLATE_FILE):
        click.echo(display_path(made), err=True)
    says = tell(
        "captions, sums and kinds were guessed; look at each line of {file}", file=FORM_FILE
    )
    click.echo(says, err=True)
    return words[1]
