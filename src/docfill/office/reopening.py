"""Saves documents of older kinds as .docx, through the guarded LibreOffice that makes PDFs."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from docfill.base import ConversionTimedOut
from docfill.office.find import find_installation
from docfill.office.fonts.font_set import FontSet
from docfill.office.kept import KeptWorker, identity, take
from docfill.office.lost import WorkerLost
from docfill.office.pool import DEADLINE
from docfill.office.tasks import OLDER_TO_DOCX, OfficeTask
from docfill.office.worker import Worker


class Reopener:
    """A LibreOffice that reads what was written before .docx; found or started with the first.

    Macros do not run in it and no link is followed, as for every document. One that a document
    cost its life, or that is late, is not used again. Not safe for use by several threads.
    """

    def __init__(self, fonts: Callable[[], FontSet], *, deadline: float = DEADLINE):
        self._fonts, self._deadline = fonts, deadline
        self._worker: Worker | KeptWorker | None = None

    def as_docx(self, document: bytes, kind: str) -> bytes:
        """The document as .docx; `kind` is one of `OLDER_TO_DOCX`.

        Raises ConversionFailed where LibreOffice made nothing of it, SomethingMissing where there
        is no LibreOffice.
        """
        task = OLDER_TO_DOCX[kind]
        try:
            return self._convert(document, task)
        except WorkerLost:
            # A kept one may have ended just as we came.
            return self._convert(document, task)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._drop()

    def _convert(self, document: bytes, task: OfficeTask) -> bytes:
        try:
            return self._ready().convert(document, task)
        except (WorkerLost, ConversionTimedOut):
            self._drop()
            raise

    def _ready(self) -> Worker | KeptWorker:
        if self._worker is not None and self._worker.is_worn():
            self._drop()
        if self._worker is None:
            installation, fonts = find_installation(), self._fonts()
            kept = take(identity(installation, fonts), deadline=self._deadline)
            self._worker = kept or Worker(installation, fonts.config, deadline=self._deadline)
        return self._worker

    def _drop(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()
