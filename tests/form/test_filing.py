"""How a filing is read: totals worked out, blanks told from zeros, everything found at once."""

from decimal import Decimal
from pathlib import Path

import pytest

from docfill.filing.cells import TableFigure, compute_table, wrong_totals
from docfill.filing.filing import Filing
from docfill.filing.reader import read_filing
from docfill.form.reader import open_form
from docfill.sources.yaml.reader import parse
from fixture_types import FindingsOf
from here import OFFICIAL_KIT, TESTS

FORM = open_form(OFFICIAL_KIT)
WHOLE = (TESTS / "blameless" / "2023.yaml").read_text(encoding="utf-8")


def filing(text: str = WHOLE) -> Filing:
    return read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)[0]


def test_the_form_has_200_cells() -> None:
    assert len(filing().cells) == len(FORM.cells) == 200


def test_totals_are_worked_out_across_and_down() -> None:
    asked = WHOLE.replace("requests: {}", "requests: {open: {natural: 2, company: 1}}")
    cells = filing(asked).cells
    assert cells["requests.open.total"].value == 3
    assert cells["requests.total.natural"].value == 2
    assert cells["requests.total.total"].value == 3
    assert not cells["requests.total.total"].stated


def test_what_is_left_out_of_a_stated_table_is_zero() -> None:
    cell = filing().cells["requests.deny_1.charity"]
    assert (cell.value, cell.printed, cell.stated) == (0, "0", False)


def test_an_amount_is_printed_as_typed() -> None:
    assert filing(WHOLE.replace("fees: 0", "fees: 18.8710")).cells["disclosure.fees"].printed == (
        "18.8710"
    )


def test_prose_knows_its_lines() -> None:
    prose = filing().prose["problems"]
    second = prose.paragraphs[1]
    place = prose.place_at(second, second.text.index("按月"))
    assert WHOLE.splitlines()[place.line - 1][place.column - 1 :].startswith("按月")


def test_a_place_within_a_text_belongs_to_it() -> None:
    read = filing()
    prose = read.prose["problems"]
    assert read.holds("problems", prose.place_at(prose.paragraphs[-1], 3))
    assert not read.holds("other_matters", prose.place_at(prose.paragraphs[-1], 3))


@pytest.mark.parametrize("figure", ["010", "1e3", "3.0", "３", "-1", "yes", "3件", "1,000"])
def test_a_figure_not_in_plain_digits_is_no_count(findings_of: FindingsOf, figure: str) -> None:
    assert findings_of(f"disclosure:\n  licences: {figure}\n") == [(2, "not-a-count")]


@pytest.mark.parametrize("blank", ["", "~", "null", "# later"])
def test_blank_is_not_zero(findings_of: FindingsOf, blank: str) -> None:
    assert findings_of(f"disclosure:\n  licences: {blank}\n") == [(2, "blank")]


def test_a_blank_row_and_a_blank_table_are_found(findings_of: FindingsOf) -> None:
    assert findings_of("requests:\n  new:\n") == [(2, "blank")]
    assert findings_of("requests:\n") == [(1, "blank")]


def test_blank_prose_is_found_but_optional_prose_may_be(findings_of: FindingsOf) -> None:
    text = "introduction: |\n\noverview:\n  lead: |\n\n  platform: |\n\n"
    assert findings_of(text) == [(6, "blank")]


def test_all_faults_are_found_at_once(findings_of: FindingsOf) -> None:
    found = findings_of("""\
        signed: 2024-13-01
        disclosure:
          licences: 3.0
          penaltys: 1
        requests:
          new: {natural: 3, natural: 4}
          total: {natural: 7}
    """)
    assert found == [
        (1, "not-a-date"),
        (3, "not-a-count"),
        (4, "unknown-key"),
        (6, "double-key"),
        (7, "total"),
    ]


def test_a_slip_in_a_key_is_told_the_nearest_key() -> None:
    text = WHOLE.replace("licences", "licenses")
    _, findings = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    assert [f.code for f in findings] == ["unknown-key"]
    assert "did you mean licences?" in str(findings[0].message)


