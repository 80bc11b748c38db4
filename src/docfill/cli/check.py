"""`docfill check`: what would be found in the filings, nothing built."""

import json
from collections.abc import Iterator
from itertools import chain

import click

from docfill.base import ExitCode
from docfill.build.pipeline import Outcome, check_all
from docfill.cli.finding_formats import annotation, sarif
from docfill.cli.help_text import Command
from docfill.cli.options import Asked, about_townships
from docfill.cli.output import all_findings, show, show_counts, worst
from docfill.county.settings import faults_of
from docfill.project import Project


@click.command("check", cls=Command, epilog="Example: docfill check huashi -y 2023 --strict")
@about_townships
@click.option("--strict", is_flag=True, help="Let a warning fail, too.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed; sarif and github are for other tools.",
)
@click.pass_context
def command(
    ctx: click.Context,
    asked: Asked,
    strict: bool,
    shape: str,
) -> None:
    """Check filings and docfill.yaml: every fault with its file and line."""
    project, year = asked.project, asked.year
    outcomes = chain(of_settings(project, year), check_all(project, asked.townships, year))
    if shape in ("sarif", "github"):
        checked = list(outcomes)
        findings = list(all_findings(checked))
        if shape == "sarif":
            click.echo(json.dumps(sarif(findings), ensure_ascii=False, indent=2))
        else:
            click.echo("".join(f"{annotation(finding)}\n" for finding in findings), nl=False)
    else:
        checked = show(outcomes, asked.as_json or shape == "json", len(asked.townships))
    show_counts(list(all_findings(checked)))
    ctx.exit(worst(checked, strict))


def of_settings(project: Project, year: int) -> Iterator[Outcome]:
    """What no filing is to blame for, as an outcome of no township; nothing where all is well."""
    if found := faults_of(project):
        blocked = any(finding.blocking for finding in found)
        code = ExitCode.FINDINGS if blocked else ExitCode.WELL
        yield Outcome("", year, found, exit_code=code)
