"""Which township was reminded of what on which day, so that nobody is reminded twice a day."""

import sqlite3
from datetime import date
from pathlib import Path

from docfill.base import tell
from docfill.mail.safekeeping import LedgerUnusable, refuse_lost

_SCHEMA = """
    create table if not exists reminded (
        township text not null,
        year integer not null,
        content_hash text not null,
        day text not null,
        primary key (township, year, content_hash, day)
    ) without rowid
"""


class Reminded:
    """The notes, in a table of their own beside the ledger's; a context manager that closes it."""

    def __init__(self, path: Path):
        self._path = path
        refuse_lost(path)
        try:
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._db.execute(_SCHEMA)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def __enter__(self) -> "Reminded":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def knows(self, township: str, year: int, content_hash: str, day: date) -> bool:
        """Whether the township was told just this on that day."""
        values = (township, year, content_hash, day.isoformat())
        try:
            found = self._db.execute(
                "select 1 from reminded where township = ? and year = ? and content_hash = ? "
                "and day = ?",
                values,
            )
            return found.fetchone() is not None
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def note(self, township: str, year: int, content_hash: str, day: date) -> None:
        """Write down that it was."""
        values = (township, year, content_hash, day.isoformat())
        try:
            self._db.execute("insert or ignore into reminded values (?, ?, ?, ?)", values)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: sqlite3.Error) -> LedgerUnusable:
        says = tell("the notes of reminders in {path}: {why}", path=self._path, why=error)
        return LedgerUnusable(says)
