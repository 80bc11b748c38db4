"""PDFs that LibreOffice makes of reports come back as the filings they were made from."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from damaged_reports import as_docx
from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.project import open_project
from docfill.sources.published.wordfile import read_docx
from published import docx_of, filing_in, stated, written
from workbooks import EXAMPLES, copy_of

pytestmark = pytest.mark.office


def test_a_pdf_comes_back_as_the_filing_it_was_made_from(
    convert: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Figures by captions over the end of a page, lines as the paragraphs they were."""
    full = open_project(EXAMPLES)
    county = copy_of(EXAMPLES, tmp_path / "county")
    shutil.rmtree(county.root / "data")
    for agency in full.townships:
        pdf = convert(written(tmp_path, f"{agency}.docx", docx_of(full, agency, 2023)))
        (outcome,) = import_reports(county, [pdf], ImportOptions())
        assert [each.code for each in outcome.findings] == ["figure-unproved"]
        assert stated(filing_in(county, agency, 2023)) == stated(filing_in(full, agency, 2023))


def test_a_pdf_whose_tables_have_no_lines_gives_the_filing_too(
    convert: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Rows are told by wide gaps, figures by their order, and all of them are proved by sums."""
    full = open_project(EXAMPLES)
    county = copy_of(EXAMPLES, tmp_path / "county")
    shutil.rmtree(county.root / "data")
    whole = list(read_docx(docx_of(full, "liulin", 2023), "report").blocks)
    pdf = convert(written(tmp_path, "bare.docx", as_docx(whole)))
    (outcome,) = import_reports(county, [pdf], ImportOptions())
    assert {each.code for each in outcome.findings} == {"figure-unproved", "left-out"}
    assert len(outcome.findings) == 4
    assert stated(filing_in(county, "liulin", 2023)) == stated(filing_in(full, "liulin", 2023))
