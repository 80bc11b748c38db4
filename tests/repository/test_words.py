"""What docfill says has its Chinese: every sentence, its gaps, its punctuation, a whole run."""

import ast
import json
import os
import re
import string
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from examples import Example, examples, found_in
from words import calls, catalogue, main, sentences

import docfill as docfill_package
from chinese_text import HALF_WIDTH_AFTER_HAN, HAN, english
from docfill.base.findings import Finding, Severity
from docfill.base.language import (
    as_written,
    in_a_row,
    message_from,
    preferred_language,
    speak,
    tell,
)
from docfill.base.places import Place, TextSpot
from docfill.cli import COMMANDS, docfill


def first(words: str | Sequence[str]) -> str:
    """Of a sentence with a plural, the one for one."""
    return words if isinstance(words, str) else words[0]


TRANSLATIONS = {
    first(each.id): first(each.string) for each in catalogue("zh") if each.id and first(each.string)
}
SENTENCES = [first(each) for each in sentences()]


@pytest.fixture
def chinese() -> None:
    speak("zh")


def test_every_sentence_has_its_chinese_and_none_is_left_over() -> None:
    assert sorted(set(SENTENCES) - set(TRANSLATIONS)) == []
    assert sorted(set(TRANSLATIONS) - set(SENTENCES)) == []


def test_the_catalogues_are_those_of_today_s_sentences() -> None:
    assert main(["--check"]) == 0


def test_every_sentence_is_a_literal() -> None:
    """A sentence put together elsewhere could not be looked up."""
    with pytest.raises(TypeError):
        list(calls(ast.parse("tell(sentence, n=3)")))
    with pytest.raises(TypeError):
        list(calls(ast.parse("tell(f'{n} rows')")))


def test_sentences_are_found_in_every_shape() -> None:
    source = 'tell("a " "b", n=1)\nwords.tell("c" if n else ("d" if m else "e"))\nask("f")'
    found = [sentence for _, each in calls(ast.parse(source)) for sentence in each]
    assert sorted(found) == ["a b", "c", "d", "e"]


@pytest.mark.parametrize("english", TRANSLATIONS)
def test_the_chinese_has_the_same_gaps(english: str) -> None:
    assert gaps(TRANSLATIONS[english]) == gaps(english)


@pytest.mark.parametrize("chinese", TRANSLATIONS.values())
def test_the_chinese_is_punctuated_as_chinese(chinese: str) -> None:
    # A gap may hold Chinese, and what stands in braces or after a Latin word is not prose.
    assert HALF_WIDTH_AFTER_HAN.findall(chinese) == []
    assert chinese.count("“") == chinese.count("”")
    assert "'" not in chinese


@pytest.mark.usefixtures("chinese")
def test_a_sentence_is_told_in_chinese() -> None:
    assert str(tell("{n} too many", n=2)) == "多2"
    assert str(tell("nobody translated {this}", this="sentence")) == "nobody translated sentence"


def test_a_message_is_told_to_each_reader_in_a_language_of_his_own() -> None:
    message = tell("{fault}; rule: {rule}", fault=tell("{n} too many", n=2), rule="R1")
    assert message.words("en") == "2 too many; rule: R1"
    assert message.words("zh") == "多2；规则：R1"


def test_a_number_in_a_message_is_shown_as_its_sentence_asks() -> None:
    message = tell("LibreOffice did not answer within {seconds:g} s", seconds=6.0)
    assert message.words("en") == "LibreOffice did not answer within 6 s"
    assert message_from(json.loads(json.dumps(message.as_data()))).words("zh").startswith("LibreOf")
    says = tell("a control character (U+{code:04X}) stands here; delete it", code=0xA0)
    assert "U+00A0" in str(says)


def test_a_message_comes_back_from_a_record() -> None:
    message = in_a_row("; ", (tell("{n} too many", n=2), as_written("a {brace}"), "text"))
    assert message_from(json.loads(json.dumps(message.as_data()))) == message
    assert message.words("zh") == "多2; a {brace}; text"


@pytest.mark.usefixtures("chinese")
def test_a_finding_keeps_its_shape() -> None:
    finding = Finding(Place("a.yaml", TextSpot(3, 8)), "blank", "空", Severity.WARNING)
    assert str(finding) == "a.yaml:3:8: 警告 [blank] 空"


