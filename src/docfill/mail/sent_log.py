"""What was sent, as a text for people; and a trace of it in another folder than the ledger's.

Whoever copies a project without its ledger, or clears it away with its copy and its lock, still
has the folder `out/`, or the other way round.
"""

import sqlite3
from pathlib import Path

from docfill.base import tell, write_whole


def log_of(ledger: Path) -> Path:
    """Where the text of a ledger lies."""
    return ledger.parent / "out" / "sent.log"


def keep_log(database: sqlite3.Connection, ledger: Path) -> None:
    """Write anew what may have reached the county; nothing where nothing ever has."""
    lines = [
        f"{at} {township} {year} {state}: {subject} -> {', '.join(recipients.splitlines())}\n"
        for at, township, year, state, subject, recipients in database.execute(
            "select changed, township, year, state, subject, recipients from message join enclosed "
            "on message = id where state in ('sending', 'sent', 'uncertain') "
            "order by id, year, township"
        )
    ]
    path = log_of(ledger)
    if lines or path.exists():
        head = tell("what was sent; {ledger} knows more, and both are kept", ledger=ledger.name)
        write_whole(path, "".join((f"# {head}\n", *lines)).encode())


def reports_in_log(ledger: Path) -> int:
    """How many reports the text says were sent, whatever became of the ledger."""
    try:
        text = log_of(ledger).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return 0
    return sum(1 for line in text.splitlines() if line.strip() and not line.startswith("#"))
