"""A character that would be printed as a box is named in the filing before anything is made."""

from pathlib import Path

import pytest

from docfill.build.loading import load
from docfill.build.missing_glyphs import check_glyphs
from docfill.form.reader import open_form
from docfill.project import open_project
from here import ROOT


class FontsThatLackARareOne:
    def uncovered(self, text: str, asked: str) -> set[str]:
        return {"𮧵"} & set(text)


@pytest.mark.parametrize(("typed", "found"), [("平稳有序𮧵", ["no-glyph"]), ("平稳有序𠮷", [])])
def test_what_no_font_can_print_blocks_the_report_where_it_is_typed(
    tmp_path: Path, typed: str, found: list[str]
) -> None:
    text = (ROOT / "data/2023/huashi.yaml").read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "平稳有序" in row)
    (tmp_path / "data/2023").mkdir(parents=True)
    (tmp_path / "data/2023/huashi.yaml").write_text(
        text.replace("平稳有序", typed), encoding="utf-8"
    )
    settings = (ROOT / "docfill.yaml").read_text(encoding="utf-8")
    (tmp_path / "docfill.yaml").write_text(settings, encoding="utf-8")
    project = open_project(tmp_path)
    form = open_form(ROOT / "templates/disclosure-2021")
    report = load(project, form, project.townships["huashi"], 2023)
    shown = check_glyphs(report, FontsThatLackARareOne())  # type: ignore[arg-type]
    new = [finding for finding in shown.findings if finding not in report.findings]
    assert [finding.code for finding in new] == found
    assert [finding.place.line for finding in new] == [line] * len(found)
    assert shown.is_blocked == bool(found)
