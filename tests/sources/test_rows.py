"""Lists of rows as clerks' programs save them: CSV, JSON, JSON lines and YAML."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

from docfill.sources.rows import ListRow, Rows, form_of, read_rows

Found = list[tuple[int, int, str]]


def read(text: str | bytes, form: str = "csv") -> Rows:
    return read_rows(text.encode() if isinstance(text, str) else text, "list", form)


def values(rows: Rows) -> list[dict[str, str]]:
    return [{name: str(value) for name, value in row.values.items()} for row in rows.each()]


def found(rows: Rows) -> Found:
    """Line, column and code of everything found in a list and its rows."""
    each = [*rows.findings, *(finding for row in rows.each() for finding in row.findings)]
    return [(one.place.line, one.place.column, one.code) for one in each]


PEOPLE = [{"name": "王五", "town": "花石镇"}, {"name": "赵六", "town": "青石镇"}]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_as_any_program_saves_it(separator: str, end: str, encoding: str) -> None:
    lines = ("name,town", "王五,花石镇", "", "赵六,青石镇", ",", "")
    rows = read(end.join(lines).replace(",", separator).encode(encoding))
    assert values(rows) == PEOPLE
    assert [each.place.line for each in rows.each()] == [2, 4]
    assert [each.code for each in rows.findings] == ["encoding-guessed"] * (encoding == "gb18030")


def test_the_separator_may_be_said_as_excel_says_it() -> None:
    assert values(read("sep=;\nname;town,\n王五;1,5\n")) == [{"name": "王五", "town,": "1,5"}]


def test_what_is_quoted_is_one_value() -> None:
    rows = read('name,note\n"王, ""五""","one\r\ntwo"\n赵六,x\n')
    assert values(rows) == [{"name": '王, "五"', "note": "one\ntwo"}, {"name": "赵六", "note": "x"}]
    first, second = rows.each()
    assert (str(first.label), str(second.label)) == ("row 2", "row 3")
    assert (second.place.line, second.place_of("note").column) == (4, 4)


def test_numbers_print_as_typed_and_codes_stay_texts() -> None:
    [row] = read("a,b,c,d,e\n2.50,007,1200,,TRUE\n").each()
    assert [str(value) for value in row.values.values()] == ["2.50", "007", "1200", "", "True"]
    assert (row.values["a"], row.values["b"], row.values["e"]) == (2.5, "007", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1\n", [(2, 1, "row-length")]),
        ("a,b\n1,2,3\n", [(2, 5, "row-length")]),
        ("a,b\n1,2,,\n", []),
        ("a,b,,\n1,2,,\n", []),
        ("a,b,,\n1,2,3,\n", [(2, 5, "row-length")]),
        ("a,,b\n1,2,3\n", [(1, 3, "heading")]),
        ("a, b,a,b\n1,2,3,4\n", [(1, 6, "heading"), (1, 8, "heading")]),
        ("2024 list,,\na,b,c\n1,2,3\n", [(1, 1, "heading")]),
        ("姓名，年龄\n王五，3\n", [(1, 1, "heading")]),
        ('a,b\n"1,2\n3,4\n', [(2, 1, "open-quote")]),
        ('a,b\n"1"x,2\n3,4\n', [(2, 1, "open-quote")]),
        ("a,b\n4.30302E+17,2\n", [(2, 1, "cell")]),
        ("", [(0, 0, "no-rows")]),
        ("\n \n", [(0, 0, "no-rows")]),
        (b"a,b\n\xff\xff,1\n", [(2, 1, "encoding")]),
        ("\ufeff王五,赵六,花石镇,青石镇\n".encode() + b"\xe7,1\n", [(2, 1, "encoding")]),
        ("王五,赵六,花石镇,青石镇\n".encode() + b"\xe7\x8e,1\n", [(2, 1, "encoding")]),
    ],
)
def test_a_fault_in_csv_is_found_where_it_stands(text: str | bytes, expected: Found) -> None:
    assert found(read(text)) == expected


def test_a_faulty_row_leaves_the_others_as_they_are() -> None:
    rows = read('a,b\n"1,2\n3,4\n5\n6,7\n')
    assert [bool(row.findings) for row in rows.each()] == [True, False, True, False]
    assert [row.values["a"] for row in rows.each()] == ['"1', 3, 5, 6]


