"""The tables of disclosure-2021's Word template: captions, figures, merges, widths, page breaks."""

from collections import Counter

import pytest
from lxml import etree

from official_template import TEXT_WIDTH, Table, W, styles, tables, tag, text_of, value

APPLICANTS = {
    "natural": "自然人",
    "company": "商业企业",
    "research": "科研机构",
    "charity": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "其他",
    "total": "总计",
}
HANDLED = "三、本年度办理结果"
PARTIAL = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
NOT_SUPPLEMENTED = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
NOT_PAID = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
SUM_RULE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def _numbered(key: str, group: str, *captions: str) -> dict[str, tuple[str, str, str]]:
    return {f"{key}_{n}": (HANDLED, group, text) for n, text in enumerate(captions, 1)}


def _whole(text: str) -> tuple[str, str, str]:
    return (text, text, text)


REQUESTS = {
    "new": _whole("一、本年新收政府信息公开申请数量"),
    "carried_in": _whole("二、上年结转政府信息公开申请数量"),
    "open": (HANDLED, "（一）予以公开", "（一）予以公开"),
    "partial": (HANDLED, PARTIAL, PARTIAL),
    **_numbered(
        "deny",
        "（三）不予公开",
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益",
        "5.属于三类内部事务信息",
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
    ),
    **_numbered(
        "unable",
        "（四）无法提供",
        "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
    ),
    **_numbered(
        "reject",
        "（五）不予处理",
        "1.信访举报投诉类申请",
        "2.重复申请",
        "3.要求提供公开出版物",
        "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
    ),
    **_numbered("other", "（六）其他处理", NOT_SUPPLEMENTED, NOT_PAID, "3.其他"),
    "total": (HANDLED, "（七）总计", "（七）总计"),
    "carried_out": _whole("四、结转下年度继续办理"),
}
RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
DOCUMENTS = {"made": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"}
DECISIONS = "本年处理决定数量"


def placeholders(root: etree._Element) -> list[str]:
    texts = [text_of(paragraph) for paragraph in root.iter(W + "p")]
    return [text for text in texts if "{" in text]


def test_the_table_of_disclosed_information_has_its_figures_beside_their_captions() -> None:
    texts = tables()[0].texts
    assert texts[0] == ["第二十条第（一）项"] * 4
    assert texts[1] == ["信息内容", *DOCUMENTS.values()]
    for row, caption, key in ((2, "规章", "rules"), (3, "行政规范性文件", "normative_documents")):
        figures = [tag(f"disclosure.{key}.{column}") for column in DOCUMENTS]
        assert texts[row] == [caption, *figures]
    assert [(line[0], line[1], line[2], line[3]) for line in texts[4:]] == [
        ("第二十条第（五）项",) * 4,
        ("信息内容", *[DECISIONS] * 3),
        ("行政许可", *[tag("disclosure.licences")] * 3),
        ("第二十条第（六）项",) * 4,
        ("信息内容", *[DECISIONS] * 3),
        ("行政处罚", *[tag("disclosure.penalties")] * 3),
        ("行政强制", *[tag("disclosure.coercive_measures")] * 3),
        ("第二十条第（八）项",) * 4,
        ("信息内容", *["本年收费金额（单位：万元）"] * 3),
        ("行政事业性收费", *[tag("disclosure.fees")] * 3),
    ]


def test_the_table_of_requests_has_its_figures_beside_their_captions() -> None:
    texts = tables()[1].texts
    assert texts[0] == [SUM_RULE] * 3 + ["申请人情况"] * 7
    assert texts[1] == [SUM_RULE] * 3 + ["自然人"] + ["法人或其他组织"] * 5 + ["总计"]
    assert texts[2] == [SUM_RULE] * 3 + list(APPLICANTS.values())
    for line, (key, labels) in zip(texts[3:], REQUESTS.items(), strict=True):
        figures = [tag(f"requests.{key}.{column}") for column in APPLICANTS]
        assert line == [*labels, *figures]


def test_the_table_of_reviews_and_lawsuits_has_its_figures_below_their_captions() -> None:
    first, second, third, figures = tables()[2].texts
    assert first == ["行政复议"] * 5 + ["行政诉讼"] * 10
    assert second[5:] == ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5
    assert second[:5] == third[:5]
    assert third == list(RESULTS.values()) * 3
    assert figures == [
        tag(f"proceedings.{group}.{result}")
        for group in ("review", "direct", "after_review")
        for result in RESULTS
    ]


def test_two_hundred_numbers_each_stand_once() -> None:
    counted = [Counter(placeholders(table.element)) for table in tables()]
    assert [len(names) for names in counted] == [10, 175, 15]
    assert {times for names in counted for times in names.values()} == {1}


def test_widths_of_cells_agree_with_the_grid() -> None:
    for table in tables():
        layout = table.element.find(W + "tblPr")
        assert value(layout, "tblLayout", "type") == "fixed"
        assert value(layout, "tblW", "w") == str(TEXT_WIDTH) == str(sum(table.widths))
        assert value(layout, "tblCaption")
        assert value(layout, "tblDescription")
        for row in table.rows:
            end = 0
            for column, span, cell in table.cells(row):
                end = column + span
                assert int(value(cell, "tcPr/tcW", "w")) == sum(table.widths[column:end])
            assert end == len(table.widths)


def test_six_digits_fit_on_one_line_of_every_number_cell() -> None:
    margins = styles()["ReportTable"].find(f"{W}tblPr/{W}tblCellMar")
    padding = sum(int(value(margins, side, "w")) for side in ("left", "right"))
    number = styles()["TableNumber"]
    half_width = int(value(number, "rPr/sz")) * 5 * int(value(number, "rPr/w")) / 100  # twips
    for table in tables():
        for row in table.rows:
            for _, _, cell in table.cells(row):
                if "{" in text_of(cell):
                    assert int(value(cell, "tcPr/tcW", "w")) - padding >= 6 * half_width


def test_rows_stay_whole_and_heading_rows_are_repeated() -> None:
    for table, headings in zip(tables(), (0, 3, 3), strict=True):
        for number, row in enumerate(table.rows):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            assert value(row, "trPr/trHeight", "hRule") == "atLeast"
            assert (row.find(f"{W}trPr/{W}tblHeader") is not None) == (number < headings)


def test_a_table_breaks_between_groups_only() -> None:
    """The first paragraph of a row says whether the row stays with the next one."""
    keeping = {
        name for name, style in styles().items() if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    breaks = []
    for table in tables():
        first = [value(row, "tc/p/pPr/pStyle") for row in table.rows]
        breaks.append([number for number, style in enumerate(first, 1) if style not in keeping])
    assert breaks == [[4, 7, 11, 14], [5, 15, 18, 23, 28], [4]]


def lines_with_heading(table: Table, rows: int) -> float:
    """Height of the heading and the first rows under it, in lines of 579 twips."""
    space = int(value(styles()["TableHeading"], "pPr/spacing", "after"))
    rule = 10  # half a point, drawn below the last row
    heights = [int(value(row, "trPr/trHeight")) for row in table.rows[:rows]]
    return 1 + (space + sum(heights) + rule) / 579


def test_text_below_a_table_stands_on_the_grid_again() -> None:
    first, second, third = tables()
    assert lines_with_heading(first, len(first.rows)) == pytest.approx(12, abs=0.01)
    assert lines_with_heading(third, len(third.rows)) == pytest.approx(5, abs=0.01)
    assert lines_with_heading(second, len(second.rows)) < 22


def test_no_table_may_break_for_the_first_time_where_a_page_ends() -> None:
    """LibreOffice 7.4 drops all rows after such a break when rows are kept together."""
    for table, rows in zip(tables(), (4, 5), strict=False):
        assert 0.1 < lines_with_heading(table, rows) % 1 < 0.9


def test_the_side_caption_of_the_results_stands_upright() -> None:
    upright = [
        cell
        for cell in tables()[1].element.iter(W + "tc")
        if value(cell, "tcPr/textDirection") == "tbRlV"
    ]
    assert [text_of(cell) for cell in upright] == [HANDLED] + [""] * 21
