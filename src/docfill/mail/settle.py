"""A person says whether an uncertain message arrived; no program can know."""

from collections.abc import Sequence
from datetime import datetime

from docfill.base import Message, tell
from docfill.mail.ledger import Entry, Ledger, State


def settle(
    ledger: Ledger, township: str, year: int, *, arrived: bool, who: str, now: datetime
) -> tuple[Entry, ...]:
    """Write down that a township's uncertain reports of a year arrived, or did not.

    Answers the entries settled, in their new state; none if nothing was uncertain. What has not
    arrived is sent by the next run, with the same message id. All reports of one message are
    settled with it, for they travelled together. `MailBusy` while a run is sending.
    """
    with ledger.alone():
        ledger.find_interrupted(now)
        numbers = {e.number for e in ledger.uncertain() if (e.township, e.year) == (township, year)}
        state = State.SENT if arrived else State.WAITING
        said = _said(arrived, who)
        for number in sorted(numbers):
            ledger.note(number, state, str(said), now)
    return tuple(entry for entry in ledger.entries() if entry.number in numbers)


def find_unsettled(ledger: Ledger, now: datetime) -> tuple[Entry, ...]:
    """Reports that wait for a person's word; `MailBusy` while a run is sending."""
    with ledger.alone():
        ledger.find_interrupted(now)
        return ledger.uncertain()


def latest(entries: Sequence[Entry]) -> dict[tuple[str, int], Entry]:
    """For each township and year, the entry that changed last: how things stand."""
    return {(e.township, e.year): e for e in sorted(entries, key=lambda entry: entry.changed)}


def _said(arrived: bool, who: str) -> Message:
    if arrived:
        return tell("{who} says that it arrived", who=who)
    return tell("{who} says that it did not arrive", who=who)
