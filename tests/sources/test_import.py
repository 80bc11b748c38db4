"""`docfill import`: published reports become filings, and nothing is taken that is not there."""

import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from damaged_reports import as_text
from docfill.base.findings import Severity
from docfill.base.places import TableSpot
from docfill.build.checking import check_all
from docfill.build.outcome import Outcome
from docfill.cli import docfill
from docfill.county.exchange.importing import ImportOptions, import_reports
from docfill.project import Project, open_project
from docfill.sources.published.model import PrintedLine
from docfill.sources.published.wordfile import read_docx
from published import docx_of, filing_in, page_of, stated, written
from workbooks import EXAMPLES, ROOT, TOY, copy_of

SEED = ROOT.parent / "shared" / "seed" / "huashi-2023.txt"
Maker = Callable[[Project, str, int], bytes]
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


def doubted(outcome: Outcome) -> list[tuple[str, str]]:
    """The same without the note that there are no sums to prove what was read."""
    return [each for each in codes(outcome) if each[1] != "figure-unproved"]


@pytest.mark.parametrize("made", [docx_of, page_of])
@pytest.mark.parametrize("year", [2022, 2023])
def test_every_report_comes_back_as_the_filing_it_was_made_from(
    year: int, made: Maker, full: Project, county: Project, tmp_path: Path
) -> None:
    for agency in full.townships:
        path = written(tmp_path, agency, made(full, agency, year))
        assert [code for _, code in codes(take(county, path))] == ["figure-unproved"]
        assert stated(filing_in(county, agency, year)) == stated(filing_in(full, agency, year))


def test_figures_without_a_sum_are_listed_to_be_compared(
    full: Project, county: Project, tmp_path: Path
) -> None:
    """One note for a table: where to begin to look, and what stands there."""
    outcome = take(county, written(tmp_path, "liulin.docx", docx_of(full, "liulin", 2023)))
    (found,) = outcome.findings
    assert (found.code, found.place.spot) == ("figure-unproved", TableSpot(1, 3, 2))
    assert "10 figures" in str(found.message) and "行政规范性文件 1 1 3;" in str(found.message)
    assert found.severity is Severity.NOTE


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
    faults = [each for each in doubted(outcome) if each[1] != "no-last-year"]
    assert faults == [("5:1", "political-phrase"), ("404:1", "heading-taken")]
    filing = filing_in(project, "huashi", 2023)
    assert len(filing.cells) == 200
    assert {name for name, cell in filing.cells.items() if cell.value} == {"disclosure.penalties"}
    assert str(filing.dates["signed"][0]) == "2024-01-11"
    text = "".join("".join(prose.text.split()) for prose in filing.prose.values())
    prose = SEED.read_text(encoding="utf-8").splitlines()
    long = ["".join(line.split()) for line in prose if len(line.strip()) > 40 and "\t" not in line]
    assert [line for line in long if line not in text] == []


def test_a_report_in_the_shape_of_the_published_one(
    full: Project, county: Project, tmp_path: Path
) -> None:
    """A cell a line behind a tab; one phrase of it is wrong, and one heading has no number."""
    blocks = list(read_docx(docx_of(full, "liulin", 2023), "liulin.docx").blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, PrintedLine) and block.text.startswith("五、"):
            blocks[at] = replace(block, text=block.text[2:])
        elif isinstance(block, PrintedLine) and block.text.startswith("结合集镇改造"):
            blocks[at] = replace(
                block, text=f"坚持以习近平新时代中国特色社会主义重要思想为指导，{block.text}"
            )
    text = as_text(blocks)
    lines = text.decode().splitlines()
    heading = lines.index("存在的主要问题及改进情况") + 1
    phrase = next(n for n, line in enumerate(lines, 1) if "重要思想" in line)
    outcome = take(county, written(tmp_path, "huashi.txt", text), check=True)
    faults = [each for each in doubted(outcome) if each[1] != "no-last-year"]
    assert faults == [(f"{phrase}:1", "political-phrase"), (f"{heading}:1", "heading-taken")]
    filing = filing_in(county, "liulin", 2023)
    assert len(filing.cells) == 200
    ours, own = stated(filing), stated(filing_in(full, "liulin", 2023))
    assert {name for name in own if own[name] != ours[name]} == {"overview.proactive 0"}
    assert ours.keys() == own.keys()


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


