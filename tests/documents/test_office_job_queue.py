"""The order in which documents are converted."""

from concurrent.futures import Future
from datetime import date
from pathlib import Path

import pytest

from docfill.office.job_queue import ConversionJob, Pile
from docfill.pdf.same_bytes import PdfOptions


@pytest.fixture
def pile(tmp_path: Path) -> Pile:
    """Reports of about one size, one with far more text, and one that is not there."""
    pile = Pile()
    for name, size in (("a", 11_000), ("b", 12_000), ("long", 90_000), ("c", 10_500)):
        (tmp_path / f"{name}.docx").write_bytes(bytes(size))
    for name in ("a", "b", "gone", "long", "c"):
        docx = tmp_path / f"{name}.docx"
        pile.put(
            ConversionJob(docx, docx.with_suffix(".pdf"), PdfOptions(date(2024, 1, 11)), Future())
        )
    return pile


def test_a_large_document_goes_first_and_the_others_as_they_came(pile: Pile) -> None:
    """It would else keep one LibreOffice busy when the others have nothing left to do."""
    pile.end()
    taken = [job.docx.stem for job in iter(pile.take, None)]
    assert taken == ["long", "a", "b", "c", "gone"]


def test_the_sign_that_nothing_comes_is_seen_after_everything_else(pile: Pile) -> None:
    pile.end()
    pile.end()
    assert [pile.take() is None for _ in range(7)] == [False] * 5 + [True] * 2


def test_what_is_cleared_away_is_handed_back(pile: Pile) -> None:
    pile.end()
    assert len(list(pile.clear())) == 5
    assert list(pile.clear()) == []
