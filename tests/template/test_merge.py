"""Mail merge as a clerk uses it: a letter, a list of people, a document for each."""

import doctest
import errno
import io
import json
import os
import re
import tempfile
import tracemalloc
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from docfill.base import ExitCode
from docfill.build.conversion import Options
from docfill.build.mail_merge import Choice, MergeJob, NamePattern, merge, presses
from docfill.build.mail_merge.filled import Filler
from docfill.cli import docfill
from docfill.sources.rows import ListRow, read_rows
from docfill.template import Template
from docx_making import docx, paragraph, unzipped

PEOPLE = "序号,name,town,amount\n1,王五,花石镇,2.50\n2,赵六,青石镇,1200\n3,孙七,花石镇,0\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a letter and three people."""
    monkeypatch.chdir(tmp_path)
    letter("{{ name }}: {{ amount }}")
    Path("people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def letter(*tags: str) -> None:
    Path("letter.docx").write_bytes(docx(*map(paragraph, tags)))


def fill(*words: str, data: str = "people.csv", out: str = "out/{name}.docx") -> Result:
    arguments = ["fill", "letter.docx", data, "-o", out, *words]
    return CliRunner().invoke(docfill, arguments, catch_exceptions=False)


def texts(folder: str = "out") -> dict[str, str]:
    """What each document in a folder says."""
    return {path.name: said(path) for path in sorted(Path(folder).glob("**/*.docx"))}


def said(path: Path) -> str:
    document = unzipped(path.read_bytes())["word/document.xml"].decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", document))


def codes(result: Result) -> list[str]:
    return re.findall(r"^\S+: \w+ \[([\w-]+)\]", result.stdout, re.MULTILINE)


def test_each_row_has_its_document() -> None:
    result = fill(out="out/{序号}-{name}.docx")
    assert result.exit_code == 0
    assert texts() == {
        "1-王五.docx": "王五: 2.50",
        "2-赵六.docx": "赵六: 1200",
        "3-孙七.docx": "孙七: 0",
    }
    assert result.stdout.splitlines() == [f"out/{name}" for name in texts()]
    assert result.stderr == "documents made: 3 of 3\n"
    assert {path.name for path in Path("out").iterdir()} == set(texts())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps([{"name": "王五", "amount": 1}, {"name": "赵六", "amount": 2}])),
        ("a.jsonl", '{"name": "王五", "amount": 1}\n{"name": "赵六", "amount": 2}\n'),
        ("a.yaml", "- {name: 王五, amount: 1}\n- {name: 赵六, amount: 2}\n"),
    ],
)
def test_rows_come_from_json_and_yaml(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    assert fill(data=name).exit_code == 0
    assert texts() == {"王五.docx": "王五: 1", "赵六.docx": "赵六: 2"}


def test_what_comes_in_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (PEOPLE, "- {name: 王五, amount: 1}\n"):
        arguments = ["fill", "letter.docx", "-", "-o", "out/{name}.docx", "--force"]
        assert CliRunner().invoke(docfill, arguments, input=text.encode()).exit_code == 0
    assert texts()["王五.docx"] == "王五: 1"


def test_one_document_comes_in_too() -> None:
    arguments = ["fill", "letter.docx", "-", "-o", "a.docx"]
    for amount in "12":
        text = f"name: 王五\namount: {amount}\n"
        assert CliRunner().invoke(docfill, arguments, input=text).exit_code == 0
        assert said(Path("a.docx")) == f"王五: {amount}"


@pytest.mark.parametrize(("data", "kept"), [("a.yaml", False), ("a.yml", True)])
def test_one_object_makes_one_document_as_ever(data: str, kept: bool) -> None:
    Path(data).write_text("name: 王五\namount: 1\n", encoding="utf-8")
    assert fill(data=data, out="a.docx").exit_code == 0
    assert fill(data=data, out="a.docx").exit_code == 0
    if kept:
        assert fill(data=data, out="{name}.docx").stdout == "王五.docx\n"


@pytest.mark.parametrize(
    ("where", "names"),
    [
        (["town=花石镇"], ["孙七", "王五"]),
        (["town != 花石镇"], ["赵六"]),
        (["town==花石镇", "amount!=0"], ["王五"]),
        (["amount=2.5"], ["王五"]),
        (["name!="], ["孙七", "王五", "赵六"]),
    ],
)
def test_only_rows_that_fit_every_condition_are_made(where: list[str], names: list[str]) -> None:
    result = fill(*(word for each in where for word in ("--where", each)))
    assert (result.exit_code, list(texts())) == (0, [f"{name}.docx" for name in names])


def test_a_condition_that_no_row_fits_is_told() -> None:
    result = fill("--where", "town=nowhere")
    assert (result.exit_code, codes(result)) == (1, ["no-rows"])
    assert not Path("out").exists()


@pytest.mark.parametrize("where", ["town", "twon=花石镇", "=x"])
def test_a_condition_that_is_none_is_wrong_usage(where: str) -> None:
    assert fill("--where", where).exit_code == 2


def test_a_trial_makes_the_first_few() -> None:
    result = fill("--limit", "2")
    assert list(texts()) == ["王五.docx", "赵六.docx"]
    assert "1 rows more" in result.stderr


def test_what_all_share_is_said_once_and_a_row_s_own_value_counts() -> None:
    letter("{{ name }}: {{ amount }} {{ office.phone }}")
    Path("common.yaml").write_text("amount: 7\noffice: {phone: 1234}\n", encoding="utf-8")
    result = fill("--common", "common.yaml", "--limit", "1")
    assert (result.exit_code, codes(result)) == (0, ["in-both"])
    assert texts() == {"王五.docx": "王五: 2.50 1234"}


def test_one_document_shares_values_too() -> None:
    Path("a.yaml").write_text("name: 王五\n", encoding="utf-8")
    Path("common.yaml").write_text("name: 赵六\namount: 7\n", encoding="utf-8")
    assert fill("--common", "common.yaml", data="a.yaml", out="a.docx").exit_code == 0
    assert said(Path("a.docx")) == "王五: 7"


def test_a_column_whose_heading_is_no_word_is_printed_in_brackets() -> None:
    letter("{{ row['first name'] }}")
    Path("a.csv").write_text("first name\n王五\n", encoding="utf-8")
    assert fill(data="a.csv", out="out/{first name}.docx").exit_code == 0
    assert texts() == {"王五.docx": "王五"}


FAULTY = [
    ("a,b\n1,x/y\n2,z\n", [(2, 3, "file-name")]),
    ("a,b\n1,\n2,z\n", [(2, 3, "file-name")]),
    ('a,b\n1,"x\ny"\n2,z\n', [(2, 3, "file-name")]),
    ("a,b\n1,x:\n2,z\n", [(2, 3, "file-name")]),
    ("a,b\n1,.x\n2,z\n", [(2, 1, "file-name")]),
    ("a,b\n1,NUL\n2,z\n", [(2, 1, "file-name")]),
    ("a,b\n1," + "长" * 84 + "\n2,z\n", [(2, 1, "file-name")]),
    ("a,b\n1,TRUE\n2,z\n", [(2, 3, "file-name")]),
    ("a,b\n1,z\n2,Z\n3,y\n", [(3, 1, "same-file")]),
    ("a,b\n1\n2,z\n", [(2, 1, "row-length")]),
    ("a,b\n\x07,x\n2,z\n", [(2, 1, "control-character")]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTY, ids=range(len(FAULTY)))
def test_a_faulty_row_is_told_and_the_others_are_made(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    letter("{{ a }}")
    Path("a.csv").write_text(text, encoding="utf-8")
    result = fill(data="a.csv", out="out/{b}.docx")
    found = re.findall(r"^a\.csv:(\d+):(\d+): error \[([\w-]+)\]", result.stdout, re.MULTILINE)
    assert [(int(line), int(column), code) for line, column, code in found] == expected
    assert result.exit_code == 1
    assert "z.docx" in texts()


def test_a_row_that_the_template_cannot_print_names_its_column() -> None:
    Path("a.csv").write_text("name,amount\n王五,1\n赵六,many-\n孙七,3\n", encoding="utf-8")
    letter("{{ name }} {{ 10 / amount }}")
    result = fill(data="a.csv")
    assert (
        "a.csv:3:4: error [tag-failed] row 3, “amount”: letter.docx word/document.xml, "
        in result.stdout
    )
    assert (result.exit_code, list(texts())) == (1, ["孙七.docx", "王五.docx"])


def test_a_value_that_is_missing_in_one_row_is_told_there() -> None:
    Path("a.jsonl").write_text('{"name": "王五"}\n{"name": "赵六", "amount": 1}\n', "utf-8")
    result = fill(data="a.jsonl")
    assert (result.exit_code, codes(result), list(texts())) == (1, ["no-value"], ["赵六.docx"])
    assert result.stdout.startswith("a.jsonl:1:1: ")


def test_the_same_fault_in_row_after_row_is_told_ten_times_and_counted() -> None:
    letter("{{ name }} {{ address }}")
    rows = "".join(f"n{number}\n" for number in range(30))
    Path("a.csv").write_text(f"name\n{rows}", encoding="utf-8")
    result = fill(data="a.csv")
    assert codes(result) == ["no-value"] * 11
    assert "the same in 20 rows more; the last: row 31" in result.stdout


def test_documents_that_are_there_are_kept_unless_forced() -> None:
    fill()
    Path("out/王五.docx").write_bytes(b"edited")
    Path("out/赵六.docx").unlink()
    result = fill()
    assert (result.exit_code, codes(result)) == (1, ["kept-file"] * 2)
    assert Path("out/王五.docx").read_bytes() == b"edited"
    assert said(Path("out/赵六.docx")) == "赵六: 1200"
    assert fill("--force").exit_code == 0
    assert said(Path("out/王五.docx")) == "王五: 2.50"


def test_a_folder_in_a_document_s_place_is_kept_even_if_forced() -> None:
    Path("out/王五.docx").mkdir(parents=True)
    assert codes(fill("--force")) == ["kept-file"]


def test_neither_template_nor_data_is_written_over() -> None:
    letter("{{ name }}")
    Path("a.csv").write_text("name\nletter\n", encoding="utf-8")
    before = Path("letter.docx").read_bytes()
    result = fill("--force", data="a.csv", out="{name}.docx")
    assert (codes(result), Path("letter.docx").read_bytes()) == (["overwritten"], before)


def test_the_same_rows_make_the_same_bytes() -> None:
    fill()
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    fill("--force")
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before


@pytest.mark.parametrize("out", ["out/{nmae}.docx", "out/{name.docx", "out/all.docx", "{name}.odt"])
def test_a_name_that_cannot_be_is_wrong_usage(out: str) -> None:
    result = fill(out=out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert not Path("out").exists()


def test_rows_cannot_be_chosen_from_one_document() -> None:
    Path("a.yaml").write_text("name: 王五\namount: 1\n", encoding="utf-8")
    assert fill("--limit", "1", data="a.yaml", out="a.docx").exit_code == 2


def test_a_list_that_cannot_be_read_makes_nothing() -> None:
    Path("a.csv").write_text("name,name\n1,2\n", encoding="utf-8")
    for data, code in (("a.csv", "heading"), ("none.csv", "file"), ("out.xlsx", "file")):
        result = fill(data=data)
        assert (result.exit_code, codes(result)) == (1, [code])
    assert not Path("out").exists()


def test_a_template_that_cannot_be_used_is_told_once() -> None:
    letter("{{ name")
    result = fill()
    assert result.exit_code == 1
    assert result.stdout.startswith("letter.docx word/document.xml, paragraph 1 ({{ name): error [")
    assert len(result.stdout.splitlines()) == 1
    assert list(Path().glob("out/*")) == []


def test_the_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    once = Template.open

    def counted(path: Path, cache: bool = True) -> Template:
        opened.append(path)
        return once(path, cache)

    monkeypatch.setattr(Template, "open", counted)
    fill()
    assert opened == [Path("letter.docx")]


def test_pictures_of_rows_are_found_beside_the_data(here: Path) -> None:
    from PIL import Image

    letter("{{ name }} {{ stamp }}")
    (here / "data").mkdir()
    Image.new("RGB", (40, 20)).save(here / "data" / "a.png")
    rows = "- {name: 王五, stamp: {$image: a.png}}\n- {name: 赵六, stamp: {$image: b.png}}\n"
    Path("data/a.yaml").write_text(rows, encoding="utf-8")
    result = fill(data="data/a.yaml")
    assert (result.exit_code, codes(result), list(texts())) == (
        1,
        ["bad-rich-value"],
        ["王五.docx"],
    )
    assert "data/a.yaml:2:14: error [bad-rich-value] row 2, “stamp”: " in result.stdout
    assert "media" in "".join(unzipped(Path("out/王五.docx").read_bytes()))


def test_folders_are_made_from_columns_too() -> None:
    assert fill(out="out/{town}/{name}.docx").exit_code == 0
    assert Path("out/花石镇/孙七.docx").is_file()


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_progress_bar_is_shown_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from docfill.cli import merging

    def shown(is_terminal: bool) -> str:
        bars = Terminal() if is_terminal else io.StringIO()
        monkeypatch.setattr(merging.sys, "stderr", bars)
        monkeypatch.setattr(click, "echo", lambda *_, **__: None)
        outcomes: Iterator[merging.MergeOutcome] = iter(())
        merging._shown(outcomes, 3)
        return bars.getvalue()

    assert "0%" in shown(True)
    assert shown(False) == ""


def test_memory_does_not_grow_with_the_rows() -> None:
    """What is kept of rows that are done are their names."""
    letter("{{ name }} {{ note }}")
    rows = "".join(f"n{number},{os.urandom(4000).hex()}\n" for number in range(400))
    job = MergeJob(
        template=Path("letter.docx"),
        data=Path("a.csv"),
        rows=read_rows(f"name,note\n{rows}".encode(), "a.csv", "csv"),
        choice=Choice(),
        pattern=NamePattern("out/{name}.docx"),
        options=Options(),
        expected=400,
    )
    tracemalloc.start()
    held = [tracemalloc.get_traced_memory()[0] for _ in merge(job)]
    tracemalloc.stop()
    assert len(held) == 400
    assert held[-1] - held[100] < 400 * 1000


@pytest.mark.parametrize(
    ("typed", "folder"),
    [("{a}.docx", "."), ("out/{a}/b.docx", "out"), ("/x/y{a}.docx", "/x"), ("/{a}.docx", "/")],
)
def test_the_folder_of_a_pattern_holds_all_its_documents(typed: str, folder: str) -> None:
    assert NamePattern(typed).folder == Path(folder)


def test_the_examples_in_the_source_are_right() -> None:
    tried = doctest.testmod(import_module("docfill.build.mail_merge.choosing"))
    assert tried.attempted and not tried.failed


def test_findings_of_rows_are_told_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCFILL_LANG", "zh")
    Path("a.csv").write_text("name,amount\n,1\n王五\n赵六,1\n", encoding="utf-8")
    lines = fill(data="a.csv").stdout.splitlines()
    assert lines[0] == (
        "a.csv:2:1: 错误 [file-name] 第2行“name”：文件名要用这个值，而它是空白，请填写"
    )
    assert lines[1].startswith("a.csv:3:1: 错误 [row-length] 第3行：有1个值")


def test_a_row_at_which_docfill_fails_costs_no_other_its_document(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Filler.fill

    def fill_or_slip(filler: Filler, row: ListRow, values: dict[str, object]) -> object:
        if row.values["name"] == "赵六":
            raise ZeroDivisionError("a slip of ours")
        return work(filler, row, values)

    monkeypatch.setattr(Filler, "fill", fill_or_slip)
    monkeypatch.setenv("TMPDIR", str(here / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (here / "temporary").mkdir()
    result = fill()
    assert result.exit_code == ExitCode.PROGRAM
    assert set(texts()) == {"王五.docx", "孙七.docx"}
    assert re.search(
        r"^people\.csv:3:1: error \[program-fault\] .*a slip of ours", result.stdout, re.M
    )
    [log] = (here / "temporary").rglob("*.log")
    assert str(log) in result.stdout and "slip of ours" in log.read_text(encoding="utf-8")


def test_a_document_the_system_refuses_costs_no_other_row_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    move = presses.move_all_whole

    def move_or_refuse(files: list[tuple[Path, Path]]) -> dict[Path, OSError]:
        refused = {path: path.stem == "赵六" for _, path in files}
        moved = move(each for each in files if not refused[each[1]])
        for path in (path for path, is_refused in refused.items() if is_refused):
            moved[path] = OSError(errno.EACCES, "Permission denied", str(path))
        return moved

    monkeypatch.setattr(presses, "move_all_whole", move_or_refuse)
    result = fill()
    assert result.exit_code == ExitCode.REFUSED
    assert codes(result) == ["not-written"]
    assert "out/赵六.docx" in result.stdout and set(texts()) == {"王五.docx", "孙七.docx"}
