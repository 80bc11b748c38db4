"""`docfill schedule`: the timers of the yearly run, printed, installed or removed."""

import json
from pathlib import Path

import click

from docfill.base import tell
from docfill.cli.help_text import Command
from docfill.cli.options import about_project, project_in


@click.command("schedule", cls=Command, epilog="Example: docfill schedule --install")
@click.option("--install", "task", flag_value="install", help="Put the timers in place.")
@click.option("--remove", "task", flag_value="remove", help="Take the timers away.")
@click.option(
    "--system/--user",
    help="The machine's systemd, as the owner of the project's folder, or your own.",
)
@click.option("--cron", is_flag=True, help="Lines of your crontab instead of systemd.")
@about_project
def command(task: str | None, system: bool, cron: bool, folder: Path | None, as_json: bool) -> None:
    """Print the timers of the yearly run, put them in place, or take them away."""
    from docfill.county.settings import password_doubts
    from docfill.county.timers import plan_of
    from docfill.schedule import install, units

    if cron and system:
        raise click.UsageError(str(tell("--cron writes your own crontab; it knows no --system")))
    project = project_in(folder)
    plan = plan_of(project, system=system)
    if task != "remove":
        for doubt in password_doubts(project, by_timer=True):
            click.echo(str(doubt), err=True)
    if task is None:
        texts = {"crontab": units.cron_lines(plan)} if cron else units.units(plan)
        where = "" if cron else f"{install.unit_folder(plan)}/"
        _print(texts, where, as_json)
    elif cron:
        changed = (install.install_cron if task == "install" else install.remove_cron)(plan)
        click.echo(tell("the crontab was changed") if changed else tell("nothing to change"))
    else:
        done = (install.install if task == "install" else install.remove)(plan)
        for path in done.written:
            click.echo(tell("written: {path}", path=path))
        for path in done.removed:
            click.echo(tell("removed: {path}", path=path))
        if done.unasked:
            says = tell("systemd forgets the timers when it next starts: {why}", why=done.unasked)
            click.echo(says, err=True)
        if not done.written and not done.removed:
            click.echo(tell("nothing to change"))


def _print(texts: dict[str, str], where: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(texts, ensure_ascii=False, indent=2))
        return
    for name, text in texts.items():
        click.echo(text if not where else f"# {where}{name}\n{text}")
