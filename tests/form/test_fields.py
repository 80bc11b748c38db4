"""Short texts and choices among a form's fields: read, printed, and found in what was published."""

from pathlib import Path

import pytest

from docfill.base import Faulty, Spot, Unreadable
from docfill.filing.words import print_word, read_word, ticked
from docfill.form import Field, open_form
from docfill.sources.published.model import PrintedCell, PrintedLine, PrintedTable, Published
from docfill.sources.published.shorttexts import find_short_texts

ONE = Field("open", "开放", "choice", choices=("是", "否"))
SEVERAL = Field("who", "对象", "choice", choices=("教师", "学生", "家长"), several=True)
NAME = Field("keeper", "管理员", "text")
FORM = """\
title: "{name}{year}年图书清点表"
fields:
  open: {caption: 开放, kind: choice, choices: [是, 否]}
  keeper: {caption: 管理员, kind: text}
  site: {caption: 书店名称, kind: text}
"""


@pytest.mark.parametrize(
    ("field", "typed", "read", "printed"),
    [
        (ONE, "是", "是", "■是　□否"),
        (SEVERAL, "家长、教师", "教师、家长", "■教师　□学生　■家长"),
        (SEVERAL, "学生", "学生", "□教师　■学生　□家长"),
        (NAME, " 王 一\n", "王 一", "王 一"),
    ],
)
def test_a_word_is_read_and_printed(field: Field, typed: str, read: str, printed: str) -> None:
    assert read_word(field, typed) == read
    assert print_word(field, read) == printed
    assert ticked(field, printed) == (read if field.choices else None)


def test_nothing_chosen_leaves_every_box_empty() -> None:
    assert print_word(SEVERAL, "") == "□教师　□学生　□家长"


@pytest.mark.parametrize(
    ("field", "typed"), [(ONE, "有"), (ONE, "是、否"), (SEVERAL, "教师、校长")]
)
def test_what_is_no_choice_is_refused(field: Field, typed: str) -> None:
    with pytest.raises(Unreadable):
        read_word(field, typed)


@pytest.mark.parametrize(
    "field", ["{caption: a, kind: choice}", "{caption: a, kind: text, choices: [b, c]}"]
)
def test_choices_belong_to_a_choice(field: str, tmp_path: Path) -> None:
    text = f"title: '{{name}}'\nfields:\n  a: {field}\n"
    (tmp_path / "form.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Faulty) as raised:
        open_form(tmp_path)
    assert [finding.code for finding in raised.value.findings] == ["wrong-choice"]


def test_texts_are_found_beside_and_behind_their_captions(tmp_path: Path) -> None:
    """A caption may be divided: its first word in a merged cell, the rest in a row of its own."""
    (tmp_path / "form.yaml").write_text(FORM, encoding="utf-8")
    shop, name, city, box = (
        PrintedCell("书店", 0, 0, 2, 1, Spot()),
        PrintedCell("地址", 0, 1, 1, 2, Spot()),
        PrintedCell("名称", 1, 1, 2, 2, Spot()),
        PrintedCell("城南书店", 1, 2, 2, 3, Spot()),
    )
    line = PrintedLine("管理员：王一　　开放：□是　■否", Spot())
    published = Published("a.docx", (PrintedTable((shop, name, city, box)), line))
    found = find_short_texts(published, open_form(tmp_path))
    assert {key: text for key, (text, _) in found.items()} == {
        "site": "城南书店",
        "keeper": "王一",
        "open": "否",
    }
