"""Reports in .doc and .rtf, and .doc under the name .wps, come back as their filings."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.office import FontSet, Installation, Reopener
from docfill.office.tasks import Filters, OfficeTask
from docfill.office.worker import Worker
from docfill.project import Project, open_project
from published import docx_of, filing_in, stated, written
from workbooks import EXAMPLES, copy_of

pytestmark = pytest.mark.office
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format"}
Older = Callable[[bytes, str], bytes]


@pytest.fixture(scope="module")
def older(installation: Installation, fonts: FontSet) -> Iterator[Older]:
    """What LibreOffice writes of a .docx in an older kind."""
    worker = Worker(installation, fonts.config, deadline=120)

    def made(docx: bytes, kind: str) -> bytes:
        filters = Filters("Office Open XML Text", _FILTERS[kind])
        return worker.convert(docx, OfficeTask("docx", kind, filters))

    yield made
    worker.stop()


@pytest.fixture
def county(tmp_path: Path) -> Project:
    project = copy_of(EXAMPLES, tmp_path / "county")
    shutil.rmtree(project.root / "data")
    return project


def test_older_documents_come_back_as_the_filings_they_were_made_from(
    older: Older, county: Project, tmp_path: Path
) -> None:
    full = open_project(EXAMPLES)
    names = {"qingshi": ("doc", "a.doc"), "hekou": ("doc", "b.wps"), "liulin": ("rtf", "c.doc")}
    paths = [
        written(tmp_path, name, older(docx_of(full, agency, 2023), kind))
        for agency, (kind, name) in names.items()
    ]
    for outcome in import_reports(county, paths, ImportOptions()):
        assert [each.code for each in outcome.findings] == ["figure-unproved"]
    for agency in names:
        assert stated(filing_in(county, agency, 2023)) == stated(filing_in(full, agency, 2023))


def test_a_damaged_document_costs_neither_the_command_nor_the_next_one(
    older: Older, county: Project, tmp_path: Path
) -> None:
    """LibreOffice makes of it what it can, or nothing; figures that are lost are never zeros."""
    whole = older(docx_of(open_project(EXAMPLES), "liulin", 2023), "doc")
    spoilt = bytearray(whole)
    for at in range(1536, len(whole) // 2, 97):
        spoilt[at] ^= 0xFF
    paths = [written(tmp_path, "spoilt.doc", bytes(spoilt)), written(tmp_path, "whole.doc", whole)]
    bad, good = import_reports(county, paths, ImportOptions(year=2023, agency="liulin"))
    assert not bad.products
    assert [each.blocking for each in bad.findings].count(True)
    assert [each.code for each in good.findings] == ["figure-unproved"]


def test_a_reopener_leaves_nothing_behind(
    older: Older, fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = older(docx_of(open_project(EXAMPLES), "liulin", 2023), "doc")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Reopener(lambda: fonts) as reopener:
        assert reopener.as_docx(document, "doc").startswith(b"PK")
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
