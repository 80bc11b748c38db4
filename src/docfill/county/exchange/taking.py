"""Takes filled workbooks back: each becomes a filing, and none is written over another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from docfill.base import (
    NOTHING,
    SETTINGS_FILE,
    ExitCode,
    Finding,
    Message,
    Place,
    alone_in,
    display_path,
    message_of,
    tell,
    write_whole,
)
from docfill.build.checking import form_of
from docfill.build.new_filing import schema_seen_from
from docfill.build.outcome import Outcome
from docfill.filing import Filing, read_filing
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.excel.book import Book
from docfill.sources.excel.contents import contents_of
from docfill.sources.excel.package import WorkbookRefused, WorkbookUnreadable, open_package
from docfill.sources.excel.reading import Taken, marks_of, take
from docfill.sources.origin import from_its_source, remember
from docfill.sources.text.comments import Comments, comments_of
from docfill.sources.text.writing import FilingStatement, filing_text
from docfill.sources.yaml import read

_TABLES = (".xlsx", ".xls", ".et", ".xlsm", ".xlsb", ".xltx", ".ett", ".ods", ".csv")


@dataclass
class _Read:
    """A workbook as far as it could be read."""

    path: Path
    project: Project
    form: Form | None = None
    taken: Taken | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def report(self) -> tuple[str, str, int] | None:
        """Which report of whom it is for; None where it could not be read."""
        key = self.project.report.key
        return (key, self.taken.agency, self.taken.year) if self.taken else None


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
    taking = _Taking(project)
    books = [taking.read(path) for path in paths]
    of_report: dict[tuple[str, str, int] | None, list[_Read]] = {}
    for book in books:
        of_report.setdefault(book.report, []).append(book)
    for book in books:
        twins = of_report[book.report] if book.report else []
        yield taking.finish(book, [each for each in twins if each is not book], force)


class _Taking:
    def __init__(self, project: Project):
        self._project = project
        self._forms: dict[tuple[str, int], Form] = {}

    def read(self, path: Path) -> _Read:
        """One workbook, and everything wrong with it."""
        name = display_path(path)
        found = _Read(path, self._project)
        try:
            if path.name.startswith("~$"):
                says = tell("this is what Excel keeps while a workbook is open, not the workbook")
                raise WorkbookUnreadable(says)
            book = Book(open_package(path))
            found.project, found.form = self._form_for(book)
            found.taken, found.findings = take(book, name, found.form)
        except WorkbookRefused as trouble:
            found.findings.append(Finding(Place(name), trouble.code, message_of(trouble)))
        return found

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
        views = self._project.views(year)
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

    def finish(self, book: _Read, twins: list[_Read], force: bool) -> Outcome:
        """Write the filing of a workbook without faults, or say why it was not written."""
        if book.taken is None or book.form is None:
            return Outcome("", 0, tuple(book.findings), exit_code=ExitCode.FINDINGS)
        others = [each for each in twins if not _same(book.taken, each.taken)]
        if others:
            says = tell(
                "{other} is for the same report and says something else; keep the one that counts",
                other=display_path(others[0].path),
            )
            book.findings.append(Finding(Place(display_path(book.path)), "same-report", says))
        if not any(finding.blocking for finding in book.findings):
            path = book.project.filing_path(book.taken.agency, book.taken.year)
            with alone_in(path.parent):  # where `docfill serve` writes, too
                return self._write(book, book.form, book.taken, path, force)
        return self._outcome(book, book.taken)

    def _write(self, book: _Read, form: Form, taken: Taken, path: Path, force: bool) -> Outcome:
        project = book.project
        kept: Comments | None = None
        if path.exists():
            source = read(path, display_path(path))
            there, faults = read_filing(source, form, taken.agency, taken.year)
            if not faults and _states(there, taken):
                return self._outcome(book, taken, why=tell("the filing says so already"))
            trouble = in_the_way(path, source.findings, force)
            if trouble:
                return self._outcome(book, taken, [trouble])
            kept = comments_of(source.root, path.read_text(encoding="utf-8-sig").splitlines())
        statement = FilingStatement(taken.figures, taken.totals, taken.texts, taken.dates)
        text = filing_text(
            form, statement, head_of(form, project.agencies[taken.agency], taken.year, path), kept
        ).encode()
        write_whole(path, text)
        spots = {name: [cell] for name, cell in taken.cells.items()}
        remember(path, text, book.path, spots, taken.clerk, taken.telephone)
        filing, faults = read_filing(read(path, display_path(path)), form, taken.agency, taken.year)
        if faults:
            _, faults = from_its_source(path, filing, faults)
        why = _whence(book.path, taken)
        return self._outcome(book, taken, faults, (path,), why)

    @staticmethod
    def _outcome(
        book: _Read,
        taken: Taken,
        more: Iterable[Finding] = (),
        products: tuple[Path, ...] = (),
        why: Message = NOTHING,
    ) -> Outcome:
        found = (*book.findings, *more)
        blocked = any(finding.blocking for finding in found)
        code = ExitCode.FINDINGS if blocked else ExitCode.WELL
        outcome = Outcome(taken.agency, taken.year, found, products, exit_code=code, why=why)
        return replace(outcome, report=book.project.report.key)


def head_of(form: Form, township: Township, year: int, path: Path) -> list[str]:
    """The first lines of a filing that is written anew: its schema for editors, and its title."""
    schema = schema_seen_from(path.parent, form)
    first = [f"# yaml-language-server: $schema={schema}"] if schema else []
    return [*first, f"# {form.title.format(**township.names, year=year)}"]


def in_the_way(path: Path, broken: list[Finding], force: bool) -> Finding | None:
    """Why the filing that is there stays, or None."""
    if broken:
        says = tell(
            "the filing that is there cannot be read, so nothing of it could be kept; mend it or "
            "move it away: {why}",
            why=broken[0].message,
        )
    elif not force:
        says = tell(
            "there is a filing that says something else; it is left as it is without --force"
        )
    else:
        return None
    return Finding(Place(display_path(path)), "already-there", says)


def _same(one: Taken, other: Taken | None) -> bool:
    return other is not None and (one.figures, one.totals, one.texts, one.dates) == (
        other.figures,
        other.totals,
        other.texts,
        other.dates,
    )


def _states(filing: Filing, taken: Taken) -> bool:
    """Whether a filing says already what a workbook says."""
    known = contents_of(filing)
    figures = {name: known.figures.get(name) for name in taken.figures}
    texts = {name: text.split("\n") for name, text in known.texts.items()}
    return not taken.totals and (figures, texts, dict(known.dates)) == (
        taken.figures,
        taken.texts,
        taken.dates,
    )


def _whence(path: Path, taken: Taken) -> Message:
    if taken.clerk or taken.telephone:
        return tell(
            "taken from {file}, filled in by {clerk} {telephone}",
            file=path.name,
            clerk=taken.clerk,
            telephone=taken.telephone,
        )
    return tell("taken from {file}", file=path.name)
