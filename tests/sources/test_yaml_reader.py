"""YAML as people type it: places of values, and every fault as a finding, never a traceback."""

from pathlib import Path

import pytest
import yaml

from docfill.sources.yaml.reader import Branch, Scalar, Series, parse, plain, read


def codes(text: str | bytes) -> list[tuple[int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(found.place.line, found.code) for found in parse(data, "x.yaml").findings]


def test_every_value_knows_its_place() -> None:
    root = parse(b"a:\n  b: 3\n  c: [x, y]\n", "x.yaml").root
    branch = root.get("a")
    assert isinstance(branch, Branch)
    assert str(branch.place_of("b")) == "x.yaml:2:3"
    value, series = branch.get("b"), branch.get("c")
    assert isinstance(value, Scalar) and str(value.place) == "x.yaml:2:6"
    assert isinstance(series, Series) and str(series.items[1].place) == "x.yaml:3:10"


def test_a_character_in_a_block_of_text_knows_its_place() -> None:
    value = parse("a: |\n  第一行\n  第二行\n".encode(), "x.yaml").root.get("a")
    assert isinstance(value, Scalar)
    assert str(value.place_at(value.text.index("二"))) == "x.yaml:3:4"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\na: 2\n", [(2, "double-key")]),
        ("a: &x 1\nb: *x\n", [(2, "alias")]),
        ("a: *x\n", [(1, "alias")]),
        ("a: &x\n", [(1, "syntax")]),
        ("a: !!python/object:os.system 1\n", [(1, "syntax")]),
        ("a:\n\tb: 1\n", [(2, "syntax")]),
        ("a： 1\nb: 2\n", [(1, "syntax")]),
        ("a: 'x\n", [(1, "syntax")]),
        ("a: \x07\n", [(1, "syntax")]),
        ("? [a]\n: 1\n", [(1, "syntax")]),
        ("- a\n- b\n", [(1, "wrong-shape")]),
        ("just words\n", [(1, "wrong-shape")]),
        ("", [(0, "empty")]),
        ("# nothing\n", [(0, "empty")]),
        ("a: 1\n---\nb: 2\n", [(2, "syntax")]),
        ("[" * 60 + "]" * 60, [(1, "syntax")]),
    ],
)
def test_what_cannot_be_read_is_found(text: str, found: list[tuple[int, str]]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize("text", ["a: 1\nb： 2\nc: 3\n", "a: 1\nb: {c: 1\nd: 2\n", "\nb: \x07"])
def test_without_libyaml_faults_have_the_same_lines(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("docfill.sources.yaml.composer._Loader", yaml.Loader)
    assert codes(text) == [(2, "syntax")]


def test_aliases_that_explode_do_not() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert {code for _, code in codes("\n".join(lines))} == {"alias"}


def test_all_faults_are_found_at_once() -> None:
    assert codes("a: 1\na: 2\nb: *x\n") == [(2, "double-key"), (3, "alias")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_files_of_windows_editors_are_read(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    source = parse(f"{mark}名称: 花石镇\r\nb: 2\r\n".encode(encoding), "x.yaml")
    assert source.findings == []
    assert plain(source.root) == {"名称": "花石镇", "b": 2}


def test_another_encoding_is_named() -> None:
    assert codes("名称: 花石镇\n".encode("gbk")) == [(0, "encoding")]


def test_a_folder_and_a_file_that_is_not_there_are_findings(tmp_path: Path) -> None:
    assert [found.code for found in read(tmp_path).findings] == ["file"]
    assert [found.code for found in read(tmp_path / "none.yaml").findings] == ["file"]


def test_a_file_too_large_for_data_is_not_read() -> None:
    assert codes(b"a: " + b"x" * 5_000_000) == [(0, "file")]


def test_plain_values_are_those_of_json() -> None:
    root = parse(b"a: 3\nb: true\nc: null\nd: '3'\ne: yes\nf: 010\ng: [1.5, x]\n", "x.yaml").root
    assert plain(root) == {
        "a": 3,
        "b": True,
        "c": None,
        "d": "3",
        "e": "yes",
        "f": "010",
        "g": [1.5, "x"],
    }


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a: 三件 #备注\n", (1, 7, "#备注")),
        ("a: 一\n  二 # 三\n", (2, 5, "# 三")),
        ("a:\n  一\n\n  ## 二\n", (4, 3, "## 二")),
        ("a:\n  一\n# 二\nb: 1\n", None),
        ("a: 一\n  # 二\nb: 1\n", None),
        ("a: 一#二\n", None),
        ("a: '一' # 二\n", None),
        ("a: | # 零\n  一 # 二\n", None),
        ("a: 一\nb: 1 # 二\n", None),
        ("b: 1\na:\n", None),
        ("a: *x # 二\n", (1, 7, "# 二")),
    ],
)
def test_a_comment_that_ends_a_text_is_known(
    text: str, comment: tuple[int, int, str] | None
) -> None:
    value = parse(text.encode(), "x.yaml").root.get("a")
    assert isinstance(value, Scalar)
    found = value.comment
    assert (found and (found.place.line, found.place.column, found.text)) == comment
