"""Thirty damaged reports: what is taken of them is right, and what is in doubt is told."""

import shutil
from pathlib import Path

import pytest

from damaged_reports import DAMAGES, FORMATS
from docfill.base.places import TableSpot
from docfill.county.exchange.importing import ImportOptions, check_reports, import_reports
from docfill.project import open_project
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


def test_a_grand_total_proves_blanks_and_an_empty_table_proves_nothing(tmp_path: Path) -> None:
    """Of table three all but the two rows that no sum goes through: what was carried in and out."""
    full = open_project(EXAMPLES)
    whole = list(read_docx(docx_of(full, "liulin", 2023), "liulin.docx").blocks)
    data = FORMATS["docx"](DAMAGES["blanks for zeros"](whole))
    path = written(tmp_path, "report.docx", data)
    (outcome,) = check_reports(full, [path], ImportOptions())
    doubted = {each.place.spot for each in outcome.findings if each.code == "figure-in-doubt"}
    of_three = {TableSpot(2, 5, 2), TableSpot(2, 28, 2)}
    assert of_three == {each for each in doubted if isinstance(each, TableSpot) and each.table == 2}
    assert TableSpot(3, 4, 1) in doubted
