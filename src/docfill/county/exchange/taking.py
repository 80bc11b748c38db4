"""Takes filled workbooks back: each becomes a filing, and none is written over another."""

import pickle
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from docfill.base import (
    SETTINGS_FILE,
    ExitCode,
    Finding,
    Place,
    SheetSpot,
    answer_side_by_side,
    display_path,
    message_of,
    tell,
)
from docfill.build.checking import form_of
from docfill.build.outcome import Outcome
from docfill.county.exchange.putting_down import TakenBook, put_down
from docfill.form import Form
from docfill.project import Project
from docfill.sources.excel.book import Book
from docfill.sources.excel.package import WorkbookRefused, WorkbookUnreadable, open_package
from docfill.sources.excel.reading import Taken, marks_of, take

_TABLES = (".xlsx", ".xls", ".et", ".xlsm", ".xlsb", ".xltx", ".ett", ".ods", ".csv")
# Their filings are held open until they are synced, and a program may hold some hundred files.
_AT_ONCE = 64


def workbooks_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and what looks like a table in the folders named.

    The file Excel keeps beside an open workbook (~$…) is none; neither are hidden ones.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for each in sorted(path.rglob("*")):
            hidden = each.name.startswith(("~$", ".", ".~"))
            if each.suffix.casefold() in _TABLES and not hidden and each.is_file():
                yield each


def take_back(project: Project, paths: Iterable[Path], force: bool) -> Iterator[Outcome]:
    """A filing from each workbook; one that is there already stays, unless forced."""
    books = _read_all(_Taking(project), list(paths))
    _tell_contradictions([book for book in books if isinstance(book, TakenBook)])
    for batch in _batches(books):
        became = iter(put_down([each for each in batch if isinstance(each, TakenBook)], force))
        yield from (each if isinstance(each, Outcome) else next(became) for each in batch)


def _read_all(taking: "_Taking", paths: list[Path]) -> list[TakenBook | Outcome]:
    """The workbooks in their order, read by several processes where they are many."""
    # With the first the form is read, which the other processes then have.
    read = {0: taking.read(paths[0])} if paths else {}
    others = answer_side_by_side(
        range(1, len(paths)),
        lambda number: taking.read(paths[number]),
        taking.as_line,
        taking.from_line,
    )
    read.update(others)
    return [read[number] for number in range(len(paths))]


def _tell_contradictions(books: Sequence[TakenBook]) -> None:
    """A finding for each book that another for the same report contradicts."""
    of_report: dict[tuple[str, str, int], list[TakenBook]] = {}
    for book in books:
        of_report.setdefault(book.report, []).append(book)
    for book in books:
        twins = of_report[book.report]
        other = next((each for each in twins if not _same(book.taken, each.taken)), None)
        if other is not None:
            says = tell(
                "{other} is for the same report and says something else; keep the one that counts",
                other=display_path(other.path),
            )
            book.findings.append(Finding(Place(display_path(book.path)), "same-report", says))


def _batches(books: Iterable[TakenBook | Outcome]) -> Iterator[list[TakenBook | Outcome]]:
    """Books in their order, as many at once as have filings of their own in one folder."""
    batch: list[TakenBook | Outcome] = []
    folder, filings = Path(), set[Path]()
    for book in books:
        if isinstance(book, TakenBook) and not book.is_blocked:
            path = book.filing
            if path in filings or len(filings) == _AT_ONCE or path.parent != folder:
                yield batch
                batch, folder, filings = [], path.parent, set()
            filings.add(path)
            batch.append(book)
        else:
            batch.append(book.outcome() if isinstance(book, TakenBook) else book)
    yield batch


class _Taking:
    def __init__(self, project: Project):
        self._project = project
        self._forms: dict[tuple[str, int], Form] = {}
        # What a project works out of its settings is asked of each workbook.
        self._views = cache(project.views)

    def read(self, path: Path) -> TakenBook | Outcome:
        """One workbook and everything wrong with it, or why it cannot be read."""
        name = display_path(path)
        try:
            if path.name.startswith("~$"):
                says = tell("this is what Excel keeps while a workbook is open, not the workbook")
                raise WorkbookUnreadable(says)
            book = Book(open_package(path))
            project, form = self._form_for(book)
            return TakenBook(path, project, form, *take(book, name, form))
        except WorkbookRefused as trouble:
            finding = Finding(Place(name), trouble.code, message_of(trouble))
            return Outcome("", 0, (finding,), exit_code=ExitCode.FINDINGS)

    def as_line(self, read: TakenBook | Outcome) -> bytes:
        """What was read, for the process that asked for it; the form it has itself."""
        if isinstance(read, TakenBook):
            cells = {name: spot.words for name, spot in read.taken.cells.items()}
            taken = replace(read.taken, cells={})
            told = (read.project.report.key, read.path, taken, cells, read.findings)
            return b64encode(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))
        return b64encode(pickle.dumps(read, pickle.HIGHEST_PROTOCOL))

    def from_line(self, line: bytes) -> TakenBook | Outcome:
        """What another process of this command read."""
        # Nobody but that process can write what is read here: the file has no name.
        told = pickle.loads(b64decode(line))
        if isinstance(told, Outcome):
            return told
        report, path, taken, cells, findings = told
        taken = replace(taken, cells={name: _spot_called(words) for name, words in cells.items()})
        project = next(each for each in self._views(taken.year) if each.report.key == report)
        return TakenBook(path, project, self._form(project, taken.year), taken, findings)

    def _form_for(self, book: Book) -> tuple[Project, Form]:
        """The report and form a workbook was made from; WorkbookRefused where it is not ours."""
        marks = marks_of(book)
        if not (marks.kit and marks.agency and marks.year.isdigit()):
            says = tell(
                "this workbook was not made by docfill, or its hidden names are gone; send out a "
                "new one with docfill sheet and have the figures typed into it"
            )
            raise WorkbookRefused(says)
        if marks.agency not in self._project.all_agencies:
            says = tell("{file} lists no township {name}", file=SETTINGS_FILE, name=marks.agency)
            raise WorkbookRefused(says)
        year = int(marks.year)
        views = self._views(year)
        ours = [view for view in views if view.report.kit_of(year) == marks.kit]
        if not ours:
            form = self._form(views[0], year)
            says = tell(
                "the workbook is of the kit {kit}, but {year} is reported on {other}; send out a "
                "new one with docfill sheet",
                kit=marks.kit,
                year=marks.year,
                other=form.key,
            )
            raise WorkbookRefused(says)
        project = ours[0]
        if marks.agency not in project.agencies:
            says = tell(
                "{name} owes no {report}, as {file} says",
                name=self._project.all_agencies[marks.agency].name,
                report=project.report.key,
                file=SETTINGS_FILE,
            )
            raise WorkbookRefused(says)
        return project, self._form(project, year)

    def _form(self, project: Project, year: int) -> Form:
        key = (project.report.key, year)
        if key not in self._forms:
            self._forms[key] = form_of(project, year)
        return self._forms[key]


def _same(one: Taken, other: Taken) -> bool:
    return (one.figures, one.totals, one.texts, one.dates) == (
        other.figures,
        other.totals,
        other.texts,
        other.dates,
    )


@lru_cache(maxsize=4096)
def _spot_called(words: str) -> SheetSpot:
    """A cell by what it is called; the workbooks of a county have the same ones."""
    return SheetSpot.from_words(words)
