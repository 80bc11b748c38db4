"""The clerk's reference in Chinese: meaning and remedy of every code, and the pages."""

import re

import pytest

from chinese_text import HALF_WIDTH_AFTER_HAN, HAN, english
from docfill.base.codes import CATALOGUE
from docfill.base.language import translations
from here import ROOT

CHINESE = translations("zh").gettext
CODES = {
    entry.code: (CHINESE(entry.meaning), CHINESE(entry.remedy)) for entry in CATALOGUE.values()
}
DOCS = ROOT / "docs"
# What is quoted from files is as it is in them, and `docfill …` is what a clerk types.
QUOTED = re.compile(r"```.*?```|`[^`]*`|<!--.*?-->", re.DOTALL)


@pytest.mark.parametrize("code", CODES)
def test_meaning_and_remedy_are_whole_chinese_sentences(code: str) -> None:
    for told in CODES[code]:
        assert re.search(f"[{HAN}]", told)
        assert told.endswith("。")
        assert english([told]) == []
        assert HALF_WIDTH_AFTER_HAN.findall(told) == []
        assert told.count("“") == told.count("”")
        assert "'" not in told


def test_what_is_quoted_in_english_is_quoted_in_chinese() -> None:
    """A command, key or sign between backticks is the same in both, but for the page named."""
    for code, (meaning, remedy) in CODES.items():
        entry = CATALOGUE[code]
        wanted = set(re.findall("`([^`]*)`", f"{entry.meaning} {entry.remedy}"))
        shown = "".join((meaning, remedy)).replace(".zh-CN.md", ".md")
        assert [each for each in wanted if each not in shown] == [], code


def test_the_chinese_page_lists_every_code_of_the_english_one() -> None:
    def listed(page: str) -> list[str]:
        return re.findall(
            r"^\| `([^`]+)` \|", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE
        )

    assert listed("findings.zh-CN.md") == listed("findings.md")
    assert set(CATALOGUE) <= set(listed("findings.zh-CN.md"))


@pytest.mark.parametrize("page", ["findings.zh-CN.md", "commands.zh-CN.md", "delivery.zh-CN.md"])
def test_no_english_stands_on_a_chinese_page(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert english(QUOTED.sub("", text).splitlines()) == []
    assert re.search(f"^# .*[{HAN}]", text)


def test_delivery_is_told_of_alike_in_both_languages() -> None:
    """The same parts, settings, defaults, examples and commands."""

    def shape(page: str) -> list[tuple[str, ...]]:
        text = (DOCS / page).read_text(encoding="utf-8")
        told = r"^(#+) |^\| (`[^|]*`) \||```(yaml\n.*?)```|^    (docfill .*?)  "
        found = re.findall(told, text, re.MULTILINE | re.DOTALL)
        return [tuple(re.sub("[、, ]+", " ", each) for each in groups) for groups in found]

    def rows(page: str) -> int:
        text = (DOCS / page).read_text(encoding="utf-8")
        return len(re.findall(r"^\|", text, re.MULTILINE))

    assert shape("delivery.zh-CN.md") == shape("delivery.md")
    assert rows("delivery.zh-CN.md") == rows("delivery.md") > 0


def test_delivery_calls_a_report_s_standing_as_status_does() -> None:
    words = {"no filing": "未填报", "to build": "待生成", "ready": "待报送", "sent": "已报送"}
    words |= {"changed": "有改动", "uncertain": "送达不明", "refused": "被拒收", "errors": "错误"}
    text = (DOCS / "delivery.zh-CN.md").read_text(encoding="utf-8")
    for english_word, chinese in words.items():
        assert CHINESE(english_word) == chinese
        assert f"\n| {chinese} |" in text
