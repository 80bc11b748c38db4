"""Several yearly reports of one county: who owes which, and where each one's files stand."""

import json
import shutil
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from commands import run
from docfill.base.errors import Faulty
from docfill.county import reporting
from docfill.mail.compose import Letter
from docfill.project import open_project

SETTINGS = """\
county: 云川县
file_name: "{title}"
reports:
  books:
    kits: [{kit: inventory, since: 2020}]
  maps:
    kits: [{kit: maps, since: 2023}]
    agencies: [west]
townships:
  east: {name: 东街小学, full_name: 云川县东街小学, level: department}
  west: {name: 西街小学, full_name: 云川县西街小学, level: department}
mail:
  server: {host: mail.example, security: starttls}
  from: 云川县 <office@yunchuan.example>
  to: 云川县教育局 <books@yunchuan.example>
"""
FILING = """\
counted: 2024-03-05
words: |
  全年购入三册。
books:
  novels: {had: 10, bought: 3, lost: 1, have: 12}
"""


@pytest.fixture
def schools(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy county with a second report, which only one of its schools owes."""
    shutil.copytree(root / "tests" / "toy", tmp_path, dirs_exist_ok=True)
    kits = tmp_path / "templates"
    shutil.copytree(kits / "inventory", kits / "maps")
    form = kits / "maps" / "form.yaml"
    form.write_text(form.read_text("utf-8").replace("图书清点表", "图书核对表"), "utf-8")
    (tmp_path / "docfill.yaml").write_text(SETTINGS, "utf-8")
    filing = tmp_path / "data" / "2023" / "west" / "maps.yaml"
    filing.parent.mkdir()
    for path in (filing, tmp_path / "data" / "2023" / "west.yaml"):
        path.write_text(FILING, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def faults(folder: Path, old: str, new: str) -> list[str]:
    """The codes of what is wrong with docfill.yaml when a piece of it is another."""
    assert old in SETTINGS
    (folder / "docfill.yaml").write_text(SETTINGS.replace(old, new, 1), "utf-8")
    with pytest.raises(Faulty) as raised:
        open_project(folder)
    return [finding.code for finding in raised.value.findings]


def test_a_township_builds_all_the_reports_it_owes(schools: Path) -> None:
    """Nothing collides: the first report stands where it always stood, the others below it."""
    made = run("build", "west", "-y", "2023", "--no-pdf")
    assert made.exit_code == 0
    folder = schools / "out" / "2023" / "west"
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert found == [
        "maps/receipt.json",
        "maps/西街小学2023年图书核对表.docx",
        "receipt.json",
        "西街小学2023年图书清点表.docx",
    ]
    again = run("build", "west", "-y", "2023", "--no-pdf")
    assert again.stderr.count("unchanged") == 2


def test_who_owes_one_report_gets_no_other(schools: Path) -> None:
    run("build", "-y", "2023", "--no-pdf")
    assert not (schools / "out" / "2023" / "east" / "maps").exists()


def test_a_report_that_had_no_kit_yet_is_not_asked_for(schools: Path) -> None:
    objects = json.loads(run("check", "-y", "2022", "--json").stdout)
    assert {each["report"] for each in objects} == {"books"}


def test_one_report_is_named_by_its_key_or_by_the_path_of_a_filing(schools: Path) -> None:
    for words in (("west", "--report", "maps", "-y", "2023"), ("data/2023/west/maps.yaml",)):
        objects = json.loads(run("check", *words, "--json").stdout)
        assert [(each["township"], each["report"]) for each in objects] == [("west", "maps")]


@pytest.mark.parametrize("words", [("east", "--report", "maps"), ("--report", "prizes")])
def test_a_report_that_nobody_owes_is_wrong_usage(schools: Path, words: tuple[str, ...]) -> None:
    assert run("build", *words, "-y", "2023").exit_code == 2


def test_the_first_report_may_stand_in_the_long_form(schools: Path) -> None:
    """Beside the short form it is not read, and said to be in the way."""
    short = schools / "data" / "2023" / "west.yaml"
    long = schools / "data" / "2023" / "west" / "books.yaml"
    shutil.copy(short, long)
    objects = json.loads(run("check", "west", "-y", "2023", "--json").stdout)
    strays = [f for each in objects for f in each["findings"] if f["code"] == "stray-filing"]
    assert [Path(f["file"]).name for f in strays] == ["books.yaml"]
    short.unlink()
    objects = json.loads(run("check", "data/2023/west/books.yaml", "--json").stdout)
    assert [each["exit_code"] for each in objects] == [0]


def test_a_filing_named_by_no_report_is_found(schools: Path) -> None:
    filing = schools / "data" / "2023" / "west" / "maps.yaml"
    filing.rename(filing.with_name("map.yaml"))
    found = run("check", "west", "--report", "maps", "-y", "2023").stdout
    assert "data/2023/west/map.yaml is there; rename it to maps.yaml" in found


def test_what_is_missing_names_the_command_that_begins_it(schools: Path) -> None:
    (schools / "data" / "2023" / "west" / "maps.yaml").unlink()
    assert "docfill new west --report maps -y 2023" in run("check", "-y", "2023").stdout
    assert run("new", "west", "--report", "maps", "-y", "2023").exit_code == 0
    assert (schools / "data" / "2023" / "west" / "maps.yaml").exists()


def test_workbooks_go_out_and_come_back_to_their_own_report(schools: Path) -> None:
    filing = schools / "data" / "2023" / "west" / "maps.yaml"
    first = schools / "data" / "2023" / "west.yaml"
    before = first.read_bytes()
    assert run("sheet", "west", "-y", "2023").exit_code == 0
    filing.unlink()
    taken = run("take", "out/2023/sheets/maps/西街小学.xlsx")
    assert taken.exit_code == 0
    assert "have: 12" in filing.read_text("utf-8")
    assert first.read_bytes() == before


def test_a_published_report_is_told_by_its_title(schools: Path) -> None:
    run("build", "west", "-y", "2023", "--no-pdf")
    filing = schools / "data" / "2023" / "west" / "maps.yaml"
    filing.unlink()
    taken = run("import", "out/2023/west/maps/西街小学2023年图书核对表.docx")
    assert taken.exit_code == 0
    assert "have: 12" in filing.read_text("utf-8")


def test_status_tells_report_by_report(schools: Path) -> None:
    books, maps = json.loads(run("status", "-y", "2023", "--json").stdout)
    assert [row["township"] for row in books["townships"]] == ["east", "west"]
    assert [row["township"] for row in maps["townships"]] == ["west"]
    run("status", "-y", "2023", "--html", "status.html")
    assert (schools / "status.html").exists() and (schools / "status-maps.html").exists()


def test_figures_are_added_up_by_report(schools: Path) -> None:
    books = run("rollup", "-y", "2023", "--json")
    assert "this is about books; another is named with --report: maps" in books.stderr
    maps = json.loads(run("rollup", "-y", "2023", "--report", "maps", "--json").stdout)
    have = next(cell for cell in maps["cells"] if cell["cell"] == "books.all.have")
    assert have["whole"] == 12


def test_finished_reports_are_proved_and_published_each(schools: Path) -> None:
    run("build", "west", "-y", "2023", "--no-pdf")
    assert run("html", "west", "-y", "2023").exit_code == 0
    assert (schools / "out/2023/west/maps/西街小学2023年图书核对表.html").exists()
    verified = run("verify", "west", "-y", "2023")
    assert verified.exit_code == 0
    assert verified.stderr.count("verified") == 2


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("{kit: maps, since: 2023}", "{kit: inventory, since: 2023}", ["same-kit"]),
        ("{kit: maps, since: 2023}", "{kit: a, since: 9}, {kit: b, since: 9}", ["same-since"]),
        ("agencies: [west]", "agencies: [north]", ["dangling-name"]),
        ("agencies: [west]", "groups: [poets]", ["dangling-name"]),
        ("    kits: [{kit: maps, since: 2023}]\n", "", ["missing"]),
        ("  maps:", "  pages:", ["wrong-id"]),
        ("reports:", "kits: [{kit: inventory, since: 2020}]\nreports:", ["unknown-key"]),
    ],
)
def test_faults_of_reports_are_found(schools: Path, old: str, new: str, codes: list[str]) -> None:
    assert faults(schools, old, new) == codes


def test_a_group_may_owe_a_report(schools: Path) -> None:
    text = SETTINGS.replace("agencies: [west]", "groups: [departments]")
    (schools / "docfill.yaml").write_text(text, "utf-8")
    project = open_project(schools)
    assert list(project.about(project.report_called("maps")).townships) == ["east", "west"]


def break_kit_of_maps(folder: Path) -> None:
    form = folder / "templates" / "maps" / "form.yaml"
    form.write_text(form.read_text("utf-8") + "nonsense: 1\n", "utf-8")


def test_a_kit_that_cannot_be_used_stops_the_status_of_its_own_report_alone(schools: Path) -> None:
    break_kit_of_maps(schools)
    table = run("status", "-y", "2023")
    assert table.exit_code == 1
    assert "东街小学 (east)" in table.stdout
    assert table.stdout.count("nonsense") == 1
    books, maps = json.loads(run("status", "-y", "2023", "--json").stdout)
    assert [row["township"] for row in books["townships"]] == ["east", "west"]
    assert [finding["code"] for finding in maps["findings"]] == ["unknown-key"]
    page = run("status", "-y", "2023", "--html", "status.html")
    assert (page.exit_code, page.stdout, "nonsense" in page.stderr) == (1, "status.html\n", True)


def test_the_yearly_run_goes_on_with_the_reports_whose_kits_can_be_used(schools: Path) -> None:
    break_kit_of_maps(schools)
    said = run("run", "--draft", "-y", "2023")
    assert said.exit_code == 1
    of_books, of_maps = said.stderr.split("report: maps")
    assert "nonsense" not in of_books
    assert "check: 2 townships" in of_books
    assert "nonsense" in of_maps
    assert of_maps.count(" summary: ") == 1
    alone = run("run", "--draft", "-y", "2023", "--report", "books")
    assert "nonsense" not in alone.stderr


def test_all_reports_have_one_summary(schools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator reads one mail, in which each report stands with its agencies."""
    settings = schools / "docfill.yaml"
    settings.write_text(
        settings.read_text("utf-8") + "  operator: duty@yunchuan.example\n", "utf-8"
    )
    letters: list[Letter] = []

    def kept(letter: Letter, *_: object) -> str:
        letters.append(letter)
        return "250 ok"

    monkeypatch.setattr(reporting, "_post", kept)
    run("run", "--draft", "-y", "2023")
    (letter,) = letters
    text = message_from_bytes(letter.data, policy=default).get_content()
    of_books, of_maps = text.split("[maps]")
    assert "[books]" in of_books
    assert ("east" in of_books, "east" in of_maps, "west" in of_maps) == (True, False, True)


def test_a_run_that_names_no_known_report_is_wrong_usage(schools: Path) -> None:
    assert run("run", "--draft", "-y", "2023", "--report", "prizes").exit_code == 2
