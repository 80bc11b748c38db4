"""The pool of LibreOffices, with converters that are none."""

from concurrent.futures import CancelledError
from datetime import date
from pathlib import Path

import pytest

from docfill.office import Office, PdfOptions
from docfill.office.job_queue import Job, Pile


class ConverterThatIsCounted:
    """Does nothing; knows how many of its kind are alive."""

    alive = 0

    def __init__(self) -> None:
        type(self).alive += 1

    def export(self, docx: bytes, options: PdfOptions) -> bytes:
        return b""

    def is_worn(self) -> bool:
        return False

    def kill(self) -> None:
        """There is nothing to kill."""

    def stop(self) -> None:
        type(self).alive -= 1


def test_an_interrupt_while_the_pool_is_made_leaves_nothing_behind() -> None:
    """LibreOffices are started one after the other; the first must not outlive the failure."""
    ConverterThatIsCounted.alive = 0

    def interrupted() -> ConverterThatIsCounted:
        if ConverterThatIsCounted.alive:
            raise KeyboardInterrupt
        return ConverterThatIsCounted()

    office = Office.__new__(Office)
    with pytest.raises(KeyboardInterrupt):
        office._begin(interrupted, 2)
    assert ConverterThatIsCounted.alive == 0


def test_what_is_submitted_while_the_pool_is_left_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the question whether it is open and the pile, somebody else may have closed it."""
    office = Office.__new__(Office)
    office._begin(ConverterThatIsCounted, 1)

    def put_too_late(pile: Pile, job: Job) -> None:
        office.abandon()

    monkeypatch.setattr(Pile, "put", put_too_late)
    future = office.submit(tmp_path / "a.docx", tmp_path / "a.pdf", PdfOptions(date(2024, 1, 11)))
    with pytest.raises(CancelledError):
        future.result(timeout=10)