def test_who_asks_first_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DOCFILL_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert (preferred_language(), preferred_language("en")) == ("zh", "en")
    monkeypatch.setenv("DOCFILL_LANG", "zh")
    assert preferred_language("en") == "zh"


COUNTY = """\
county: 青禾县
language: zh
kits: [{kit: disclosure-2021, since: 2021}]
townships:
  yunxi: {name: 云溪镇, full_name: 青禾县云溪镇人民政府, level: township}
  shiqiao: {name: 石桥镇, full_name: 青禾县石桥镇人民政府, level: township}
"""
FAULTY = """\
signed: 2024-02-11
overview:
  proactive: 2022年，收到政府信息公开申请7件（其中邮件3件、网络5件）,
  on_request: |
    石桥镇收到政府信息公开申请9件，占比占比50%
  management: |
disclosure:
  rules: {made: 1}
  licences: ３
  penalties:
  fee: 3
requests:
  new: {natural: 3, total: 5}
  open: {natural: 1, company: many}
  deny_1: {natural: 1}
  unable_1:
proceedings: 0
problems: 无
waive:
  - {code: balance}
  - {code: nonsense, reason: 试}
"""


WRONG = {
    "2024-01-11": "2024-02-11",
    "88条": "89条",
    "逐级把关": "逐级把关把关，2022年",
    "rules: {made: 0": "rules: {made: 1",
    "requests: {}": "requests: {new: {natural: 3}, open: {natural: 1}}",
}


def test_faulty_filings_are_told_of_in_chinese(county: Path, root: Path) -> None:
    """One that cannot be read as it should, and one whose figures and prose are wrong."""
    data = county / "data" / "2023"
    data.mkdir(parents=True)
    text = (root / "tests" / "blameless" / "2023.yaml").read_text(encoding="utf-8")
    for right, wrong in WRONG.items():
        assert right in text
        text = text.replace(right, wrong)
    (data / "yunxi.yaml").write_text(FAULTY, encoding="utf-8")
    (data / "shiqiao.yaml").write_text(text, encoding="utf-8")
    result = run("check", "--project", str(county), "-y", "2023")
    lines = result.output.splitlines()
    assert len(lines) >= 20
    assert english(lines) == []
    assert all(re.search(f"[{HAN}]", line) for line in lines)
    assert {line.split()[1] for line in lines if ": " in line} >= {"错误", "警告"}
    assert re.fullmatch(r"错误\d+处，警告\d+处，提示\d+处", lines[-1])


@pytest.mark.parametrize(
    ("line", "says"),
    [("mails: {}\n", "没有 mails 这一项"), ("\tcounty: 青禾县\n", "本行有制表符")],
)
def test_a_faulty_docfill_yaml_is_told_of_in_its_language(
    county: Path, line: str, says: str
) -> None:
    (county / "docfill.yaml").write_text(COUNTY + line, encoding="utf-8")
    result = run("check", "--project", str(county), language="")
    assert says in result.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chek"], "没有命令 chek，可用的有：build, "),
        (["check", "--strickt"], "没有选项 --strickt，是否应为 --strict？"),
        (["fill", "a.docx"], "缺少 "),
        (["check", "nowhere"], "docfill.yaml 中没有列出 nowhere"),
        (["new"], "请写明要为哪些机关新建填报文件"),
        (["check", "-y", "abc"], "'-y' / '--year' 的值不对：“abc”不是整数"),
        (["check", "-y", "99"], "'-y' / '--year' 的值不对：99 不在 1900<=x<=9998 之内"),
        (["build", "--timeout", "soon"], "'--timeout' 的值不对：“soon”不是数"),
        (["check", "--format", "xml"], "'--format' 的值不对：“xml”不在可选之列：text, json"),
        (["check", "--project", "nowhere"], "'--project' 的值不对：找不到“nowhere”"),
        (["check", "--project", "docfill.yaml"], "'--project' 的值不对：“docfill.yaml”是文件"),
        (["verify", "--pdf", "templates"], "'--pdf' 的值不对：“templates”是文件夹"),
        (["schema", "more"], "多写了 more"),
        (["fill", "docfill.yaml", "docfill.yaml", "-o", "a.txt"], "--out 的值不对：文件名须以 "),
    ],
)
def test_wrong_usage_is_told_of_in_the_county_s_language(
    county: Path, words: list[str], says: str
) -> None:
    stderr = wrong_usage(county, words)
    assert f"错误：{says}" in stderr
    assert "用法：" in stderr
    assert english(stderr.splitlines()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["build", "yunxi", "--project", "{}", "-y", "24"],
        ["build", "yunxi", "-y", "24", "--project={}"],
        ["check", "--strickt", "--project", "{}"],
        ["chek", "--project", "{}"],
        ["check", "--project", "{}", "--format"],
    ],
)
def test_wrong_usage_is_told_of_in_the_language_of_the_project_that_is_named(
    county: Path, words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    stderr = wrong_usage(elsewhere, [word.format(county) for word in words])
    assert "错误：" in stderr
    assert english(stderr.splitlines()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "--format"], "'--format' 后面缺少值"),
        (["check", "--strict=yes"], "'--strict' 后面不能写值"),
    ],
)
def test_an_option_with_too_little_or_too_much_behind_it_is_told_of(
    county: Path, words: list[str], says: str
) -> None:
    """Of these click does not say whose options they are."""
    assert wrong_usage(county, words) == f"错误：{says}\n"