def test_a_wrong_total_shows_the_arithmetic() -> None:
    text = WHOLE.replace("requests: {}", "requests: {new: {natural: 2, company: 1, total: 4}}")
    _, findings = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    assert "自然人 2 (natural) + 商业企业 1 (company) = 3 (1 too many)" in str(findings[0].message)


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ("{made:2, repealed: 0}", "write “made: 2”"),
        ("{made：2}", "write “made: 2”"),
        ("｛made：2｝", "write “{”"),
    ],
)
def test_a_slip_that_yaml_lets_pass_is_named(row: str, right: str) -> None:
    text = WHOLE.replace("rules: {made: 0, repealed: 0, in_force: 0}", f"rules: {row}")
    _, findings = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    assert right in str(findings[0].message)


@pytest.mark.parametrize("behind", ["\n", "  # 可以不写\n", " 在这一行\n"])
def test_a_full_width_bar_is_named_and_not_printed(behind: str) -> None:
    text = f"problems: ｜{behind}  存在的问题是解读材料偏少。\n\n  下一步逐项补充。\n"
    _, findings = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    bar = [found for found in findings if found.code == "syntax"]
    assert [(found.place.line, found.place.column) for found in bar] == [(1, 11)]
    assert "write “|”" in str(bar[0].message)


@pytest.mark.parametrize("text", ["disclosure: 3\n", "disclosure: [1, 2]\n", "problems: {a: 1}\n"])
def test_a_value_of_another_shape_is_found(findings_of: FindingsOf, text: str) -> None:
    assert findings_of(text) == [(1, "wrong-shape")]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("requests:\n  open: 3\n", "write open like {natural: 3}, and {} where"),
        ("requests:\n  open: [3, 0]\n", "write open like {natural: 3}, and {} where"),
        ("requests:\n  open: {natural: [3]}\n", "natural takes one number, and 0"),
        ("disclosure:\n  penalties: {}\n", "penalties takes one number, and 0"),
        ("disclosure: [1, 2]\n", "where all of it is zero write “disclosure: {}”"),
        ("proceedings: 0\n", "where all of it is zero write “proceedings: {}”"),
        ("proceedings: 无\n", "where all of it is zero write “proceedings: {}”"),
        ("overview: 无\n", "overview must hold keys and values"),
        ("requests:\n  new: {3}\n", "write new like {natural: 3}, and {} where"),
        ("requests:\n  new: {0}\n", "write new like {natural: 3}, and {} where"),
        ("requests:\n  new: natural：3，company：1\n", "write “new: {natural: 3, company: 1}”"),
        ("requests:\n  new: （自然人：3、其他：1）\n", "write “new: {natural: 3, other_org: 1}”"),
    ],
)
def test_the_right_shape_is_shown(text: str, right: str) -> None:
    _, findings = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    assert right in str(next(found for found in findings if found.code == "wrong-shape").message)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("requests:\n  new: natural: 3\n", "write “new: {natural: 3}”"),
        (
            "requests:\n  new: natural: 3, company: 1 # 件\n",
            "write “new: {natural: 3, company: 1}”",
        ),
        ("requests:\n  new: (natural: 3, company: 1)\n", "write “new: {natural: 3, company: 1}”"),
        ("requests:\n  new: （natural: 3，company: 1）\n", "write “new: {natural: 3, company: 1}”"),
        ("disclosure:\n  penalties: -\n", "where there is none write 0"),
        ("disclosure:\n  penalties: - # 没有\nfees: 0\n", "where there is none write 0"),
        ("disclosure:\n  penalties: 无\n", "where there is none write 0"),
        ("disclosure:\n  penalties: /\n", "where there is none write 0"),
        ("disclosure:\n  rules: {made: -}\n", "where there is none write 0"),
        ("disclosure:\n  rules: {made: 0，repealed：0}\n", "write “made: 0, repealed: 0”"),
        ("disclosure:\n  rules: {made：0，repealed：0}\n", "write “made: 0, repealed: 0”"),
        ("disclosure:\n  行政许可: 12\n", "write licences"),
        ("disclosure:\n  行政许可:\n", "write licences"),
        ("requests:\n  new: {自然人: 3}\n", "write natural"),
        ("requests:\n  new: {自然人：3}\n", "write “natural: 3”"),
        ("requests:\n  部分公开: {natural: 3}\n", "write partial"),
        ("一、总体情况:\n  proactive: |\n    文\n", "write overview"),
        ("成文日期: 2024-01-10\n", "write signed"),
        ("overview:\n  主动公开: |\n    文\n", "write proactive"),
        ("disclosure:\n  fees: 15000元\n", "write 1.5"),
        ("disclosure:\n  fees: 1.5万\n", "write 1.5"),
        ("disclosure:\n  licences: 12\u00a0\n", "(U+00A0) stands in “12”"),
        ("disclosure:\n  licences: 12\u200b\n", "(U+200B) stands in “12”"),
        ("signed: 2024-01-10\u3000\n", "(U+3000) stands in “2024-01-10”"),
        ("disclosure:\n  licences\u00a0: 12\n", "(U+00A0) stands in licences"),
    ],
)
def test_what_a_clerk_types_by_habit_is_told_how_to_write(text: str, right: str) -> None:
    _, findings = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    assert any(right in str(found.message) for found in findings), [
        str(f.message) for f in findings
    ]


