"""Spaces and characters that look right, and texts that YAML takes for comments."""

import pytest
from examples import ExampleFiles, found_in

from docfill.checks.characters import ordinary
from fixture_types import FindingsOf

MANAGED = "overview:\n  management: |\n    "
HEADED = "problems: |\n  存在的问题是部分栏目更新不够均衡。下一步从以下方面改进。\n\n  {}\n"


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u1680", "\u2000", "\u2009", "\u200a", "\u3000"])
def test_a_space_of_any_width_between_characters_is_found(
    findings_of: FindingsOf, space: str
) -> None:
    text = f"落实先审后发，拟稿人、分管领导逐级把{space}关，按季度复查一遍。\n"
    assert findings_of(MANAGED + text) == [(3, "space")]


def test_a_space_beside_a_latin_word_stays(findings_of: FindingsOf) -> None:
    text = "落实先审后发，用\u00a0WPS\u2009Office\u00a0软件拟稿，逐级把关，按季度复查一遍。\n"
    assert findings_of(MANAGED + text) == []


@pytest.mark.parametrize(
    ("character", "meant"),
    [
        ("⽂", "文"),
        ("⻔", "门"),
        ("\ufa2a", "飯"),
        ("\uf9a4", "捻"),
        ("ﬁ", "fi"),
        ("︰", ""),
        ("⺄", ""),
    ],
)
def test_a_character_kept_for_old_encodings_is_found_with_the_ordinary_one(
    character: str, meant: str
) -> None:
    text = f"落实先审后发，拟稿{character}、分管领导逐级把关，按季度复查一遍。\n"
    (found,) = found_in(ExampleFiles({"filing": MANAGED + text}))
    assert (found.code, found.place.column) == ("look-alike", 14)
    assert f"“{character}” (U+{ord(character):04X})" in str(found.message)
    assert not meant or f"for “{meant}”" in str(found.message)


def test_ordinary_characters_of_those_blocks_are_left_alone(findings_of: FindingsOf) -> None:
    """Twelve ideographs stand among the compatible ones, but are no other character's double."""
    ordinary_ones = "".join(map(chr, (0xFA0E, 0xFA11, 0xFA1F, 0xFA29)))
    text = f"落实先审后发，{ordinary_ones}、①℃㎡等逐级把关，按季度复查一遍。\n"
    assert findings_of(MANAGED + text) == []


def test_every_radical_of_the_dictionary_has_an_ordinary_character() -> None:
    assert all("一" <= ordinary(chr(code)) <= "鿿" for code in range(0x2F00, 0x2FD6))


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("# 按月更新栏目", "## 按月更新栏目"),
        ("＃＃ 按月更新栏目", "## 按月更新栏目"),
        ("### （一）按月更新栏目。", "## 按月更新栏目"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_with_wrong_signs_is_told_once_and_how_to_write_it(
    findings_of: FindingsOf, line: str, right: str, gap: str
) -> None:
    """What is advised is right: followed, nothing is found."""
    text = HEADED.format(
        f"{{}}{gap}  对照目录逐项核对，缺少的按月补充，重要文件与解读材料同步发布。"
    )
    (found,) = found_in(ExampleFiles({"filing": text.format(line)}))
    assert (found.place.line, found.code) == (4, "heading-sign")
    assert f"“{right}”" in str(found.message)
    assert findings_of(text.format(right)) == []


@pytest.mark.parametrize(
    ("filing", "line", "code"),
    [
        ("overview:\n  platform: #依托县政府门户网站公开政府信息。\n", 2, "blank"),
        ("signed:  #2024-01-05\n", 1, "blank"),
        ("disclosure:\n  licences: # 12\n", 2, "blank"),
        ("other_matters: #县政府\n  本年度未收取信息处理费，其他事项已办理。\n", 1, "cut-off"),
        ("other_matters:\n  # 县政府\n  本年度未收取信息处理费，其他事项已办理。\n", 2, "cut-off"),
    ],
)
def test_what_stands_behind_a_sign_is_said_to_be_a_comment(
    filing: str, line: int, code: str
) -> None:
    (found,) = found_in(ExampleFiles({"filing": filing}))
    assert (found.place.line, found.code) == (line, code)
    assert "is a comment" in str(found.message)


@pytest.mark.parametrize(
    "filing",
    [
        "signed:       # 成文日期, such as 2024-01-05\n",
        "requests:\n  deny_1:    # 1.属于国家秘密\n",
    ],
)
def test_a_caption_that_new_wrote_is_no_lost_figure(filing: str) -> None:
    (found,) = found_in(ExampleFiles({"filing": filing}))
    assert "comment" not in str(found.message)


def test_a_caption_above_a_text_is_no_lost_text(findings_of: FindingsOf) -> None:
    text = "other_matters:  # 六、其他需要报告的事项\n  本年度未收取信息处理费，其他事项已办理。\n"
    assert findings_of(text) == []
