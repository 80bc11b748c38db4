"""Published reports read: .docx and PDF, warm, beside what others make of them as tables."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from building import CONTESTANTS, Soffice
from field import TEMPLATE
from figure_places import Rows, count_right, places_in
from machine import PEERS, Failed
from plan import Plan
from spread import Pairs, Spread, paired, spread

from county import YEAR, contexts, make_project
from docfill.build.checking import form_of
from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.filing import read_filing
from docfill.project import Project, open_project
from docfill.sources.yaml import read
from docfill.template import Template

# Who reads which format; markitdown reads .docx by mammoth and PDFs by pdfplumber.
READERS = (("markitdown", "docx"), ("markitdown", "pdf"), ("pdfplumber", "pdf"))


@dataclass(frozen=True)
class ByDocfill:
    """Milliseconds of processor time a report takes, and how many of its figures are right."""

    taken: Spread
    right: int


@dataclass(frozen=True)
class ByAnother:
    """Another reader beside docfill, and how many figures it has at their places."""

    version: str
    beside: Pairs
    right: int


@dataclass(frozen=True)
class Reports:
    """A few made-up reports as .docx and PDF, and the figures that stand in them."""

    plan: Plan
    project: Project
    paths: Mapping[str, Sequence[Path]]
    stated: Sequence[Mapping[str, str]]

    @property
    def figures(self) -> int:
        """How many figures the reports have in all."""
        return sum(map(len, self.stated))

    def by_docfill(self, kind: str) -> ByDocfill:
        """They are read over and over; nothing but reading and writing is measured."""
        paths = self.paths[kind]
        _take(self.project, paths)
        runs = [_take(self.project, paths) * 1000 for _ in range(self.plan.report_runs)]
        right = sum(
            figures.get(name) == value
            for own, figures in zip(self.stated, _stated(self.project), strict=True)
            for name, value in own.items()
        )
        return ByDocfill(spread(runs), right)

    def by_another(self, name: str, kind: str) -> ByAnother:
        """The same reports read by it and by docfill in turn."""
        paths = self.paths[kind]
        found = _read(name, paths)
        grids = [list(places_in(path)) for path in self.paths["docx"]]
        beside = paired(
            partial(_take, self.project, paths),
            partial(_seconds, name, paths),
            self.plan.report_pairs,
        )
        return ByAnother(found.version, beside, sum(map(count_right, grids, found.tables)))


def lay_out_reports(plan: Plan, folder: Path) -> Reports:
    """The reports in a new folder, printed by LibreOffice."""
    project = open_project(make_project(folder / "imports", plan.reports))
    documents = list(_documents(project, folder / "reports"))
    Soffice(folder).convert(documents, folder / "reports")
    printed = [path.with_suffix(".pdf") for path in documents]
    paths = {"docx": documents, "pdf": printed}
    return Reports(plan, project, paths, list(_stated(project)))


def _documents(project: Project, folder: Path) -> Iterator[Path]:
    folder.mkdir()
    template = Template.open(TEMPLATE, cache=False)
    for number, values in enumerate(contexts(project.root)):
        path = folder / f"{number:03}.docx"
        path.write_bytes(template.fill(values))
        yield path


def _stated(project: Project) -> Iterator[dict[str, str]]:
    """The figures of each filing that is there."""
    form = form_of(project, YEAR)
    for each in project.townships:
        filing, _ = read_filing(read(project.filing_path(each, YEAR)), form, each, YEAR)
        yield {name: cell.printed for name, cell in filing.cells.items()}


def _take(project: Project, paths: Sequence[Path]) -> float:
    """Seconds of processor time a report takes until its filing is written."""
    shutil.rmtree(project.root / "data")
    began = time.process_time()
    for outcome in import_reports(project, paths, ImportOptions(YEAR)):
        if not outcome.products:
            raise Failed(f"docfill takes no filing of {outcome.township}: {outcome.findings}")
    return (time.process_time() - began) / len(paths)


@dataclass(frozen=True)
class ReadByOthers:
    """What another reader made of reports: the rows of their tables, and the seconds of each."""

    version: str
    seconds: float
    tables: Sequence[Rows]


def _seconds(name: str, paths: Sequence[Path]) -> float:
    return _read(name, paths).seconds


def _read(name: str, paths: Sequence[Path]) -> ReadByOthers:
    python = PEERS / "venv" / "bin" / "python"
    if not python.exists():
        raise Failed(f"{name} is not installed; make bench installs it")
    command: list[str | Path] = [python, CONTESTANTS / "reads_tables.py", name, *paths]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise Failed(f"{name} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    said = json.loads(done.stdout)
    return ReadByOthers(said["version"], said["seconds"], said["tables"])