def test_a_caption_of_several_rows_is_not_guessed_at() -> None:
    text = "requests:\n  其他: {natural: 1}\nproceedings:\n  行政诉讼: {upheld: 1}\n"
    _, findings = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    unknown = [str(found.message) for found in findings if found.code == "unknown-key"]
    assert "write other_3" in unknown[0]
    assert "known: review, direct" in unknown[1]


def test_a_table_left_out_is_told_how_to_say_that_it_is_zero() -> None:
    _, findings = read_filing(parse(b"signed: 2024-01-10\n", "x.yaml"), FORM, "qingshi", 2023)
    told = [str(found.message).partition("where all of it is zero ")[2] for found in findings]
    assert [says for says in told if says] == [
        f"write “{table}: {{}}”" for table in ("disclosure", "requests", "proceedings")
    ]


def test_every_line_that_yaml_takes_for_one_text_is_found() -> None:
    text = "disclosure:\n  licences：12\n  penalties：3\n  fees：0\nproceedings: {}\n"
    _, findings = read_filing(parse(text.encode(), "x.yaml"), FORM, "qingshi", 2023)
    wide = [found.place.line for found in findings if found.code == "wrong-shape"]
    assert wide == [2, 3, 4]


def test_a_file_with_windows_line_ends_is_read_the_same() -> None:
    assert filing(WHOLE.replace("\n", "\r\n")).prose["problems"].text == (
        filing().prose["problems"].text
    )


AMOUNTS = """\
title: "{name}{year}"
sections: {taken: {heading: 一、收入, table: taken}}
tables:
  taken:
    columns: {spring: 春季, autumn: 秋季, both: {caption: 全年, sum: [spring, autumn]}}
    rows: {rent: {caption: 租金, kind: amount}}
"""


@pytest.mark.parametrize(
    ("spring", "autumn", "both"),
    [
        ("0.0000001", "0", "0.0000001"),
        ("0.00000000", "0", "0.00000000"),
        ("999999999999.99", "0.01", "1000000000000.00"),
        ("18.8710", "1.1", "19.9710"),
    ],
)
def test_the_sum_of_amounts_is_in_plain_digits(
    tmp_path: Path, spring: str, autumn: str, both: str
) -> None:
    (tmp_path / "form.yaml").write_text(AMOUNTS, encoding="utf-8")
    form = open_form(tmp_path)
    text = f"taken: {{rent: {{spring: {spring}, autumn: {autumn}}}}}"
    read, faults = read_filing(parse(text.encode(), "x.yaml"), form, "qingshi", 2023)
    assert (read.cells["taken.rent.both"].printed, faults) == (both, [])


def test_figures_of_any_size_are_summed_and_told_in_plain_digits(tmp_path: Path) -> None:
    """A Decimal may hold 1000 as 1E+3; nobody shall read that."""
    (tmp_path / "form.yaml").write_text(AMOUNTS, encoding="utf-8")
    form = open_form(tmp_path)
    branch = parse(b"taken: {}", "x.yaml").root
    own = {
        f"taken.rent.{key}": TableFigure(f"taken.rent.{key}", Decimal(figure), figure, branch.place)
        for key, figure in (("spring", "1E+3"), ("autumn", "2E+3"), ("both", "4E+3"))
    }
    cells = compute_table(form.tables["taken"], own, branch)
    assert cells["taken.rent.both"].printed == "3000"
    (found,) = wrong_totals(form, form.tables["taken"], own, cells)
    assert "E+" not in str(found.message)
    assert all(figure in str(found.message) for figure in ("4000", "3000", "1000", "2000"))
