"""The strings a template prints: which text is set how."""

from pathlib import Path

import pytest

from docfill.filingfile import read_filing
from docfill.formfile import open_form
from docfill.printed import printed
from docfill.source import parse

FORM = open_form(Path(__file__).parent.parent / "templates" / "disclosure-2021")
WHOLE = (Path(__file__).parent / "blameless" / "2023.yaml").read_text(encoding="utf-8")
MATTERS = "other_matters: |\n"


def values(text: str = WHOLE, name: str = "青石镇") -> dict[str, object]:
    filing, _ = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    return printed(FORM, filing, {"name": name, "full_name": f"云川县{name}"}, {})


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
    assert blocks[0] == {"heading": "", "text": text, "latin": latin}
    assert not any(block["latin"] for block in blocks[1:])


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("青石镇", "青石镇2023年政府信息公开工作年度报告"),
        ("县教育局", "县教育局2023年政府信息公开工作年度报告"),
        ("县交通运输局", "县交通运输局\n2023年政府信息公开工作年度报告"),
    ],
)
def test_a_title_too_long_for_a_line_is_divided_where_its_sense_allows(
    name: str, headline: str
) -> None:
    """Elsewhere 年度报告 would be torn, or 报告 left alone on the second line."""
    printed_values = values(name=name)
    assert printed_values["headline"] == headline
    assert printed_values["title"] == headline.replace("\n", "")
