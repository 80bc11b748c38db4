"""Workbooks out and back: each of them warm, beside openpyxl, and a county's in one command."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from machine import Failed, whole
from plan import Plan
from spread import Pairs, Spread, paired, spread

from county import YEAR, make_project
from docfill.build.checking import form_of
from docfill.build.outcome import Outcome
from docfill.county.exchange.sheets import send_out
from docfill.county.exchange.taking import take_back
from docfill.form import Form
from docfill.project import Project, open_project
from docfill.sources.excel.book import Book
from docfill.sources.excel.names import names_of
from docfill.sources.excel.package import open_package
from docfill.sources.excel.reading import take


@dataclass(frozen=True)
class Sheets:
    """Milliseconds of processor time a workbook takes, beside openpyxl, and the whole command."""

    written: Spread
    taken: Spread
    reading: Pairs
    command: Spread


def sheets(plan: Plan, folder: Path) -> Sheets:
    """The made-up county's forms sent out filled in, and taken back where there are no filings."""
    project = open_project(make_project(folder / "sheets", plan.books))
    form, out = form_of(project, YEAR), folder / "books"
    townships = list(project.townships.values())
    written = _each(send_out(project, townships, YEAR, out, force=True))
    books = sorted(out.glob("*.xlsx"))
    shutil.rmtree(project.root / "data")
    with _one_core():
        taken = [_take(project, books) / len(books) for _ in range(plan.book_runs)]
    reading = paired(
        lambda: _cpu(lambda: _read(books, form)), lambda: _cpu(lambda: _peer(books, form)), 5
    )
    runs = [_command(project.root, out) for _ in range(plan.book_runs)]
    return Sheets(_milliseconds(written), _milliseconds(taken), reading, spread(runs))


def _milliseconds(seconds: Sequence[float]) -> Spread:
    return spread([each * 1000 for each in seconds])


def _each(outcomes: Iterable[Outcome]) -> list[float]:
    """Seconds of processor time between outcomes; before the first the form is read."""
    seconds, began = [], 0.0
    for _ in outcomes:
        now = time.process_time()
        seconds.append(now - began)
        began = time.process_time()
    return seconds[1:]


def _take(project: Project, books: list[Path]) -> float:
    """Seconds of processor time until all filings are written; there are none before."""
    shutil.rmtree(project.root / "data", ignore_errors=True)
    began = time.process_time()
    for outcome in take_back(project, books, force=False):
        if not outcome.products:
            raise Failed(f"docfill takes no filing of {outcome.township}: {outcome.findings}")
    return time.process_time() - began


@contextmanager
def _one_core() -> Iterator[None]:
    """Within, this process may use one core, so that it does all of the work itself."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _read(books: list[Path], form: Form) -> None:
    """What docfill does with workbooks until it knows every field and what is wrong with it."""
    for book in books[:5]:
        _, findings = take(Book(open_package(book)), book.name, form)
        if findings:
            raise Failed(f"docfill finds in {book.name}: {findings}")


def _peer(books: list[Path], form: Form) -> None:
    """The same fields by openpyxl, by their names; nothing is judged."""
    import openpyxl

    for path in books[:5]:
        book = openpyxl.load_workbook(path, data_only=True)
        for name in names_of(form).values():
            ((sheet, cells),) = book.defined_names[name].destinations
            book[sheet][cells.replace("$", "").partition(":")[0]].value  # noqa: B018


def _command(project: Path, books: Path) -> float:
    shutil.rmtree(project / "data", ignore_errors=True)
    command = [sys.executable, "-m", "docfill", "take", "--project", project, books]
    return whole(command, one_core=False)


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
