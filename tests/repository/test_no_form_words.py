"""The engine knows no form: no caption of the official one stands in src/docfill."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from docfill.form.form import Form
from docfill.form.reader import open_form
from here import OFFICIAL_KIT

# Shorter captions are everyday words that may stand in any sentence.
SHORTEST = 2
SIGNING = ("单位负责人", "审核人", "填报人", "联系电话")
HAN = re.compile(r"[一-鿿]{2,}")


@pytest.fixture(scope="module")
def captions() -> set[str]:
    forms = map(open_form, sorted(OFFICIAL_KIT.parent.iterdir()))
    return {word for form in forms for each in captions_of(form) for word in HAN.findall(each)}


def test_the_form_has_the_captions_the_guard_looks_for(captions: set[str]) -> None:
    assert {"规章", "总计", "自然人", "行政规范性文件", "监督保障"} <= captions
    assert {"留言办理", "公安机关备案号", "专项网站"} <= captions


def test_no_caption_stands_in_the_source(root: Path, captions: set[str]) -> None:
    assert list(form_words((root / "src").rglob("*.py"), captions)) == []


def test_the_guard_complains_when_it_should(tmp_path: Path, captions: set[str]) -> None:
    module = tmp_path / "room.py"
    module.write_text('if row == "行政规范性文件":\n    pass\n', encoding="utf-8")
    assert (module, "行政规范性文件") in list(form_words([module], captions))


def captions_of(form: Form) -> Iterator[str]:
    yield form.title
    for field in form.fields.values():
        # Who signs stands on every form that is filled in by hand, and on docfill's workbooks.
        yield from () if field.caption in SIGNING else (field.caption,)
        yield from field.choices
    for section in form.sections.values():
        yield section.heading
        yield from (part.caption for part in section.parts)
    for table in form.tables.values():
        yield from (column.caption for column in table.columns.values())
        for row in table.rows.values():
            yield from (row.caption, row.group, row.single)


def form_words(modules: Iterable[Path], captions: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Each module with each caption it holds."""
    for module in modules:
        text = module.read_text(encoding="utf-8")
        yield from ((module, word) for word in captions if len(word) >= SHORTEST and word in text)
