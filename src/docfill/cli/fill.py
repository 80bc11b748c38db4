"""`docfill fill`: any template with any data, without a form; with rows, a document for each."""

from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from docfill.base import tell
from docfill.build.conversion import Options
from docfill.cli.help_text import Command
from docfill.cli.options import speak_as_here

_FILE = click.Path(path_type=Path, dir_okay=False)
_FORMS = click.Choice(["csv", "xlsx", "yaml", "json", "jsonl"])


@click.command(
    "fill",
    cls=Command,
    epilog="Example: docfill fill letter.docx people.csv -o 'out/{number}-{name}.docx'",
)
@click.argument("template", type=_FILE)
@click.argument("data", type=_FILE)
@click.option(
    "-o",
    "--out",
    type=_FILE,
    required=True,
    help="The .docx or .pdf to write; of rows, with columns in braces: 'out/{name}.pdf'.",
)
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only rows that are so.")
@click.option("--limit", type=click.IntRange(1), default=None, help="Only so many rows, to try.")
@click.option("--common", type=_FILE, help="YAML or JSON with values that all rows share.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook to read.")
@click.option("--format", "form", type=_FORMS, help="How DATA is written, if not as it is named.")
@click.option(
    "--allow-files",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    multiple=True,
    metavar="FOLDER",
    help="A folder, besides that of the data, whose files $image and $subdoc may name.",
)
@click.option("--force", is_flag=True, help="Write documents of rows anew that are there already.")
@click.option("--strict", is_flag=True, help="Make nothing if no tag asks for a key of the data.")
@click.option("--pdfa", is_flag=True, help="Make PDF/A-2b, for archives.")
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=120.0,
    show_default=True,
    help="Seconds for one conversion; if given, for filling, too, which else has 10.",
)
@click.option(
    "--office", default="", metavar="HOST:PORT", help="Use a unoserver that already runs."
)
@click.pass_context
def command(
    ctx: click.Context,
    template: Path,
    data: Path,
    out: Path,
    where: tuple[str, ...],
    limit: int | None,
    common: Path | None,
    sheet: str,
    form: str | None,
    allow_files: tuple[Path, ...],
    force: bool,
    strict: bool,
    pdfa: bool,
    timeout: float,
    office: str,
) -> None:
    """Fill any docxtpl template with data, or anew for each row of a list; see docs/filling.md."""
    from docfill.build.mail_merge import NamePattern
    from docfill.cli.merging import (
        MergeArguments,
        merge_rows,
        read_shared_values,
        refuse_unused,
        rows_in,
    )

    speak_as_here()
    if out.suffix.lower() not in (".docx", ".pdf"):
        raise click.BadParameter(
            str(tell("the name must end in .docx or .pdf")), param_hint="--out"
        )
    asked = MergeArguments(template, data, NamePattern(str(out)), where, limit or 0, common)
    options = Options(
        pdfa=pdfa, deadline=timeout, office=office, force=force, allow_files=allow_files
    )
    if ctx.get_parameter_source("timeout") is ParameterSource.COMMANDLINE:
        options = replace(options, filling_seconds=timeout)
    rows = rows_in(asked, form or "", sheet)
    if rows is not None:
        if strict:
            refuse_unused(asked, rows)
        ctx.exit(merge_rows(asked, rows, options))
    from docfill.build.any_filling import fill_any

    share = read_shared_values(common, allow_files)
    for note in fill_any(template, data, out, options, share, strict):
        click.echo(str(note), err=True)
    click.echo(str(out))
