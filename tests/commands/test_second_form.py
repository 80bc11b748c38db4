"""A second real form goes through every command, beside the first and without a line of Python."""

import json
import shutil
from pathlib import Path

import pytest

from commands import run
from docfill.filing.reader import read_filing
from docfill.form.reader import open_form
from docfill.project import open_project
from docfill.sources.yaml.reader import read

TITLE = "县教育局2023年政府网站工作年度报表"
FILING = Path("data/2023/jiaoyu/website.yaml")


@pytest.fixture
def bureau(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example with two reports, in a folder of its own."""
    shutil.copytree(root / "examples" / "reports", tmp_path, dirs_exist_ok=True)
    settings = tmp_path / "docfill.yaml"
    text = settings.read_text("utf-8").replace("../../templates", str(root / "templates"))
    settings.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stated(project: Path) -> dict[str, object]:
    """What the filing states, without where."""
    opened = open_project(project)
    view = opened.about(opened.report_called("website"))
    filing, found = read_filing(
        read(view.filing_path("jiaoyu", 2023)), open_form(view.kit_path(2023)), "jiaoyu", 2023
    )
    assert found == []
    return {
        **{name: cell.printed for name, cell in filing.cells.items()},
        **{name: word for name, (word, _) in filing.words.items()},
        **{name: day for name, (day, _) in filing.dates.items()},
    }


def test_it_is_checked_beside_the_first(bureau: Path) -> None:
    objects = json.loads(run("check", "jiaoyu", "-y", "2023", "--json").stdout)
    assert [each["report"] for each in objects if each["township"]] == [
        "disclosure",
        "website",
        "law",
    ]
    assert [each["findings"] for each in objects] == [[], [], []]


def test_a_word_that_is_none_of_the_choices_is_found_where_it_stands(bureau: Path) -> None:
    text = FILING.read_text("utf-8").replace("watched: 是", "watched: 有")
    FILING.write_text(text, "utf-8")
    (found,) = json.loads(run("check", str(FILING), "--json").stdout)[-1]["findings"]
    line = 1 + [each.split(":")[0] for each in text.splitlines()].index("watched")
    assert (found["line"], found["code"]) == (line, "wrong-choice")


def test_a_total_that_is_typed_must_be_the_sum(bureau: Path) -> None:
    text = FILING.read_text("utf-8").replace("  overview:", "  published: 700\n  overview:")
    FILING.write_text(text, "utf-8")
    (found,) = json.loads(run("check", str(FILING), "--json").stdout)[-1]["findings"]
    assert found["code"] == "total"


def test_it_is_made_proved_published_and_imported(bureau: Path) -> None:
    before = stated(bureau)
    assert run("build", "jiaoyu", "--report", "website", "-y", "2023", "--no-pdf").exit_code == 0
    assert run("verify", "jiaoyu", "--report", "website", "-y", "2023").exit_code == 0
    assert run("html", "jiaoyu", "--report", "website", "-y", "2023").exit_code == 0
    for ending in ("docx", "html"):
        FILING.unlink()
        taken = run("import", f"out/2023/jiaoyu/website/{TITLE}.{ending}", "--json")
        (outcome,) = json.loads(taken.stdout)
        # All was found; of what no sum proves, it is said once.
        assert [f["code"] for f in outcome["findings"]] == ["figure-unproved"]
        assert stated(bureau) == before


def test_its_workbook_comes_back_as_it_was(bureau: Path) -> None:
    before = stated(bureau)
    assert run("sheet", "jiaoyu", "--report", "website", "-y", "2023").exit_code == 0
    FILING.unlink()
    assert run("take", "out/2023/sheets/website/县教育局.xlsx").exit_code == 0
    assert stated(bureau) == before


def test_a_new_one_names_every_choice(bureau: Path) -> None:
    FILING.unlink()
    assert run("new", "jiaoyu", "--report", "website", "-y", "2023").exit_code == 0
    text = FILING.read_text("utf-8")
    assert "网站类型, one of 政府门户网站、部门网站、专项网站" in text
    blank = run("check", "jiaoyu", "--report", "website", "-y", "2023")
    assert blank.exit_code == 1 and "[blank] 网站类型" in blank.stdout


def test_its_figures_are_added_up_and_compared(bureau: Path) -> None:
    added = json.loads(run("rollup", "-y", "2023", "--report", "website", "--json").stdout)
    sums = {cell["cell"]: cell["whole"] for cell in added["cells"]}
    assert (sums["work.published"], sums["work.cases"]) == (744, 1080)
    shutil.copytree("data/2023", "data/2024")
    changed = run("compare", "2023", "2024", "--report", "website", "--json")
    assert changed.exit_code == 0


def test_a_form_of_prose_alone_goes_the_same_way(bureau: Path) -> None:
    """The third report has no figures: all works but adding up, which says why not."""
    law = Path("data/2023/jiaoyu/law.yaml")
    made = run("build", "jiaoyu", "--report", "law", "-y", "2023", "--no-pdf", "--html")
    assert made.exit_code == 0
    assert run("verify", "jiaoyu", "--report", "law", "-y", "2023").exit_code == 0
    assert run("sheet", "jiaoyu", "--report", "law", "-y", "2023").exit_code == 0
    before = texts_in(law)
    roads = (
        ("import", "out/2023/jiaoyu/law/县教育局2023年法治政府建设年度报告.docx"),
        ("take", "out/2023/sheets/law/县教育局.xlsx"),
    )
    for command, file in roads:
        law.unlink()
        assert run(command, file).exit_code == 0
        assert texts_in(law) == before
    added = run("rollup", "-y", "2023", "--report", "law")
    assert added.exit_code == 2 and "law-2019 has no table" in added.stderr


def texts_in(path: Path) -> list[str]:
    """What a filing says, line by line, without comments."""
    lines = (line.partition("  #")[0].rstrip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def test_a_kit_that_cannot_be_used_stops_its_own_report_alone(bureau: Path) -> None:
    settings = Path("docfill.yaml")
    settings.write_text(settings.read_text("utf-8").replace("disclosure-2021", "lost"), "utf-8")
    made = run("build", "jiaoyu", "-y", "2023", "--no-pdf")
    assert made.exit_code == 1
    assert "lost" in made.stdout
    assert made.stdout.count(".docx") == 2


def test_kit_and_status_know_it(bureau: Path) -> None:
    assert run("kit").exit_code == 0
    _, website, _ = json.loads(run("status", "-y", "2023", "--json").stdout)
    assert [(row["township"], row["stage"]) for row in website["townships"]] == [
        ("jiaoyu", "to-build")
    ]
