"""Real LibreOffice, real fonts, one pool for all tests that do not harm it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from dask_cluster import HandMadeCluster, hand_made_cluster
from docfill.office import FontSet, Installation, Office, find_installation, font_set
from docfill.pdf import PdfOptions


@pytest.fixture(scope="session")
def installation() -> Installation:
    return find_installation()


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return font_set()


@pytest.fixture(scope="session")
def office(installation: Installation, fonts: FontSet) -> Iterator[Office]:
    with Office(installation, fonts, workers=1, deadline=120) as shared:
        yield shared


@pytest.fixture
def options() -> PdfOptions:
    return PdfOptions(date=date(2024, 1, 11))


@pytest.fixture
def convert(office: Office, options: PdfOptions) -> Callable[[Path], Path]:
    """Converts a document with the shared pool; answers where the PDF is."""

    def converted(docx: Path) -> Path:
        return office.submit(docx, docx.with_suffix(".pdf"), options).result().pdf

    return converted


@pytest.fixture(scope="session")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandMadeCluster]:
    with hand_made_cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture
def cluster(scheduler: HandMadeCluster) -> Iterator[HandMadeCluster]:
    """A Dask scheduler; the workers that a test starts there end with the test."""
    yield scheduler
    scheduler.end_workers()
