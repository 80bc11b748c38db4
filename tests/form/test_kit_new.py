"""`docfill kit new`: a kit proposed from an official document, which passes `kit` as it stands."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run
from docfill.build.new_kit import proposing
from docfill.build.new_kit.naming import Names
from docfill.form.form import Form
from docfill.form.reader import open_form
from docx_making import cell, docx, paragraph, row, table, unzipped
from emptied_templates import emptied

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT / "templates" / "disclosure-2021"
TOY = ROOT / "tests" / "toy" / "templates" / "inventory"


def cells(*texts: str, merged: str = "") -> str:
    """A row of a table; the first cell is merged with the one below (`restart`) or above."""
    properties = f'<w:vMerge w:val="{merged}"/>' if merged else ""
    first, *others = texts
    return row(cell(paragraph(first), properties), *(cell(paragraph(text)) for text in others))


YEARBOOK = docx(
    paragraph("××镇20××年法治政府建设年度报告"),
    paragraph("现将有关情况报告如下。"),
    paragraph("一、工作情况"),
    paragraph("（一）依法行政"),
    paragraph("写明制度建设。"),
    paragraph("（二）行政执法"),
    paragraph("写明执法情况。"),
    paragraph("再写一段。"),
    paragraph("二、案件统计"),
    table(3, cells("类别", "件数", "人数"), *(cells(each, "", "") for each in ("许可", "处罚"))),
    paragraph("××镇人民政府"),
    paragraph("20××年×月×日"),
)
REGISTER = docx(
    paragraph("学校基本情况登记表"),
    table(
        4,
        cells("校名", "", "班级数", ""),
        cells("学生", "男", "女", "合计", merged="restart"),
        cells("", "", "", "", merged="continue"),
    ),
)
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "official": lambda: emptied(OFFICIAL / "template.docx"),
    "toy": lambda: emptied(TOY / "template.docx"),
    "yearbook": lambda: YEARBOOK,
    "register": lambda: REGISTER,
}


def proposed(county: Path, document: str) -> Form:
    """The form proposed for a document; the command finds nothing wrong with the kit."""
    Path("given.docx").write_bytes(DOCUMENTS[document]())
    result = run("kit", "new", "new-kit", "--from", "given.docx", "--no-pdf")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    return open_form(county / "templates" / "new-kit")


@pytest.fixture(autouse=True)
def numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are numbered, whether pypinyin is installed or not."""
    monkeypatch.setattr(proposing, "pinyin", lambda: None)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_proposed_passes_kit(county: Path, document: str) -> None:
    assert proposed(county, document).tables


@pytest.mark.parametrize(("document", "kit"), [("official", OFFICIAL), ("toy", TOY)])
def test_every_figure_of_a_known_form_is_found_under_its_captions(
    county: Path, document: str, kit: Path
) -> None:
    form, known = proposed(county, document), open_form(kit)
    assert captions(form) == captions(known)


def captions(form: Form) -> list[tuple[str, str, str, str]]:
    """What each row of a form is called, and its columns or its single one, without groups."""
    return sorted(
        (row.caption, row.single, column.caption if column else "", row.unit)
        for row, column in form.cells.values()
    )


def test_prose_totals_title_and_signature_are_proposed(county: Path) -> None:
    form = proposed(county, "yearbook")
    assert form.title == "{name}{year}年法治政府建设年度报告"
    assert [part.caption for part in form.parts.values()] == [
        "introduction",
        "依法行政",
        "行政执法",
    ]
    text = unzipped((form.folder / "template.docx").read_bytes())["word/document.xml"].decode()
    printed = re.findall(r"\{\{ ([\w.]+) \}\}", text)
    assert [printed[0], *printed[-2:]] == ["title", "agency", "signed"]
    assert "写明" not in text and "××" not in text
    assert Path("given.docx").read_bytes() == YEARBOOK


def test_a_last_column_or_row_called_total_is_summed(county: Path) -> None:
    (books,) = proposed(county, "toy").tables.values()
    assert {row.caption: len(row.sum) for row in books.rows.values()}["合计"] == 2


def test_a_kit_that_is_there_stays_as_it_is(county: Path) -> None:
    Path("given.docx").write_bytes(YEARBOOK)
    before = (county / "templates" / "disclosure-2021" / "form.yaml").read_bytes()
    result = run("kit", "new", "disclosure-2021", "--from", "given.docx", "--json")
    assert result.exit_code == 1 and "already-there" in result.output
    assert (county / "templates" / "disclosure-2021" / "form.yaml").read_bytes() == before


def test_what_is_no_document_makes_no_kit(county: Path) -> None:
    Path("given.docx").write_bytes(b"no zip")
    result = run("kit", "new", "new-kit", "--from", "given.docx")
    assert result.exit_code == 1 and "[template-broken]" in result.output
    assert not (county / "templates" / "new-kit").exists()


@pytest.mark.parametrize("words", [["new"], ["old", "x"], ["new", "../x"], ["new", "a", "b"]])
def test_a_new_kit_has_one_name(county: Path, words: list[str]) -> None:
    Path("given.docx").write_bytes(YEARBOOK)
    assert run("kit", *words, "--from", "given.docx").exit_code == 2


def test_a_key_is_spelled_short_and_differs_from_all_others() -> None:
    spelled = {"行政许可": ["xing", "zheng", "xu", "ke"], "行": ["xing"]}
    names = Names(lambda words: spelled.get(words, ["title"]))
    assert names.name("1.行政许可", "row") == "xingzhengxuke"
    assert names.name("（二）行政许可", "row") == "xingzhengxuke_2"
    assert names.name("题", "row") == "title_2"  # Every template prints a title of its own.
    assert Names(None).name("行政许可", "row") == "row_1"
