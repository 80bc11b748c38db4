"""The whole job on one screen: what is owed is packed, claimed, sent, noted, and told."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from docfill.base import Finding, message_of, now_in, tell
from docfill.mail.compose import Delivery, Enclosure, Letter, compose
from docfill.mail.dialogue import Courier
from docfill.mail.headers import UnfitForMail
from docfill.mail.ledger import Entry, Ledger, State
from docfill.mail.pack import Packed, in_doubt, pack
from docfill.mail.results import Result, Sent, ServerRefusal, Uncertain, Unreachable
from docfill.mail.settings import MailSettings, Password


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and how to let it pass; a county brings its own zone, and tests all of it."""

    now: Callable[[], datetime] = lambda: now_in(UTC)
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of one message; `delivery` is None for a notice."""

    letter: Letter
    result: Result
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Mailing:
    """What a run has done. `findings` name everything that is not sent, and why."""

    posted: tuple[Posted, ...]
    already_sent: tuple[Enclosure, ...]
    held_back: tuple[Enclosure, ...]
    findings: tuple[Finding, ...]

    @property
    def sent(self) -> tuple[Enclosure, ...]:
        """The reports that the server took in this run."""
        return tuple(
            enclosure
            for one in self.posted
            if isinstance(one.result, Sent) and one.delivery is not None
            for enclosure in one.delivery.enclosures
        )

    @property
    def complete(self) -> bool:
        """Whether everything owed has been sent, now or before; if not, the exit code is 7."""
        return not any(finding.blocking for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A message on its way: its number in the ledger is None for a notice."""

    number: int | None
    letter: Letter
    delivery: Delivery | None


def deliver(
    enclosures: Sequence[Enclosure],
    settings: MailSettings,
    password: Password | None,
    ledger: Ledger,
    *,
    resend: bool = False,
    clock: Clock | None = None,
    told: Callable[[Posted], None] = lambda posted: None,
) -> Mailing:
    """Send the reports that are owed to the county, each once; `told` hears of each as it ends.

    `MailBusy` if somebody else is sending this project's mail; `LedgerUnusable` when what is
    sent could not be written down, and then nothing more is sent.
    """
    clock = clock or Clock()
    with ledger.alone():
        ledger.find_interrupted(clock.now())
        packed = pack(enclosures, ledger.entries(), settings, resend=resend)
        unfit: list[Finding] = []
        claimed = _claim(packed, settings, ledger, clock, unfit)
        with Courier(settings.server, password) as courier:
            posted = _post_all(claimed, courier, settings, clock, ledger, told)
    failures = tuple(finding for one in posted for finding in _failure(one))
    return Mailing(
        posted, packed.already_sent, packed.held_back, (*packed.findings, *unfit, *failures)
    )


def post(
    letters: Sequence[Letter],
    settings: MailSettings,
    password: Password | None,
    *,
    clock: Clock | None = None,
) -> tuple[Posted, ...]:
    """Send notices, which stand in no ledger: the operator's summary, reminders."""
    claimed = [_Claimed(None, letter, None) for letter in letters]
    with Courier(settings.server, password) as courier:
        return _post_all(claimed, courier, settings, clock or Clock(), None, lambda posted: None)


def dry_run(
    enclosures: Sequence[Enclosure],
    settings: MailSettings,
    entries: Sequence[Entry],
    *,
    resend: bool = False,
    now: datetime,
) -> tuple[Packed, tuple[Letter, ...]]:
    """What `deliver` would do after the ledger's entries, and the messages it would send."""
    packed = pack(enclosures, entries, settings, resend=resend)
    unfit: list[Finding] = []
    letters = tuple(letter for _, letter in _composed(packed, settings, lambda: now, unfit))
    return replace(packed, findings=(*packed.findings, *unfit)), letters


