"""Reports become the bytes of one message: the same reports and date give the same bytes."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path, PurePath

from docfill.base import MailFailed, Place, tell, write_whole
from docfill.mail.headers import Mailbox, attachment_lines, mailbox_line, text_line
from docfill.mail.settings import MailSettings, fill_pattern

MIME_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".html": "text/html",
}
BASE64_LINE = 57  # bytes that make a line of 76 characters


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as the reader will see it: its name, and its bytes."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One township's finished report of one year, as it is to be sent.

    `township` names the report to the ledger: a township's further reports as `huashi/website`.
    `content_hash` tells whether the report has changed since it was sent; `place` is the file
    that a finding about it points to.
    """

    township: str
    year: int
    name: str
    full_name: str
    county: str
    title: str
    content_hash: str
    attachments: tuple[Attachment, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one message is to hold.

    `copies` says for each enclosure how often this very content was sent before. `part` of
    `parts` counts the messages of one county that did not fit into one.
    """

    enclosures: tuple[Enclosure, ...]
    copies: tuple[int, ...]
    corrected: bool = False
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to go: its id, the envelope's addresses, and its bytes with CRLF."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    data: bytes


def compose(delivery: Delivery, settings: MailSettings, date: datetime) -> Letter:
    """The message for a delivery; `date` must know its time zone.

    The message id depends on the reports and the recipients alone, so that a mailbox which got
    the same message twice can see that. `MailFailed` names a value that no header may hold.
    """
    facts = _facts(delivery.enclosures)
    attachments = [file for enclosure in delivery.enclosures for file in enclosure.attachments]
    return write_letter(
        settings,
        to=settings.to,
        cc=settings.cc,
        subject=subject_of(delivery, settings),
        text=fill_pattern(settings.wording.text, facts),
        date=date,
        identity=_identity(delivery),
        attachments=attachments,
    )


def subject_of(delivery: Delivery, settings: MailSettings) -> str:
    """The subject, with the marks of a corrected report and of one message among several."""
    subject = fill_pattern(settings.wording.subject, _facts(delivery.enclosures))
    if delivery.corrected:
        subject = fill_pattern(settings.corrected, {"subject": subject})
    if delivery.parts > 1:
        parts = {"part": delivery.part, "parts": delivery.parts}
        subject = fill_pattern(settings.part, {"subject": subject, **parts})
    return subject


def write_letter(
    settings: MailSettings,
    *,
    to: tuple[Mailbox, ...],
    subject: str,
    text: str,
    date: datetime,
    identity: str,
    cc: tuple[Mailbox, ...] = (),
    attachments: Sequence[Attachment] = (),
) -> Letter:
    """Any message of docfill; `identity` is what its id and its inner borders are made from."""
    recipients = tuple(dict.fromkeys(box.address for box in (*to, *cc)))
    if not recipients:
        raise MailFailed(tell("the message '{subject}' has no recipient", subject=subject))
    if date.tzinfo is None:
        raise ValueError("a mail's date must know its time zone")
    digest = hashlib.sha256("\n".join((identity, *sorted(recipients))).encode()).hexdigest()
    message_id = f"<docfill.{digest[:40]}@{settings.sender.address.rpartition('@')[2]}>"
    head = [
        f"Date: {format_datetime(date)}",
        mailbox_line("From", (settings.sender,)),
        mailbox_line("To", to),
        *([mailbox_line("Cc", cc)] if cc else []),
        *([mailbox_line("Reply-To", (settings.reply_to,))] if settings.reply_to else []),
        text_line("Subject", subject),
        f"Message-ID: {message_id}",
        "Auto-Submitted: auto-generated",  # RFC 3834: holiday notices need not answer
        "MIME-Version: 1.0",
    ]
    body = _body(text, attachments, border=f"=_docfill_{digest[:32]}")
    data = "\r\n".join(head).encode("ascii") + b"\r\n" + body
    return Letter(message_id, settings.sender.address, recipients, subject, data)


def encoded_size(content: bytes) -> int:
    """How many bytes the content takes in a message: base64 with a CRLF a line."""
    lines, rest = divmod(len(content), BASE64_LINE)
    return lines * 78 + (-(-rest // 3) * 4 + 2 if rest else 0)


def write_eml(letters: Sequence[Letter], folder: Path) -> tuple[Path, ...]:
    """The messages as files that mail programs open; their paths."""
    paths = tuple(folder / _eml_name(letter) for letter in letters)
    for path, letter in zip(paths, letters, strict=True):
        write_whole(path, letter.data)
    return paths


def _eml_name(letter: Letter) -> str:
    # The mark from the message id tells apart messages with the same subject.
    subject = "".join("_" if c in '\\/:*?"<>|' else c for c in letter.subject)
    mark = letter.message_id.removeprefix("<docfill.")[:8]
    return f"{subject.encode()[:200].decode(errors='ignore')}-{mark}.eml"


def _facts(enclosures: Sequence[Enclosure]) -> dict[str, object]:
    years = sorted({enclosure.year for enclosure in enclosures})
    titles = [enclosure.title for enclosure in enclosures]
    return {
        "name": "、".join(enclosure.name for enclosure in enclosures),
        "full_name": "、".join(enclosure.full_name for enclosure in enclosures),
        "title": "、".join(titles),
        "titles": "\n".join(titles),
        "year": "、".join(map(str, years)),
        "county": enclosures[0].county,
        "count": len(enclosures),
    }


def _identity(delivery: Delivery) -> str:
    return "\n".join(
        f"{enclosure.township} {enclosure.year} {enclosure.content_hash} {copy}"
        for enclosure, copy in zip(delivery.enclosures, delivery.copies, strict=True)
    )


def _body(text: str, attachments: Sequence[Attachment], border: str) -> bytes:
    lines = "\r\n".join(text.splitlines()) + "\r\n"
    prose = _part(("Content-Type: text/plain; charset=utf-8",), lines.encode("utf-8", "replace"))
    if not attachments:
        return prose
    files = [_part(_attachment_head(file), file.content) for file in attachments]
    edge = f"--{border}".encode("ascii")
    pieces = [f'Content-Type: multipart/mixed;\r\n boundary="{border}"\r\n\r\n'.encode("ascii")]
    pieces += [edge + b"\r\n" + part for part in (prose, *files)]
    return b"".join(pieces) + edge + b"--\r\n"


def _attachment_head(file: Attachment) -> tuple[str, ...]:
    suffix = PurePath(file.file_name).suffix.lower()
    return attachment_lines(file.file_name, MIME_TYPES.get(suffix, "application/octet-stream"))


def _part(head: tuple[str, ...], content: bytes) -> bytes:
    lines = "\r\n".join((*head, "Content-Transfer-Encoding: base64")).encode("ascii")
    encoded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return lines + b"\r\n\r\n" + encoded
