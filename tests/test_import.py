"""`docfill import`: published reports become filings, and nothing is taken that is not there."""

import shutil
from pathlib import Path

import pytest

from docfill.build.pipeline import Outcome, check_all
from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.project.project import Project, open_project
from published import docx_of, filing_in, stated, written
from workbooks import EXAMPLES, ROOT, TOY, copy_of

SEED = ROOT.parent / "shared" / "seed" / "huashi-2023.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the seed lies beside some clones only")


@pytest.fixture
def county(tmp_path: Path) -> Project:
    """The county before any filing came in."""
    project = copy_of(EXAMPLES, tmp_path / "county")
    shutil.rmtree(project.root / "data")
    return project


@pytest.fixture(scope="module")
def full() -> Project:
    return open_project(EXAMPLES)


def take(project: Project, *paths: Path, **options: object) -> Outcome:
    (outcome,) = import_reports(project, paths, ImportOptions(**options))  # type: ignore[arg-type]
    return outcome


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    """Where each finding is, and its code."""
    return [(str(each.place.spot), each.code) for each in outcome.findings]


@pytest.mark.parametrize("year", [2022, 2023])
def test_every_docx_comes_back_as_the_filing_it_was_made_from(
    year: int, full: Project, county: Project, tmp_path: Path
) -> None:
    for agency in full.townships:
        path = written(tmp_path, f"{agency}.docx", docx_of(full, agency, year))
        assert take(county, path).findings == ()
        assert stated(filing_in(county, agency, year)) == stated(filing_in(full, agency, year))


def test_another_form_needs_no_line_of_python(tmp_path: Path) -> None:
    project = copy_of(TOY, tmp_path / "toy")
    before = filing_in(project, "east", 2023)
    path = written(tmp_path, "toy.docx", docx_of(project, "east", 2023))
    project.filing_path("east", 2023).unlink()
    assert take(project, path).findings == ()
    assert stated(filing_in(project, "east", 2023)) == stated(before)


@needs_seed
def test_a_report_as_a_township_published_it(county: Project) -> None:
    """All figures, all prose, the day; and two faults: a phrase, and a heading without number."""
    settings = county.root / "docfill.yaml"
    line = "townships:\n  huashi: {name: 花石镇, full_name: 湘潭县花石镇人民政府, level: township}"
    settings.write_text(settings.read_text(encoding="utf-8").replace("townships:", line))
    project = open_project(county.root)
    outcome = take(project, SEED, check=True)
    faults = [each for each in codes(outcome) if each[1] != "no-last-year"]
    assert faults == [("5:1", "political-phrase"), ("404:1", "heading-taken")]
    filing = filing_in(project, "huashi", 2023)
    assert len(filing.cells) == 200
    assert {name for name, cell in filing.cells.items() if cell.value} == {"disclosure.penalties"}
    assert str(filing.dates["signed"][0]) == "2024-01-11"
    text = "".join("".join(prose.text.split()) for prose in filing.prose.values())
    prose = SEED.read_text(encoding="utf-8").splitlines()
    long = ["".join(line.split()) for line in prose if len(line) > 40 and "\t" not in line]
    assert [line for line in long if line not in text] == []


def test_findings_name_the_report_until_somebody_edits_the_filing(
    full: Project, county: Project, tmp_path: Path
) -> None:
    path = written(tmp_path, "liulin.docx", docx_of(full, "liulin", 2023))
    take(county, path)
    filing = county.filing_path("liulin", 2023)
    text = filing.read_text(encoding="utf-8")
    filing.write_text(text.replace("penalties: 3", "penalties: 4"), encoding="utf-8")
    (outcome,) = check_all(county, [county.townships["liulin"]], 2023)
    assert {each.place.file for each in outcome.findings if each.code == "told-penalties"} == {
        str(filing)
    }
