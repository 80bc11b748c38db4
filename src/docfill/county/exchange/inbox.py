"""What lies in a county's mailbox, read as filings without touching the project's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from docfill.base import Finding, Place, display_path, tell, temporary
from docfill.build.outcome import Outcome
from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.county.exchange.taking import take_back, workbooks_in
from docfill.project import Project
from docfill.sources.published import REPORT_SUFFIXES


@dataclass(frozen=True)
class Inbox:
    """A folder's workbooks and reports as a project of their own, and what became of each file."""

    folder: Path
    project: Project
    outcomes: tuple[Outcome, ...]

    @property
    def findings(self) -> list[Finding]:
        """What keeps files from being counted, and what was doubtful about those that are."""
        return [finding for outcome in self.outcomes for finding in outcome.findings]

    def lacks(self, agency: str, year: int) -> Finding:
        """That nothing of an agency came."""
        says = tell(
            "nothing of {name} for {year} is in this folder",
            name=self.project.agencies[agency].name,
            year=year,
        )
        return Finding(Place(display_path(self.folder)), "no-filing", says)


@contextmanager
def _apart(project: Project, year: int) -> Iterator[Project]:
    """The project with a temporary folder for its filings; last year's are its own."""
    with temporary("docfill-inbox-") as root:
        apart = replace(project, root=root)
        before = project.root / "data" / str(year - 1)
        if before.is_dir():
            last_years = root / "data" / str(year - 1)
            last_years.parent.mkdir(parents=True)
            last_years.symlink_to(before.resolve(), target_is_directory=True)
        yield apart


def read_alone(project: Project, path: Path, agency: str, year: int) -> tuple[Outcome, bytes]:
    """What became of one workbook or report, and the filing that it gives for the agency, if any.

    Nothing is written but in a temporary folder.
    """
    with _apart(project, year) as apart:
        if path.suffix.casefold() in REPORT_SUFFIXES:
            options = ImportOptions(year=year, agency=agency)
            (outcome,) = import_reports(apart, [path], options)
        else:
            (outcome,) = take_back(apart, [path], force=False)
        filing = apart.filing_path(agency, year)
        return outcome, filing.read_bytes() if filing.exists() else b""


@contextmanager
def open_inbox(project: Project, folder: Path, year: int) -> Iterator[Inbox]:
    """The folder read: workbooks as by `docfill take`, reports as by `docfill import`.

    Last year's filings are those of the project. Nothing is written but in a temporary folder.
    """
    with _apart(project, year) as apart:
        reports = sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.casefold() in REPORT_SUFFIXES
            and path.is_file()
            and not path.name.startswith(("~$", "."))
        )
        books = list(workbooks_in([folder]))
        taken = list(take_back(apart, books, force=False))
        # Asked for is one year's; a report of another is told, and not counted.
        taken += import_reports(apart, reports, ImportOptions(year=year))
        yield Inbox(folder, apart, tuple(taken))
