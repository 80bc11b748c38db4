"""`docfill check`: what would be found in the filings, nothing built."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

import click

from docfill.base import ExitCode, Finding, tell
from docfill.build.checking import check_all
from docfill.build.outcome import Outcome
from docfill.cli.county_report import checked_county, without_county
from docfill.cli.finding_formats import annotation, sarif
from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships_or_reports
from docfill.cli.output import all_findings, show, show_counts, shown, worst
from docfill.cli.reports import of_each
from docfill.cli.stopped import SHOW_STOPPED, Stopped, show_outcome_as_json
from docfill.county.settings import faults_of
from docfill.project import Project

# Formats that other tools read.
FOR_TOOLS = ("sarif", "github")


def print_for_tools(shape: str, findings: Iterable[Finding]) -> None:
    """The findings as SARIF, or as annotations of GitHub's runners."""
    if shape == "sarif":
        _print_sarif(sarif(findings))
    else:
        click.echo("".join(f"{annotation(finding)}\n" for finding in findings), nl=False)


def _print_sarif(run: Mapping[str, object]) -> None:
    click.echo(json.dumps(run, ensure_ascii=False, indent=2))


def _show_for_tools(shape: str, stopped: Stopped) -> None:
    if shape == "sarif" and stopped.trouble:
        _print_sarif(sarif((), stopped.trouble, stopped.exit_code))
    else:
        print_for_tools(shape, stopped.as_findings)


def _note(ctx: click.Context, param: click.Parameter, shape: str) -> str:
    """Have whatever stops the command shown in the format asked for, too."""
    if shape in FOR_TOOLS:
        ctx.meta[SHOW_STOPPED] = partial(_show_for_tools, shape)
    elif shape == "json":
        ctx.meta[SHOW_STOPPED] = partial(show_outcome_as_json, ctx)
    return shape


@click.command("check", cls=Command, epilog="Example: docfill check huashi -y 2023 --strict")
@about_townships_or_reports
@click.option("--strict", is_flag=True, help="Let a warning fail, too.")
@click.option("--errors-only", is_flag=True, help="Show errors alone; all are counted.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", *FOR_TOOLS]),
    default="text",
    show_default=True,
    callback=_note,
    help="How findings are printed; sarif and github are for other tools.",
)
@click.pass_context
def command(
    ctx: click.Context,
    asked: Selection,
    strict: bool,
    errors_only: bool,
    shape: str,
) -> None:
    """Check filings, or reports as published: every fault with its place; nothing is written."""
    outcomes = _of_reports(asked) if asked.reports else _of_filings(asked)
    if shape in FOR_TOOLS:
        checked = list(outcomes)
        print_for_tools(shape, all_findings(shown(each, errors_only) for each in checked))
    else:
        checked = show(
            outcomes,
            asked.as_json or shape == "json",
            len(asked.townships or asked.reports),
            asked.project,
            errors_only,
        )
    show_counts(list(all_findings(checked)))
    ctx.exit(worst(checked, strict))


def _of_filings(asked: Selection) -> Iterator[Outcome]:
    project, year = asked.project, asked.year
    return chain(of_settings(project, year), of_each(asked.by_report(), _of_report))


def _of_report(asked: Selection) -> Iterator[Outcome]:
    filed = check_all(asked.project, without_county(asked), asked.year)
    return chain(filed, checked_county(asked))


def _of_reports(asked: Selection) -> Iterator[Outcome]:
    """What a reviewer would find in published reports; filings are asked for by themselves."""
    if asked.townships:
        says = tell("check filings and published reports one after the other, not in one command")
        raise click.UsageError(str(says))
    from docfill.county.exchange.importing import ImportOptions, check_reports

    options = ImportOptions(asked.year, report="".join(asked.keys))
    return check_reports(asked.project, asked.reports, options)


def of_settings(project: Project, year: int) -> Iterator[Outcome]:
    """What no filing is to blame for, as an outcome of no township; nothing where all is well."""
    if found := faults_of(project):
        blocked = any(finding.blocking for finding in found)
        code = ExitCode.FINDINGS if blocked else ExitCode.WELL
        yield Outcome("", year, found, exit_code=code)