def test_a_row_names_the_column_to_blame() -> None:
    [row] = read("a,b\n1,2\n").each()
    assert str(row.finding("cell", "no", "b")) == "list:2:3: error [cell] row 2, “b”: no"
    assert str(row.finding("cell", "no")) == "list:2:1: error [cell] row 2: no"


LISTS = {
    "json": '[\n  {"name": "王五", "town": "花石镇"},\n {"name": "赵六", "town": "青石镇"}]',
    "jsonl": '{"name": "王五", "town": "花石镇"}\n\n{"name": "赵六", "town": "青石镇"}\n',
    "yaml": "- name: 王五\n  town: 花石镇\n- {name: 赵六, town: 青石镇}\n",
}


@pytest.mark.parametrize(
    ("form", "lines"), [("json", [(2, 3), (3, 2)]), ("jsonl", [(1, 1), (3, 1)]), ("yaml", [])]
)
def test_lists_of_keys_and_values_are_rows(form: str, lines: list[tuple[int, int]]) -> None:
    rows = read(LISTS[form], form)
    assert (values(rows), rows.columns, rows.is_single) == (PEOPLE, ("name", "town"), False)
    places = [(row.place.line, row.place.column) for row in rows.each()]
    assert places == (lines or [(1, 3), (3, 3)])


@pytest.mark.parametrize(("form", "text"), [("json", '{"a": 1.50}'), ("yaml", "a: 1.50")])
def test_keys_and_values_alone_are_one_row(form: str, text: str) -> None:
    rows = read(text, form)
    assert (values(rows), rows.is_single) == ([{"a": "1.50"}], True)


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("json", "[1]", [(1, 2, "wrong-shape")]),
        ("json", "[]", [(0, 0, "no-rows")]),
        ("json", "[{}, {]", [(1, 7, "syntax")]),
        ("json", '[{"a": 1, "a": 2}]', [(1, 11, "double-key")]),
        ("jsonl", '{"a": 1}\n{"a" 1}\n{"a": 3}\n[]', [(2, 6, "syntax"), (4, 1, "wrong-shape")]),
        ("yaml", "- a: 1\n- b\n", [(2, 3, "wrong-shape")]),
        ("yaml", "- a: 1\n- a: 1\n  a: 2\n", [(3, 3, "double-key")]),
        ("yaml", "", [(0, 0, "empty")]),
        ("yaml", "[]", [(0, 0, "no-rows")]),
    ],
)
def test_a_fault_in_a_list_is_found_where_it_stands(form: str, text: str, expected: Found) -> None:
    assert found(read(text, form)) == expected


def test_a_list_that_is_not_utf_8_is_found() -> None:
    assert found(read('[{"a": "花石镇"}]'.encode("gbk"), "json")) == [(0, 0, "encoding")]


@pytest.mark.parametrize(
    ("name", "begins", "form"),
    [
        ("a.CSV", "- ", "csv"),
        ("a.tsv", "", "csv"),
        ("a.xls", "", "xlsx"),
        ("a.ndjson", "", "jsonl"),
        ("a.yml", "", "yaml"),
        ("-", "name,town\n王五,花石镇: x\n", "csv"),
        ("-", "name\n王五\n", "csv"),
        ("-", "# people\n---\n- name: 王五\n", "yaml"),
        ("-", "name: 王五\ntown: 花石镇\n", "yaml"),
        ("-", '[{"a": 1}]', "json"),
        ("-", '{"a": 1}\n', "json"),
        ("-", '{"a": 1}\n{"a": 2}\n', "jsonl"),
        ("-", "PK\x03\x04", "xlsx"),
        ("letter.data", "name: 王五\n", "yaml"),
    ],
)
def test_the_form_is_told_by_the_name_or_by_how_it_begins(
    name: str, begins: str, form: str
) -> None:
    assert form_of(Path(name), begins.encode()) == form


def test_rows_can_be_gone_through_again() -> None:
    rows = read("a\n1\n2\n")
    assert values(rows) == values(rows) == [{"a": "1"}, {"a": "2"}]
    assert isinstance(next(rows.each()), ListRow)


@pytest.mark.parametrize(
    "module", ["form", "commas", "csvfile", "cellvalues"], ids=lambda name: name
)
def test_the_examples_in_the_source_are_right(module: str) -> None:
    tried = doctest.testmod(import_module(f"docfill.sources.rows.{module}"))
    assert tried.attempted and not tried.failed
