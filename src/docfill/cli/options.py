"""What the commands have in common: which project, which townships, which year."""

import difflib
import functools
import itertools
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from docfill.base import (
    SETTINGS_FILE,
    Message,
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
    `keys` are those of the yearly reports meant, all that are owed where none is named.
    """

    project: "Project"
    townships: "list[Township]"
    year: int
    as_json: bool
    named: bool
    reports: tuple[Path, ...] = ()
    keys: tuple[str, ...] = ()

    def by_report(self) -> "list[Selection]":
        """One for each yearly report that is meant, with the agencies that owe it.

        Wrong usage where an agency was named that owes none of them.
        """
        meant = self._views()
        chosen = [self._of(view) for view in meant]
        owing = [each for each in chosen if each.townships] if self.named else chosen
        found = {township.id for each in owing for township in each.townships}
        strange = [each for each in self.townships if each.id not in found]
        if self.named and strange:
            raise click.UsageError(str(_owes_none(strange, meant)))
        return owing

    def _views(self) -> "list[Project]":
        """The project about each report that is meant; all that have a kit for the year."""
        project = self.project
        if self.keys:
            return [project.about(project.report_called(key)) for key in self.keys]
        return list(project.views(self.year))

    def _of(self, view: "Project") -> "Selection":
        whose = [each for each in self.townships if each.id in view.agencies]
        if not self.named:
            whose = list(view.townships.values())
        return replace(self, project=view, townships=whose)


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
        report: str | None,
        folder: Path | None,
        as_json: bool,
        **options: Any,
    ) -> Any:
        project = project_in(folder)
        reports = tuple(Path(each) for each in townships if takes_reports and is_report(each))
        named = [each for each in townships if Path(each) not in reports]
        filings = [filing_at(project, written) for written in named]
        whose = choose_townships(project, [filing.township for filing in filings])
        if reports and not named:
            whose = []
        about = (
            year_of({filing.year for filing in filings if filing.year}, year) or project.last_year
        )
        if reports:
            # The year is read off a report; what was asked for must agree with it.
            about = year or 0
        keys = (report,) if report else keys_of(filings)
        asked = Selection(project, whose, about, as_json, bool(townships), reports, keys)
        return command(asked, **options)

    townships = click.argument("townships", nargs=-1, metavar=shape)
    options = report_option(project_option(_json_option(show_outcome_as_json)(told)))
    return townships(year_option(options))


def project_option(command: Decorated) -> Decorated:
    """`[--project DIR]`."""
    return click.option(
        "--project",
        "folder",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        envvar="DOCFILL_PROJECT",
        help=f"The folder with {SETTINGS_FILE}; otherwise this one or one above.",
    )(command)


def report_option(command: Decorated) -> Decorated:
    """`[--report REPORT]`; None where it is not given."""
    return click.option(
        "--report",
        metavar="REPORT",
        help="Of several yearly reports, this one; see reports in docs/kits.md.",
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


class NamedFiling(NamedTuple):
    """A township as it was named; with year 0, where by no filing's path."""

    township: str
    year: int = 0
    report: str = ""


def filing_at(project: "Project", written: str) -> NamedFiling:
    """Township, year and report of a filing that is named by its path, as findings print it."""
    found = _FILING.fullmatch(written)
    if found is None:
        return NamedFiling(written)
    path = Path(found[1]).resolve()
    match path.parts[len((project.root / "data").resolve().parts) :]:
        case (year, _) if year.isdecimal() and _is_in_data(project, path):
            return NamedFiling(path.stem, int(year), project.reports[0].key)
        case (year, township, _) if year.isdecimal() and _is_in_data(project, path):
            if path.stem in [report.key for report in project.reports]:
                return NamedFiling(township, int(year), path.stem)
    says = tell(
        "{file} is no filing of this project; those are {example}",
        file=found[1],
        example="data/2024/huashi.yaml",
    )
    raise click.UsageError(str(says))


def _is_in_data(project: "Project", path: Path) -> bool:
    return path.is_relative_to((project.root / "data").resolve())


def keys_of(filings: Sequence[NamedFiling]) -> tuple[str, ...]:
    """The reports whose filings are named by their paths; none where a township stands alone."""
    if not all(filing.report for filing in filings):
        return ()
    return tuple(dict.fromkeys(filing.report for filing in filings))


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
    agencies = project.all_agencies
    townships = [_id_of(project, name) for name in townships]
    for name in townships:
        if name not in agencies:
            near = difflib.get_close_matches(name, agencies, n=1)
            hint = tell("; did you mean {near}?", near=near[0]) if near else ""
            says = tell("{file} lists no township {name}", file=SETTINGS_FILE, name=name)
            raise click.UsageError(f"{says}{hint}")
    return [agencies[name] for name in dict.fromkeys(townships) or project.everyone]


def choose_owing(project: "Project", townships: Sequence[str]) -> "list[Township]":
    """The townships named, or all, that owe the report the project is about."""
    chosen = choose_townships(project, townships)
    strange = [each for each in chosen if each.id not in project.agencies]
    if townships and strange:
        raise click.UsageError(str(_owes_none(strange, [project])))
    return [each for each in chosen if each not in strange]


def _owes_none(townships: "Iterable[Township]", views: "Iterable[Project]") -> Message:
    return tell(
        "{names}: no {reports} is owed, as {file} says",
        names=", ".join(each.name for each in townships),
        reports=", ".join(view.report.key for view in views),
        file=SETTINGS_FILE,
    )


def _id_of(project: "Project", name: str) -> str:
    """The id of the one township of this name; anything else as it is."""
    called = [each.id for each in project.all_agencies.values() if name in each.names.values()]
    return called[0] if len(called) == 1 else name


def speak_as_here() -> None:
    """Speak the language of the project the user means, before any was opened."""
    asked = (project_named_on(sys.argv), os.environ.get("DOCFILL_PROJECT", ""))
    roots = [
        Path(folder) for folder in asked if (Path(folder) / SETTINGS_FILE).is_file() and folder
    ]
    root = roots[0] if roots else nearest_project()
    if root is not None:
        speak(preferred_language(language_of(root)))


def project_named_on(line: Sequence[str]) -> str:
    """The folder behind --project on a command line that may be wrong; "" where there is none.

    >>> project_named_on(["docfill", "check", "--project", "county"])
    'county'
    >>> project_named_on(["--project=county"])
    'county'
    """
    for word, following in itertools.zip_longest(line, line[1:], fillvalue=""):
        option, equals, folder = word.partition("=")
        if option == "--project":
            return folder if equals else following
    return ""
