"""What was done: every text ever saved, hand-ins, and acts."""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass

from docfill.web.server.database import Database


@dataclass(frozen=True, slots=True)
class Save:
    """A text of a filing as it once was; `at` is in seconds since 1970.

    `kind` is `save`, `restored`, `found` for what an editor wrote, `uploaded` for what is to be
    looked at first, or `aside` for what was not written as somebody else had been faster.
    """

    number: int
    at: float
    clerk: str
    digest: str
    kind: str
    base: str = ""


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


class History(Database):
    """Nothing of it is ever taken back."""

    def keep_text(
        self, agency: str, year: int, clerk: str, kind: str, text: bytes, base: str = ""
    ) -> int:
        """Keep a text of a filing for good, and tell its number; one kept last is not kept twice.

        `base` is the digest of the text that was there when this one was written.
        """
        digest = digest_of(text)
        with self._writing() as connection:
            row = connection.execute(
                "SELECT number, digest, kind FROM saves WHERE agency = ? AND year = ? "
                "ORDER BY number DESC LIMIT 1",
                (agency, year),
            ).fetchone()
            if row and tuple(row[1:]) == (digest, kind):
                return int(row[0])
            done = connection.execute(
                "INSERT INTO saves(agency, year, at, clerk, digest, kind, text, base) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (agency, year, time.time(), clerk, digest, kind, text, base),
            )
            return int(done.lastrowid or 0)

    def saves(self, agency: str, year: int) -> list[Save]:
        """All texts of a filing that were kept, the newest first."""
        rows = self._connection().execute(
            "SELECT number, at, clerk, digest, kind, base FROM saves "
            "WHERE agency = ? AND year = ? ORDER BY number DESC",
            (agency, year),
        )
        return [Save(*row) for row in rows]

    def last_save(self, agency: str, year: int) -> Save | None:
        """The text of a filing that was kept last."""
        rows = self._connection().execute(
            "SELECT number, at, clerk, digest, kind, base FROM saves "
            "WHERE agency = ? AND year = ? AND kind <> 'uploaded' ORDER BY number DESC LIMIT 1",
            (agency, year),
        )
        row = rows.fetchone()
        return Save(*row) if row else None

    def latest_saves(self, year: int, agency: str) -> list[tuple[str, Save]]:
        """The latest texts of a year, agency by agency, the newest first; "" asks for all."""
        rows = self._connection().execute(
            "SELECT agency, number, at, clerk, digest, kind, base FROM "
            "(SELECT * FROM saves WHERE year = ? AND ? IN ('', agency) "
            "ORDER BY number DESC LIMIT 2000) ORDER BY agency, number DESC",
            (year, agency),
        )
        return [(str(id), Save(*rest)) for id, *rest in rows]

    def keeps(self, agency: str, year: int, digest: str) -> bool:
        """Whether a text of a filing is among those that were kept."""
        rows = self._connection().execute(
            "SELECT 1 FROM saves WHERE agency = ? AND year = ? AND digest = ? LIMIT 1",
            (agency, year, digest),
        )
        return rows.fetchone() is not None

    def text_with(self, agency: str, year: int, digest: str) -> bytes | None:
        """The text of a digest, where it was kept."""
        rows = self._connection().execute(
            "SELECT text FROM saves WHERE agency = ? AND year = ? AND digest = ? LIMIT 1",
            (agency, year, digest),
        )
        row = rows.fetchone()
        return bytes(row[0]) if row else None

    def text_of(self, agency: str, year: int, number: int) -> bytes | None:
        """One of them; None where that agency has none of this number."""
        rows = self._connection().execute(
            "SELECT text FROM saves WHERE agency = ? AND year = ? AND number = ?",
            (agency, year, number),
        )
        row = rows.fetchone()
        return bytes(row[0]) if row else None

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

    def acts(self, most: int, agency: str = "") -> list[Act]:
        """The latest acts, the newest first; about one agency, or all where it is ""."""
        rows = self._connection().execute(
            "SELECT at, agency, clerk, act, facts FROM acts WHERE ? IN ('', agency) "
            "ORDER BY number DESC LIMIT ?",
            (agency, most),
        )
        return [
            Act(at, agency, clerk, act, json.loads(facts)) for at, agency, clerk, act, facts in rows
        ]

    def agencies_with(self, act: str) -> set[str]:
        """About whom such an act was ever noted."""
        rows = self._connection().execute("SELECT DISTINCT agency FROM acts WHERE act = ?", (act,))
        return {str(row[0]) for row in rows}


def digest_of(text: bytes) -> str:
    """What identifies a text of a filing; that of none is of no text."""
    return hashlib.sha256(text).hexdigest()
