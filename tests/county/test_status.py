"""Who owes what: as a table, as JSON, and as a page that needs nothing else."""

import base64
import io
import json
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html
from PIL import Image

from county_made import finish, make_county
from docfill.base.findings import Place
from docfill.base.text_width import width
from docfill.cli import docfill
from docfill.cli.status import _COLOURS
from docfill.county.sending import open_ledger
from docfill.county.status import Stage, Status, status_of
from docfill.county.status_table import as_table, stage_name
from docfill.mail.compose import Delivery, Enclosure, Letter
from docfill.mail.ledger import State
from docfill.project import Project
from docfill.web.status_page import page

NOW = datetime(2024, 1, 23, 9, 0, tzinfo=UTC)
NAMES = {
    "missing": "东山乡",
    "faulty": "河口乡",
    "uncertain": "白沙镇",
    "refused": "古渡镇",
    "tobuild": "云台街道",
    "changed": "柳林镇",
    "ready": "长滩镇",
    "sent": "青石<镇>",
}
SENT = {
    "uncertain": State.UNCERTAIN,
    "refused": State.REFUSED,
    "changed": State.SENT,
    "sent": State.SENT,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A county with one report at each stage; the township's id says which."""
    project = make_county(tmp_path / "county", NAMES)
    project.filing_path("missing", 2023).unlink()
    finish(project, *(township for township in NAMES if township != "missing"))
    for township, state in SENT.items():
        note(project, township, state)
    finish(project, "changed", content="second")
    (project.root / "out/2023/tobuild/receipt.json").unlink()
    faulty = project.filing_path("faulty", 2023)
    text = faulty.read_text(encoding="utf-8")
    faulty.write_text(text.replace("requests: {}", "requests: {new: {natural: 7}}"), "utf-8")
    monkeypatch.chdir(project.root)
    return project


def note(project: Project, township: str, state: State) -> None:
    """Write into the ledger that the report was sent as it is now, and what came of it."""
    (docx,) = (project.root / "out" / "2023" / township).glob("*.docx")
    receipt = json.loads((docx.parent / "receipt.json").read_bytes())
    content = receipt["products"]["docx"]["stamp"]["sha256"]
    one = Enclosure(township, 2023, "", "", "", docx.stem, content, (), Place(""))
    letter = Letter(f"<{township}@example>", "a@example", ("gk@yunchuan.example",), docx.stem, b"")
    with open_ledger(project) as ledger:
        number = ledger.claim(letter, Delivery((one,), (0,)), NOW)
        assert number is not None
        ledger.note_sending(number, NOW)
        ledger.note(number, state, "the server's word", NOW)


@pytest.fixture
def status(project: Project) -> Status:
    return status_of(project, project.townships.values(), 2023, NOW)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(docfill, ["status", *arguments], catch_exceptions=False)


def test_each_report_is_at_its_stage(status: Status) -> None:
    assert {row.township.id: str(row.stage) for row in status.rows} == {
        township: {"tobuild": "to-build"}.get(township, township) for township in NAMES
    }
    assert {row.township.id for row in status.unsent} == set(NAMES) - {"sent"}


def test_only_a_product_that_may_be_sent_counts_as_verified(status: Status) -> None:
    verified = {row.township.id for row in status.rows if row.product}
    assert verified == {"uncertain", "refused", "changed", "ready", "sent"}


def test_the_deadline_is_counted_in_days(project: Project) -> None:
    def left(day: date) -> tuple[int, bool]:
        now = datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)
        status = status_of(project, project.townships.values(), 2023, now)
        return status.days_left, status.is_urgent

    assert left(date(2024, 1, 20)) == (11, False)
    assert left(date(2024, 1, 21)) == (10, True)
    assert left(date(2024, 1, 31)) == (0, True)
    assert left(date(2024, 2, 2)) == (-2, True)


def test_when_all_is_sent_nothing_is_urgent(project: Project) -> None:
    status = status_of(project, [project.townships["sent"]], 2023, NOW)
    assert (status.days_left, status.is_urgent) == (8, False)


def test_the_table_keeps_its_columns_under_chinese_names(status: Status) -> None:
    lines = [line for stage, line in as_table(status) if stage]
    starts = {width(line[: re.search(r"[✓–]", line).start()]) for line in lines}  # type: ignore[union-attr]
    assert len(lines) == len(NAMES) and len(starts) == 1


def test_the_table_says_who_owes_what(project: Project) -> None:
    result = run("-y", "2023")
    lines = dict(re.findall(r"\((\w+)\) +(.*)", result.stdout))
    assert result.exit_code == 0
    assert lines["missing"].startswith("–") and lines["missing"].endswith("no filing")
    assert lines["tobuild"].endswith("not built yet")
    assert lines["faulty"].split()[1] != "–"
    assert "the server's word" in lines["refused"]
    assert "gk@yunchuan.example" in lines["sent"]
    assert "2024-01-31" in result.stdout.splitlines()[-1]


