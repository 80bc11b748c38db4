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
class Imports:
    """Milliseconds of processor time a report takes by its format, and beside each other reader.

    `right` is how many of the figures each has at their places, of so many (`figures`).
    """

    taken: Mapping[str, Spread]
    beside: Mapping[tuple[str, str], Pairs]
    right: Mapping[tuple[str, str], int]
    figures: int
    versions: Mapping[str, str]


def imports(plan: Plan, folder: Path) -> Imports:
    """A few made-up reports read over and over; nothing but reading and writing is measured."""
    project = open_project(make_project(folder / "imports", plan.reports))
    reports = {"docx": list(_documents(project, folder / "reports"))}
    Soffice(folder).convert(reports["docx"], folder / "reports")
    reports["pdf"] = [path.with_suffix(".pdf") for path in reports["docx"]]
    stated = list(_stated(project))
    taken: dict[str, Spread] = {}
    right: dict[tuple[str, str], int] = {}
    for kind, paths in reports.items():
        _take(project, paths)
        taken[kind] = spread([_take(project, paths) * 1000 for _ in range(plan.report_runs)])
        right["docfill", kind] = sum(
            figures.get(name) == value
            for own, figures in zip(stated, _stated(project), strict=True)
            for name, value in own.items()
        )
    beside: dict[tuple[str, str], Pairs] = {}
    versions: dict[str, str] = {}
    grids = [list(places_in(path)) for path in reports["docx"]]
    for name, kind in READERS:
        paths = reports[kind]
        beside[name, kind] = paired(
            partial(_take, project, paths), partial(_seconds, name, paths), plan.report_pairs
        )
        found = _read(name, paths)
        versions[name] = found.version
        right[name, kind] = sum(map(count_right, grids, found.tables))
    return Imports(taken, beside, right, sum(map(len, stated)), versions)


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
    command: list[str | Path] = [python, CONTESTANTS / "reads_tables.py", name, *paths]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise Failed(f"{name} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    said = json.loads(done.stdout)
    return ReadByOthers(said["version"], said["seconds"], said["tables"])
