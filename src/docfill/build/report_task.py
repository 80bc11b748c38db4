"""One report as a task: plain data in, plain data out, for an executor of any kind to run."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from docfill.base import SETTINGS_FILE, DocfillError, show_paths_from, tell, use_language
from docfill.build.conversion import Options
from docfill.build.outcome import Outcome, attempt
from docfill.build.pipeline import build
from docfill.project import open_project


@dataclass(frozen=True)
class ReportTask:
    """Which report is made, of which project, and how; raises ValueError for a relative folder.

    The receipt is written in `language`. With `options.office` tasks share a LibreOffice that runs
    already; without, each starts one of its own. `report` is the project's
    first unless one is named.
    """

    root: Path
    township: str
    year: int
    options: Options
    language: str = "en"
    report: str = ""

    @property
    def filing(self) -> Path:
        """What a fault of docfill's own is about, whether or not the project can be opened."""
        year = self.root / "data" / str(self.year)
        name = f"{self.township}/{self.report}" if self.report else self.township
        return year / f"{name}.yaml"

    def __post_init__(self) -> None:
        folders = (self.root, self.options.out or self.root)
        if strange := [folder for folder in folders if not folder.is_absolute()]:
            raise ValueError(f"{strange[0]} is another folder wherever the task runs")


class NoSuchTownship(DocfillError):
    """A task names a township that the project does not list."""


def make_report(task: ReportTask) -> Outcome:
    """How the report's making ended, whatever stood in the way; paths are told from its project.

    It is what `build` does for one township. The current directory and the language that this
    process speaks have no say in it.
    """
    with show_paths_from(task.root), use_language(task.language):
        made = partial(_made, task)
        return attempt(task.root, task.filing, task.township, task.year, made)


def _made(task: ReportTask) -> Outcome:
    project = open_project(task.root)
    if task.report:
        project = project.about(project.report_called(task.report))
    township = project.agencies.get(task.township)
    if township is None:
        says = tell("{file} lists no township {name}", file=SETTINGS_FILE, name=task.township)
        raise NoSuchTownship(says)
    (outcome,) = build(project, [township], task.year, task.options)
    return outcome
