"""The README keeps its word, in both languages."""

import re
import subprocess
from pathlib import Path

import pytest

from docfill.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("language", ["sh", "yaml"])
def test_both_languages_show_the_same_commands_and_examples(language: str) -> None:
    assert blocks(README, language) == blocks(CHINESE, language) != []


def test_both_languages_have_the_same_parts_and_links() -> None:
    def shape(text: str) -> list[str]:
        return re.findall(r"^#+|\]\((?!README)[^)]*\)|`(?:make|docfill) [^`]*`", text, re.MULTILINE)

    assert sorted(shape(README)) == sorted(shape(CHINESE))


@pytest.mark.parametrize("text", [README, CHINESE])
def test_every_link_leads_somewhere(text: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_is_one() -> None:
    named = set(re.findall(r"docfill ([a-z]+)(?: |`|\n)", "\n".join(blocks(README, "sh")) + README))
    assert {name for name in named if name in COMMANDS} >= {"new", "check", "fill", "kit", "doctor"}


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z-]+)", README))))
def test_every_make_target_is_one(target: str) -> None:
    make = subprocess.run(
        ["make", "--dry-run", target, "YEAR=2023"], cwd=ROOT, capture_output=True, text=True
    )
    assert make.returncode == 0, make.stderr
