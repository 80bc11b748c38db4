"""Remembers that LibreOffice does not start, so that not every document waits for it in vain."""

import threading

from docfill.base import ConversionFailed, tell

MOST_TRIES = 2


class Breaker:
    """Shared by all who start LibreOffices: after two starts in a row that failed, no more."""

    def __init__(self) -> None:
        self._failures: list[ConversionFailed] = []
        self._changing = threading.Lock()

    def started(self) -> None:
        """One started, and what failed before was chance."""
        with self._changing:
            self._failures.clear()

    def failed(self, failure: ConversionFailed) -> None:
        """One did not start."""
        with self._changing:
            self._failures.append(failure)

    def check(self) -> None:
        """Raise, of the last failure's kind, when there is no sense in another try."""
        with self._changing:
            if len(self._failures) < MOST_TRIES:
                return
            last = self._failures[-1]
        says = tell(
            "LibreOffice did not start {n} times and is not tried again in this run; "
            "docfill doctor examines it. {why}",
            n=MOST_TRIES,
            why=last,
        )
        raise type(last)(says) from last
