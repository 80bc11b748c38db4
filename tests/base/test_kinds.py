"""How counts, amounts, dates and prose are read; the doctests of the small pure modules."""

import doctest
import importlib
from decimal import Decimal

import pytest

from docfill.base.kinds import Unreadable, numeral, print_date, read_amount, read_count, read_date
from docfill.base.kinds import read_prose as read
from docfill.base.numerals import NUMBER, half_width, read_number
from docfill.form.patterns import WrongPattern, compile_pattern

WITH_DOCTESTS = (
    "base.system_errors",
    "base.text_width",
    "base.kinds",
    "base.numerals",
    "base.places",
    "form.patterns",
    "sources.addresses",
    "sources.yaml.unknown_keys",
    "sources.yaml.repair.halfwidth",
    "sources.yaml.repair.pairs",
    "sources.yaml.repair.slips",
    "checks.claims",
    "checks.marks",
    "county.name_clashes",
    "cli.finding_formats",
    "cli.options",
)


@pytest.mark.parametrize("module", WITH_DOCTESTS)
def test_the_examples_in_docstrings_hold(module: str) -> None:
    tried = doctest.testmod(importlib.import_module(f"docfill.{module}"))
    assert tried.attempted
    assert not tried.failed


@pytest.mark.parametrize(
    "text", ["010", "1e3", "3.0", "３", "-1", "yes", "1,200", " 3", "三", "0x1", "", "1234567890"]
)
def test_a_count_is_read_as_typed_or_not_at_all(text: str) -> None:
    with pytest.raises(Unreadable):
        read_count(text)


@pytest.mark.parametrize("text", ["-1", "１．５", "1.", ".5", "1e3", "万", "1.123456789", "NaN"])
def test_an_amount_is_read_as_typed_or_not_at_all(text: str) -> None:
    with pytest.raises(Unreadable):
        read_amount(text)


@pytest.mark.parametrize("text", ["0", "18.8710", "59237.2449", "999999999999"])
def test_decimals_are_kept(text: str) -> None:
    assert str(read_amount(text)) == text


@pytest.mark.parametrize("text", ["2024-02-30", "2024-1-5", "20240105", "2024/01/05", "昨天"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        *((text, "write 2025-01-10") for text in ("2025.1.10", "2025/1/10", "2025年1月10日")),
        *((text, "write 2025-01-10") for text in ("2025-1-10", "20250110", "２０２５年１月１０日")),
        *((text, "as year-month-day") for text in ("1月10日", "2025110", "2025.2.30", "昨天")),
    ],
)
def test_the_day_that_was_meant_is_suggested(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        *((text, "write 3$") for text in ("3件", "３ 件", "三", "三件", "3条")),
        *((text, "write a whole number") for text in ("件", "两百五", "3.5件", "万", "若干")),
    ],
)
def test_the_count_that_was_meant_is_suggested(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_count(text)


def test_days_are_printed_without_leading_zeros() -> None:
    assert print_date(read_date("2024-01-05")) == "2024年1月5日"


def test_a_character_of_prose_is_found_where_it_was_typed() -> None:
    typed = "第一段\n  接着写\n\n## 标题\n"
    first, heading = read(typed)
    assert first.text == "第一段接着写"
    assert typed[first.typed_at(first.text.index("着"))] == "着"
    assert heading.heading
    assert typed[heading.typed_at(0)] == "标"


def test_words_of_two_lines_are_kept_apart_where_they_are_latin() -> None:
    assert [paragraph.text for paragraph in read("see PDF\nand 中文\n中文")] == [
        "see PDF and 中文中文"
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百一十", 110),
        ("两千零三", 2003),
        ("３万", 30000),
    ],
)
def test_chinese_numerals_are_read(text: str, value: int) -> None:
    assert read_number(half_width(text)) == value


def test_every_numeral_that_is_printed_is_read_again() -> None:
    assert [int(read_number(numeral(n))) for n in range(1, 100)] == list(range(1, 100))


def test_a_number_keeps_its_decimals() -> None:
    assert read_number("12.50") == Decimal("12.50")


def test_a_word_within_words_is_put_in() -> None:
    words = {"got": "收到{n}{unit}", "unit": "[件条]"}
    assert compile_pattern("共{got}", words).search("共收到三条")["n"] == "三"


@pytest.mark.parametrize("text", ["{unknown}", "(", "{loop}"])
def test_a_pattern_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(WrongPattern):
        compile_pattern(text, {"loop": "{loop}{loop"})


def test_a_number_never_begins_within_another() -> None:
    found = compile_pattern("{number}件", {}).search("115件")
    assert found[0] == "115件"
    assert NUMBER in found.re.pattern