def wrong_usage(county: Path, words: list[str]) -> str:
    """What the program itself says to it on stderr."""
    environment = {"LC_ALL": "C", "LANG": "C", "PATH": os.environ["PATH"]}
    environment["PYTHONPATH"] = str(Path(docfill_package.__file__).parent.parent)
    command = [sys.executable, "-m", "docfill", *words]
    ran = subprocess.run(
        command, cwd=county, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 2
    return ran.stderr


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_speaks_the_county_s_language(
    county: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(county)
    result = run(*words, "--help", language="")
    assert result.exit_code == 0
    assert result.output.startswith("用法：")
    assert english(result.output.splitlines()) == []
    rows = re.findall(r"^  -.*", result.output, re.MULTILINE)
    assert all(re.search(f"[{HAN}]", row) for row in rows) and rows


def test_help_speaks_the_language_of_the_project_that_is_named_elsewhere(
    county: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert run("--help", language="").output.startswith("Usage: ")
    monkeypatch.setenv("DOCFILL_PROJECT", str(county))
    assert run("--help", language="").output.startswith("用法：")


def test_a_new_filing_is_commented_in_chinese(county: Path) -> None:
    result = run("new", "yunxi", "--project", str(county), "-y", "2023")
    assert result.exit_code == 0
    text = (county / "data" / "2023" / "yunxi.yaml").read_text(encoding="utf-8")
    assert "（由 docfill 计算）" in text
    comments = re.findall("#(.*)", text)
    assert english(comments) == []


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("example", examples().values(), ids=lambda example: example.code)
def test_every_example_is_told_of_in_chinese(example: Example) -> None:
    says = [str(finding.message) for finding in found_in(example.finds)]
    assert english(says) == []
    assert all(re.search(f"[{HAN}]", each) for each in says)


@pytest.mark.usefixtures("chinese")
def test_levels_of_government_are_told_of_in_chinese() -> None:
    (finding,) = found_in(examples()["level"].finds)
    assert "设区的市、自治州 (city), 省 (province), 国务院部门 (ministry)" in str(finding.message)


def test_json_keeps_its_severities(county: Path) -> None:
    result = run("check", "yunxi", "--project", str(county), "-y", "2023", "--json")
    (outcome,) = json.loads(result.stdout)
    assert outcome["findings"][0]["severity"] == "error"


@pytest.mark.parametrize(
    "line",
    [
        "a.yaml:1:2: 错误 [blank] the figure is blank",
        "a.yaml: 错误 [no-last-year] there is no filing for 2022",
        "本行不符合 YAML 语法：mapping values are not allowed here",
    ],
)
def test_the_search_for_english_finds_it(line: str) -> None:
    assert english([line]) == [line]


@pytest.fixture
def county(tmp_path: Path, root: Path) -> Path:
    """A county of two townships that has filed nothing yet."""
    (tmp_path / "docfill.yaml").write_text(COUNTY, encoding="utf-8")
    (tmp_path / "templates").symlink_to(root / "templates")
    return tmp_path


def run(*words: str, language: str = "zh") -> Result:
    environment = {"DOCFILL_LANG": language, "LANG": "C", "LC_ALL": "C", "LC_MESSAGES": ""}
    return CliRunner().invoke(docfill, words, env=environment, catch_exceptions=False)


def gaps(sentence: str) -> set[tuple[str, str | None]]:
    """Name and format of each gap."""
    parsed = string.Formatter().parse(sentence)
    return {(name, spec) for _, name, spec, _ in parsed if name is not None}
