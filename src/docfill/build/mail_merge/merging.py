"""The whole merge, row by row: name, fill, write or convert; what fails is its row's alone."""

import unicodedata
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from docfill.base import (
    PROGRAM_FAULT,
    DocfillError,
    ExitCode,
    Faulty,
    Finding,
    Message,
    SomethingMissing,
    as_refused,
    display_path,
    log_fault,
    message_of,
    refusal,
    tell,
    workshop,
)
from docfill.build.conversion import Options
from docfill.build.mail_merge.choosing import Choice
from docfill.build.mail_merge.filled import Filler
from docfill.build.mail_merge.names import NamePattern, UnfitName
from docfill.build.mail_merge.presses import DocxPress, PdfPress, Press, Wait
from docfill.sources.rows import ListRow, Rows
from docfill.template import Template


@dataclass(frozen=True)
class MergeJob:
    """What is to be merged: the template, its rows, which of them, under which names.

    `share` are values for all rows, which a row's own come before; `sources` are files that may
    not be written over. `expected` counts the rows that are wanted.
    """

    template: Path
    data: Path
    rows: Rows
    choice: Choice
    pattern: NamePattern
    options: Options
    expected: int
    share: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """What became of a row: its document, or what was found."""

    row: ListRow
    file: Path | None
    findings: tuple[Finding, ...] = ()
    exit_code: ExitCode = ExitCode.WELL


def merge(job: MergeJob) -> Iterator[MergeOutcome]:
    """The outcome of each row that is wanted, in their order; the template is compiled once.

    Raises `Faulty` for a template that cannot be used, and SomethingMissing without LibreOffice.
    """
    template = Template.open(job.template)
    with ExitStack() as stack:
        folder = stack.enter_context(workshop(_made(job.pattern.folder)))
        press = stack.enter_context(_press(job, folder))
        yield from _Merging(
            job,
            Filler(
                template, job.data, job.share, job.options.allow_files, job.options.filling_seconds
            ),
            press,
        ).outcomes()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _press(job: MergeJob, folder: Path) -> Press:
    if job.pattern.ending == ".docx":
        return DocxPress(folder)
    return PdfPress(folder, job.options, job.expected)


class _Merging:
    """The work on one list: what was named already, and what is under way."""

    def __init__(self, job: MergeJob, filler: Filler, press: Press):
        self._job, self._filler, self._press = job, filler, press
        self._sources = {path.resolve() for path in (job.template, job.data, *job.sources)}
        self._named: dict[str, Message] = {}
        self._under_way: deque[tuple[MergeOutcome, Wait | None]] = deque()

    def outcomes(self) -> Iterator[MergeOutcome]:
        """In the order of the rows: what failed at once is told after those before it are done."""
        for row in self._job.choice.of(self._job.rows):
            self._under_way.append(self._begun(row))
            yield from self._finished(self._press.under_way)
        yield from self._finished(0)

    def _begun(self, row: ListRow) -> tuple[MergeOutcome, Wait | None]:
        """What becomes of a row, and what to wait for until it is so."""
        try:
            path, document, notes = self._document(row)
            return MergeOutcome(row, path, notes), self._press.submit(document, path)
        except SomethingMissing:
            raise
        except Exception as trouble:  # noqa: BLE001 - what fails at one row must not stop others
            return _failed(row, trouble), None

    def _document(self, row: ListRow) -> tuple[Path, bytes, tuple[Finding, ...]]:
        """Where a row's document goes, its bytes and notes about it; raises `Faulty`."""
        if row.findings:
            raise Faulty(row.findings)
        values = self._filler.values(row)
        path = self._path(row, values)
        document, notes = self._filler.fill(row, values)
        return path, document, tuple(notes)

    def _path(self, row: ListRow, values: Mapping[str, object]) -> Path:
        """A path that is fit, no other row's, and free; raises `Faulty`."""
        try:
            path = self._job.pattern.path(values)
        except UnfitName as fault:
            column = fault.column if fault.column in row.values else ""
            raise Faulty([row.finding("file-name", message_of(fault), column)]) from fault
        # What a Mac or Windows takes for the same name is the same.
        alike = unicodedata.normalize("NFC", str(path)).casefold()
        other = self._named.setdefault(alike, row.label)
        if other != row.label:
            says = tell(
                "{file} is made from {other} already; name the files after columns that tell the "
                "rows apart",
                file=display_path(path),
                other=other,
            )
            raise Faulty([row.finding("same-file", says)])
        self._look_at(row, path)
        return path

    def _look_at(self, row: ListRow, path: Path) -> None:
        """Raise `Faulty` where something stands at a path that stays."""
        if not path.exists():
            return
        if path.resolve() in self._sources:
            says = tell("this file would be overwritten by what it makes; name another with -o")
            raise Faulty([row.finding("overwritten", says)])
        if path.is_dir() or not self._job.options.force:
            says = tell(
                "{file} is there already and was kept; --force writes it anew",
                file=display_path(path),
            )
            raise Faulty([row.finding("kept-file", says)])

    def _finished(self, left: int) -> Iterator[MergeOutcome]:
        """Wait for the first of those under way until only so many are left."""
        while len(self._under_way) > left:
            outcome, wait = self._under_way.popleft()
            try:
                if wait is not None:
                    wait()
            except SomethingMissing:
                raise
            except Exception as trouble:  # noqa: BLE001 - what fails at one row must not stop others
                outcome = _failed(outcome.row, trouble)
            yield outcome


def _failed(row: ListRow, trouble: Exception) -> MergeOutcome:
    """What became of a row at which the work was stopped."""
    trouble = as_refused(trouble)
    match trouble:
        case Faulty():
            return MergeOutcome(row, None, trouble.findings, trouble.exit_code)
        case DocfillError():
            found, code = row.finding("not-converted", message_of(trouble)), trouble.exit_code
        case OSError():
            found, code = row.finding("not-written", refusal(trouble)), ExitCode.REFUSED
        case _:
            found, code = row.finding(PROGRAM_FAULT, log_fault(trouble)), ExitCode.PROGRAM
    return MergeOutcome(row, None, (found,), code)