def _claim(
    packed: Packed, settings: MailSettings, ledger: Ledger, clock: Clock, unfit: list[Finding]
) -> Iterator[_Claimed]:
    """Each delivery composed and claimed when its turn comes; `unfit` collects what cannot be."""
    for delivery, letter in _composed(packed, settings, clock.now, unfit):
        number = ledger.claim(letter, delivery, clock.now())
        if number is not None:
            yield _Claimed(number, letter, delivery)


def _composed(
    packed: Packed, settings: MailSettings, now: Callable[[], datetime], unfit: list[Finding]
) -> Iterator[tuple[Delivery, Letter]]:
    """Each delivery with its message; one that cannot be written does not stop the next."""
    for delivery in packed.deliveries:
        try:
            letter = compose(delivery, settings, now())
        except UnfitForMail as error:
            unfit += [
                Finding(e.place, "mail-unfit", message_of(error)) for e in delivery.enclosures
            ]
        else:
            yield delivery, letter


def _post_all(
    waiting: Iterable[_Claimed],
    courier: Courier,
    settings: MailSettings,
    clock: Clock,
    ledger: Ledger | None,
    told: Callable[[Posted], None],
) -> tuple[Posted, ...]:
    """Every message tried, and what was put off tried again after each of the pauses."""
    ended: list[Posted] = []
    put_off: list[Posted] = []
    for pause in (0.0, *settings.pauses):
        if pause and not put_off:
            break
        if pause:
            clock.sleep(pause)
        put_off, again = [], []
        for one, result in _round(waiting, courier, clock, ledger):
            posted = Posted(one.letter, result, one.delivery)
            if isinstance(result, ServerRefusal | Unreachable) and not result.permanent:
                put_off.append(posted)
                again.append(one)
            else:
                ended.append(posted)
                told(posted)
        waiting = again
    for posted in put_off:
        told(posted)
    return (*ended, *put_off)


def _round(
    waiting: Iterable[_Claimed], courier: Courier, clock: Clock, ledger: Ledger | None
) -> Iterator[tuple[_Claimed, Result]]:
    """Each message tried once; without a connection the rest are not tried in vain."""
    result: Result | None = None
    for one in waiting:
        if isinstance(result, Unreachable):
            pass
        elif ledger is None or one.number is None:
            result = courier.carry(one.letter, lambda: None)
        else:
            result = _carry_noted(one.letter, one.number, courier, clock, ledger)
        yield one, result


def _carry_noted(
    letter: Letter, number: int, courier: Courier, clock: Clock, ledger: Ledger
) -> Result:
    result = courier.carry(letter, lambda: ledger.note_sending(number, clock.now()))
    ledger.note(number, _state_after(result), result.answer, clock.now())
    return result


def _state_after(result: Result) -> State:
    match result:
        case Sent():
            return State.SENT
        case Uncertain():
            return State.UNCERTAIN
        case ServerRefusal(permanent=True):
            return State.REFUSED
        case ServerRefusal() | Unreachable():
            return State.WAITING


def _failure(posted: Posted) -> list[Finding]:
    """A finding for each report of a message that was not taken."""
    if posted.delivery is None:
        return []
    return [
        found
        for enclosure in posted.delivery.enclosures
        if (found := _finding(enclosure, posted.result)) is not None
    ]


def _finding(enclosure: Enclosure, result: Result) -> Finding | None:
    match result:
        case Sent():
            return None
        case Uncertain():
            return in_doubt(enclosure, result.answer)
        case ServerRefusal(permanent=True) | Unreachable(permanent=True):
            message = tell(
                "{title} was refused at {stage} and is not sent: {answer}",
                title=enclosure.title,
                stage=result.stage,
                answer=result.answer,
            )
            return Finding(enclosure.place, "mail-refused", message)
        case ServerRefusal() | Unreachable():
            message = tell(
                "{title} could not be sent yet, the next run will try again; "
                "the last answer, at {stage}: {answer}",
                title=enclosure.title,
                stage=result.stage,
                answer=result.answer,
            )
            return Finding(enclosure.place, "mail-unsent", message)
