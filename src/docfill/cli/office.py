"""`docfill office`: LibreOffices that stay ready between builds."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import (
    ExitCode,
    language_of,
    nearest_project,
    preferred_language,
    speak,
    tell,
    tell_count,
)
from docfill.cli.help_text import Command
from docfill.cli.options import about_project
from docfill.start.waiting import begin_waiting, end_waiting, list_waiting

if TYPE_CHECKING:
    from docfill.office import OfficeState

_ACTIONS = ("start", "stop", "status")


@click.command("office", cls=Command, epilog="Example: docfill office start")
@click.argument("action", type=click.Choice(_ACTIONS), metavar="start|stop|status")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    help="How many are to be ready.",
)
@click.option(
    "--keep",
    metavar="TIME",
    default="",
    help="How long each waits for the next build, like 90s, 10m or 2h; otherwise what office: "
    "in docfill.yaml says, else 10m.",
)
@about_project
@click.pass_context
def command(
    ctx: click.Context, action: str, workers: int, keep: str, folder: Path | None, as_json: bool
) -> None:
    """Keep LibreOffice running between builds, end it, or show what is kept."""
    root = folder or nearest_project()
    if root is not None:
        speak(preferred_language(language_of(root)))
    if action == "start":
        _start(root, workers, _seconds(root, keep))
    elif action == "stop":
        _stop(as_json)
        return
    ctx.exit(_show(as_json, is_asked=action == "status"))


def _seconds(root: Path | None, keep: str) -> float:
    from docfill.project import USUAL_KEEP, open_project, read_seconds

    if not keep:
        return (open_project(root).keep if root else None) or USUAL_KEEP
    seconds = read_seconds(keep)
    if not seconds:
        says = tell("--keep is a time like 90s, 10m or 2h; not {written}", written=keep)
        raise click.UsageError(str(says))
    return seconds


def _start(root: Path | None, workers: int, seconds: float) -> None:
    from docfill.office import find_installation, font_set, start_kept

    fonts = font_set(root / "fonts" if root else None)
    start_kept(find_installation(), fonts, workers=workers, seconds=seconds)
    begin_waiting(seconds, at_once=True)


def _stop(as_json: bool) -> None:
    from docfill.office import end_kept

    ended, ending = end_kept()
    end_waiting()
    if as_json:
        click.echo(json.dumps({"ended": ended, "ending": ending}))
        return
    click.echo(tell_count("{n} LibreOffice ended", "{n} LibreOffices ended", n=ended))
    if ending:
        click.echo(
            tell_count(
                "{n} is at work and ends when its build is done",
                "{n} are at work and end when their builds are done",
                n=ending,
            )
        )


def _show(as_json: bool, *, is_asked: bool) -> ExitCode:
    from docfill.office import look_at_kept

    states = list(look_at_kept())
    if as_json:
        click.echo(json.dumps([asdict(state) for state in states], indent=2))
    elif not states:
        click.echo(tell("no LibreOffice is kept"))
    else:
        for state in states:
            click.echo(_line(state))
    for _, docfill in [] if as_json else list_waiting():
        says = tell("docfill itself, process {pid}, waits with all loaded", pid=docfill.process)
        click.echo(says)
    return ExitCode.WELL if states or is_asked else ExitCode.MISSING


def _line(state: "OfficeState") -> str:
    does = tell("dead; the next build clears it away")
    if state.is_alive:
        does = tell("at work") if state.is_busy else tell("waiting for a build")
    return str(
        tell(
            "LibreOffice {version}, process {pid}: {does}; started {age:.0f} s ago, "
            "waits {keep:.0f} s for the next build",
            version=state.version,
            pid=state.pid,
            does=does,
            age=state.age,
            keep=state.keep,
        )
    )
