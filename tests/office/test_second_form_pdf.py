"""The second real form with its PDF: two pages, proved, and read back as it was filed."""

import json
import shutil
from pathlib import Path

import pytest

from commands import run

pytestmark = pytest.mark.office

FILING = Path("data/2023/jiaoyu/website.yaml")
TITLE = "县教育局2023年政府网站工作年度报表"


def test_all_reports_are_made_and_the_second_read_back(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One build makes what the office owes; the PDF alone gives the filing again."""
    shutil.copytree(root / "examples" / "reports", tmp_path / "county")
    monkeypatch.chdir(tmp_path / "county")
    settings = Path("docfill.yaml")
    text = settings.read_text("utf-8").replace("../../templates", str(root / "templates"))
    settings.write_text(text, "utf-8")
    built = json.loads(run("build", "jiaoyu", "-y", "2023", "--json").stdout)
    assert [(each["report"], each["findings"]) for each in built] == [
        ("disclosure", []),
        ("website", []),
        ("law", []),
    ]
    receipt = json.loads(Path("out/2023/jiaoyu/website/receipt.json").read_text("utf-8"))
    assert receipt["pages"] == 2
    before = sorted(_lines(FILING))
    FILING.unlink()
    assert run("import", f"out/2023/jiaoyu/website/{TITLE}.pdf").exit_code == 0
    assert sorted(_lines(FILING)) == before


def _lines(path: Path) -> list[str]:
    """What a filing states, line by line, without comments and quotes."""
    texts = (line.partition(" #")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [text.replace("'", "") for text in texts if text and not text.startswith("#")]
