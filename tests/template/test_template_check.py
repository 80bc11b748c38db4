"""A figure of the template that stands under the wrong caption is found before any report is."""

import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from docfill.build.kit_check import find_misplaced
from docfill.cli import docfill
from docfill.form.reader import open_form
from here import ROOT

KIT = ROOT / "templates" / "disclosure-2021"


def with_swapped(tmp_path: Path, one: str, other: str) -> Path:
    """The official template with two of its placeholders in each other's cell."""
    path = tmp_path / "template.docx"
    with zipfile.ZipFile(KIT / "template.docx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode().replace(one, "\0").replace(other, one).replace("\0", other)
                data = text.encode()
            new.writestr(name, data)
    return path


def test_the_official_template_has_every_figure_in_its_place() -> None:
    assert list(find_misplaced(open_form(KIT), KIT / "template.docx", "t")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("requests.deny_1.natural", "requests.deny_2.natural"),  # rows
        ("requests.new.natural", "requests.new.company"),  # columns
        ("requests.deny_1.total", "requests.total.total"),  # into a sum
        ("proceedings.direct.upheld", "proceedings.after_review.upheld"),  # groups of columns
        ("disclosure.rules.made", "disclosure.normative_documents.made"),
        ("disclosure.licences", "disclosure.penalties"),
        ("disclosure.penalties", "disclosure.fees"),
    ],
)
def test_two_swapped_figures_are_both_found(tmp_path: Path, one: str, other: str) -> None:
    template = with_swapped(tmp_path, one + " ", other + " ")
    found = "\n".join(str(finding) for finding in find_misplaced(open_form(KIT), template, "t"))
    assert f"{{{{ {one} }}}}" in found
    assert f"{{{{ {other} }}}}" in found


@pytest.mark.parametrize("unit", ["件", " 件", "："])
def test_a_figure_beside_other_text_in_its_cell_is_found(tmp_path: Path, unit: str) -> None:
    """Nobody can tell any more whether it stands under its captions."""
    figure = "{{ requests.open.natural }}"
    template = with_swapped(tmp_path, figure, figure + unit)
    (found,) = find_misplaced(open_form(KIT), template, "t")
    assert (found.code, "beside other text" in str(found.message)) == ("misplaced", True)


def test_a_template_that_lost_a_figure_or_a_heading_makes_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report is proved against its template, so the template itself must print everything."""
    for lost, code in [
        ("{{ requests.new.natural }}", "not-printed-once"),
        ("一、总体情况", "heading-lost"),
        ("行政许可", "misplaced"),
        ("{{ headings.overview.platform }}", "not-printed-once"),
    ]:
        project = tmp_path / code / str(len(lost))
        for folder in ("templates", "data"):
            shutil.copytree(ROOT / folder, project / folder)
        shutil.copy(ROOT / "docfill.yaml", project)
        damaged = with_swapped(project, lost, "一二三四五")
        shutil.move(damaged, project / "templates/disclosure-2021/template.docx")
        monkeypatch.chdir(project)
        arguments = ["build", "-y", "2023", "--no-pdf"]
        result = CliRunner().invoke(docfill, arguments, catch_exceptions=False)
        assert (result.exit_code, f"[{code}]" in result.stdout) == (1, True), result.output
        assert not list(project.glob("out/2023/*/*.docx"))
