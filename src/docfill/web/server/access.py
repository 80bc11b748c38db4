"""Who may come in: links, sessions and the county's password, all kept as hashes only."""

import contextlib
import hashlib
import json
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docfill.web.server.database import Database

COUNTY = ""  # as an agency: the county, which sees all
_SESSION_SECONDS = 12 * 3600
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Session:
    """Who is asking: an agency's clerk, or the county. `id` is the secret of the cookie.

    `seen` is when the page was last open, in seconds since 1970; 0 before it ever was.
    """

    id: str
    agency: str
    csrf: str
    clerk: str
    seen: float = 0.0

    @property
    def is_county(self) -> bool:
        return self.agency == COUNTY


class Access(Database):
    """Links by agency, sessions by cookie, and one password."""

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

    def add_link(self, agency: str, expires: float) -> str:
        """One more secret for an agency, beside the link it has."""
        token = secrets.token_urlsafe(24)
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO links VALUES (?, ?, ?)", (_hash(token), agency, expires)
            )
        return token

    def keep_only_link(self, agency: str, token: str) -> None:
        """Close an agency's other links, and let whoever came by them in no more."""
        with self._writing() as connection:
            connection.execute(
                "DELETE FROM links WHERE agency = ? AND hash <> ?", (agency, _hash(token))
            )
            connection.execute("DELETE FROM sessions WHERE agency = ?", (agency,))

    def drop_link(self, token: str) -> None:
        """Close one link."""
        with self._writing() as connection:
            connection.execute("DELETE FROM links WHERE hash = ?", (_hash(token),))

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
                "INSERT INTO sessions VALUES (?, ?, ?, '', ?, 0)",
                (_hash(session.id), agency, session.csrf, now + _SESSION_SECONDS),
            )
        return session

    def session(self, id: str) -> Session | None:
        """The session of a cookie, unless it has ended."""
        row = (
            self._connection()
            .execute(
                "SELECT agency, csrf, clerk, seen FROM sessions WHERE hash = ? AND expires > ?",
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
        with self._noting() as connection:
            connection.execute(
                "UPDATE sessions SET seen = ?, clerk = ? WHERE hash = ?",
                (time.time(), clerk, _hash(session.id)),
            )

    def present(self, seconds: float) -> list[tuple[str, str, str]]:
        """Who had a form open within the last seconds: agency, name, and the session's hash."""
        rows = self._connection().execute(
            "SELECT agency, clerk, hash FROM sessions WHERE agency <> ? AND seen > ?",
            (COUNTY, time.time() - seconds),
        )
        return [(str(agency), str(clerk), str(own)) for agency, clerk, own in rows]

    def others_at(self, session: Session, seconds: float) -> list[str]:
        """The names of those who had the same form open within the last seconds."""
        own = _hash(session.id)
        return [
            clerk
            for agency, clerk, other in self.present(seconds)
            if agency == session.agency and other != own
        ]

    def set_password(self, password: str) -> None:
        """Keep a hash of the county's password, and end its sessions."""
        salt = secrets.token_bytes(16)
        kept = json.dumps({"salt": salt.hex(), "hash": _slow_hash(password, salt)})
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES ('password', ?)", (kept,))
            connection.execute("DELETE FROM sessions WHERE agency = ?", (COUNTY,))

    def has_password(self) -> bool:
        """Whether the county has one."""
        return self.remembered("password") is not None

    def is_password(self, password: str) -> bool:
        """Whether this is the county's password; takes a tenth of a second on purpose."""
        kept = self.remembered("password")
        if kept is None:
            return False
        known = json.loads(kept)
        given = _slow_hash(password, bytes.fromhex(known["salt"]))
        return secrets.compare_digest(given, known["hash"])

    def note_failure(self, address: str) -> None:
        """A wrong password came from an address."""
        now = time.time()
        with self._writing() as connection:
            connection.execute("DELETE FROM tries WHERE at < ?", (now - _DAY,))
            connection.execute("INSERT INTO tries VALUES (?, ?)", (now, address))

    def failures_of(self, address: str, seconds: float) -> int:
        """How many wrong passwords came from an address of late."""
        row = self._connection().execute(
            "SELECT count(*) FROM tries WHERE address = ? AND at > ?",
            (address, time.time() - seconds),
        )
        return int(row.fetchone()[0])

    def remember(self, key: str, value: str) -> None:
        """Keep a setting."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))

    def remembered(self, key: str) -> str | None:
        """A setting; None where it was never made."""
        rows = self._connection().execute("SELECT value FROM settings WHERE key = ?", (key,))
        row = rows.fetchone()
        return str(row[0]) if row else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _slow_hash(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1).hex()
