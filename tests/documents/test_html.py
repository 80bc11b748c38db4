"""Reports as pages for the portal: what a browser shows is what the .docx says, cell by cell."""

import re
from pathlib import Path

import pytest

from commands import run
from docfill.html import ReadTable, Unfit, read_page, write_pages
from docfill.verify import verify_html
from docfill.word import read_document
from docx_making import cell, control, paragraph, row, table, text_box
from docx_making import docx as package
from docx_making import run as text_run
from finished import codes, docx

FOLDER = Path("out/2023/huashi")
BUILD = ("build", "huashi", "-y", "2023", "--no-pdf")


def shown(*blocks: str) -> str:
    """The piece for a portal that is made of these paragraphs and tables, proved."""
    made = package(*blocks)
    pages = write_pages(read_document(made))
    assert verify_html(pages.fragment, made) == verify_html(pages.page, made) == []
    return pages.fragment.decode()


def test_the_official_report_arrives_whole_on_both_pages() -> None:
    pages = write_pages(read_document(docx()))
    assert verify_html(pages.page, docx()) == verify_html(pages.fragment, docx()) == []
    tables = [block for block in read_page(pages.page).blocks if isinstance(block, ReadTable)]
    assert [table.title for table in tables] == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    figures = [cell for table in tables for cell in table.cells if is_figure(cell.blocks)]
    assert len(figures) == 200
    assert pages == write_pages(read_document(docx()))


def is_figure(blocks: tuple[object, ...]) -> bool:
    return len(blocks) == 1 and re.fullmatch(r"\d{3}", getattr(blocks[0], "text", "")) is not None


def test_a_piece_for_the_portal_has_no_more_than_a_cms_leaves_alone() -> None:
    fragment = write_pages(read_document(docx())).fragment.decode()
    assert not re.search("<script|<style|<html|class=|id=|href=|url", fragment)
    assert fragment.count("<h1") == 1


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (">101</td>", ">102</td>", "html-cell"),
        ("总计</td>", "合计</td>", "html-cell"),
        ('colspan="2" ', "", "html-table"),
        ('rowspan="2" ', "", "html-table"),
        ("<tr>", "<tr><td>1</td>", "html-table"),
        (' title="主动公开政府信息情况"', "", "html-table"),
        ("一、总体情况", "总体情况", "html-text"),
        ("<h2", "<p", "html-text"),
        ("<h2", "<p>later</p><h2", "html-extra"),
        ("</div>", "<script></script></div>", "html-foreign"),
        ("<h2", '<h2 onclick="x"', "html-foreign"),
        ("text-indent:2em", "background:url(x)", "html-foreign"),
        ("<h2", "<!-- x --><h2", "html-foreign"),
    ],
)
def test_whatever_is_done_to_a_page_is_found(before: str, after: str, code: str) -> None:
    fragment = write_pages(read_document(docx())).fragment.decode()
    assert before in fragment
    assert code in codes(verify_html(fragment.replace(before, after, 1).encode(), docx()))


@pytest.mark.parametrize("tag", ["p", "h2", "table"])
def test_a_lost_paragraph_or_table_is_found(tag: str) -> None:
    fragment = write_pages(read_document(docx())).fragment.decode()
    lost = re.sub(f"<{tag} .*?</{tag}>", "", fragment, count=1, flags=re.DOTALL)
    assert codes(verify_html(lost.encode(), docx())) == {"html-missing"}


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe", b"<table>", b"<td rowspan=99999999>1"])
def test_a_page_that_is_none_is_found(broken: bytes) -> None:
    assert "html-missing" in codes(verify_html(broken, docx()))


def test_a_docx_that_is_damaged_is_not_told_as_a_fault_of_the_page() -> None:
    (found,) = verify_html(write_pages(read_document(docx())).page, docx()[:5000])
    assert found.code == "html-text"
    assert str(found.message).startswith("its .docx cannot be compared with it")


def test_signs_of_html_in_a_text_are_only_text() -> None:
    says = "a &lt;b&gt; &amp;amp; \"q\" 'r' &lt;script&gt;alert(1)&lt;/script&gt;"
    assert "<script" not in shown(paragraph(says))


@pytest.mark.parametrize(
    "says", ["two  spaces", " before", "after ", "\u3000wide", "no\u00a0break"]
)
def test_spaces_stay_as_they_are(says: str) -> None:
    assert says in shown(paragraph(says))


