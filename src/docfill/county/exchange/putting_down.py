"""Puts down what workbooks state as filings: a folder's at once, and none over another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docfill.base import (
    NOTHING,
    ExitCode,
    Finding,
    Message,
    Place,
    alone_in,
    display_path,
    tell,
    write_all_whole,
)
from docfill.build.new_filing import schema_seen_from
from docfill.build.outcome import Outcome
from docfill.filing import Filing, read_filing
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.excel.contents import contents_of
from docfill.sources.excel.reading import Taken
from docfill.sources.origin import from_its_source, remember
from docfill.sources.text.comments import Comments, comments_of
from docfill.sources.text.writing import FilingStatement, filing_text
from docfill.sources.yaml import read


@dataclass
class TakenBook:
    """What a workbook states of which report, and what was found in it."""

    path: Path
    project: Project
    form: Form
    taken: Taken
    findings: list[Finding] = field(default_factory=list)

    @property
    def report(self) -> tuple[str, str, int]:
        """Which report of whom it is for."""
        return self.project.report.key, self.taken.agency, self.taken.year

    @property
    def filing(self) -> Path:
        """Where its filing stands."""
        return self.project.filing_path(self.taken.agency, self.taken.year)

    @property
    def is_blocked(self) -> bool:
        """Whether a finding keeps it from being a filing."""
        return any(finding.blocking for finding in self.findings)

    def outcome(
        self,
        more: Iterable[Finding] = (),
        products: tuple[Path, ...] = (),
        why: Message = NOTHING,
    ) -> Outcome:
        """What became of it, with what was found since it was read."""
        found = (*self.findings, *more)
        blocked = any(finding.blocking for finding in found)
        code = ExitCode.FINDINGS if blocked else ExitCode.WELL
        outcome = Outcome(
            self.taken.agency, self.taken.year, found, products, exit_code=code, why=why
        )
        return replace(outcome, report=self.project.report.key)


def put_down(books: Sequence[TakenBook], force: bool) -> list[Outcome]:
    """What became of books whose filings stand in one folder, each another's.

    A filing that is there already stays, unless forced.
    """
    if not books:
        return []
    with alone_in(books[0].filing.parent):  # where `docfill serve` writes, too
        texts = {book.filing: _text_of(book, force) for book in books}
        made = {path: text for path, text in texts.items() if isinstance(text, bytes)}
        write_all_whole(made)
        return [_outcome(book, texts[book.filing]) for book in books]


def _outcome(book: TakenBook, text: bytes | Outcome) -> Outcome:
    return _looked_at(book, text) if isinstance(text, bytes) else text


def _text_of(book: TakenBook, force: bool) -> bytes | Outcome:
    """The filing a workbook gives, or why none is written."""
    path, form, taken = book.filing, book.form, book.taken
    kept: Comments | None = None
    if path.exists():
        source = read(path, display_path(path))
        there, faults = read_filing(source, form, taken.agency, taken.year)
        if not faults and _states(there, taken):
            return book.outcome(why=tell("the filing says so already"))
        trouble = in_the_way(path, source.findings, force)
        if trouble:
            return book.outcome([trouble])
        kept = comments_of(source.root, path.read_text(encoding="utf-8-sig").splitlines())
    statement = FilingStatement(taken.figures, taken.totals, taken.texts, taken.dates)
    township = book.project.agencies[taken.agency]
    return filing_text(form, statement, head_of(form, township, taken.year, path), kept).encode()


def _looked_at(book: TakenBook, text: bytes) -> Outcome:
    """What is wrong with a filing that was written, at the cells it came from."""
    path, taken = book.filing, book.taken
    spots = {name: [cell] for name, cell in taken.cells.items()}
    remember(path, text, book.path, spots, taken.clerk, taken.telephone)
    source = read(path, display_path(path))
    filing, faults = read_filing(source, book.form, taken.agency, taken.year)
    if faults:
        _, faults = from_its_source(path, filing, faults)
    return book.outcome(faults, (path,), _whence(book.path, taken))


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
