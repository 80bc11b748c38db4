"""Lines of prose: which break is reported as lost, which line as a heading, which are innocent."""

import pytest

from fixture_types import FindingsOf

BEGINNING = (
    "存在的问题是部分栏目更新不够均衡，解读材料偏少，群众找起来不方便，"
    "重要文件的图解不够及时。下一步从以下方面改进。"
)


def problems(*lines: str) -> str:
    return "problems: |\n" + "".join(f"  {line}\n" if line else "\n" for line in lines)


def found_below(findings_of: FindingsOf, *lines: str) -> list[tuple[int, str]]:
    """What is found in lines that stand as paragraphs of their own below a beginning."""
    return [(line - 3, code) for line, code in findings_of(problems(BEGINNING, "", *lines))]


@pytest.mark.parametrize(
    "lines",
    [
        ("按月核对栏目，缺少的及时补充。", "重要文件随文配发图解，请村民代表试读。"),
        ("按月核对栏目，缺少的及时补充；", "重要文件随文配发图解，请村民代表试读。"),
        ("主要从以下几个方面加以改进：", "重要文件随文配发图解，请村民代表试读。"),
        ("改进措施", "重要文件随文配发图解，请村民代表试读后再发布到各村。"),
        ("1.按月核对栏目，及时补充", "2.重要文件随文配发图解，请村民代表试读。"),
        ("按月核对栏目，及时补充，", "二是重要文件随文配发图解，请村民代表试读。"),
        ("按月核对栏目，及时补充，", "其次，重要文件随文配发图解，请村民代表试读。"),
        ("按月核对栏目，及时补充，", "第二，重要文件随文配发图解，请村民代表试读。"),
        ("按月核对栏目，及时补充", "（2）重要文件随文配发图解，请村民代表试读。"),
        ("①按月核对栏目，及时补充", "②重要文件随文配发图解，请村民代表试读。"),
        ("一、按月核对栏目，及时补充", "二、重要文件随文配发图解，请村民代表试读。"),
    ],
)
def test_a_line_meant_as_a_paragraph_is_found(
    findings_of: FindingsOf, lines: tuple[str, ...]
) -> None:
    assert found_below(findings_of, *lines) == [(2, "joined-lines")]


@pytest.mark.parametrize(
    "lines",
    [
        ("按月核对栏目，缺少的及时补", "充，重要文件随文配发图解，请村民代表试读。"),
        ("按月核对栏目，缺少的及时补充，", "重要文件随文配发图解，请村民代表试读。"),
        (
            "重要文件的发布时间由上年的平均",
            "第一时间改为当日，并按照《条例》第二十条第",
            "（一）项逐件核对。",
        ),
        ("按月核对栏目，缺少的及时补充，全年更新不少于", "1.5万字，请村民代表试读。"),
        # Wrapped by an editor at an even width, once behind a full stop by chance.
        (
            "按月核对栏目，缺少的及时补充，重要文件随文",
            "配发图解，请村民代表试读后再发布到各个村。",
            "镇党政综合办公室每季度检查一次更新的情况，",
            "结果在例会上通报。",
        ),
        ("按月核对栏目，网址为", "www.qingshi.example，请村民代表试读后再发布到各村。"),
        ("## 12345热线办理", "按月核对栏目，缺少的及时补充。"),
        ("## 二、三级栏目", "按月核对栏目，缺少的及时补充。"),
        ("## 5个村的公开栏", "按月核对栏目，缺少的及时补充。"),
    ],
)
def test_lines_that_were_only_wrapped_are_left_alone(
    findings_of: FindingsOf, lines: tuple[str, ...]
) -> None:
    assert found_below(findings_of, *lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("（一）按月更新栏目", "对照目录逐项核对，缺少的按月补充。"),
        ("（一）按月更新栏目", "", "对照目录逐项核对，缺少的按月补充。"),
        ("一、按月更新栏目", "对照目录逐项核对，缺少的按月补充。"),
        ("1.按月更新栏目", "", "对照目录逐项核对，缺少的按月补充。"),
        ("按月更新栏目", "", "对照目录逐项核对，缺少的按月补充。"),
        ("对照目录逐项核对，缺少的按月补充。", "", "（一）按月更新栏目"),
    ],
)
def test_a_sub_heading_typed_by_hand_is_told_how_it_is_written(
    findings_of: FindingsOf, lines: tuple[str, ...]
) -> None:
    """Not that it wants a full stop."""
    (found,) = found_below(findings_of, *lines)
    assert found[1] == "unmarked-heading"


@pytest.mark.parametrize(
    "title",
    [
        "1.网站",
        "１．网站",
        "1、网站",
        "（二）公众号",
        "（2）公众号",
        "一、更新",
        "①更新",
        "一是更新",
    ],
)
def test_a_sub_heading_is_not_numbered_by_hand(findings_of: FindingsOf, title: str) -> None:
    lines = (f"## {title}", "对照目录逐项核对，缺少的按月补充。")
    assert found_below(findings_of, *lines) == [(1, "numbered-heading")]


def test_of_two_headings_in_a_row_the_first_has_no_text(findings_of: FindingsOf) -> None:
    lines = ("## 更新", "## 栏目", "对照目录逐项核对，缺少的按月补充。", "## 解读")
    assert found_below(findings_of, *lines) == [(1, "bare-heading"), (4, "bare-heading")]


@pytest.mark.parametrize("sign", ["- ", "-", "* ", "• ", "●"])
def test_a_hyphen_at_a_lines_beginning_is_printed(findings_of: FindingsOf, sign: str) -> None:
    lines = (f"{sign}按月核对栏目。", f"{sign}随文配发图解。")
    assert found_below(findings_of, *lines) == [(1, "heading-sign"), (2, "heading-sign")]


@pytest.mark.parametrize("sign", ["", ">"])
def test_a_blank_line_that_yaml_takes_away_is_found(findings_of: FindingsOf, sign: str) -> None:
    """Without | a blank line is a line break only."""
    text = f"problems: {sign}\n  {BEGINNING}\n\n  按月核对栏目，缺少的及时补充。\n"
    assert [code for _, code in findings_of(text)] == ["joined-lines"]
