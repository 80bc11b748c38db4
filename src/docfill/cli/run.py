"""`docfill run`: the yearly job, as a timer calls it."""

from pathlib import Path

import click

from docfill.base import tell
from docfill.cli.help_text import Command
from docfill.cli.options import project_in, project_option, report_option, year_option


@click.command("run", cls=Command, epilog="Example: docfill run -y 2023 --remind")
@click.option("--draft", is_flag=True, help="Build, and tell the operator; mail no report.")
@click.option("--remind", is_flag=True, help="Mail the townships that still owe something.")
@click.option("--after-failure", is_flag=True, help="Tell of a run that ended without a summary.")
@report_option
@project_option
@year_option
@click.pass_context
def command(
    ctx: click.Context,
    year: int | None,
    report: str | None,
    folder: Path | None,
    draft: bool,
    remind: bool,
    after_failure: bool,
) -> None:
    """Check, build, verify and mail last year's reports, and mail the operator a summary."""
    from docfill.county.reporting import report_silent_end
    from docfill.county.yearly import run
    from docfill.mail.deliver import Clock

    project = project_in(folder)
    clock = Clock(project.now)
    if after_failure:
        answer = report_silent_end(project, clock)
        click.echo(answer or tell("the last run told the operator itself"), err=True)
        return
    code = run(
        project,
        year or project.last_year,
        report=report or "",
        draft=draft,
        reminding=remind,
        log=lambda line: click.echo(line, err=True),
        clock=clock,
    )
    ctx.exit(code)
