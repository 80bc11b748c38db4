"""Mail from the county's page, through the mail room: reminders, and reports to its mailbox.

Servers take their time, so it goes out in the background; the page tells what became of it.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from docfill.base import (
    DocfillError,
    Finding,
    Message,
    message_of,
    show_paths_from,
    tell,
    use_language,
)
from docfill.county.reminding import remind
from docfill.county.sending import send
from docfill.county.status import status_of
from docfill.mail.deliver import Clock
from docfill.project import Project, Township

_log = logging.getLogger("docfill.serve")


@dataclass(frozen=True)
class Errand:
    """The last mail: whether it is still going out, and what there is to tell of it."""

    is_running: bool = False
    says: tuple[Message, ...] = ()


class PostRoom:
    """Sends one thing at a time; `language` is that of what is told of it."""

    def __init__(self, project: Project, year: int, language: str, clock: Clock | None = None):
        self._project, self._year, self._language = project, year, language
        self._clock = clock or Clock(project.now)
        self._beginning = threading.Lock()
        self.errand = Errand()

    def remind(self) -> bool:
        """Begin to mail all who still owe a filing; False where something is going out already."""
        return self._begin(self._remind)

    def send(self, townships: Sequence[Township]) -> bool:
        """Begin to send finished reports of these to the county's mailbox, each once."""
        return self._begin(lambda: self._send(townships))

    def _remind(self) -> Iterator[Message]:
        townships = self._project.townships
        now = self._clock.now()
        status = status_of(self._project, townships.values(), self._year, now)
        done = remind(self._project, status, self._clock)
        yield tell(
            "{n} reminded now: {names}", n=len(done.reminded), names=self._names(done.reminded)
        )
        if done.before:
            yield tell("reminded today already: {names}", names=self._names(done.before))
        yield from _told(done.findings)

    def _send(self, townships: Sequence[Township]) -> Iterator[Message]:
        mailing = send(self._project, townships, self._year, clock=self._clock)
        sent, before = len(mailing.sent), len(mailing.already_sent)
        yield tell("{sent} reports sent now, {already} before", sent=sent, already=before)
        yield from _told(mailing.findings)

    def _begin(self, work: Callable[[], Iterable[Message]]) -> bool:
        with self._beginning:
            if self.errand.is_running:
                return False
            self.errand = Errand(is_running=True)
        threading.Thread(target=self._run, args=(work,), daemon=True).start()
        return True

    def _run(self, work: Callable[[], Iterable[Message]]) -> None:
        said: list[Message] = []
        try:
            with use_language(self._language), show_paths_from(self._project.root):
                said += work()
        except DocfillError as trouble:
            said.append(message_of(trouble))
        except Exception:  # noqa: BLE001 - a thread has no caller: the page and the log tell of it
            _log.exception("mailing from the county's page")
            said.append(tell("It was broken off; the server's log says why."))
        finally:
            self.errand = Errand(says=tuple(said))

    def _names(self, ids: Iterable[str]) -> str:
        return "、".join(self._project.townships[id].name for id in ids) or "–"


def _told(findings: Iterable[Finding]) -> Iterator[Message]:
    for each in findings:
        yield tell("{place}: {message}", place=each.place, message=each.message)
