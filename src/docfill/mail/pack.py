"""Which reports are still owed, and which of them go into one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from docfill.base import Finding, tell
from docfill.mail.compose import Delivery, Enclosure, encoded_size
from docfill.mail.ledger import MAY_HAVE_ARRIVED, Entry, State
from docfill.mail.settings import MailSettings, Per

# What a message holds besides its attachments: headers, text, borders, and some room.
_OVERHEAD = 16_000
_OVERHEAD_PER_FILE = 2_000


@dataclass(frozen=True, slots=True)
class Due:
    """A report that is to be sent: as a correction or not, and its how-manieth copy."""

    enclosure: Enclosure
    corrected: bool
    copy: int


@dataclass(frozen=True, slots=True)
class Packed:
    """What to send, what was sent before, what waits for a person, and what cannot go."""

    deliveries: tuple[Delivery, ...]
    already_sent: tuple[Enclosure, ...]
    held_back: tuple[Enclosure, ...]
    findings: tuple[Finding, ...]


def pack(
    enclosures: Sequence[Enclosure],
    entries: Sequence[Entry],
    settings: MailSettings,
    *,
    resend: bool = False,
) -> Packed:
    """The messages that are still owed, after what the ledger's `entries` say.

    A report that was sent is not sent again, unless its content changed or `resend` says so. One
    whose arrival is uncertain is held back until that is settled.
    """
    due, already_sent, held_back = [], [], []
    findings: list[Finding] = []
    for enclosure in enclosures:
        known = [e for e in entries if (e.township, e.year) == (enclosure.township, enclosure.year)]
        if _is_in_doubt(enclosure, known):
            held_back.append(enclosure)
            findings.append(in_doubt(enclosure))
        elif (owed := _owed(enclosure, known, resend)) is None:
            already_sent.append(enclosure)
        elif size_of(enclosure) > settings.size_limit:
            findings.append(_too_large(enclosure, settings))
        else:
            due.append(owed)
    deliveries = _deliveries(due, settings)
    return Packed(deliveries, tuple(already_sent), tuple(held_back), tuple(findings))


def size_of(enclosure: Enclosure) -> int:
    """The bytes of a message with this report alone; a little more than it will be."""
    return _OVERHEAD + _files_size(enclosure)


def in_doubt(enclosure: Enclosure, answer: str = "") -> Finding:
    """What to tell about a report of which nobody knows whether it arrived."""
    message = tell(
        "nobody knows whether {title} arrived: the line or docfill died while the server was "
        "taking it {answer}. Ask the county, then say so with docfill mail --settle",
        title=enclosure.title,
        answer=f"({answer})" if answer else "",
    )
    return Finding(enclosure.place, "mail-uncertain", message)


def _is_in_doubt(enclosure: Enclosure, known: Iterable[Entry]) -> bool:
    doubtful = (State.SENDING, State.UNCERTAIN)
    return any(e.content_hash == enclosure.content_hash and e.state in doubtful for e in known)


def _owed(enclosure: Enclosure, known: Sequence[Entry], resend: bool) -> Due | None:
    # The last content counts: one that went back to what it was is a correction, too.
    arrived = [e for e in known if e.state in MAY_HAVE_ARRIVED]
    arrived.sort(key=lambda entry: entry.changed)
    copy = sum(e.content_hash == enclosure.content_hash for e in arrived)
    if not arrived:
        return Due(enclosure, corrected=False, copy=0)
    if arrived[-1].content_hash != enclosure.content_hash:
        return Due(enclosure, corrected=True, copy=copy)
    if resend:
        was_corrected = any(e.content_hash != enclosure.content_hash for e in arrived)
        return Due(enclosure, corrected=was_corrected, copy=copy)
    return None


def _deliveries(due: Sequence[Due], settings: MailSettings) -> tuple[Delivery, ...]:
    if settings.per is Per.TOWNSHIP:
        return tuple(_delivery([one]) for one in due)
    deliveries: list[Delivery] = []
    for corrected in (False, True):
        alike = [one for one in due if one.corrected is corrected]
        groups = _groups(alike, settings.size_limit)
        deliveries += [
            replace(_delivery(group), part=part, parts=len(groups))
            for part, group in enumerate(groups, start=1)
        ]
    return tuple(deliveries)


def _delivery(group: Sequence[Due]) -> Delivery:
    return Delivery(
        tuple(one.enclosure for one in group),
        tuple(one.copy for one in group),
        corrected=group[0].corrected,
    )


def _groups(due: Sequence[Due], limit: int) -> list[list[Due]]:
    """The reports in their order, as many to a group as the limit allows."""
    groups: list[list[Due]] = []
    size = limit
    for one in due:
        more = _files_size(one.enclosure)
        if size + more > limit:
            groups.append([])
            size = _OVERHEAD
        groups[-1].append(one)
        size += more
    return groups


def _files_size(enclosure: Enclosure) -> int:
    files = enclosure.attachments
    return sum(encoded_size(file.content) + _OVERHEAD_PER_FILE for file in files)


def _too_large(enclosure: Enclosure, settings: MailSettings) -> Finding:
    message = tell(
        "the mail with {title} would have {size} MB, {limit} MB are allowed; make the report "
        "smaller, or raise size_limit_mb if the county's mail server takes more",
        title=enclosure.title,
        size=f"{size_of(enclosure) / 1_000_000:.1f}",
        limit=f"{settings.size_limit_mb:g}",
    )
    return Finding(enclosure.place, "mail-too-large", message)
