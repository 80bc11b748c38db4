"""How mail is sent: the server, the addresses and the county's wording."""

import io
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from docfill.base import MailFailed, open_regular, tell, unknown_gaps
from docfill.mail.headers import Mailbox

DEFAULT_PASSWORD_VARIABLE = "DOCFILL_MAIL_PASSWORD"
DEFAULT_CORRECTED = "（更正）{subject}"
DEFAULT_PART = "{subject}（{part}/{parts}）"
DEFAULT_PAUSES = (30.0, 60.0, 120.0, 300.0, 600.0, 900.0)  # greylisting wants five minutes

# What the patterns of `docfill.yaml` may name. In a message with several reports `name`,
# `full_name` and `title` are lists joined by 、, and `titles` is one title a line.
GAPS = frozenset({"name", "full_name", "year", "county", "title", "titles", "count"})


class Security(StrEnum):
    """How the connection is protected; `plain` must be asked for by name."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


DEFAULT_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.PLAIN: 25}


class Per(StrEnum):
    """What one message holds: one township's report, or all that the county is due."""

    TOWNSHIP = "township"
    COUNTY = "county"


class Password:
    """A password that shows itself only when asked by `reveal`."""

    __slots__ = ("_text",)

    def __init__(self, text: str):
        self._text = text

    def __repr__(self) -> str:
        return "Password(hidden)"

    def reveal(self) -> str:
        """The password itself, for the server alone."""
        return self._text


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server. Times are seconds; `patience` is the wait for its word on a whole message.

    RFC 5321 (4.5.3.2.6) asks for ten minutes there, because giving up earlier leaves nobody
    knowing whether the message was taken.
    """

    host: str
    security: Security = Security.TLS
    port: int = 0
    user: str = ""
    password_variable: str = DEFAULT_PASSWORD_VARIABLE
    password_file: Path | None = None
    ca_file: Path | None = None
    timeout: float = 60.0
    patience: float = 600.0

    @property
    def address(self) -> tuple[str, int]:
        """Host and port; the port is the usual one of the security unless it is stated."""
        return self.host, self.port or DEFAULT_PORTS[self.security]


@dataclass(frozen=True, slots=True)
class MessageWording:
    """Subject and text of a message, as patterns with `{gaps}`."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The `mail:` section of `docfill.yaml`, read.

    `contacts` are the townships' own addresses, by township id; nobody is written to who stands
    neither there nor among `to`, `cc` and `operator`. `overdue` is the reminder once the deadline
    has passed. `pauses` are the seconds between tries.
    """

    server: Server
    sender: Mailbox
    to: tuple[Mailbox, ...]
    wording: MessageWording
    cc: tuple[Mailbox, ...] = ()
    reply_to: Mailbox | None = None
    corrected: str = DEFAULT_CORRECTED
    part: str = DEFAULT_PART
    per: Per = Per.TOWNSHIP
    size_limit_mb: float = 20.0
    operator: tuple[Mailbox, ...] = ()
    contacts: Mapping[str, tuple[Mailbox, ...]] = field(default_factory=dict)
    reminder: MessageWording | None = None
    overdue: MessageWording | None = None
    pauses: tuple[float, ...] = DEFAULT_PAUSES
    attach_page: bool = False

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address a report goes to, each once, in the order written."""
        return tuple(dict.fromkeys(box.address for box in (*self.to, *self.cc)))

    @property
    def size_limit(self) -> int:
        """The largest message in bytes, as it goes over the line; a MB is a million bytes."""
        return int(self.size_limit_mb * 1_000_000)


def fill_pattern(pattern: str, facts: Mapping[str, object]) -> str:
    """The pattern with its gaps filled; `MailFailed` names a gap that nothing fills."""
    if strange := unknown_gaps(pattern, frozenset(facts)):
        raise MailFailed(
            tell(
                "the mail pattern '{pattern}' has a gap that nothing fills: {gaps}; "
                "it may use {known}",
                pattern=pattern,
                gaps=", ".join(strange),
                known=", ".join(sorted(facts)),
            )
        )
    return pattern.format_map(facts)


def password_for(server: Server, environ: Mapping[str, str] | None = None) -> Password | None:
    """The password from the file or the environment, None for a server without a user.

    `MailFailed` when there is none, or when its file can be read by others.
    """
    if not server.user:
        return None
    if server.password_file is not None:
        return _password(_private_text(server.password_file))
    text = (os.environ if environ is None else environ).get(server.password_variable, "")
    if not text:
        raise MailFailed(
            tell(
                "the mail server wants a password for {user}: put it in the environment variable "
                "{variable}, or in a file and name that as password_file",
                user=server.user,
                variable=server.password_variable,
            )
        )
    return _password(text)


def _password(text: str) -> Password:
    # smtplib sends user and password as ASCII.
    if not (text.isascii() and text.isprintable()):
        raise MailFailed(tell("the mail password may hold only printable ASCII characters"))
    return Password(text)


def _private_text(path: Path) -> str:
    try:
        # Mode and text come from one open file, so that it cannot be swapped in between.
        with io.TextIOWrapper(open_regular(path), encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            text = file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise MailFailed(
            tell("the password file {path} cannot be read: {why}", path=path, why=error)
        ) from error
    if mode & 0o077:
        raise MailFailed(
            tell(
                "the password file {path} can be read by others (mode {mode}): chmod 600 {path}",
                path=path,
                mode=f"{mode:04o}",
            )
        )
    if not text:
        raise MailFailed(tell("the password file {path} is empty", path=path))
    return text
