"""`docfill rollup`: the county's own figures, from all filings."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import SETTINGS_FILE, ExitCode, Finding, display_path, tell, work_side_by_side
from docfill.cli.executors import executor_option, read_on
from docfill.cli.finding_line import line_of
from docfill.cli.help_text import Command
from docfill.cli.options import about_project, project_in, report_option, year_option
from docfill.cli.reports import about_one, refuse_without_figures

if TYPE_CHECKING:
    from docfill.county.rollup.collecting import ReadAll
    from docfill.county.rollup.figures import Rollup
    from docfill.county.rollup.own_filing import CountyFiling
    from docfill.form import Form
    from docfill.project import AgencyGroup, CountyReport, Project


_WRITTEN = (".xlsx", ".csv", ".parquet")


@click.command("rollup", cls=Command, epilog="Example: docfill rollup -y 2023 --scope departments")
@year_option
@click.option(
    "--scope",
    multiple=True,
    metavar="GROUP",
    help="Add up this group only (may be given several times), or “all”; otherwise what "
    "county_report in docfill.yaml says, else all.",
)
@click.option("--strict", is_flag=True, help="Refuse where a filing is missing or has errors.")
@click.option(
    "--into",
    default="",
    metavar="COUNTY",
    help="Write the county's own filing with the sums; one that is there already stays.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print an agency a row, as CSV for Excel.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a workbook (.xlsx), CSV (.csv), or Parquet (.parquet, where pyarrow is installed).",
)
@click.option(
    "--from",
    "inbox",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Add up the filled workbooks and published reports in this folder instead of data/.",
)
@executor_option
@report_option
@about_project
@click.pass_context
def command(
    ctx: click.Context,
    year: int | None,
    report: str | None,
    scope: tuple[str, ...],
    strict: bool,
    into: str,
    as_csv: bool,
    out: Path | None,
    inbox: Path | None,
    executor: str | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Add up the figures of all agencies, by group and whole; what is missing comes first."""
    from docfill.build.checking import form_of
    from docfill.county.rollup.rolling import roll_up

    if inbox is not None and not inbox.is_dir():
        raise click.UsageError(str(tell("--from takes a folder; {file} is none", file=inbox)))
    if out is not None and out.suffix.lower() not in _WRITTEN:
        raise click.UsageError(str(tell("-o takes a name that ends in .xlsx, .csv or .parquet")))
    if inbox is not None and executor is not None:
        raise click.UsageError(str(tell("--from and --executor do not go together; give one")))
    project = about_one(project_in(folder), report)
    year = year or project.last_year
    groups = _groups(project, scope)
    own = _own(project, into, groups) if into else None
    form = form_of(project, year)
    refuse_without_figures(form)
    if inbox is None:
        read_all: ReadAll = work_side_by_side
        if executor is not None:
            read_all = read_on(ctx, executor, project, form, year)
        rollup = roll_up(project, form, groups, year, read_all=read_all)
        lacking = _lacking(rollup)
    else:
        rollup, lacking = _from_inbox(project, form, groups, year, inbox)
    county = _county(project, rollup)
    found = [*lacking, *rollup.findings, *(county.report.findings if county else ())]
    if strict and not rollup.is_complete:
        for finding in found:
            click.echo(line_of(finding))
        says = tell(
            "{covers} filings are there and in order; nothing was added up", covers=_sound(rollup)
        )
        click.echo(f"docfill: {says}", err=True)
        ctx.exit(ExitCode.FINDINGS)
    if own is not None:
        from docfill.county.rollup.writing import write_county_filing

        written = write_county_filing(project, own, rollup)
        found += written.findings
        for path in written.products:
            click.echo(display_path(path), err=True)
    if out is not None:
        _write(out, project, rollup, found)
    if as_csv:
        from docfill.county.rollup.rows import csv_of

        click.echo(csv_of(rollup), nl=False)
    else:
        _show(rollup, county, found, as_json)
    ctx.exit(ExitCode.FINDINGS if any(each.blocking for each in found) else ExitCode.WELL)


