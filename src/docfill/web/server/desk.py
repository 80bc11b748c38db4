"""One agency's filing as the page works on it: read, saved, checked, handed in."""

import threading
from dataclasses import dataclass
from pathlib import Path

from docfill.base import Finding, Severity, display_path, write_whole
from docfill.build.loading import CheckedFiling, load
from docfill.build.new_filing import schema_seen_from
from docfill.county.exchange.known import last_years
from docfill.filing import Filing
from docfill.form import Form
from docfill.project import Project, Township
from docfill.sources.excel.contents import Contents, contents_of
from docfill.sources.text.comments import comments_of
from docfill.sources.yaml import Branch, read
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
    """Somebody else saved in between; what was to be written is kept in the store."""


class FilingHandedIn(Exception):
    """The report is with the county; nothing was written."""


class FilingUnreadable(Exception):
    """The filing was broken by hand; writing over it would lose what it was to say."""


class Desk:
    """The filing of one agency for one year; safe for many threads."""

    def __init__(self, project: Project, form: Form, store: Store, township: Township, year: int):
        self.project, self.form, self.township, self.year = project, form, township, year
        self._store = store
        self._writing = threading.Lock()

    @property
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
        report = load(self.project, self.form, self.township, self.year)
        root, readable = self._root()
        finder = FieldFinder.of(self.form, root)
        return Checked(
            digest_of(text),
            entries_of(self.form, report.filing, root),
            self._totals(report),
            tuple((finder.field_at(each), each) for each in report.findings),
            readable,
        )

    def save(self, entries: Entries, based_on: str, clerk: str) -> Checked:
        """Write what stands in the fields, unless somebody else wrote since `based_on`.

        Raises FilingChanged then, with what was to be written set aside in the store.
        """
        with self._writing, self._store.alone():
            if not self._root()[1]:
                raise FilingUnreadable
            self._write(self._text_of(entries), based_on, clerk, "save")
        return self.check()

    def restore(self, number: int, clerk: str) -> Checked | None:
        """Write an earlier text again; None where there is none of this number."""
        text = self._store.text_of(self.township.id, self.year, number)
        if text is None:
            return None
        with self._writing, self._store.alone():
            self._write(text, digest_of(self.text()), clerk, "restored")
        return self.check()

    def hand_in(self, clerk: str) -> bool:
        """Give the filing to the county; False, and nothing done, where it has errors."""
        with self._writing, self._store.alone():
            checked = self.check()
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
        from docfill.filing import carry_over

        filing = last_years(self.project, self.form, self.township, self.year)
        return Entries(dict(carry_over(self.form, filing)))

    def _write(self, text: bytes, based_on: str, clerk: str, kind: str) -> None:
        """Keep the text, then write it; whatever it replaces is in the history before."""
        agency, year = self.township.id, self.year
        now = self.text()
        if now == _REFUSED:
            raise FilingUnreadable
        if self._store.hand_in(agency, year).is_handed_in:
            if text != now:
                self._store.keep_text(agency, year, clerk, "aside", text)
            raise FilingHandedIn
        if digest_of(now) != based_on:
            self._store.keep_text(agency, year, clerk, "aside", text)
            raise FilingChanged
        if text != now:
            # An editor or `docfill take` may have written since the page was used last.
            if now and not self._store.keeps(agency, year, digest_of(now)):
                self._store.keep_text(agency, year, "", "found", now)
            self._store.keep_text(agency, year, clerk, kind, text)
            write_whole(self.path, text)

    def _text_of(self, entries: Entries) -> bytes:
        """The filing with these entries; fields that were not sent stay as they are."""
        kept = None
        if self.path.exists():
            root, _ = self._root()
            kept = comments_of(root, self.path.read_text(encoding="utf-8-sig").splitlines())
            report = load(self.project, self.form, self.township, self.year)
            there = entries_of(self.form, report.filing, root)
            entries = Entries({**there.texts, **entries.texts})
        return text_of(self.form, entries, self._head(), kept)

    def _root(self) -> tuple[Branch, bool]:
        source = read(self.path, display_path(self.path))
        broken = any(finding.code in _BROKEN for finding in source.findings)
        return source.root, not broken or not self.path.exists()

    def _totals(self, report: CheckedFiling) -> dict[str, str]:
        filing: Filing = report.filing
        totals = (slot.name for table in self.form.tables.values() for slot in table.totals)
        return {name: filing.cells[name].printed for name in totals if name in filing.cells}

    def _head(self) -> list[str]:
        schema = schema_seen_from(self.path.parent, self.form)
        first = [f"# yaml-language-server: $schema={schema}"] if schema else []
        title = self.form.title.format(**self.township.names, year=self.year)
        return [*first, f"# {title}"]