def test_the_same_as_json(project: Project) -> None:
    told = json.loads(run("-y", "2023", "--json").stdout)
    rows = {row["township"]: row for row in told["townships"]}
    assert (told["county"], told["year"], told["deadline"]) == ("云川县", 2023, "2024-01-31")
    assert rows["sent"]["sent"]["to"] == ["gk@yunchuan.example"]
    assert rows["sent"]["sent"]["at"].startswith("2024-01-23T")
    assert rows["uncertain"]["sent"] is None
    assert (rows["ready"]["verified"], rows["tobuild"]["verified"]) == (True, False)
    assert rows["ready"]["pdf"].endswith("长滩镇2023年政府信息公开工作年度报告.pdf")
    assert rows["faulty"]["errors"] > 0 and len(rows["faulty"]["findings"]) > 0
    assert rows["missing"]["stage"] == "missing"


def test_asking_makes_no_ledger(tmp_path: Path) -> None:
    project = make_county(tmp_path / "county", {"a": "青石镇"})
    assert run("-y", "2023", "--project", str(project.root)).exit_code == 0
    assert not (project.root / "sent.sqlite").exists()


@pytest.fixture
def parsed(status: Status) -> html.HtmlElement:
    return html.document_fromstring(page(status, "zh"))


def test_the_page_is_one_well_formed_document(status: Status) -> None:
    class Balance(HTMLParser):
        """Every element that is opened is closed, in order."""

        void = frozenset({"meta", "img"})

        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in self.void:
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    text = page(status, "en")
    reader = Balance()
    reader.feed(text)
    assert reader.open == [] and text.lstrip().startswith("<!DOCTYPE html>")


def test_the_page_needs_no_network_and_no_other_file(
    parsed: html.HtmlElement, status: Status
) -> None:
    places = [
        value
        for element in parsed.iter(etree.Element)
        for name, value in element.attrib.items()
        if name in ("src", "href", "srcset", "action", "data", "poster")
    ]
    assert places and all(p.startswith(("#", "data:image/png;base64,")) for p in places)
    text = page(status, "zh")
    assert not re.search(r"https?://|@import|url\(", text)
    (policy,) = parsed.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")


def test_every_link_leads_somewhere(parsed: html.HtmlElement) -> None:
    ids = parsed.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in parsed.xpath("//a/@href")} <= set(ids)


def test_the_table_can_be_heard(parsed: html.HtmlElement) -> None:
    """A real table with headings for its rows and columns, and words where marks stand."""
    (table,) = parsed.xpath("//table")
    columns = table.xpath("./thead//th[@scope='col']")
    rows = table.xpath("./tbody/tr")
    assert len(rows) == len(NAMES)
    assert all(len(row.xpath("./th[@scope='row']")) == 1 for row in rows)
    assert {len(row) for row in rows} == {len(columns)}
    marks = parsed.xpath("//tbody//*[@aria-hidden='true']")
    assert marks and all(mark.getnext().text for mark in marks)
    assert all(image.get("alt") for image in parsed.xpath("//img"))
    assert parsed.get("lang") == "zh-CN"


def test_every_report_has_its_findings_and_its_first_page(
    parsed: html.HtmlElement, status: Status
) -> None:
    for row in status.rows:
        (article,) = parsed.xpath(f"//article[@id='{row.township.id}']")
        said = article.text_content()
        assert row.township.name in said
        assert all(str(finding.message) in said for finding in row.report.findings)
        assert len(article.xpath(".//img")) == (row.pdf is not None)
    assert parsed.xpath("//article[@id='missing']//img") == []


def test_the_most_urgent_stands_first(parsed: html.HtmlElement) -> None:
    stages = parsed.xpath("//tbody/tr/@data-stage")
    # At none of these docfill itself failed.
    assert stages == [str(stage) for stage in Stage if stage is not Stage.FAILED]
    assert parsed.xpath("//article/@data-stage") == stages


def test_the_picture_shows_the_page(parsed: html.HtmlElement) -> None:
    (source,) = parsed.xpath("//article[@id='sent']//img/@src")
    picture = Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))).convert("L")
    assert picture.size == (420, 595)
    assert (picture.getpixel((200, 200)), picture.getpixel((200, 130))) == (255, 255)
    assert picture.getpixel((200, 157)) == 0


def test_a_broken_pdf_leaves_a_gap_and_not_a_crash(project: Project) -> None:
    next((project.root / "out/2023/ready").glob("*.pdf")).write_bytes(b"%PDF-1.7 nothing")
    status = status_of(project, project.townships.values(), 2023, NOW)
    parsed = html.document_fromstring(page(status, "en"))
    assert parsed.xpath("//article[@id='ready']//img") == []


def test_the_page_is_written_where_it_was_asked_for(project: Project) -> None:
    result = run("-y", "2023", "--html", "status.html")
    assert result.exit_code == 0 and result.stdout.strip() == "status.html"
    assert "青石&lt;镇&gt;" in Path("status.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_name_and_a_colour(stage: Stage) -> None:
    assert stage_name(stage) and _COLOURS[stage]


def test_a_page_in_a_folder_is_named_by_its_year(project: Project, tmp_path: Path) -> None:
    told = run("-y", "2023", "--html", str(tmp_path))
    assert (told.exit_code, told.stdout) == (0, f"{tmp_path}/status-2023.html\n")
    assert (tmp_path / "status-2023.html").read_text("utf-8").startswith("<!DOCTYPE html>")
