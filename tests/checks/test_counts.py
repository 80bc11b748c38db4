"""Figures in wordings that no rule foresees are read by the words beside them, and only doubted."""

import pytest

from told import Told


def codes(sentence: str, **requests: object) -> set[str]:
    return {each.code for each in Told("", sentence, tables={"requests": requests}).found()}


def test_what_is_read_so_is_only_doubted() -> None:
    told = Told(
        "", "本年经手的政府信息公开申请达到17件。", tables={"requests": {"new": 3, "open": 3}}
    )
    assert [each.severity.name for each in told.found()] == ["WARNING"]


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("本年经手的政府信息公开申请达到17件。", 17),
        ("政府信息公开申请（含网络、信函两种方式）共计17件。", 17),
        ("第一批收到政府信息公开申请9件，第二批收到8件，全年总数17件。", 17),
    ],
)
def test_a_count_of_requests_is_read_in_whatever_words(sentence: str, right: int) -> None:
    assert codes(sentence, new=right, open=right) == set()
    assert codes(sentence, new=right - 2, open=right - 2) == {"told-received"}


def test_figures_that_make_up_the_whole_together_are_right() -> None:
    sentence = "全年答复政府信息公开申请28件，经批准延长期限后又答复2件。"
    assert codes(sentence, new=30, open=30) == set()
    assert codes(sentence, new=31, open=31) == {"told-handled"}


def test_a_figure_beside_an_unknown_word_may_be_a_part_but_no_more_than_the_whole() -> None:
    sentence = "牵头答复疑难政府信息公开申请2件。"
    assert codes(sentence, new=9, open=9) == set()
    assert codes(sentence, new=1, open=1) == {"told-handled"}


def test_what_is_carried_over_may_be_said_in_the_next_clause() -> None:
    sentence = "有2件申请正在征求第三方意见，需结转下年度办理。"
    assert codes(sentence, new=5, open=3, carried_out=2) == set()
    assert codes(sentence, new=5, open=2, carried_out=3) == {"told-carried-out"}


@pytest.mark.parametrize(
    "sentence", ["全年受理12345热线工单260件。", "镇政务大厅办理各类办事申请1236件。"]
)
def test_a_count_of_something_else_is_left_alone(sentence: str) -> None:
    assert codes(sentence, new=3, open=3) == set()


def test_a_result_that_is_denied_has_no_figures() -> None:
    sentence = "全年没有作出不予公开决定的情形。"
    assert codes(sentence, new=3, open=3) == set()
    assert codes(sentence, new=3, open=2, deny_1=1) == {"told-denied"}


def test_figures_listed_behind_several_things_belong_to_them_in_turn() -> None:
    sentence = "结果为予以公开、部分公开、无法提供的，分别有16件、4件、9件。"
    assert codes(sentence, new=29, open=16, partial=4, unable_1=9) == set()
    assert codes(sentence, new=29, open=16, partial=5, unable_1=8) == {
        "told-partial",
        "told-unable",
    }


def test_what_is_told_of_last_year_is_what_its_report_says() -> None:
    sentence = "全年收到政府信息公开申请16件，较上年度（10件）增加6件。"
    tables = {"requests": {"new": 16, "open": 16}}
    assert Told("", sentence, tables=tables, last_year_new=10).found() == []
    found = Told("", sentence, tables=tables, last_year_new=11).found()
    assert {each.code for each in found} == {"told-received-change"}


def test_a_sentence_of_many_figures_is_read_at_once() -> None:
    figures = "，".join(f"答复政府信息公开申请{3**n}件" for n in range(3, 33))
    assert "told-handled" in codes(f"{figures}。", new=1, open=1)
