"""What the commands have in common: which project, which townships, which year."""

import difflib
import functools
import itertools
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docfill.base import (
    SETTINGS_FILE,
    language_of,
    nearest_project,
    preferred_language,
    speak,
    tell,
)
from docfill.cli.stopped import (
    SHOW_STOPPED,
    Stopped,
    show_findings_as_json,
    show_outcome_as_json,
)

if TYPE_CHECKING:
    from docfill.project import Project, Township

Decorated = Callable[..., Any]
# A filing's path, and where findings go on with line and column.
_FILING = re.compile(r"(.+\.ya?ml)(?::\d+){0,2}:?")


def about_project(command: Decorated) -> Decorated:
    """`[--project DIR] [--json]`."""
    return project_option(_json_option(show_findings_as_json)(command))


def _json_option(show: Callable[[click.Context, Stopped], None]) -> Decorated:
    """`[--json]`, with which whatever stops the command is shown as JSON, too."""

    def noted(ctx: click.Context, param: click.Parameter, asked: bool) -> bool:
        if asked:
            ctx.meta[SHOW_STOPPED] = functools.partial(show, ctx)
        return asked

    return click.option(
        "--json", "as_json", is_flag=True, help="Print results as JSON.", callback=noted
    )


@dataclass(frozen=True)
class Selection:
    """What a command is about; where no township was `named`, `townships` are all there are.

    `reports` are published ones that were named by their files; then no township is meant by them.
    """

    project: "Project"
    townships: "list[Township]"
    year: int
    as_json: bool
    named: bool
    reports: tuple[Path, ...] = ()


def about_townships(command: Decorated) -> Decorated:
    """`[TOWNSHIP…] [-y YEAR] [--project DIR] [--json]`, handed over as one `Selection`."""
    return _about_townships("[TOWNSHIP]...", command)


def about_townships_or_reports(command: Decorated) -> Decorated:
    """The same for a command that takes the files of published reports, too."""
    return _about_townships("[TOWNSHIP|FILE]...", command, takes_reports=True)


def about_named_townships(command: Decorated) -> Decorated:
    """The same for a command that wants at least one named."""
    return _about_townships("TOWNSHIP...", command)


def _about_townships(shape: str, command: Decorated, takes_reports: bool = False) -> Decorated:
    @functools.wraps(command)
    def told(
        townships: tuple[str, ...],
        year: int | None,
        folder: Path | None,
        as_json: bool,
        **options: Any,
    ) -> Any:
        project = project_in(folder)
        reports = tuple(Path(each) for each in townships if takes_reports and is_report(each))
        named = [each for each in townships if Path(each) not in reports]
        filings = [filing_at(project, written) for written in named]
        whose = choose_townships(project, [township for township, _ in filings])
        if reports and not named:
            whose = []
        about = year_of({filed for _, filed in filings if filed}, year) or project.last_year
        if reports:
            # The year is read off a report; what was asked for must agree with it.
            about = year or 0
        asked = Selection(project, whose, about, as_json, bool(townships), reports)
        return command(asked, **options)

    townships = click.argument("townships", nargs=-1, metavar=shape)
    return townships(year_option(project_option(_json_option(show_outcome_as_json)(told))))


def project_option(command: Decorated) -> Decorated:
    """`[--project DIR]`."""
    return click.option(
        "--project",
        "folder",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        envvar="DOCFILL_PROJECT",
        help=f"The folder with {SETTINGS_FILE}; otherwise this one or one above.",
    )(command)


def year_option(command: Decorated) -> Decorated:
    """`[-y YEAR]`; None where it is not given: the project knows where the year ends when."""
    return click.option(
        "-y",
        "--year",
        type=click.IntRange(1900, 9998),
        show_default="last year",
        help="The year reported on.",
    )(command)


def project_in(folder: Path | None) -> "Project":
    """The project the user means; docfill speaks its language, also of what is wrong with it."""
    from docfill.project import open_project

    root = folder or nearest_project()
    if root is None:
        says = tell(
            "there is no {file} here or above; name its folder with --project", file=SETTINGS_FILE
        )
        raise click.UsageError(str(says))
    speak(preferred_language(language_of(root)))
    return open_project(root)


def is_report(written: str) -> bool:
    """Whether this names the file of a published report."""
    from docfill.sources.published import REPORT_SUFFIXES

    return written.lower().endswith(REPORT_SUFFIXES) and Path(written).is_file()


def filing_at(project: "Project", written: str) -> tuple[str, int]:
    """Township and year of a filing that is named by its path, as findings print it.

    Anything else is a township as it is written, and the year 0.
    """
    found = _FILING.fullmatch(written)
    if found is None:
        return written, 0
    path = Path(found[1]).resolve()
    if path.parent.parent != (project.root / "data").resolve() or not path.parent.name.isdecimal():
        says = tell(
            "{file} is no filing of this project; those are {example}",
            file=found[1],
            example="data/2024/huashi.yaml",
        )
        raise click.UsageError(str(says))
    return path.stem, int(path.parent.name)


def year_of(years: set[int], year: int | None) -> int | None:
    """The year of the filings named by paths, where there are any; else the one asked for."""
    if not years:
        return year
    if year is not None:
        years = years | {year}
    if len(years) > 1:
        says = tell(
            "one year at a time: asked for are {years}", years=", ".join(map(str, sorted(years)))
        )
        raise click.UsageError(str(says))
    return years.pop()


def choose_townships(project: "Project", townships: Sequence[str]) -> "list[Township]":
    """The townships named, by id or by name, or all of them; the county itself only by name."""
    townships = [_id_of(project, name) for name in townships]
    for name in townships:
        if name not in project.agencies:
            near = difflib.get_close_matches(name, project.agencies, n=1)
            hint = tell("; did you mean {near}?", near=near[0]) if near else ""
            says = tell("{file} lists no township {name}", file=SETTINGS_FILE, name=name)
            raise click.UsageError(f"{says}{hint}")
    return [project.agencies[name] for name in dict.fromkeys(townships) or project.townships]


def _id_of(project: "Project", name: str) -> str:
    """The id of the one township of this name; anything else as it is."""
    called = [each.id for each in project.agencies.values() if name in each.names.values()]
    return called[0] if len(called) == 1 else name


def speak_as_here() -> None:
    """Speak the language of the project the user means, before any was opened."""
    asked = (_named_on(sys.argv), os.environ.get("DOCFILL_PROJECT", ""))
    roots = [
        Path(folder) for folder in asked if (Path(folder) / SETTINGS_FILE).is_file() and folder
    ]
    root = roots[0] if roots else nearest_project()
    if root is not None:
        speak(preferred_language(language_of(root)))


def _named_on(line: Sequence[str]) -> str:
    """The folder behind --project on a command line that may be wrong; "" where there is none.

    >>> _named_on(["docfill", "check", "--project", "county"]), _named_on(["--project=county"])
    ('county', 'county')
    """
    for word, following in itertools.zip_longest(line, line[1:], fillvalue=""):
        option, equals, folder = word.partition("=")
        if option == "--project":
            return folder if equals else following
    return ""
