"""Documents in, PDFs out: several LibreOffices at work, none left behind."""

import contextlib
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from docfill.base import ConversionFailed, ConversionTimedOut, DocfillError, name_in_errors, tell
from docfill.office.breaker import Breaker
from docfill.office.find import Installation
from docfill.office.fonts.font_set import FontSet
from docfill.office.job_queue import Conversion, ConversionJob, Pile
from docfill.office.kept import identity, take
from docfill.office.lost import WorkerLost
from docfill.office.worker import Keeping, Worker

if TYPE_CHECKING:
    from docfill.pdf import PdfOptions

DEADLINE = 90.0
_ATTEMPTS = 2
_POLL_SECONDS = 0.05


class Converter(Protocol):
    """What turns a translated .docx into a PDF; `Worker` and `Remote` do."""

    def export(self, docx: bytes, options: "PdfOptions") -> bytes:
        """The PDF as LibreOffice wrote it."""

    def has_started(self) -> bool:
        """Whether it ever answered; one that did not is no document's fault."""

    def is_worn(self) -> bool:
        """Whether another should take over before the next document."""

    def kill(self) -> None:
        """End it from another thread; a call it is busy with fails."""

    def stop(self) -> None:
        """End it and give back everything it holds."""


class Office:
    """A pool of LibreOffices that is handed documents and promises PDFs.

    They start in the background as soon as the pool is made, one for each of `workers`; more
    workers than documents or cores only get in each other's way. Every call has the deadline,
    in seconds. Leaving the `with` block waits for what was submitted; leaving it by an
    exception drops it. Either way no process and no folder stays behind, but for LibreOffices that
    are kept: with `keep` those that are well wait so many seconds for the next pool, 0 forbids to
    use kept ones, and without it those are used that are there.
    """

    def __init__(
        self,
        installation: Installation,
        fonts: FontSet,
        *,
        workers: int | None = None,
        deadline: float = DEADLINE,
        keep: float | None = None,
    ):
        known = None if keep == 0 else identity(installation, fonts)
        keeping = Keeping(known, keep) if known and keep else None

        def new() -> Converter:
            taken = take(known, deadline=deadline) if known else None
            return taken or Worker(installation, fonts.config, deadline=deadline, keeping=keeping)

        self._begin(new, workers or len(os.sched_getaffinity(0)))

    @classmethod
    def at(cls, address: str, *, deadline: float = DEADLINE) -> Self:
        """The unoserver that runs at `HOST:PORT` already; see `docfill.office.remote`."""
        from docfill.office.remote import Remote

        office = cls.__new__(cls)
        office._begin(lambda: Remote(address, deadline=deadline), 1)
        return office

    def submit(
        self, docx: Path, pdf: Path, options: "PdfOptions", name: str = ""
    ) -> Future[Conversion]:
        """Have the PDF of a document made; its folder must be there.

        `name` is what fields print that show the name of the file: those of the copy LibreOffice
        reads would be nobody's business.

        The PDF is not synced, and a failed write may leave a part of it: whoever is promised it
        moves it to its final name. The future raises ConversionFailed for a document that
        LibreOffice cannot convert or that cost two LibreOffices, ConversionTimedOut after the
        deadline, SomethingMissing when LibreOffice cannot be started, OSError when the PDF
        cannot be written.
        """
        if self._closing.is_set():
            raise RuntimeError("this office is closed")
        future: Future[Conversion] = Future()
        self._jobs.put(ConversionJob(docx, pdf, options, future, name))
        if self._closing.is_set():
            future.cancel()  # it may have come when the pile had just been cleared
        return future

    def close(self) -> None:
        """Finish what was submitted, then end every LibreOffice."""
        for _ in self._desks:
            self._jobs.end()
        try:
            for desk in self._desks:
                desk.thread.join()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """End every LibreOffice now; futures not done yet are cancelled or fail."""
        self._closing.set()
        for job in self._jobs.clear():
            job.future.cancel()
        for _ in self._desks:
            self._jobs.end()
        for desk in self._desks:
            while desk.thread.is_alive():
                # Again and again: it may just have been starting another LibreOffice.
                desk.give_up()
                desk.thread.join(_POLL_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def _begin(self, new: Callable[[], Converter], workers: int) -> None:
        self._jobs = Pile()
        self._closing = threading.Event()
        breaker = Breaker()
        self._desks: list[_Desk] = []
        try:
            for _ in range(workers):
                self._desks.append(_Desk(new, self._jobs, self._closing, breaker))
        except BaseException:
            self.abandon()
            raise


class _Desk:
    """One thread with one LibreOffice, which takes jobs from the pile until told to stop."""

    def __init__(
        self,
        new: Callable[[], Converter],
        jobs: Pile,
        closing: threading.Event,
        breaker: Breaker,
    ):
        self._new, self._jobs, self._closing, self._breaker = new, jobs, closing, breaker
        self._converter: Converter | None = None
        # Before the thread is there, which would have to wait for whatever the caller goes on with.
        self._start_early()
        # A daemon, so that a program that ends without closing does not hang; its LibreOffice
        # sees the pipe to it close and ends.
        self.thread = threading.Thread(target=self._work, name="docfill-office", daemon=True)
        try:
            self.thread.start()
        except BaseException:
            self._drop()
            raise

    def give_up(self) -> None:
        """Called from outside: end the LibreOffice, on which the thread may be waiting."""
        converter = self._converter
        if converter is not None:
            converter.kill()

    def _work(self) -> None:
        try:
            while not self._closing.is_set() and (job := self._jobs.take()) is not None:
                if job.future.set_running_or_notify_cancel():
                    self._answer(job)
        finally:
            self._drop()

    def _start_early(self) -> None:
        """Start LibreOffice before there is work; why it cannot is told with the first job."""
        with contextlib.suppress(DocfillError, OSError):
            self._converter = self._new()

    def _answer(self, job: ConversionJob) -> None:
        began = time.monotonic()
        try:
            # Here, because LibreOffice should start first.
            from docfill.office.render_copy import prepare
            from docfill.pdf import canonical

            copy = prepare(job.docx, job.name)
            exported = self._exported(copy, job.options)
            with name_in_errors(job.pdf):
                job.pdf.write_bytes(canonical(exported, job.options.date))
        except ConversionFailed as failure:
            named = type(failure)(f"{job.docx}: {failure}")
            named.__cause__ = failure
            job.future.set_exception(named)
        except BaseException as failure:  # noqa: BLE001 - whoever waits must hear of anything
            job.future.set_exception(failure)
        else:
            job.future.set_result(Conversion(job.pdf, time.monotonic() - began))

    def _exported(self, docx: bytes, options: "PdfOptions") -> bytes:
        """The PDF; a lost LibreOffice is replaced once, a late one costs the document its turn."""
        for _ in range(_ATTEMPTS):
            converter = self._fresh()
            try:
                exported = converter.export(docx, options)
            except WorkerLost as lost:
                self._lose(converter, lost)
                reason: ConversionFailed = lost
            except ConversionTimedOut as late:
                self._lose(converter, late)
                if converter.has_started():
                    raise
                reason = late
            else:
                self._breaker.started()
                return exported
        self._breaker.check()
        raise ConversionFailed(
            tell("given up after {n} attempts. {why}", n=_ATTEMPTS, why=reason)
        ) from reason

    def _fresh(self) -> Converter:
        if self._converter is not None and self._converter.is_worn():
            self._drop()
        if self._closing.is_set():
            raise ConversionFailed(tell("stopped before it was converted"))
        self._breaker.check()
        if self._converter is None:
            self._converter = self._new()
        return self._converter

    def _lose(self, converter: Converter, failure: ConversionFailed) -> None:
        if not converter.has_started():
            self._breaker.failed(failure)
        self._drop()

    def _drop(self) -> None:
        converter, self._converter = self._converter, None
        if converter is not None:
            converter.stop()
