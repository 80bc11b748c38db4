"""`docfill build`: check, fill, convert, prove, deliver."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import click

from docfill.base import tell
from docfill.build.conversion import Options, note_on_workers
from docfill.build.outcome import Outcome
from docfill.build.pipeline import Remake, build
from docfill.cli.county_report import buildable
from docfill.cli.executors import executor_option, remake_on
from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships
from docfill.cli.output import all_findings, show, show_counts, worst
from docfill.cli.reports import count, of_each
from docfill.start.waiting import begin_waiting


@click.command("build", cls=Command, epilog="Example: docfill build huashi -y 2023")
@about_townships
@click.option("--no-pdf", is_flag=True, help="Make the .docx only.")
@click.option("--pdfa", is_flag=True, help="Make PDF/A-2b, for archives.")
@click.option(
    "--jobs", type=click.IntRange(0, 64), default=0, help="LibreOffices at once; 0: one per core."
)
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=120.0,
    show_default=True,
    help="Seconds for one conversion.",
)
@click.option(
    "--office", default="", metavar="HOST:PORT", help="Use a unoserver that already runs."
)
@executor_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Another folder than out/."
)
@click.option("--force", is_flag=True, help="Make all again, whatever the receipts say.")
@click.option("--html", is_flag=True, help="Also make pages for the portal; see docs/html.md.")
@click.option("--png", is_flag=True, help="Also write the pages as pictures, into pages/.")
@click.pass_context
def command(
    ctx: click.Context,
    asked: Selection,
    no_pdf: bool,
    pdfa: bool,
    jobs: int,
    timeout: float,
    office: str,
    executor: str | None,
    out: Path | None,
    force: bool,
    html: bool,
    png: bool,
) -> None:
    """Make the reports of some townships, or of all: .docx and PDF; only what changed."""
    options = Options(not no_pdf, pdfa, jobs, timeout, out, office, force, png, html)
    if office and executor is not None:
        says = tell("--office and --executor: each worker has a LibreOffice of its own; give one")
        raise click.UsageError(str(says))
    remake = None if executor is None else remake_on(ctx, executor, jobs)
    if not no_pdf and (note := note_on_workers(options)):
        click.echo(note, err=True)
    each = asked.by_report()
    outcomes = show(
        of_each(each, partial(_made, options, remake)), asked.as_json, count(each), asked.project
    )
    show_counts(list(all_findings(outcomes)))
    if asked.project.keep and not no_pdf:
        begin_waiting(asked.project.keep)
    ctx.exit(worst(outcomes))


def _made(options: Options, remake: Remake | None, asked: Selection) -> Iterator[Outcome]:
    townships, refused = buildable(asked)
    return chain(refused, build(asked.project, townships, asked.year, options, remake))
