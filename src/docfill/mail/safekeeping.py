"""Keeps the ledger from being lost unnoticed: a copy after each run, and a look before the next.

A ledger that is gone would have everything mailed again. The copy, the log, or the lock of an
earlier run says that there was one; then nothing is sent until a person brings it back or says
that it may be a new one.
"""

import contextlib
import os
import sqlite3
from pathlib import Path

from docfill.base import MailFailed, sync_folder, tell
from docfill.mail.sent_log import keep_log, log_of, reports_in_log


class LedgerUnusable(MailFailed):
    """The ledger cannot be read or written; nothing is sent without it."""


def copy_of(ledger: Path) -> Path:
    """Where the copy of a ledger lies: beside it."""
    return ledger.with_name(f"{ledger.name}.backup")


def lock_of(ledger: Path) -> Path:
    """The lock a run holds while it sends; its file stays."""
    return ledger.with_name(f"{ledger.name}.lock")


def refuse_lost(ledger: Path) -> None:
    """`LedgerUnusable` where there was a ledger once and now there is none, or an empty file."""
    if ledger.exists() and ledger.stat().st_size:
        return
    copy = copy_of(ledger)
    if copy.exists():
        raise LedgerUnusable(
            tell(
                "the ledger {path} is gone, and without it everything would be mailed again; bring "
                "it back from its copy (cp {copy} {path}), or, if nothing was ever sent, begin a "
                "new one: docfill mail --new-ledger",
                path=ledger,
                copy=copy,
            )
        )
    if reports_in_log(ledger):
        raise LedgerUnusable(
            tell(
                "the ledger {path} is gone, and {log} says what was sent: without the ledger all "
                "that would be mailed again; bring it back from your own backup",
                path=ledger,
                log=log_of(ledger),
            )
        )
    if lock_of(ledger).exists():
        raise LedgerUnusable(
            tell(
                "the ledger {path} is gone, and without it everything would be mailed again; bring "
                "it back from your own backup, or, if nothing was ever sent, begin a new one: "
                "docfill mail --new-ledger",
                path=ledger,
            )
        )


def refuse_damaged(database: sqlite3.Connection, ledger: Path) -> None:
    """`LedgerUnusable` where a page of the ledger is not as SQLite wrote it."""
    found = [said for (said,) in database.execute("pragma quick_check(1)")]
    if found != ["ok"]:
        raise LedgerUnusable(
            tell(
                "the ledger {path} is damaged ({why}); move it away and bring it back from its "
                "copy: cp {copy} {path}",
                path=ledger,
                why=found[0],
                copy=copy_of(ledger),
            )
        )


def keep_copy(database: sqlite3.Connection, ledger: Path) -> None:
    """The ledger as it is now, beside it; the copy before it stays until the new one is whole.

    A text of it goes to another folder.
    """
    made = copy_of(ledger).with_suffix(".part")
    made.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(made)) as copy:
        database.backup(copy)
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(copy_of(ledger))
    sync_folder(ledger.parent)
    keep_log(database, ledger)


def refuse_emptied(database: sqlite3.Connection, ledger: Path) -> None:
    """`LedgerUnusable` where a ledger without a message lies beside a copy that has some."""
    (own,) = database.execute("select count(*) from message").fetchone()
    if not own and reports_in_log(ledger) and not _messages(copy_of(ledger)):
        raise LedgerUnusable(
            tell(
                "the ledger {path} is empty, but {log} says what was sent; bring it back from "
                "your own backup",
                path=ledger,
                log=log_of(ledger),
            )
        )
    if not own and _messages(copy_of(ledger)):
        raise LedgerUnusable(
            tell(
                "the ledger {path} is empty, but its copy knows what was sent; bring it back: "
                "cp {copy} {path}",
                path=ledger,
                copy=copy_of(ledger),
            )
        )


def set_aside(ledger: Path) -> list[Path]:
    """Move away what is left of a ledger of which nothing was sent; what was moved.

    Only for who holds the lock. `LedgerUnusable` where one of them, or the log, knows of
    messages.
    """
    left = [path for path in (ledger, copy_of(ledger)) if path.exists()]
    for path in left:
        if known := _messages(path):
            raise LedgerUnusable(
                tell(
                    "{path} knows of {n} messages; with a new ledger their reports would be mailed "
                    "again, so none is begun",
                    path=path,
                    n=known,
                )
            )
    if known := reports_in_log(ledger):
        raise LedgerUnusable(
            tell(
                "{path} knows of {n} reports that were sent; with a new ledger they would be "
                "mailed again, so none is begun; where the county wants all of them again, move "
                "this file away",
                path=log_of(ledger),
                n=known,
            )
        )
    return [path.rename(_free(path)) for path in left]


def _messages(path: Path) -> int:
    """How many messages a ledger or its copy knows of; 0 where that cannot be read."""
    if not path.exists():
        return 0
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return int(database.execute("select count(*) from message").fetchone()[0])
    except sqlite3.Error:
        return 0  # empty or damaged: there is nothing in it that anybody could go by


def _free(path: Path) -> Path:
    """A name beside it that nobody has."""
    number = 1
    while (aside := path.with_name(f"{path.name}.old-{number}")).exists():
        number += 1
    return aside
