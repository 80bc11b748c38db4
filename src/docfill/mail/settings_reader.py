"""The `mail:` section of docfill.yaml read into settings, every fault with its line."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from docfill.base import Finding, Severity, message_of, tell, unknown_gaps
from docfill.mail.headers import Mailbox, UnfitForMail, clean, mailbox
from docfill.mail.settings import (
    DEFAULT_CORRECTED,
    DEFAULT_PART,
    DEFAULT_PASSWORD_VARIABLE,
    DEFAULT_PAUSES,
    GAPS,
    MailSettings,
    MessageWording,
    Per,
    Security,
    Server,
)
from docfill.sources.yaml import Branch, Keys, Scalar

REMINDER_GAPS = GAPS | {"findings", "deadline", "days"}
_KEYS = (
    "server",
    "from",
    "to",
    "cc",
    "reply_to",
    "operator",
    "subject",
    "text",
    "corrected",
    "part",
    "per",
    "size_limit_mb",
    "pauses",
    "reminder",
    "attach_page",
)
_SERVER_KEYS = (
    "host",
    "port",
    "security",
    "user",
    "password_variable",
    "password_file",
    "ca_file",
    "timeout",
    "patience",
)


def read_settings(
    mail: Branch, contacts: Mapping[str, Scalar | str], root: Path
) -> tuple[MailSettings | None, tuple[Finding, ...]]:
    """The settings and all findings; None as soon as one finding is an error.

    `contacts` are the townships' own addresses by id (blank: none); files are sought from `root`,
    the project's folder.
    """
    findings: list[Finding] = []
    keys = Keys(mail, _KEYS, findings)
    sender = _mailboxes(keys, "from")
    reminder, overdue = _reminders(keys)
    settings = MailSettings(
        server=_server(keys, root),
        sender=sender[0] if sender else Mailbox("nobody@invalid.invalid"),
        to=_mailboxes(keys, "to"),
        cc=_mailboxes(keys, "cc", needed=False),
        reply_to=next(iter(_mailboxes(keys, "reply_to", needed=False)), None),
        operator=_mailboxes(keys, "operator", needed=False),
        wording=MessageWording(
            _one_line(keys, "subject", "{title}", GAPS), _pattern(keys, "text", "{titles}", GAPS)
        ),
        corrected=_one_line(keys, "corrected", DEFAULT_CORRECTED, frozenset({"subject"})),
        part=_one_line(keys, "part", DEFAULT_PART, frozenset({"subject", "part", "parts"})),
        per=Per(keys.choice("per", list(Per), Per.TOWNSHIP)),
        size_limit_mb=_positive(keys, "size_limit_mb", 20.0),
        contacts=_contacts(keys, contacts),
        reminder=reminder,
        overdue=overdue,
        pauses=_pauses(keys),
        attach_page=keys.flag("attach_page"),
    )
    if any(finding.blocking for finding in findings):
        return None, tuple(findings)
    return settings, tuple(findings)


def _server(mail: Keys, root: Path) -> Server:
    branch = mail.branch.get("server")
    if not isinstance(branch, Branch):
        mail.fault(
            mail.place("server"),
            "missing",
            tell("mail needs a server: {{host: smtp.example.cn, user: …}}"),
        )
        return Server("")
    keys = Keys(branch, (*_SERVER_KEYS, "password"), mail.findings)
    if keys.has("password"):
        says = tell(
            "a password does not belong in docfill.yaml; put it in the environment variable "
            "{variable}, or in a file that only you can read, named by password_file",
            variable=DEFAULT_PASSWORD_VARIABLE,
        )
        keys.fault(keys.place("password"), "mail-password", says)
    server = Server(
        host=_host(keys),
        security=Security(keys.choice("security", list(Security), Security.TLS)),
        port=keys.number("port", 0),
        user=_user(keys),
        password_variable=keys.text("password_variable", DEFAULT_PASSWORD_VARIABLE),
        password_file=_file(keys, "password_file", root),
        ca_file=_file(keys, "ca_file", root),
        timeout=_positive(keys, "timeout", 60.0),
        patience=_positive(keys, "patience", 600.0),
    )
    if server.port > 65535:
        says = tell("there is no port {port}; the last is 65535", port=server.port)
        keys.fault(keys.place("port"), "mail-port", says)
    if server.security is Security.PLAIN and server.user:
        says = tell(
            "with security: plain the password of {user} travels unprotected", user=server.user
        )
        place = keys.place("security")
        keys.findings.append(Finding(place, "mail-plain-password", says, Severity.WARNING))
    return server


def _host(keys: Keys) -> str:
    host = keys.text("host")
    if host and (not host.isascii() or not host.isprintable() or set(host) & set(" /@")):
        says = tell("{host} is not the name of a mail server", host=host)
        keys.fault(keys.place("host"), "mail-host", says)
    return host


def _user(keys: Keys) -> str:
    user = keys.text("user", "")
    if not (user.isascii() and (user.isprintable() or not user)):
        says = tell("the user of a mail server is written in ASCII, unlike {user}", user=user)
        keys.fault(keys.place("user"), "mail-user", says)
    return user


def _file(keys: Keys, key: str, root: Path) -> Path | None:
    written = keys.text(key, "")
    return root / Path(written).expanduser() if written else None


def _mailboxes(keys: Keys, key: str, *, needed: bool = True) -> tuple[Mailbox, ...]:
    written = keys.scalars(key)
    if needed and not written:
        place = keys.place(key)
        keys.fault(place, "missing", tell("mail needs an address behind {key}", key=key))
    return tuple(box for item in written for box in _addresses(keys, item))


def _addresses(keys: Keys, item: Scalar) -> tuple[Mailbox, ...]:
    try:
        return (mailbox(item.text),)
    except UnfitForMail as error:
        keys.fault(item.place, "mail-address", message_of(error))
        return ()


def _contacts(keys: Keys, written: Mapping[str, Scalar | str]) -> dict[str, tuple[Mailbox, ...]]:
    contacts = {}
    for township, address in written.items():
        item = Scalar(address, keys.branch.place) if isinstance(address, str) else address
        if item.text.strip():
            contacts[township] = _addresses(keys, item)
    return contacts


def _reminders(mail: Keys) -> tuple[MessageWording | None, MessageWording | None]:
    """What reminds a township, and what does so once the deadline has passed."""
    keys = _branch(mail, "reminder", "subject", "text", "overdue")
    if keys is None:
        return None, None
    late = _branch(keys, "overdue", "subject", "text")
    return _reminder(keys), _reminder(late) if late else None


def _branch(above: Keys, key: str, *known: str) -> Keys | None:
    """What stands behind a key that holds keys itself, None where it is not written."""
    branch = above.branch.get(key)
    if isinstance(branch, Branch):
        return Keys(branch, known, above.findings)
    if branch is not None:
        says = tell("{key} must hold keys and values, like “key: value”", key=key)
        above.fault(above.place(key), "wrong-shape", says)
    return None


def _reminder(keys: Keys) -> MessageWording:
    return MessageWording(
        _one_line(keys, "subject", None, REMINDER_GAPS), _pattern(keys, "text", None, REMINDER_GAPS)
    )


def _pattern(keys: Keys, key: str, default: str | None, gaps: frozenset[str]) -> str:
    pattern = keys.text(key, default)
    if strange := unknown_gaps(pattern, gaps):
        says = tell(
            "{key} has a gap that nothing fills: {gaps}; it may use {known}",
            key=key,
            gaps=", ".join(strange),
            known=", ".join(sorted(gaps)),
        )
        keys.fault(keys.place(key), "wrong-pattern", says)
    return pattern


def _one_line(keys: Keys, key: str, default: str | None, gaps: frozenset[str]) -> str:
    pattern = _pattern(keys, key, default, gaps).strip()
    try:
        return clean(key, pattern)
    except UnfitForMail as error:
        keys.fault(keys.place(key), "mail-header", message_of(error))
        return ""


def _positive(keys: Keys, key: str, default: float) -> float:
    written = keys.text(key, str(default))
    number = _read_positive(written)
    if number is None:
        says = tell("{key} is a number above 0, not {written}", key=key, written=written)
        keys.fault(keys.place(key), "wrong-number", says)
    return number or default


def _pauses(keys: Keys) -> tuple[float, ...]:
    if not keys.has("pauses"):
        return DEFAULT_PAUSES
    seconds = [_read_positive(item.text) for item in keys.scalars("pauses")]
    if None in seconds:
        says = tell("pauses are seconds, like [30, 60, 120]")
        keys.fault(keys.place("pauses"), "wrong-number", says)
    return tuple(pause for pause in seconds if pause is not None)


def _read_positive(written: str) -> float | None:
    try:
        number = Decimal(written) if written.isascii() else Decimal(0)
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() and 0 < number < 10**6 else None
