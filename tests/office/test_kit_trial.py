"""A kit that passes `kit` builds: what the proof asks of fonts, margins and rows is tried there."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run
from docx_making import unzipped, zipped
from emptied_templates import emptied

TOY = Path(__file__).parent.parent / "toy"
OFFICIAL = TOY.parents[1] / "templates" / "disclosure-2021" / "template.docx"
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
Parts = dict[str, bytes]


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The template of a kit that is good as it stands; commands run in its project."""
    shutil.copytree(TOY, tmp_path / "toy")
    monkeypatch.chdir(tmp_path / "toy")
    return Path("templates/inventory/template.docx")


def changed(template: Path, part: str, pattern: str, new: str) -> None:
    parts = unzipped(template.read_bytes())
    text, count = re.subn(pattern, new, parts[part].decode())
    assert count
    template.write_bytes(zipped(parts | {part: text.encode()}))


def theme_fonts(template: Path) -> None:
    changed(template, STYLES, ' w:eastAsia="仿宋[^"]*"', ' w:eastAsiaTheme="minorEastAsia"')


def narrow_margins(template: Path) -> None:
    changed(template, DOCUMENT, 'w:right="1800"', 'w:right="4000"')


def wide_columns(template: Path) -> None:
    changed(template, DOCUMENT, 'w:w="1728"', 'w:w="2500"')


def indented_table(template: Path) -> None:
    changed(template, DOCUMENT, '<w:jc w:val="center"/>(?=<w:tblLayout)', '<w:tblInd w:w="900"/>')


def high_rows(template: Path) -> None:
    changed(template, DOCUMENT, "<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="20000"/>')


def unruled_cells(template: Path) -> None:
    changed(template, DOCUMENT, '<w:tblStyle w:val="TableGrid"/>', "")


BROKEN: dict[Callable[[Path], None], tuple[str, str, str]] = {
    theme_fonts: ("pdf-font", "“title”", "without the fonts of a theme"),
    narrow_margins: ("pdf-margin", "table 1", "the page's margins"),
    wide_columns: ("pdf-margin", "table 1", "make them narrower"),
    indented_table: ("pdf-margin", "page 1", "its indent zero"),
    high_rows: ("pdf-rows", "table 1, rows 1, 2, 3, 4", "make them lower"),
    unruled_cells: ("pdf-rows", "table 1", "rule every cell"),
}


def test_a_good_kit_has_nothing_found_and_builds(template: Path) -> None:
    result = run("kit", "--out", "trial", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert {path.name for path in Path("trial").iterdir()} == {"trial.docx", "trial.pdf"}
    assert run("build", "east", "-y", "2023").exit_code == 0


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_what_a_report_would_be_refused_for_is_found_with_place_and_remedy(
    template: Path, broken: Callable[[Path], None]
) -> None:
    broken(template)
    result = run("kit", "--json")
    code, place, remedy = BROKEN[broken]
    assert result.exit_code == 1
    (first, *_) = [each for each in json.loads(result.stdout) if each["code"] == code]
    assert first["file"] == str(template)
    assert place in first["message"] and remedy in first["message"]
    assert run("kit", "--no-pdf").exit_code == 0


def test_a_row_of_exact_height_is_doubted(template: Path) -> None:
    """In the PDF it grows, but Word cuts off what does not fit."""
    exact = '<w:cantSplit/><w:trHeight w:val="300" w:hRule="exact"/>'
    changed(template, DOCUMENT, "<w:cantSplit/>", exact)
    result = run("kit", "--json")
    (found,) = json.loads(result.stdout)
    assert (result.exit_code, found["severity"]) == (0, "warning")
    assert "“at least”" in found["message"]


def test_a_kit_proposed_from_the_emptied_official_form_stands_the_trial(county: Path) -> None:
    Path("given.docx").write_bytes(emptied(OFFICIAL))
    result = run("kit", "new", "new-kit", "--from", "given.docx")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