def _from_inbox(
    project: "Project", form: "Form", groups: "tuple[AgencyGroup, ...]", year: int, folder: Path
) -> "tuple[Rollup, list[Finding]]":
    """The roll-up of what lies in a folder, and what keeps files or agencies out of it."""
    from docfill.county.exchange.inbox import open_inbox
    from docfill.county.rollup.figures import InSum
    from docfill.county.rollup.rolling import roll_up

    with open_inbox(project, folder, year) as inbox:
        rollup = roll_up(inbox.project, form, groups, year, is_kept=False)
    parts = rollup.parts.values()
    lacking = [part.agency.id for part in parts if part.standing is InSum.MISSING]
    errors = [error for part in parts if part.agency.id not in lacking for error in part.errors]
    return rollup, [*inbox.findings, *(inbox.lacks(each, year) for each in lacking), *errors]


def _groups(project: "Project", scope: Sequence[str]) -> "tuple[AgencyGroup, ...]":
    """The groups asked for, else those of the county's own report, else all."""
    from docfill.county.rollup.rolling import groups_in
    from docfill.project import ALL

    report = project.county_report
    try:
        return groups_in(project, scope or (report.scope if report else (ALL,)))
    except KeyError as unknown:
        known = ", ".join((*(group.key for group in project.groups), ALL))
        says = tell("no group {key}; known: {known}", key=unknown.args[0], known=known)
        raise click.UsageError(str(says)) from None


def _own(project: "Project", into: str, groups: "tuple[AgencyGroup, ...]") -> "CountyReport":
    """The county's own report that is meant; wrong usage where there is none of these groups."""
    own = project.county_report
    if own is None:
        says = tell(
            "{file} names no report of the county's own; add county_report, as docs/rollup.md "
            "shows",
            file=SETTINGS_FILE,
        )
    elif into not in (own.agency.id, *own.agency.names.values()):
        says = tell("the county's own report is {id}, not {other}", id=own.agency.id, other=into)
    elif _groups(project, ()) != groups:
        says = tell(
            "the county's report adds up {scope}, as docfill.yaml says; leave out --scope",
            scope=", ".join(own.scope),
        )
    else:
        return own
    raise click.UsageError(str(says))


def _lacking(rollup: "Rollup") -> list[Finding]:
    """What keeps filings from being added, or makes them doubtful."""
    return [finding for part in rollup.parts.values() for finding in part.errors]


def _sound(rollup: "Rollup") -> str:
    from docfill.county.rollup.figures import InSum

    sound = [part for part in rollup.parts.values() if part.standing is InSum.SUMMED]
    return str(tell("{n} of {all}", n=len(sound), all=len(rollup.parts)))


def _county(project: "Project", rollup: "Rollup") -> "CountyFiling | None":
    """The county's own filing, where there is one."""
    own = project.county_report
    if own is None or not project.filing_path(own.agency.id, rollup.year).exists():
        return None
    from docfill.county.rollup.own_filing import county_filing

    return county_filing(project, rollup)


def _show(
    rollup: "Rollup", county: "CountyFiling | None", found: Sequence[Finding], as_json: bool
) -> None:
    if as_json:
        from docfill.county.rollup.objects import as_object

        click.echo(json.dumps(as_object(rollup, county), ensure_ascii=False, indent=2))
        return
    from docfill.county.rollup.showing import as_text

    for finding in found:
        click.echo(line_of(finding))
    click.echo("\n".join(as_text(rollup)))


def _write(out: Path, project: "Project", rollup: "Rollup", found: Sequence[Finding]) -> None:
    """The roll-up as a file of the kind its name says."""
    from docfill.base import write_whole

    if out.suffix.lower() == ".csv":
        from docfill.county.rollup.rows import csv_of

        write_whole(out, csv_of(rollup))
    elif out.suffix.lower() == ".parquet":
        from docfill.county.rollup.parquet import parquet_of

        write_whole(out, parquet_of(rollup))
    else:
        from docfill.county.rollup.book import rollup_book
        from docfill.county.rollup.history import history_of

        write_whole(out, rollup_book(rollup, found, history_of(project, rollup)))
    click.echo(display_path(out), err=True)
