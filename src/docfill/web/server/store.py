"""What the server must remember beside the filings: links, sessions, saves, hand-ins, acts.

A SQLite file beside docfill.yaml, in WAL mode. The filings themselves stay YAML files; of each save
the whole text is kept, so that nothing is ever lost. Secrets are kept as hashes only.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

STORE_FILE = "serve.sqlite"
COUNTY = ""  # as an agency: the county, which sees all
_SESSION_SECONDS = 12 * 3600

_TABLES = """
CREATE TABLE IF NOT EXISTS links(
    hash TEXT PRIMARY KEY, agency TEXT NOT NULL, expires REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sessions(
    hash TEXT PRIMARY KEY, agency TEXT NOT NULL, csrf TEXT NOT NULL, clerk TEXT NOT NULL,
    expires REAL NOT NULL, seen REAL NOT NULL);
CREATE TABLE IF NOT EXISTS saves(
    number INTEGER PRIMARY KEY, agency TEXT NOT NULL, year INTEGER NOT NULL, at REAL NOT NULL,
    clerk TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, text BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS saves_of ON saves(agency, year, number);
CREATE TABLE IF NOT EXISTS hand_ins(
    agency TEXT NOT NULL, year INTEGER NOT NULL, is_handed_in INTEGER NOT NULL,
    at REAL NOT NULL, remark TEXT NOT NULL, PRIMARY KEY(agency, year));
CREATE TABLE IF NOT EXISTS acts(
    number INTEGER PRIMARY KEY, at REAL NOT NULL, agency TEXT NOT NULL, clerk TEXT NOT NULL,
    act TEXT NOT NULL, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS failures(at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS settings(key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Session:
    """Who is asking: an agency's clerk, or the county. `id` is the secret of the cookie."""

    id: str
    agency: str
    csrf: str
    clerk: str

    @property
    def is_county(self) -> bool:
        return self.agency == COUNTY


@dataclass(frozen=True, slots=True)
class Save:
    """A text of a filing as it once was; `at` is in seconds since 1970.

    `kind` is `save`, `restored`, or `aside` for what was not written as somebody else had been
    faster.
    """

    number: int
    at: float
    clerk: str
    digest: str
    kind: str


@dataclass(frozen=True, slots=True)
class HandIn:
    """Whether an agency has handed its filing in, and what the county wrote when it returned it."""

    is_handed_in: bool = False
    at: float = 0.0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did; `agency` is whose filing it was about."""

    at: float
    agency: str
    clerk: str
    act: str
    facts: Mapping[str, str]


class Store:
    """The file, for any number of threads; every write is on the disk when it returns."""

    def __init__(self, path: Path):
        self._path = path
        self._own = threading.local()
        # Before SQLite makes it: nobody else may read it, not even for a moment. One that is there
        # is not opened: closing it would take away the locks of this process's other connections
        # (https://sqlite.org/howtocorrupt.html, 2.2).
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        self._connection().executescript(_TABLES)
        path.chmod(0o600)

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            found.execute("PRAGMA journal_mode=WAL")
            found.execute("PRAGMA synchronous=FULL")
            self._own.connection = found
        return found

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else save meanwhile, in no other process either."""
        with self._path.with_name(f".{self._path.name}.lock").open("wb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

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

    # Links and sessions

    def new_link(self, agency: str, expires: float) -> str:
        """A new secret for an agency's link; those it had before are of no use any more."""
        with self.new_links([agency], expires) as tokens:
            return tokens[agency]

    @contextlib.contextmanager
    def new_links(self, agencies: Iterable[str], expires: float) -> Iterator[Mapping[str, str]]:
        """New secrets by agency; where the block fails, the links there were stay good."""
        tokens = {agency: secrets.token_urlsafe(24) for agency in agencies}
        with self._writing() as connection:
            for agency, token in tokens.items():
                connection.execute("DELETE FROM links WHERE agency = ?", (agency,))
                connection.execute(
                    "INSERT INTO links VALUES (?, ?, ?)", (_hash(token), agency, expires)
                )
                connection.execute("DELETE FROM sessions WHERE agency = ?", (agency,))
            yield tokens

    def revoke_link(self, agency: str) -> None:
        """Let an agency's link and whoever came by it in no more."""
        with self._writing() as connection:
            connection.execute("DELETE FROM links WHERE agency = ?", (agency,))
            connection.execute("DELETE FROM sessions WHERE agency = ?", (agency,))

    def agency_of(self, token: str) -> str | None:
        """Whose link this is; None where it is none, or too old."""
        found = self._connection().execute(
            "SELECT agency FROM links WHERE hash = ? AND expires > ?", (_hash(token), time.time())
        )
        row = found.fetchone()
        return str(row[0]) if row else None

    def begin_session(self, agency: str) -> Session:
        """A session of twelve hours."""
        now = time.time()
        session = Session(secrets.token_urlsafe(24), agency, secrets.token_urlsafe(18), "")
        with self._writing() as connection:
            connection.execute("DELETE FROM sessions WHERE expires < ?", (now,))
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, '', ?, ?)",
                (_hash(session.id), agency, session.csrf, now + _SESSION_SECONDS, now),
            )
        return session

    def session(self, id: str) -> Session | None:
        """The session of a cookie, unless it has ended."""
        row = (
            self._connection()
            .execute(
                "SELECT agency, csrf, clerk FROM sessions WHERE hash = ? AND expires > ?",
                (_hash(id), time.time()),
            )
            .fetchone()
        )
        return Session(id, *row) if row else None

    def end_session(self, id: str) -> None:
        """Forget a session."""
        with self._writing() as connection:
            connection.execute("DELETE FROM sessions WHERE hash = ?", (_hash(id),))

    def see(self, session: Session, clerk: str) -> None:
        """Note that somebody is there, under the name given."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE sessions SET seen = ?, clerk = ? WHERE hash = ?",
                (time.time(), clerk, _hash(session.id)),
            )

    def others_at(self, session: Session, seconds: float) -> list[str]:
        """The names of those who had the same form open within the last seconds."""
        rows = self._connection().execute(
            "SELECT clerk FROM sessions WHERE agency = ? AND hash <> ? AND seen > ?",
            (session.agency, _hash(session.id), time.time() - seconds),
        )
        return [str(row[0]) for row in rows]

    # The county's password

    def set_password(self, password: str) -> None:
        """Keep a hash of the county's password, and end its sessions."""
        salt = secrets.token_bytes(16)
        kept = json.dumps({"salt": salt.hex(), "hash": _slow_hash(password, salt)})
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES ('password', ?)", (kept,))
            connection.execute("DELETE FROM sessions WHERE agency = ?", (COUNTY,))

    def has_password(self) -> bool:
        """Whether the county has one."""
        return self._setting("password") is not None

    def is_password(self, password: str) -> bool:
        """Whether this is the county's password; takes a tenth of a second on purpose."""
        kept = self._setting("password")
        if kept is None:
            return False
        known = json.loads(kept)
        given = _slow_hash(password, bytes.fromhex(known["salt"]))
        return secrets.compare_digest(given, known["hash"])

    def note_failure(self) -> None:
        """A wrong password was given."""
        with self._writing() as connection:
            connection.execute("INSERT INTO failures VALUES (?)", (time.time(),))

    def failures_within(self, seconds: float) -> int:
        """How many wrong passwords were given of late."""
        since = (time.time() - seconds,)
        row = self._connection().execute("SELECT count(*) FROM failures WHERE at > ?", since)
        return int(row.fetchone()[0])

    def _setting(self, key: str) -> str | None:
        rows = self._connection().execute("SELECT value FROM settings WHERE key = ?", (key,))
        row = rows.fetchone()
        return str(row[0]) if row else None

    # Saves

    def keep_text(self, agency: str, year: int, clerk: str, kind: str, text: bytes) -> None:
        """Keep a text of a filing for good."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO saves(agency, year, at, clerk, digest, kind, text) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (agency, year, time.time(), clerk, digest_of(text), kind, text),
            )

    def saves(self, agency: str, year: int) -> list[Save]:
        """All texts of a filing that were kept, the newest first."""
        rows = self._connection().execute(
            "SELECT number, at, clerk, digest, kind FROM saves "
            "WHERE agency = ? AND year = ? ORDER BY number DESC",
            (agency, year),
        )
        return [Save(*row) for row in rows]

    def keeps(self, agency: str, year: int, digest: str) -> bool:
        """Whether a text of a filing is among those that were kept."""
        rows = self._connection().execute(
            "SELECT 1 FROM saves WHERE agency = ? AND year = ? AND digest = ? LIMIT 1",
            (agency, year, digest),
        )
        return rows.fetchone() is not None

    def text_of(self, agency: str, year: int, number: int) -> bytes | None:
        """One of them; None where that agency has none of this number."""
        rows = self._connection().execute(
            "SELECT text FROM saves WHERE agency = ? AND year = ? AND number = ?",
            (agency, year, number),
        )
        row = rows.fetchone()
        return bytes(row[0]) if row else None

    # Hand-ins and acts

    def hand_in(self, agency: str, year: int) -> HandIn:
        """How far an agency is with handing in."""
        rows = self._connection().execute(
            "SELECT is_handed_in, at, remark FROM hand_ins WHERE agency = ? AND year = ?",
            (agency, year),
        )
        row = rows.fetchone()
        return HandIn(bool(row[0]), row[1], row[2]) if row else HandIn()

    def set_hand_in(self, agency: str, year: int, *, is_handed_in: bool, remark: str = "") -> None:
        """Note that an agency handed in, or got its filing back."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO hand_ins VALUES (?, ?, ?, ?, ?)",
                (agency, year, is_handed_in, time.time(), remark),
            )

    def note_act(self, agency: str, clerk: str, act: str, **facts: str) -> None:
        """Write into the log what somebody did."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO acts(at, agency, clerk, act, facts) VALUES (?, ?, ?, ?, ?)",
                (time.time(), agency, clerk, act, json.dumps(facts, ensure_ascii=False)),
            )

    def acts(self, most: int) -> list[Act]:
        """The latest acts, the newest first."""
        rows = self._connection().execute(
            "SELECT at, agency, clerk, act, facts FROM acts ORDER BY number DESC LIMIT ?", (most,)
        )
        return [
            Act(at, agency, clerk, act, json.loads(facts)) for at, agency, clerk, act, facts in rows
        ]

    def close(self) -> None:
        """Close the connection of this thread."""
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is not None:
            found.close()
            del self._own.connection


def digest_of(text: bytes) -> str:
    """What identifies a text of a filing; that of none is of no text."""
    return hashlib.sha256(text).hexdigest()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _slow_hash(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1).hex()
