"""The ledger: what was sent, to whom, when, and what the server said.

A message is `waiting` (nothing of it can have been taken), `sending` (its last dot may have gone
out), `sent`, `refused` for good, or `uncertain`: it was being sent when the line or this program
died, and only a person can say whether it arrived. `sending` is noted, and is safe on the disk,
before the dot goes out; that is the only moment from which a message may have been taken. Hence
a `sending` that is found while nobody sends is `uncertain`, and everything else can be tried
again without danger.

Nobody else sends while we do: `alone` holds a lock of the operating system for the whole run,
which no death of the process can leave behind. Besides, every step is one transaction that
looks at the state it starts from.

SQLite keeps a rollback journal here, not a write-ahead log: a run writes some hundred rows, so
speed is no matter, while the log's shared memory does not work on network folders. `EXTRA` also
syncs the folder when the journal goes; with `FULL` a power cut could bring it back, and undo a
step that was already acted upon.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from docfill.base import tell
from docfill.mail.compose import Delivery, Letter
from docfill.mail.lock import alone
from docfill.mail.safekeeping import (
    LedgerUnusable,
    keep_copy,
    lock_of,
    refuse_damaged,
    refuse_emptied,
    refuse_lost,
    set_aside,
)

_SCHEMA_VERSION = 1
_SCHEMA = """
    create table message (
        id integer primary key,
        message_id text not null unique,
        sender text not null,
        recipients text not null,
        subject text not null,
        state text not null check
            (state in ('waiting', 'sending', 'sent', 'refused', 'uncertain')),
        answer text not null default '',
        changed text not null
    );
    create table enclosed (
        message integer not null references message,
        township text not null,
        year integer not null,
        content_hash text not null,
        copy integer not null,
        primary key (message, township, year)
    ) without rowid;
    create index enclosed_by_report on enclosed (year, township);
    create table step (
        message integer not null references message,
        at text not null,
        state text not null,
        answer text not null
    );
"""


class State(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


# From these a message may have reached the county.
MAY_HAVE_ARRIVED = (State.SENDING, State.SENT, State.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class Entry:
    """One report in one message. `number` is the message's, `changed` when it got its state."""

    number: int
    message_id: str
    township: str
    year: int
    content_hash: str
    copy: int
    recipients: tuple[str, ...]
    subject: str
    state: State
    answer: str
    changed: datetime


