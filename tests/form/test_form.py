"""A form is checked against itself before anything is checked against it."""

from pathlib import Path

import pytest

from docfill.base.errors import Faulty
from docfill.form.form import Form
from docfill.form.reader import open_form

BOOKS = """\
title: "{name}{year}"
fields: {counted: {caption: 清点日期, kind: date}}
sections:
  words: {heading: 一、说明}
  books: {heading: 二、图书, table: books}
tables:
  books:
    columns: {had: 年初, lost: 遗失, left: {caption: 合计, sum: [had, lost]}}
    rows: {novels: 小说, maps: 地图, all: {caption: 全部, sum: [novels, maps]}}
"""
IDENTITY = "identities: [{code: x, each: books.rows, left: [had], right: [%s], says: y}]\n"
# Goes on with the tables of BOOKS.
MEAN = """\
  loans:
    rows:
      readers: {caption: 读者, single: 人数}
      each: {caption: 人均, single: 册数, %s}
"""
CLAIM = "claims: [{code: x, says: y, pattern: '%s', %s}]\n"


def kit(folder: Path, form: str, wording: str = "") -> Path:
    (folder / "form.yaml").write_text(form, encoding="utf-8")
    if wording:
        (folder / "wording.yaml").write_text(wording, encoding="utf-8")
    return folder


def faults(folder: Path, form: str, wording: str = "") -> list[str]:
    with pytest.raises(Faulty) as raised:
        open_form(kit(folder, form, wording))
    return [finding.code for finding in raised.value.findings]


def test_names_and_captions_of_cells(tmp_path: Path) -> None:
    form = open_form(kit(tmp_path, BOOKS))
    assert len(form.cells) == 9
    assert form.caption("books.maps.lost") == "地图／遗失"
    assert form.caption("words") == "一、说明"
    assert form.caption("counted") == "清点日期"
    assert form.names_like("books.*.lost") == [
        f"books.{key}.lost" for key in ("novels", "maps", "all")
    ]


def test_a_kit_without_wording_looks_for_no_words(tmp_path: Path) -> None:
    form: Form = open_form(kit(tmp_path, BOOKS))
    assert form.wording.rules == ()
    assert form.wording.similarity is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (IDENTITY % "nowhere", "dangling-name"),
        (IDENTITY % "last_year.nowhere", "dangling-name"),
        (IDENTITY.replace("books.rows", "shelves.rows") % "lost", "dangling-name"),
        (IDENTITY.replace("code: x", "code: blank") % "lost", "taken-code"),
        (IDENTITY.replace("says: y", "say: y") % "lost", "unknown-key"),
        (CLAIM % ("{n}册", "equals: books.maps.nowhere"), "dangling-name"),
        (CLAIM % ("{n}册", "equals: 'books.*.nowhere'"), "dangling-name"),
        (CLAIM % ("{n}册", "equals: books.maps.had, in: [nowhere]"), "dangling-name"),
        (CLAIM % ("{n}册", "equals: books.maps.had, zero: books.maps.had"), "wrong-claim"),
        (CLAIM % ("册", "equals: books.maps.had"), "wrong-claim"),
        (CLAIM % ("{n}册", "says_nothing: 1"), "wrong-claim"),
        (CLAIM % ("{nowhere}册", "equals: books.maps.had"), "wrong-pattern"),
        (CLAIM % ("({n}册", "equals: books.maps.had"), "wrong-pattern"),
        ("sections: {a: {table: nowhere}}\n", "double-key"),
        (MEAN % "kind: amount, mean_by: nowhere", "dangling-name"),
        (MEAN % "kind: amount, mean_by: each", "dangling-name"),
        (MEAN % "mean_by: readers", "wrong-shape"),
    ],
)
def test_what_is_wrong_with_a_form_is_found(tmp_path: Path, more: str, code: str) -> None:
    assert code in faults(tmp_path, BOOKS + more)


YEARS = (
    "years:\n  beside_last: a\n  beside_next: a\n  beside_any: a\n"
    "  meaning_own: a\n  meaning_other: a\n"
)


def test_a_kit_need_not_say_whose_year_stands_in_a_title(tmp_path: Path) -> None:
    assert open_form(kit(tmp_path, BOOKS, YEARS)).wording.years is not None


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("shortest: {nowhere: 3}\n", "dangling-name"),
        ("others: {village: 全县}\n", "dangling-name"),
        ("avoid: [{code: x, says: y, pattern: '('}]\n", "wrong-pattern"),
        ("avoid: [{code: x, says: y}]\n", "missing"),
        ("avoid: [{code: total, says: y, pattern: a}]\n", "taken-code"),
        (YEARS + "  of_own: a\n", "wrong-pattern"),
        ("periods: [{pattern: a, first: 01-01, last: 12-31}]\n", "wrong-pattern"),
        ("periods: [{pattern: a, first: 13-01, last: 12-31}]\n", "not-a-date"),
        ("fixd: []\n", "unknown-key"),
        ("a: [\n", "syntax"),
    ],
)
def test_what_is_wrong_with_the_wording_is_found(tmp_path: Path, wording: str, code: str) -> None:
    assert code in faults(tmp_path, BOOKS, wording)


def test_all_faults_of_a_form_are_found_at_once(tmp_path: Path) -> None:
    more = (IDENTITY % "nowhere") + (CLAIM % ("{n}", "equals: nowhere"))
    assert faults(tmp_path, BOOKS + more) == ["dangling-name", "dangling-name"]


def test_the_official_form_is_without_fault(root: Path) -> None:
    form = open_form(root / "templates" / "disclosure-2021")
    assert [section.heading[:2] for section in form.sections.values() if section.heading] == [
        "一、", "二、", "三、", "四、", "五、", "六、",
    ]  # fmt: skip
