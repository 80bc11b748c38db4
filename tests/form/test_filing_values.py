"""The strings a template prints: which text is set how."""

import pytest

from docfill.filing.reader import read_filing
from docfill.filing.template_values import print_values
from docfill.form.reader import open_form
from docfill.sources.yaml.reader import parse
from here import OFFICIAL_KIT, TESTS

FORM = open_form(OFFICIAL_KIT)
WHOLE = (TESTS / "blameless" / "2023.yaml").read_text(encoding="utf-8")
MATTERS = "other_matters: |\n"


def values(text: str = WHOLE, name: str = "青石镇") -> dict[str, object]:
    filing, _ = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    return print_values(FORM, filing, {"name": name, "full_name": f"云川县{name}"}, {})


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("网址为www.xiangtan.gov.cn。", True),
        ("邮箱为zhengwu@xiangtan.example。", True),
        ("增长12.5%，共123456.78万元，使用Microsoft Word。", False),
    ],
)
def test_a_paragraph_with_an_address_is_told_from_others(text: str, latin: bool) -> None:
    """A justified line before a long Latin word would be pulled apart."""
    written = WHOLE.replace(MATTERS, f"{MATTERS}  {text}\n\n")
    blocks = values(written)["other_matters"]
    assert isinstance(blocks, list)
    assert blocks[0]["text"] == text
    assert [block["latin"] for block in blocks] == [latin, *(False for _ in blocks[1:])]


LINE = "本年度未收取信息处理费，其他事项也都按照规定的程序和时间办理，"  # 30 characters


@pytest.mark.parametrize(
    ("paragraphs", "kept"),
    [
        ([LINE], [(True, False)]),
        ([LINE, LINE], [(False, False), (True, False)]),
        ([LINE, f"网址为www.xiangtan.gov.cn{LINE}"], [(False, False), (False, True)]),
        ([LINE * 6], [(False, False)]),
        ([LINE, "## 说明"], [(False, False), (False, False)]),
    ],
)
def test_a_short_last_paragraph_is_kept_with_the_signature(
    paragraphs: list[str], kept: list[tuple[bool, bool]]
) -> None:
    """A long one would leave half a page empty; one with an address stays left-aligned."""
    text = "\n\n".join(f"  {each}" for each in paragraphs)
    written = WHOLE.partition(MATTERS)[0] + f"{MATTERS}{text}\n"
    blocks = values(written)["other_matters"]
    assert isinstance(blocks, list)
    assert [(block["kept"], block["kept_latin"]) for block in blocks] == kept


def test_an_agency_longer_than_half_a_line_is_told_from_others() -> None:
    assert values(name="一二三四五六七八九镇")["agency_long"] is False  # 云川县 and ten
    assert values(name="一二三四五六七八九十一镇")["agency_long"] is True


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("青石镇", "青石镇2023年政府信息公开工作年度报告"),
        ("县教育局", "县教育局2023年政府信息公开工作年度报告"),
        ("县交通运输局", "县交通运输局\n2023年政府信息公开工作年度报告"),
        (
            "双江拉祜族佤族布朗族傣族自治县人力资源和社会保障局",
            "双江拉祜族佤族布朗族傣族自治县\n人力资源和社会保障局\n2023年政府信息公开工作年度报告",
        ),
        (
            "靖州苗族侗族自治县市场监督管理综合执法局",
            "靖州苗族侗族自治县\n市场监督管理综合执法局\n2023年政府信息公开工作年度报告",
        ),
    ],
)
def test_a_title_too_long_for_a_line_is_divided_where_its_sense_allows(
    name: str, headline: str
) -> None:
    """Elsewhere 年度报告 would be torn, or 报告 left alone on the second line."""
    printed_values = values(name=name)
    assert printed_values["headline"] == headline
    assert printed_values["title"] == headline.replace("\n", "")
