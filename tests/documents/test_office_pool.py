"""The pool of LibreOffices, with converters that are none."""

from concurrent.futures import CancelledError
from datetime import date
from pathlib import Path

import pytest

from docfill.base import ConversionFailed, ConversionTimedOut
from docfill.office import Office
from docfill.office.job_queue import ConversionJob, Pile
from docfill.office.lost import WorkerLost
from docfill.pdf import PdfOptions
from docx_making import docx, paragraph


class ConverterThatIsCounted:
    """Does nothing; knows how many of its kind are alive."""

    alive = 0

    def __init__(self) -> None:
        type(self).alive += 1

    def export(self, docx: bytes, options: PdfOptions) -> bytes:
        return b""

    def has_started(self) -> bool:
        return True

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

    def put_too_late(pile: Pile, job: ConversionJob) -> None:
        office.abandon()

    monkeypatch.setattr(Pile, "put", put_too_late)
    future = office.submit(tmp_path / "a.docx", tmp_path / "a.pdf", PdfOptions(date(2024, 1, 11)))
    with pytest.raises(CancelledError):
        future.result(timeout=10)


class ConverterThatNeverStarts(ConverterThatIsCounted):
    """Hangs until the deadline, or ends at once."""

    made = 0
    failure: ConversionFailed = ConversionTimedOut("too late")

    def __init__(self) -> None:
        super().__init__()
        type(self).made += 1

    def export(self, docx: bytes, options: PdfOptions) -> bytes:
        raise self.failure

    def has_started(self) -> bool:
        return False


@pytest.mark.parametrize("failure", [ConversionTimedOut("too late"), WorkerLost("it ended")])
@pytest.mark.parametrize("workers", [1, 2])
def test_after_two_starts_that_failed_the_rest_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, failure: ConversionFailed
) -> None:
    monkeypatch.setattr(ConverterThatNeverStarts, "failure", failure)
    monkeypatch.setattr(ConverterThatNeverStarts, "made", 0)
    docx = letter(tmp_path)
    office = Office.__new__(Office)
    office._begin(ConverterThatNeverStarts, workers)
    with office:
        promised = [office.submit(docx, tmp_path / f"{n}.pdf", OPTIONS) for n in range(20)]
        told = [each.exception(timeout=30) for each in promised]
    assert ConverterThatNeverStarts.made <= 1 + workers
    assert {type(each) for each in told} <= {type(failure), ConversionFailed}
    assert sum("not tried again" in str(each) for each in told) >= 18


def test_a_libreoffice_that_starts_at_the_second_try_does_the_work(tmp_path: Path) -> None:
    made: list[ConverterThatIsCounted] = []

    def second_starts() -> ConverterThatIsCounted:
        made.append(ConverterThatIsCounted() if made else ConverterThatNeverStarts())
        return made[-1]

    office = Office.__new__(Office)
    office._begin(second_starts, 1)
    with office:
        failure = office.submit(letter(tmp_path), tmp_path / "a.pdf", OPTIONS).exception(30)
    # What it makes is no PDF, which is seen after it was handed over.
    assert len(made) == 2 and not isinstance(failure, ConversionFailed)


OPTIONS = PdfOptions(date(2024, 1, 11))


def letter(folder: Path) -> Path:
    file = folder / "letter.docx"
    file.write_bytes(docx(paragraph("text")))
    return file
