"""The README keeps its word, in both languages."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from docfill.cli import COMMANDS, docfill
from docx_making import docx, paragraph
from here import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("language", ["sh", "yaml"])
def test_both_languages_show_the_same_commands_and_examples(language: str) -> None:
    assert blocks(README, language) == blocks(CHINESE, language) != []


def test_both_languages_have_the_same_parts_and_links() -> None:
    def shape(text: str) -> list[str]:
        text = text.replace(".zh-CN.md)", ".md)")  # A page is the same in either language.
        return re.findall(r"^#+|\]\((?!README)[^)]*\)|`(?:make|docfill) [^`]*`", text, re.MULTILINE)

    assert sorted(shape(README)) == sorted(shape(CHINESE))


def test_the_chinese_one_leads_to_chinese_pages_where_there_are_any() -> None:
    links = re.findall(r"\]\((docs/[^)#]+)\.md\)", CHINESE)
    assert {"docs/findings.zh-CN", "docs/commands.zh-CN"} <= set(links)
    assert [link for link in links if (ROOT / f"{link}.zh-CN.md").exists()] == []


@pytest.mark.parametrize("text", [README, CHINESE])
def test_every_link_leads_somewhere(text: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_file_of_ours_that_a_page_names_is_there() -> None:
    """Also those in no link, such as `tests/…` in a page that says what shows a figure."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    lost = [
        (page.name, named)
        for page in pages
        # Both tell of days when files lay elsewhere.
        if page.name not in ("CHANGELOG.md", "decisions.md")
        for named in re.findall(
            r"`((?:src|tests|tools|bench|docs)/[\w./-]+)`", page.read_text(encoding="utf-8")
        )
        # LANGUAGE, CODE: a word in capitals stands for another.
        if not re.search(r"/[A-Z]+\b(?!\.md)", named) and not (ROOT / named).exists()
    ]
    assert lost == []


def test_every_command_is_one() -> None:
    named = set(re.findall(r"docfill ([a-z]+)(?: |`|\n)", "\n".join(blocks(README, "sh")) + README))
    assert {name for name in named if name in COMMANDS} >= {"new", "check", "fill", "kit", "doctor"}


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z-]+)", README))))
def test_every_make_target_is_one(target: str) -> None:
    make = subprocess.run(
        ["make", "--dry-run", target, "YEAR=2023"], cwd=ROOT, capture_output=True, text=True
    )
    assert make.returncode == 0, make.stderr


@pytest.mark.parametrize(("language", "shown"), [("en", "list the targets"), ("zh", "列出目标")])
def test_make_alone_lists_every_target_in_the_language_spoken(language: str, shown: str) -> None:
    listed = subprocess.run(
        ["make"],
        cwd=ROOT,
        env={**os.environ, "DOCFILL_LANG": language},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    told = dict(re.findall(r"^  make (\S+) +(.+)$", listed, re.MULTILINE))
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert list(told) == targets
    assert told["help"] == shown
    assert not any("|" in each for each in told.values())


@pytest.mark.parametrize(("text", "heading"), [(README, "How fast"), (CHINESE, "有多快")])
def test_the_speed_it_tells_is_what_was_measured_last(text: str, heading: str) -> None:
    results = (ROOT / "bench" / "RESULTS.md").read_text(encoding="utf-8")
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    told = re.findall(r"[\d.]+ (?:×|s\b)", section)
    assert len(told) == 7
    assert set(told) <= set(re.findall(r"\| ([\d.]+ (?:×|s)) \(", results))


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a reader of the README stands in front of, with a letter to fill."""
    for folder in ("templates", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "docfill.yaml", tmp_path)
    (tmp_path / "letter.docx").write_bytes(docx(paragraph("{{ greeting }}")))
    (tmp_path / "letter.yaml").write_text("greeting: 您好\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("序号,name,greeting\n01,王五,您好\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_do_what_the_text_around_them_says(clone: Path) -> None:
    """`new` writes the filing, `check` says what is still to be written, `fill` fills."""
    lines = [line for block in blocks(README, "sh") for line in block.splitlines()]
    commands = [line for line in lines if line.startswith("docfill ")]
    codes = {}
    for command in commands:
        # The PDF of a letter is for the tests that have LibreOffice.
        made = command.replace("letter.pdf", "filled.docx").replace("{name}.pdf", "{name}.docx")
        arguments = shlex.split(made)[1:]
        result = CliRunner().invoke(docfill, arguments, catch_exceptions=False)
        codes[arguments[0]] = result.exit_code
    assert codes == {"sheet": 0, "take": 1, "new": 0, "check": 1, "fill": 0}
    assert (clone / "data/2024/huashi.yaml").exists()
    assert (clone / "filled.docx").exists()
    assert (clone / "out/01-王五.docx").exists()


def test_the_example_of_a_filing_is_one(clone: Path) -> None:
    """Its figures are read, agree with each other, and contradict the sample's prose alone."""
    (example,) = blocks(README, "yaml")
    filing = clone / "data/2023/huashi.yaml"
    text = filing.read_text(encoding="utf-8")
    changed = re.sub(r"^requests: .*\n", example, text, flags=re.MULTILINE)
    assert changed != text
    filing.write_text(changed, encoding="utf-8")
    result = CliRunner().invoke(docfill, ["check", "-y", "2023"], catch_exceptions=False)
    found = set(re.findall(r"\[([a-z-]+)\]", result.stdout))
    assert not found & {"balance", "total", "unknown-key", "wrong-shape", "not-a-count"}
    assert "told-none-received" in found
