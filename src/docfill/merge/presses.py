"""Documents to their places, as they are or as PDF: made beside, synced, moved."""

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from docfill.base import move_whole
from docfill.build.conversion import Options, fonts_of, open_office

# Waiting for the disk takes no processor.
_MOVERS = 4
# A template without a form has no date of its own; the same data must give the same bytes.
_EPOCH = datetime.date(2000, 1, 1)

# Waits until a file is at its place, or raises why it is not.
Wait = Callable[[], object]


class Press(Protocol):
    """What brings filled documents to their places; leaving it waits for what was submitted."""

    def submit(self, document: bytes, path: Path) -> Wait:
        """Begin with a document; the answer waits until it is at this path."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


class DocxPress:
    """Writes the documents as they are; some at a time are synced and moved."""

    def __init__(self, folder: Path):
        self._folder, self._numbers = folder, count(1)
        self._movers = ThreadPoolExecutor(_MOVERS, "docfill-mover")

    def submit(self, document: bytes, path: Path) -> Wait:
        """Begin with a .docx; the answer waits until it is at this path."""
        made = self._folder / f"{next(self._numbers)}.docx"
        made.write_bytes(document)
        return self._movers.submit(move_whole, made, path).result

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._movers.shutdown(cancel_futures=kind is not None)


class PdfPress:
    """Has LibreOffice make PDFs of the documents, one LibreOffice for each core."""

    def __init__(self, folder: Path, options: Options, documents: int):
        self._folder, self._numbers, self._pdfa = folder, count(1), options.pdfa
        self._office = open_office(fonts_of(None, options), options, documents)

    def submit(self, document: bytes, path: Path) -> Wait:
        """Begin with a PDF; the answer waits until it is at this path."""
        from docfill.office import PdfOptions

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