def test_a_page_that_declares_gb2312_is_read_as_browsers_read_it(
    full: Project, county: Project, tmp_path: Path
) -> None:
    """Its characters are those of GB18030; a reader that believes the page stops at the first."""
    text = (
        page_of(full, "liulin", 2023).decode().replace("报告结合", "报告").replace("逐项", "㙍项")
    )
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    path = written(tmp_path, "saved.html", (head + text).encode("gb18030"))
    assert doubted(take(county, path)) == []
    filing = filing_in(county, "liulin", 2023)
    assert "㙍项" in filing.prose["overview.proactive"].text
    assert len(filing.cells) == 200


def test_a_figure_that_is_not_there_keeps_the_filing_from_being_written(
    full: Project, county: Project, tmp_path: Path
) -> None:
    """Left out of a filing it would count as zero."""
    page = re.sub(
        "<tr>(?:(?!</tr>).)*信访举报投诉类申请.*?</tr>", "", page_of_text(full), flags=re.DOTALL
    )
    outcome = take(county, written(tmp_path, "page.html", page.encode()))
    assert [code for _, code in doubted(outcome)] == ["figure-not-found"]
    assert not county.filing_path("liulin", 2023).exists()


def test_a_cell_that_holds_no_figure_is_found_at_its_place(
    full: Project, county: Project, tmp_path: Path
) -> None:
    page = re.sub("(行政许可.*?>)12<", r"\1见附表<", page_of_text(full), count=1, flags=re.DOTALL)
    outcome = take(county, written(tmp_path, "page.html", page.encode()))
    assert doubted(outcome) == [(str(TableSpot(1, 7, 2)), "figure-not-read")]
    assert not county.filing_path("liulin", 2023).exists()


@pytest.mark.parametrize(
    ("heading", "text"), [("六、", "本年度未产生"), ("（五）", "邀请人大代表")]
)
def test_a_heading_with_nothing_below_it_is_told_where_it_stands(
    heading: str, text: str, full: Project, county: Project, tmp_path: Path
) -> None:
    lines = as_text(list(read_docx(docx_of(full, "liulin", 2023), "x").blocks)).decode().split("\n")
    short = [line for line in lines if not line.startswith(text)]
    assert len(short) == len(lines) - 1
    outcome = take(county, written(tmp_path, "short.txt", "\n".join(short).encode()))
    number = next(n for n, line in enumerate(short, 1) if line.startswith(heading))
    assert doubted(outcome) == [(f"{number}:1", "text-not-found")]
    assert "nothing stands below" in str([str(each.message) for each in outcome.findings])


def test_a_total_that_is_wrong_in_the_report_is_wrong_in_the_filing(
    full: Project, county: Project, tmp_path: Path
) -> None:
    """What was published is what is taken, and the filing names the cell until it is mended."""
    page = re.sub("(年新收.*?)>4<", r"\1>5<", page_of_text(full), count=1, flags=re.DOTALL)
    outcome = take(county, written(tmp_path, "page.html", page.encode()))
    assert doubted(outcome) == [(str(TableSpot(2, 4, 8)), "total")]
    assert [str(f.place.spot) for f in outcome.findings if f.code == "figure-unproved"] == [
        str(TableSpot(1, 3, 2)),
        str(TableSpot(2, 4, 2)),
    ]
    assert county.filing_path("liulin", 2023).exists()


