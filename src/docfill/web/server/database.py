"""The SQLite file beside docfill.yaml, in WAL mode: its tables, and how it is written.

It holds what the server must remember beside the filings, which stay YAML files.
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

STORE_FILE = "serve.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS links(
    hash TEXT PRIMARY KEY, agency TEXT NOT NULL, expires REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sessions(
    hash TEXT PRIMARY KEY, agency TEXT NOT NULL, csrf TEXT NOT NULL, clerk TEXT NOT NULL,
    expires REAL NOT NULL, seen REAL NOT NULL);
CREATE TABLE IF NOT EXISTS saves(
    number INTEGER PRIMARY KEY, agency TEXT NOT NULL, year INTEGER NOT NULL, at REAL NOT NULL,
    clerk TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, text BLOB NOT NULL,
    base TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS saves_of ON saves(agency, year, number);
CREATE TABLE IF NOT EXISTS hand_ins(
    agency TEXT NOT NULL, year INTEGER NOT NULL, is_handed_in INTEGER NOT NULL,
    at REAL NOT NULL, remark TEXT NOT NULL, PRIMARY KEY(agency, year));
CREATE TABLE IF NOT EXISTS acts(
    number INTEGER PRIMARY KEY, at REAL NOT NULL, agency TEXT NOT NULL, clerk TEXT NOT NULL,
    act TEXT NOT NULL, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tries(at REAL NOT NULL, address TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS settings(key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Database:
    """The file, for any number of threads; every write is on the disk when it returns.

    Only who is there just now is merely noted.
    """

    def __init__(self, path: Path):
        self._path = path
        self._own = threading.local()
        # Before SQLite makes it: nobody else may read it, not even for a moment. One that is there
        # is not opened: closing it would take away the locks of this process's other connections
        # (https://sqlite.org/howtocorrupt.html, 2.2).
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        self._connection().executescript(_TABLES)
        self._add_what_is_new()
        path.chmod(0o600)

    def _add_what_is_new(self) -> None:
        """Columns that files of an older docfill do not have."""
        known = {row[1] for row in self._connection().execute("PRAGMA table_info(saves)")}
        if "base" not in known:
            self._connection().execute("ALTER TABLE saves ADD COLUMN base TEXT NOT NULL DEFAULT ''")

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            found.execute("PRAGMA journal_mode=WAL")
            found.execute("PRAGMA synchronous=FULL")
            self._own.connection = found
        return found

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    @contextlib.contextmanager
    def _noting(self) -> Iterator[sqlite3.Connection]:
        """The same for what a power failure may take: nobody waits for the disk."""
        connection = self._connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        try:
            with self._writing():
                yield connection
        finally:
            connection.execute("PRAGMA synchronous=FULL")

    def close(self) -> None:
        """Close the connection of this thread."""
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is not None:
            found.close()
            del self._own.connection