class Ledger:
    """The ledger in one file; use it as a context manager, which closes it."""

    def __init__(self, path: Path, *, is_new: bool = False):
        self.path = path
        with _faults_named(path):
            if not is_new:
                refuse_lost(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._db.execute("pragma journal_mode = delete")
            self._db.execute("pragma synchronous = extra")
            self._db.execute("pragma foreign_keys = on")
            refuse_damaged(self._db, path)
            self._lay_out()
            refuse_emptied(self._db, path)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @classmethod
    def begin(cls, path: Path) -> list[Path]:
        """Begin a new ledger where nothing was sent; what is left of an old one is moved and told.

        `MailBusy` while somebody sends, `LedgerUnusable` where the old one or its copy knows of
        messages.
        """
        with _faults_named(path), alone(lock_of(path)):
            moved = set_aside(path)
            with cls(path, is_new=True):
                return moved

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else sends within, `MailBusy` if somebody does; at the end a copy is kept."""
        with contextlib.ExitStack() as stack:
            with _faults_named(self.path):
                stack.enter_context(alone(lock_of(self.path)))
            try:
                yield
            finally:
                self._keep_copy()

    def find_interrupted(self, now: datetime) -> tuple[Entry, ...]:
        """Messages whose sender died at the last dot become uncertain; those. Only `alone`."""
        with self._step() as db:
            rows = db.execute("select id from message where state = 'sending'").fetchall()
            for (number,) in rows:
                self._note(number, State.UNCERTAIN, "", now)
        found = {number for (number,) in rows}
        return tuple(entry for entry in self.uncertain() if entry.number in found)

    def claim(self, letter: Letter, delivery: Delivery, now: datetime) -> int | None:
        """The number of the message that may be sent, None if a report in it may have arrived."""
        reports = [
            (e.township, e.year, e.content_hash, copy)
            for e, copy in zip(delivery.enclosures, delivery.copies, strict=True)
        ]
        with self._step() as db:
            for report in reports:
                taken = db.execute(
                    "select 1 from enclosed join message on message = id where township = ? "
                    "and year = ? and content_hash = ? and copy = ? "
                    "and state in ('sending', 'sent', 'uncertain')",
                    report,
                )
                if taken.fetchone():
                    return None
            number = self._written(letter)
            db.executemany(
                "insert or ignore into enclosed values (?, ?, ?, ?, ?)",
                [(number, *report) for report in reports],
            )
            self._note(number, State.WAITING, "", now)
        return number

    def note(self, number: int, state: State, answer: str, now: datetime) -> None:
        """Write down how far a message has come, and what the server said."""
        with self._step():
            self._note(number, state, answer, now)
        self._keep_copy()

    def note_sending(self, number: int, now: datetime) -> None:
        """Write down that the last dot goes out next; `LedgerUnusable` if it must not."""
        with self._step() as db:
            found = db.execute("select state from message where id = ?", (number,)).fetchone()
            if found != (State.WAITING.value,):
                raise LedgerUnusable(
                    tell("message {number} is not waiting to be sent any more", number=number)
                )
            self._note(number, State.SENDING, "", now)
        self._keep_copy()

    def entries(self, year: int | None = None, township: str | None = None) -> tuple[Entry, ...]:
        """What the ledger holds, oldest message first; all of it, or one year's or township's."""
        return self._entries(
            "where (?1 is null or year = ?1) and (?2 is null or township = ?2)", (year, township)
        )

    def uncertain(self) -> tuple[Entry, ...]:
        """Reports of which nobody knows whether they arrived."""
        return self._entries("where state = 'uncertain'", ())

    def history(self, number: int) -> tuple[tuple[datetime, State, str], ...]:
        """Every step of one message: when, to which state, what the server or a person said."""
        with _faults_named(self.path):
            rows = self._db.execute(
                "select at, state, answer from step where message = ? order by rowid", (number,)
            ).fetchall()
        return tuple((datetime.fromisoformat(at), State(state), said) for at, state, said in rows)

    def _keep_copy(self) -> None:
        with _faults_named(self.path):
            keep_copy(self._db, self.path)

    def _lay_out(self) -> None:
        with self._step() as db:
            (version,) = db.execute("pragma user_version").fetchone()
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    db.execute(statement)
                db.execute(f"pragma user_version = {_SCHEMA_VERSION}")
            elif version != _SCHEMA_VERSION:
                raise LedgerUnusable(
                    tell(
                        "the ledger {path} was written by another version of docfill "
                        "({found}, not {known}); use that one",
                        path=self.path,
                        found=version,
                        known=_SCHEMA_VERSION,
                    )
                )

    def _written(self, letter: Letter) -> int:
        values = (letter.message_id, letter.sender, "\n".join(letter.recipients), letter.subject)
        self._db.execute(
            "insert into message (message_id, sender, recipients, subject, state, changed) "
            "values (?, ?, ?, ?, 'waiting', '') on conflict (message_id) "
            "do update set subject = excluded.subject",
            values,
        )
        found = self._db.execute("select id from message where message_id = ?", values[:1])
        return int(found.fetchone()[0])

    def _note(self, number: int, state: State, answer: str, now: datetime) -> None:
        at = now.astimezone(UTC).isoformat()
        self._db.execute(
            "update message set state = ?, answer = ?, changed = ? where id = ?",
            (state.value, answer, at, number),
        )
        self._db.execute("insert into step values (?, ?, ?, ?)", (number, at, state.value, answer))

    def _entries(self, where: str, values: tuple[object, ...]) -> tuple[Entry, ...]:
        with _faults_named(self.path):
            rows = self._db.execute(
                "select id, message_id, township, year, content_hash, copy, recipients, subject, "
                f"state, answer, changed from enclosed join message on message = id {where} "
                "order by id, township",
                values,
            ).fetchall()
        return tuple(_entry(row) for row in rows)

    @contextlib.contextmanager
    def _step(self) -> Iterator[sqlite3.Connection]:
        """One transaction that holds the write lock from its first look."""
        with _faults_named(self.path):
            self._db.execute("begin immediate")
            try:
                yield self._db
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")


def _entry(row: tuple[Any, ...]) -> Entry:
    number, message_id, township, year, content_hash, copy, recipients, *rest = row
    subject, state, answer, changed = rest
    return Entry(
        number,
        message_id,
        township,
        year,
        content_hash,
        copy,
        tuple(recipients.splitlines()),
        subject,
        State(state),
        answer,
        datetime.fromisoformat(changed),
    )


@contextlib.contextmanager
def _faults_named(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise LedgerUnusable(
            tell(
                "the ledger {path} cannot be used: {why}; without it nobody knows what was sent, "
                "so nothing is sent",
                path=path,
                why=error,
            )
        ) from error
