"""`docfill fill`: any template with any data, without a form."""

from pathlib import Path

import click

from docfill.base import tell
from docfill.build.conversion import Options
from docfill.cli.help_text import Command
from docfill.cli.options import speak_as_here

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    "fill", cls=Command, epilog="Example: docfill fill letter.docx letter.yaml -o letter.pdf"
)
@click.argument("template", type=_FILE)
@click.argument("data", type=_FILE)
@click.option("-o", "--out", type=_FILE, required=True, help="The .docx or .pdf to write.")
@click.option("--pdfa", is_flag=True, help="Make PDF/A-2b, for archives.")
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=120.0,
    show_default=True,
    help="Seconds for the conversion.",
)
@click.option(
    "--office", default="", metavar="HOST:PORT", help="Use a unoserver that already runs."
)
def command(template: Path, data: Path, out: Path, pdfa: bool, timeout: float, office: str) -> None:
    """Fill any docxtpl template with YAML or JSON data, as .docx or .pdf; see docs/filling.md."""
    from docfill.build.any_filling import fill_any

    speak_as_here()
    if out.suffix.lower() not in (".docx", ".pdf"):
        raise click.BadParameter(tell("the name must end in .docx or .pdf"), param_hint="--out")
    options = Options(pdfa=pdfa, workers=1, deadline=timeout, office=office)
    for note in fill_any(template, data, out, options):
        click.echo(str(note), err=True)
    click.echo(str(out))
