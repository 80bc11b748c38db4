"""One agency's filing as the page works on it: read, saved, checked, handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from docfill.base import Finding, Severity, alone_with, display_path, swap_whole
from docfill.build.loading import CheckedFiling, Sitting, find_strays, load, load_source
from docfill.county.exchange.known import last_years
from docfill.county.exchange.putting_down import head_of
from docfill.filing import carry_over, read_filing
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.excel.contents import Contents, contents_of
from docfill.sources.text.comments import comments_of
from docfill.sources.yaml import SourceFile, parse
from docfill.web.server.entries import Entries, FieldFinder, entries_of, text_of
from docfill.web.server.store import Store, digest_of

_REFUSED = b"\0"  # stands for a text that cannot be read; no filing is this
_BROKEN = ("file", "encoding", "syntax", "empty")


@dataclass(frozen=True)
class Checked:
    """How a filing stands: its entries, what was found in which field, and what the form adds up.

    `digest` is of the text it was read from; `is_readable` is False where nobody can say what the
    file means, so that the page must not write over it.
    """

    digest: str
    entries: Entries
    totals: dict[str, str]
    findings: tuple[tuple[str, Finding], ...]
    is_readable: bool

    def count(self, severity: Severity) -> int:
        """How many findings are so grave."""
        return sum(finding.severity is severity for _, finding in self.findings)


class FilingChanged(Exception):
    """Somebody else saved in between; what was to be written is kept under `number`."""

    def __init__(self, number: int = 0):
        super().__init__(number)
        self.number = number


class FilingHandedIn(Exception):
    """The report is with the county; nothing was written."""


class FilingUnreadable(Exception):
    """The filing was broken by hand; writing over it would lose what it was to say."""


class Desk:
    """The filing of one agency for one year; safe for many threads and programs."""

    def __init__(self, project: Project, form: Form, store: Store, township: Township, year: int):
        self.project, self.form, self.township, self.year = project, form, township, year
        self._store = store
        self._last: tuple[object, Checked] | None = None
        # A save asks several times for what is there and for what it writes, and the next save
        # for the latter again.
        self._sitting = Sitting()
        self._parsed = lru_cache(maxsize=2)(self._parse)

    @cached_property
    def path(self) -> Path:
        """Where the filing lies."""
        return self.project.filing_path(self.township.id, self.year)

    def text(self) -> bytes:
        """The filing as it is now; nothing where there is none yet.

        A file that the system refuses is not empty, either: it is found by the checks, and is
        that agency's trouble alone.
        """
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError:
            return _REFUSED

    def check(self) -> Checked:
        """The filing as it stands, with everything found in it."""
        text = self.text()
        # What else a finding may depend on; the form and the county's settings stay as they are.
        before = self.project.filing_path(self.township.id, self.year - 1)
        at = before.stat().st_mtime_ns if before.exists() else 0
        key = (text, at, *find_strays(self.project, self.township, self.year))
        if self._last is None or self._last[0] != key:
            self._last = (key, self._checked(text))
        return self._last[1]

    def check_unsaved(self, entries: Entries) -> Checked:
        """The same for what stands in the fields and is saved nowhere."""
        return self._checked(self._text_with(self.text(), entries))

    def save(self, entries: Entries, based_on: str, clerk: str) -> Checked:
        """Write what stands in the fields, unless somebody else wrote since `based_on`.

        Raises FilingChanged then, with what was to be written set aside in the store.
        """
        now = self.text()
        if not self._is_readable(now):
            raise FilingUnreadable
        self._write(self._text_with(now, entries), now, based_on, clerk, "save")
        return self.check()

    def restore(self, number: int, clerk: str) -> Checked | None:
        """Write an earlier text again; None where there is none of this number."""
        text = self.kept(number)
        if text is None:
            return None
        now = self.text()
        self._write(text, now, digest_of(now), clerk, "restored")
        return self.check()

    def kept(self, number: int) -> bytes | None:
        """An earlier text; None where there is none of this number."""
        return self._store.text_of(self.township.id, self.year, number)

    def entries_in(self, text: bytes) -> Entries:
        """What would stand in the fields if this were the filing."""
        last = self._last
        if last and last[1].digest == digest_of(text):
            return last[1].entries
        source = self._parsed(text)
        filing, _ = read_filing(source, self.form, self.township.id, self.year)
        return entries_of(self.form, filing, source.root)

    def hand_in(self, seen: str, clerk: str) -> bool:
        """Give the filing to the county; False, and nothing done, where it has errors.

        `seen` is the digest of what the clerk saw; raises FilingChanged where it is another now.
        """
        with alone_with(self.path):
            checked = self.check()
            if checked.digest != seen:
                raise FilingChanged
            if checked.count(Severity.ERROR) or not checked.is_readable:
                return False
            if not self._store.hand_in(self.township.id, self.year).is_handed_in:
                self._store.set_hand_in(self.township.id, self.year, is_handed_in=True)
                self._store.note_act(self.township.id, clerk, "handed-in")
            return True

    def last_year(self) -> Contents | None:
        """What was stated for the year before."""
        filing = last_years(self.project, self.form, self.township, self.year)
        return contents_of(filing) if filing else None

    def begin(self) -> Entries:
        """What an empty form begins with: what last year hands over."""
        filing = last_years(self.project, self.form, self.township, self.year)
        return Entries(dict(carry_over(self.form, filing)))

    def _write(self, text: bytes, seen: bytes, based_on: str, clerk: str, kind: str) -> None:
        """Keep the text, then write it over `seen`; whatever it replaces is in the history."""
        agency, year = self.township.id, self.year
        with alone_with(self.path):
            now = self.text()
            if now == _REFUSED:
                raise FilingUnreadable
            if self._store.hand_in(agency, year).is_handed_in:
                if text != now:
                    self._store.keep_text(agency, year, clerk, "aside", text, based_on)
                raise FilingHandedIn
            if now != seen or digest_of(now) != based_on:
                kept = self._store.keep_text(agency, year, clerk, "aside", text, based_on)
                raise FilingChanged(kept)
            if text != now:
                # An editor may have written since the page was used last.
                self._keep_found(now)
                self._store.keep_text(agency, year, clerk, kind, text)
                # It asks for no lock, and may do so between our look and our writing, too.
                self._keep_found(swap_whole(self.path, text) or b"")

    def _keep_found(self, text: bytes) -> None:
        agency, year = self.township.id, self.year
        if text and not self._store.keeps(agency, year, digest_of(text)):
            self._store.keep_text(agency, year, "", "found", text)

    def _text_with(self, text: bytes, entries: Entries) -> bytes:
        """The filing with these entries; fields that were not sent stay as they are."""
        kept = None
        if text:
            there = self.entries_in(text)
            lines = text.decode("utf-8-sig", "replace").splitlines()
            kept = comments_of(self._parsed(text).root, lines)
            entries = Entries({**there.texts, **entries.texts})
        head = [] if kept else head_of(self.form, self.township, self.year, self.path)
        return text_of(self.form, entries, head, kept)

    def _checked(self, text: bytes) -> Checked:
        township, year = self.township, self.year
        source = self._parsed(text)
        if text and text != _REFUSED:
            report = load_source(self.project, self.form, township, year, source, self._sitting)
        else:
            report = load(self.project, self.form, township, year)
        finder = FieldFinder.of(self.form, source.root)
        return Checked(
            digest_of(text),
            entries_of(self.form, report.filing, source.root),
            _totals(self.form, report),
            tuple((finder.field_at(each), each) for each in report.findings),
            self._is_readable(text),
        )

    def _is_readable(self, text: bytes) -> bool:
        return not text or not _codes(self._parsed(text).findings).intersection(_BROKEN)

    def _parse(self, text: bytes) -> SourceFile:
        return parse(text, display_path(self.path))


def _codes(findings: Iterable[Finding]) -> set[str]:
    return {each.code for each in findings}


def _totals(form: Form, report: CheckedFiling) -> dict[str, str]:
    cells = report.filing.cells
    totals = (slot.name for table in form.tables.values() for slot in table.totals)
    return {name: cells[name].printed for name in totals if name in cells}