def test_breaks_and_tabs_are_kept_and_page_breaks_are_not() -> None:
    breaks = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br w:type='page'/></w:r>"
    assert ">a<br>b\tc<" in shown(f"<w:p>{breaks}</w:p>")


def test_hidden_text_stays_hidden_and_looks_are_kept() -> None:
    hidden = text_run("secret", "<w:vanish/>")
    looks = text_run("bold", "<w:b/>") + text_run("2", '<w:vertAlign w:val="superscript"/>')
    fragment = shown(f"<w:p>{hidden}{looks}</w:p>")
    assert "<strong>bold</strong><sup>2</sup>" in fragment
    assert "secret" not in fragment


def test_merged_cells_gaps_and_tables_within_cells_stand_where_they_stood() -> None:
    inner = table(2, row("c", "d"))
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    shown(
        table(
            3,
            row(cell("tall", start), cell("wide", '<w:gridSpan w:val="2"/>')),
            row(cell("", goes_on), cell(f"{inner}{paragraph('below')}"), cell("")),
            row("behind a gap", "x", properties='<w:gridBefore w:val="1"/>'),
        ),
        control(paragraph("in a control")),
        paragraph("end"),
    )


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (f"<w:p>{text_box(paragraph('in a box'))}</w:p>", "picture"),
        ("<w:p><w:fldSimple w:instr='PAGE'/></w:p>", "field PAGE"),
        ("<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p>", "numbered"),
        (table(1, row(cell("<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"))), "note"),
    ],
)
def test_what_a_page_cannot_show_is_refused_by_name(block: str, says: str) -> None:
    with pytest.raises(Unfit, match=says):
        write_pages(read_document(package(block)))


def test_pages_are_built_with_the_report_and_not_made_again(county: Path) -> None:
    run(*BUILD, "--html")
    before = {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()}
    assert len(before) == 4
    assert "unchanged" in run(*BUILD, "--html").stderr
    assert "unchanged" in run("html", "huashi", "-y", "2023").stderr
    assert "unchanged" in run(*BUILD).stderr
    assert {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()} == before


def test_pages_are_made_of_a_finished_report_alone(county: Path) -> None:
    early = run("html", "huashi", "-y", "2023")
    assert (early.exit_code, "not-ready" in early.stdout) == (1, True)
    run(*BUILD)
    written = (FOLDER / "receipt.json").read_bytes()
    assert run("html", "huashi", "-y", "2023").exit_code == 0
    assert len(list(FOLDER.glob("*.html"))) == 2
    assert (FOLDER / "receipt.json").read_bytes() != written
    assert run("verify", "huashi", "-y", "2023").exit_code == 0


def test_pages_made_once_follow_the_data(county: Path) -> None:
    run(*BUILD, "--html")
    change(county)
    run(*BUILD)
    assert run("verify", "huashi", "-y", "2023").exit_code == 0
    assert "7" in (next(FOLDER.glob("*.fragment.html"))).read_text(encoding="utf-8")


def test_pages_carried_off_or_edited_make_no_report_stale(county: Path) -> None:
    run(*BUILD, "--html")
    page = next(FOLDER.glob("*报告.html"))
    page.write_text("<p>edited</p>", encoding="utf-8")
    next(FOLDER.glob("*.fragment.html")).unlink()
    assert "unchanged" in run(*BUILD).stderr
    found = run("verify", "huashi", "-y", "2023")
    assert (found.exit_code, "html-missing" in found.stdout) == (6, True)
    assert "edited-1.html" in run("html", "huashi", "-y", "2023").stderr
    assert run("verify", "huashi", "-y", "2023").exit_code == 0


def test_a_failed_run_leaves_the_old_pages(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*BUILD, "--html")
    before = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    change(county)
    with monkeypatch.context() as patch:
        patch.setattr("docfill.html.writing.escape", lambda text: text.replace("7", "8"))
        failed = run(*BUILD)
    assert (failed.exit_code, "html-" in failed.stdout) == (6, True)
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == before


def change(county: Path) -> None:
    """Another figure in a filing whose prose does not speak of it."""
    path = county / "data/2023/huashi.yaml"
    text = path.read_text(encoding="utf-8")
    assert "fees: 0" in text
    path.write_text(text.replace("fees: 0", "fees: 7", 1), encoding="utf-8")
