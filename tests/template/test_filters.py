"""Numbers, amounts and dates in templates: exact, as typed, and as documents write them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from docfill.base import Faulty, use_language
from docfill.template.sandbox.amounts import in_words
from docfill.template.sandbox.dates import format_date
from letters import filled, told


def printed(folder: Path, tags: str, data: str) -> str:
    (folder / "letter.yaml").write_text(data, encoding="utf-8")
    return filled(folder, "letter.yaml", tags)


@pytest.mark.parametrize(
    ("tags", "prints"),
    [
        ("{{ 0.10 + 0.20 }}", "0.30"),
        ("{{ dime + 0.20 }}", "0.30"),
        ("{{ dime }} {{ 2.50 }} {{ 1_000.50 }}", "0.10 2.50 1000.50"),
        ('{{ lines | sum(attribute="price") }}', "31800.50"),
        ("{{ lines | map(attribute='price') | sum }}", "31800.50"),
        (
            "{% set n = namespace(t=0) %}{% for l in lines %}{% set n.t = n.t + l.price %}"
            "{% endfor %}{{ n.t }}",
            "31800.50",
        ),
        ("{% for l in lines %}{{ l.price * 2 }} {% endfor %}", "60000.00 3601.00 "),
        ("{{ dime * 3 }} {{ 3 * dime }} {{ 1 - dime }} {{ -dime }}", "0.30 0.30 0.90 -0.10"),
        ("{{ dime + 1 }} {{ big + 0.01 }}", "1.10 12345678901234567.90"),
        ("{% if dime + 0.20 == 0.3 %}equal{% endif %}", "equal"),
        ("{% if dime &lt; 0.2 and 1.0 == one %}less{% endif %}", "less"),
        ("{{ 7 / 2 }} {{ 6 / 2 }} {{ 10.00 / 4 }} {{ 10.00 / 2 }}", "3.5 3 2.50 5.00"),
        ("{{ 1 / 3 }} {{ (1 / 3) | round(2) }}", "0.3333333333333333333333333333 0.33"),
        ("{{ 7 // 2 }} {{ 7 % 2 }} {{ 7.5 // 2 }} {{ 7.5 % 2 }} {{ -7.5 // 2 }}", "3 1 3 1.5 -4"),
        ("{{ 2.5 | round }} {{ 2.665 | round(2) }} {{ 3 | round(2) }}", "3 2.67 3.00"),
        ("{{ 2.1 | round(0, 'ceil') }} {{ 2.99 | round(1, 'floor') }}", "3 2.9"),
        ("{{ '%.2f' % 2.665 }} {{ '%.2f' | format(dime) }} {{ '%d' % 2.5 }}", "2.67 0.10 2"),
        ("{{ '%(p)08.1f %%' % {'p': 2.25} }}", "000002.3 %"),
        ("{{ '%-6.1f|%+.0f' % (2.25, 0.5) }}", "2.3   |+1"),
        ("{{ '{:,.2f}'.format(1234.565) }}", "1,234.57"),
        ("{{ '0.10' | float + 0.20 }} {{ 'x' | float }}", "0.30 0.0"),
        ("{{ [dime, 0.2] | max }} {{ (-dime) | abs }} {{ dime ~ '元' }}", "0.2 0.10 0.10元"),
        ("{{ big | thousands }} {{ 1800.5 | thousands(2) }}", "12,345,678,901,234,567.89 1,800.50"),
        ("{{ '1234567' | thousands }} {{ '' | thousands }}|", "1,234,567 |"),
        ("{{ 1.005 | thousands(2) }} {{ 0.125 | round(2) }}", "1.01 0.13"),
        ("{{ 1200 | amount_in_words }}", "壹仟贰佰元整"),
        ("{{ (dime + 1.2) | amount_in_words }}", "壹元叁角"),
        ("{{ 2.50 | tojson }}", "2.5"),
    ],
)  # fmt: skip
def test_numbers_are_counted_as_on_paper(tmp_path: Path, tags: str, prints: str) -> None:
    data = "dime: 0.10\none: 1\nbig: 12345678901234567.89\n"
    data += "lines: [{price: 30000.00}, {price: 1800.50}]\n"
    assert printed(tmp_path, tags, data) == prints


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        # The examples of the rules themselves.
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        # Zeros in every position.
        ("0", "零元整"),
        ("0.00", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("0.56", "伍角陆分"),
        ("10", "壹拾元整"),
        ("15", "壹拾伍元整"),
        ("10.01", "壹拾元零壹分"),
        ("10.10", "壹拾元壹角"),
        ("100", "壹佰元整"),
        ("101", "壹佰零壹元整"),
        ("110", "壹佰壹拾元整"),
        ("1000.05", "壹仟元零伍分"),
        ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("1100", "壹仟壹佰元整"),
        ("1200", "壹仟贰佰元整"),
        ("10001", "壹万零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("10100", "壹万零壹佰元整"),
        ("11000", "壹万壹仟元整"),
        ("100001", "壹拾万零壹元整"),
        ("1000000", "壹佰万元整"),
        ("1001001", "壹佰万壹仟零壹元整"),
        ("1010101.01", "壹佰零壹万零壹佰零壹元零壹分"),
        ("20000000", "贰仟万元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000010", "壹拾亿零壹拾元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000100000000", "壹万零壹亿元整"),
        ("10000000010000", "壹拾万亿零壹万元整"),
        ("9999999999999.99", "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ("-12.30", "负壹拾贰元叁角"),
        ("1,234.50", "壹仟贰佰叁拾肆元伍角"),
        ("１２", "壹拾贰元整"),
    ],
)
def test_an_amount_in_capital_figures(amount: str, words: str) -> None:
    assert in_words(amount) == words


@pytest.mark.parametrize(
    ("value", "form", "prints"),
    [
        ("2024-01-11", "%Y年%-m月%-d日", "2024年1月11日"),
        ("2024-1-1", "%Y-%m-%d", "2024-01-01"),
        ("2024-10-20", "%OY年%Om月%Od日", "二〇二四年十月二十日"),
        ("2030-11-30", "%OY年%Om月%Od日（%OA）", "二〇三〇年十一月三十日（星期六）"),
        ("2024年1月11日", "%-d %B %Y, %A", "11 January 2024, Thursday"),
        ("2024/1/11", "%d.%m.%y %b %a", "11.01.24 Jan Thu"),
        ("2024-01-11 15:04:05", "%H:%M:%S %-I %p %T", "15:04:05 3 PM 15:04:05"),
        ("2024-01-11T08:30:00+08:00", "%F %H:%M %j 100%%", "2024-01-11 08:30 011 100%"),
        (date(2024, 1, 11), "%-m月", "1月"),
        (datetime(2024, 1, 11, 9), "%-H时", "9时"),
        ("", "%Y", ""),
    ],
)
def test_a_date_is_written_as_asked_for(value: object, form: str, prints: str) -> None:
    assert format_date(value, form) == prints


@pytest.mark.parametrize(
    ("tags", "prints"),
    [
        ("{{ signed | date }}", "2024年1月11日"),
        ('{{ signed|date("%Y年%-m月%-d日") }}', "2024年1月11日"),
        ("{{ signed|date(“%OY年%Om月%Od日”) }}", "二〇二四年一月十一日"),
        ("{{ signed.strftime('%d.%m.%Y') }}", "11.01.2024"),
        ("{{ signed }}", "2024-01-11"),
    ],
)
def test_a_date_in_the_data_is_written_by_its_tag(tmp_path: Path, tags: str, prints: str) -> None:
    assert printed(tmp_path, tags, "signed: 2024-01-11\n") == prints


@pytest.mark.parametrize(
    ("tags", "data", "plainly"),
    [
        ("{{ x | date }}", "x: soon\n", "“soon” is no date; write it like 2024-01-11"),
        ("{{ x | date }}", "x: 2023-02-29\n", "“2023-02-29” is no day"),
        ("{{ x | date }}", "x: 2024-1/11\n", "is no date"),
        ("{{ x | date('%Q') }}", "x: 2024-01-11\n", "%Q is no part of a date"),
        ("{{ x | date('100%') }}", "x: 2024-01-11\n", "% is no part of a date"),
        ("{{ x.strftime('%Y') }}", "x: soon\n", "“soon” is no date"),
        ("{{ x | thousands }}", "x: 约1000\n", "“约1000” is no number"),
        ("{{ x | thousands('a') }}", "x: 1\n", "a is no number of places"),
        ("{{ x | amount_in_words }}", "x: [1]\n", "a list or group is no number"),
        ("{{ x | amount_in_words }}", "x: 1.005\n", "write |round(2) before |amount_in_words"),
        ("{{ x | amount_in_words }}", "x: 1e16\n", "too large"),
        ("{{ x | round(1, 'up') }}", "x: 1\n", "common, ceil, floor"),
        ("{{ x | round(999) }}", "x: 1\n", "999 is no number of places"),
        ("{{ x / 0.0 }}", "x: 1\n", "divided by zero"),
        ("{{ x | date }}", "x:\n", "x is blank"),
    ],
)
def test_what_is_no_number_or_date_is_told(
    tmp_path: Path, tags: str, data: str, plainly: str
) -> None:
    assert plainly in told(tmp_path, tags, data)


@pytest.mark.parametrize("tags", ["{{ x | thousands }}", "{{ x }}", "{{ y }}", "{{ x / 0 }}"])
def test_a_fault_found_in_chinese_is_told_in_english_where_that_is_asked(
    tmp_path: Path, tags: str
) -> None:
    """Tag, place and value are named in the language of whoever reads it."""
    (tmp_path / "letter.yaml").write_text("x: []\n", encoding="utf-8")
    with use_language("zh"), pytest.raises(Faulty) as caught:
        filled(tmp_path, "letter.yaml", tags)
    assert all(found.message.words("en").isascii() for found in caught.value.findings)
