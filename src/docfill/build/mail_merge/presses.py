"""Documents to their places, as they are or as PDF: made beside, synced, moved."""

import datetime
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from docfill.base import move_all_whole, move_whole
from docfill.build.conversion import Options, fonts_of, open_office

# Files that are synced together: the disk takes little longer for them than for one.
_AT_ONCE = 100
# A template without a form has no date of its own; the same data must give the same bytes.
_EPOCH = datetime.date(2000, 1, 1)

# Waits until a file is at its place, or raises why it is not.
Wait = Callable[[], object]


class Press(Protocol):
    """What brings filled documents to their places; leaving it waits for what was submitted.

    So many documents may be `under_way` before somebody waits for the first.
    """

    under_way: int

    def submit(self, document: bytes, path: Path) -> Wait:
        """Begin with a document; the answer waits until it is at this path."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


@dataclass(slots=True)
class _Batch:
    """Files that are moved together, each to the path beside it, and the promise of that.

    The promise holds what the system refused to move, and why.
    """

    files: list[tuple[Path, Path]] = field(default_factory=list)
    moved: Future[dict[Path, OSError]] | None = None

    def move(self) -> dict[Path, OSError]:
        return move_all_whole(self.files)


class DocxPress:
    """Writes the documents as they are; they are synced and moved while others are filled."""

    under_way = 3 * _AT_ONCE

    def __init__(self, folder: Path):
        self._folder, self._numbers = folder, count(1)
        self._mover = ThreadPoolExecutor(1, "docfill-mover")
        self._batch = _Batch()

    def submit(self, document: bytes, path: Path) -> Wait:
        """Begin with a .docx; the answer waits until it is at this path."""
        made = self._folder / f"{next(self._numbers)}.docx"
        made.write_bytes(document)
        batch = self._batch
        batch.files.append((made, path))
        if len(batch.files) == _AT_ONCE:
            self._send(batch)

        def wait() -> None:
            refused = self._send(batch).result()
            if refused and path in refused:
                raise refused[path]

        return wait

    def _send(self, batch: _Batch) -> Future[dict[Path, OSError]]:
        """Have a batch moved, if it is not yet on its way."""
        if batch.moved is None:
            batch.moved = self._mover.submit(batch.move)
            self._batch = _Batch()
        return batch.moved

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._mover.shutdown(cancel_futures=kind is not None)


class PdfPress:
    """Has LibreOffice make PDFs of the documents, one LibreOffice for each core."""

    under_way = 32

    def __init__(self, folder: Path, options: Options, documents: int):
        self._folder, self._numbers, self._pdfa = folder, count(1), options.pdfa
        self._office = open_office(fonts_of(None, options), options, documents)

    def submit(self, document: bytes, path: Path) -> Wait:
        """Begin with a PDF; the answer waits until it is at this path."""
        from docfill.pdf import PdfOptions

        docx = self._folder / f"{next(self._numbers)}.docx"
        docx.write_bytes(document)
        pdf = docx.with_suffix(".pdf")
        made = PdfOptions(date=_EPOCH, pdfa=self._pdfa)
        promised = self._office.submit(docx, pdf, made, path.name)

        def wait() -> None:
            promised.result()
            docx.unlink()
            move_whole(pdf, path)

        return wait

    def __enter__(self) -> Self:
        self._office.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._office.__exit__(kind, exception, traceback)
