"""Commands that need no document open at once: they load nothing that makes one."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from docfill.cli import COMMANDS, docfill
from here import ROOT

HEAVY = {"docx", "docxtpl", "fontTools", "jinja2", "lxml", "pikepdf", "pypdfium2", "unoserver"}
# Folders that only those need who look into documents, make them, or pass them on.
MAKING = {
    f"docfill.{name}" for name in ("html", "office", "opc", "pdf", "template", "verify", "word")
}
ELSEWHERE = {f"docfill.{name}" for name in ("county", "mail", "schedule", "web")}
# What the list of all commands needs.
LISTING = {"help_text", "options", "stopped"}
PROGRAM = """
import sys
from docfill.cli import docfill
docfill.main({arguments}, standalone_mode=False)
print("loaded:", *sorted({heavy} & {{name.partition(".")[0] for name in sys.modules}}))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["build", "--help"],
        ["check", "-y", "2023"],
        ["status", "-y", "2023"],
        ["schedule"],
    ],
)
def test_nothing_heavy_is_loaded(arguments: list[str]) -> None:
    program = PROGRAM.format(arguments=arguments, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "loaded:", done.stdout + done.stderr


def test_a_check_loads_nothing_that_makes_a_document(county: Path) -> None:
    loaded = loaded_by(county, "check", "huashi", "-y", "2023")
    assert "docfill.checks" in loaded
    assert sorted(loaded & {*HEAVY, *MAKING, "http", "json.tool", "tempfile", "traceback"}) == []


def test_a_build_loads_no_more_than_it_uses(county: Path) -> None:
    """What reads, checks and fills is loaded where something changed; a mail server never is."""
    command = ("build", "huashi", "-y", "2023", "--no-pdf")
    loaded_by(county, *command)
    reading = {"docfill.checks", "docfill.filing", "docfill.form", "docfill.build.making"}
    unchanged = loaded_by(county, *command)
    assert sorted(unchanged & {*HEAVY, *MAKING, *reading, "http", "tempfile", "traceback"}) == []
    changed = loaded_by(county, *command, "--force")
    assert reading <= changed
    never = {
        "docx",
        "docxtpl",
        "fontTools",
        "pikepdf",
        "pypdfium2",
        "unoserver",
        "http",
    }
    assert sorted(changed & {*never, *ELSEWHERE, "docfill.office"}) == []


def loaded_by(folder: Path, *command: str) -> set[str]:
    """The programs, folders and modules of docfill that a command has loaded when it ends."""
    program = (
        "import sys; from docfill.cli import docfill; "
        f"docfill.main({[*command]!r}, standalone_mode=False); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True
    )
    names = done.stdout.splitlines()[-1].split()
    assert "click" in names, done.stderr
    return {*names, *(name.partition(".")[0] for name in names)}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_of_commands_loads_none_of_them(language: str) -> None:
    """Whoever asks what there is waits for the words alone, in either language."""
    program = (
        "import sys; from docfill.cli import docfill; "
        'docfill.main(["--help"], standalone_mode=False); '
        'print(*sorted(name for name in sys.modules if name.startswith("docfill.")))'
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "DOCFILL_LANG": language},
        capture_output=True,
        text=True,
    )
    names = done.stdout.splitlines()[-1].split()
    loaded = {name for name in names if not name.startswith(("docfill.base", "docfill.start"))}
    assert loaded == {"docfill.cli", *(f"docfill.cli.{name}" for name in LISTING)}, done.stderr


def test_the_list_of_commands_says_what_each_says_itself() -> None:
    context = click.Context(docfill)
    told = {name: docfill.get_command(context, name) for name in COMMANDS}
    assert {name: command.help for name, command in told.items() if command} == COMMANDS
