"""Documents that wait for a LibreOffice."""

import contextlib
import itertools
import queue
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docfill.pdf import PdfOptions


@dataclass(frozen=True, slots=True)
class Conversion:
    """A PDF that was made, and the seconds it took, without waiting for its turn."""

    pdf: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class ConversionJob:
    """A document to convert, where its PDF goes, the promise of it, and its name in fields."""

    docx: Path
    pdf: Path
    options: "PdfOptions"
    future: Future[Conversion]
    name: str = ""


class Pile:
    """Jobs that wait: large ones first, those of about one size in the order they came.

    A large one that came last would have the other LibreOffices wait for its end.
    """

    def __init__(self) -> None:
        self._jobs: queue.PriorityQueue[tuple[int, int, ConversionJob | None]] = (
            queue.PriorityQueue()
        )
        self._number = itertools.count()

    def put(self, job: ConversionJob) -> None:
        """Lay a job on the pile; a document that cannot be read is soon told of."""
        try:
            size = job.docx.stat().st_size
        except OSError:
            size = 0
        self._jobs.put((-size.bit_length(), next(self._number), job))

    def end(self) -> None:
        """Below everything, a sign for one desk that nothing more comes."""
        self._jobs.put((1, next(self._number), None))

    def take(self) -> ConversionJob | None:
        """The next job, when there is one; None: nothing more comes."""
        return self._jobs.get()[2]

    def clear(self) -> Iterator[ConversionJob]:
        """Take every job off the pile."""
        with contextlib.suppress(queue.Empty):
            while True:
                if (job := self._jobs.get_nowait()[2]) is not None:
                    yield job