def test_a_filing_that_says_something_else_stays(
    full: Project, county: Project, tmp_path: Path
) -> None:
    path = written(tmp_path, "liulin.docx", docx_of(full, "liulin", 2023))
    take(county, path)
    filing = county.filing_path("liulin", 2023)
    filing.write_text(filing.read_text(encoding="utf-8").replace("penalties: 3", "penalties: 4"))
    before = filing.read_bytes()
    assert [code for _, code in doubted(take(county, path))] == ["already-there"]
    assert filing.read_bytes() == before
    assert take(county, path, force=True).products == (filing,)
    assert b"penalties: 3" in filing.read_bytes()


def test_last_years_report_makes_the_checks_between_years_work(
    full: Project, county: Project, tmp_path: Path
) -> None:
    """A figure carried over that last year's report does not have is found in the first year."""
    take(county, written(tmp_path, "last.docx", docx_of(full, "liulin", 2022)))
    take(county, written(tmp_path, "this.docx", docx_of(full, "liulin", 2023)))
    filing = county.filing_path("liulin", 2023)
    text = filing.read_text(encoding="utf-8").replace("carried_in: {} ", "carried_in: {natural: 7}")
    filing.write_text(text, encoding="utf-8")
    (outcome,) = check_all(county, [county.townships["liulin"]], 2023)
    assert "carried-over" in {each.code for each in outcome.findings}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("photo.docx", b"\x89PNG\r\n"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("broken.docx", b"PK\x03\x04" + bytes(60)),
        ("broken.pdf", b"%PDF-1.7\n"),
        ("empty.txt", b""),
        ("other.txt", "会议通知\n请于三日内报名。".encode()),
    ],
)
def test_what_is_no_report_is_a_finding(
    name: str, data: bytes, county: Project, tmp_path: Path
) -> None:
    outcome = take(county, written(tmp_path, name, data))
    assert [each.code for each in outcome.findings] == ["not-imported"]


def test_check_reads_a_report_and_writes_nothing(full: Project, tmp_path: Path) -> None:
    """A report that never saw docfill is checked as its filing would be, at its own places."""
    page = page_of_text(full).replace("收到政府信息公开申请4件", "收到政府信息公开申请9件")
    path = written(tmp_path, "page.html", page.encode())
    before = {each: each.stat().st_mtime_ns for each in full.root.rglob("*")}
    result = CliRunner().invoke(
        docfill, ["check", str(path), "--project", str(full.root), "--json"]
    )
    (outcome,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(f["code"], f.get("paragraph")) for f in outcome["findings"]] == [
        ("told-received", 6),
        ("figure-unproved", None),
    ]
    assert {each: each.stat().st_mtime_ns for each in full.root.rglob("*")} == before


def page_of_text(project: Project) -> str:
    return page_of(project, "liulin", 2023).decode()


@pytest.mark.parametrize(
    "report",
    [
        "",
        "没有一个标题。\n",
        "2024年1月5日\n",
        "二、主动公开政府信息情况\n一、总体情况\n没有小标题。\n",
        "一、总体情况\n",
    ],
)
def test_a_report_without_headings_is_told_as_missing_its_figures(
    report: str, county: Project, tmp_path: Path
) -> None:
    title = "柳林镇2023年政府信息公开工作年度报告\n" if report else ""
    path = written(tmp_path, "liulin.txt", f"{title}{report}".encode())
    outcome = take(county, path, agency="liulin", year=2023)
    assert "figure-not-found" in {each.code for each in outcome.findings}
    assert not county.filing_path("liulin", 2023).exists()


def test_files_that_are_no_reports_are_told_as_what_they_are(
    county: Project, tmp_path: Path
) -> None:
    workbook = io.BytesIO()
    xlsxwriter.Workbook(workbook).close()
    names = {"form.docx": workbook.getvalue(), "scan.pdf": (ROOT / "docs/sheet.png").read_bytes()}
    told = {}
    for name, data in names.items():
        outcome = take(county, written(tmp_path, name, data), agency="liulin", year=2023)
        (found,) = outcome.findings
        assert found.code == "not-imported"
        told[name] = str(found.message)
    assert "docfill take" in told["form.docx"]
    assert "picture" in told["scan.pdf"]
