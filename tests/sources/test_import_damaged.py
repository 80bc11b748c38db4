"""Thirty damaged reports: what is taken of them is right, and what is in doubt is told."""

import shutil
from pathlib import Path

import pytest

from damaged_reports import DAMAGES, FORMATS
from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.project.project import open_project
from docfill.sources.published.wordfile import read_docx
from published import docx_of, filing_in, stated, written
from workbooks import EXAMPLES, copy_of


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("shape", FORMATS)
def test_a_damaged_report_gives_the_filing_it_was_made_from(
    shape: str, damage: str, tmp_path: Path
) -> None:
    """Recall and precision are 1: each figure, day and paragraph, and none that is not there."""
    full = open_project(EXAMPLES)
    county = copy_of(EXAMPLES, tmp_path / "county")
    shutil.rmtree(county.root / "data")
    whole = list(read_docx(docx_of(full, "liulin", 2023), "liulin.docx").blocks)
    path = written(tmp_path, f"report.{shape}", FORMATS[shape](DAMAGES[damage](whole)))
    (outcome,) = import_reports(county, [path], ImportOptions())
    assert [str(found) for found in outcome.findings if found.blocking] == []
    assert stated(filing_in(county, "liulin", 2023)) == stated(filing_in(full, "liulin", 2023))
