"""`docfill verify`: finished files read back, and compared with data, kit and receipt."""

from pathlib import Path

import click

from docfill.base import tell
from docfill.build.reverify import Files, verify_all
from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships
from docfill.cli.output import all_findings, show, show_counts, worst
from docfill.cli.reports import count, of_each, the_one

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command("verify", cls=Command, epilog="Example: docfill verify huashi -y 2023")
@about_townships
@click.option("--docx", type=_FILE, help="Prove this file for the township named.")
@click.option("--pdf", type=_FILE, help="Prove this PDF, against --docx or the finished .docx.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Another folder than out/."
)
@click.option("--against", type=_FILE, help="Compare --pdf, or the finished PDF, with this one.")
@click.pass_context
def command(
    ctx: click.Context,
    asked: Selection,
    docx: Path | None,
    pdf: Path | None,
    out: Path | None,
    against: Path | None,
) -> None:
    """Read finished .docx and PDF back and compare them with data, kit and receipt."""
    each = asked.by_report()
    if docx or pdf or against:
        if len(asked.townships) != 1:
            raise click.UsageError(str(tell("name the one township whose files these are")))
        each = [the_one(each)]
    if against is not None:
        from docfill.build.reverify import compare_pdfs

        other = against
        outcomes = show(
            of_each(
                each,
                lambda one: [
                    compare_pdfs(one.project, one.townships[0], one.year, out, pdf, other)
                ],
            ),
            asked.as_json,
            1,
        )
    else:
        files = Files(docx, pdf) if docx or pdf else None
        proved = of_each(
            each, lambda one: verify_all(one.project, one.townships, one.year, out, files)
        )
        outcomes = show(proved, asked.as_json, count(each), asked.project)
    show_counts(list(all_findings(outcomes)))
    ctx.exit(worst(outcomes))
