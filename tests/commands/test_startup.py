"""Commands that need no document open at once: they load nothing that makes one."""

import os
import subprocess
import sys

import click
import pytest

from docfill.cli import COMMANDS, docfill
from here import ROOT

HEAVY = {"docx", "docxtpl", "fontTools", "jinja2", "lxml", "pikepdf", "pypdfium2", "unoserver"}
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
    loaded = {name for name in done.stdout.splitlines()[-1].split() if ".base" not in name}
    assert loaded == {"docfill.cli", *(f"docfill.cli.{name}" for name in LISTING)}, done.stderr


def test_the_list_of_commands_says_what_each_says_itself() -> None:
    context = click.Context(docfill)
    told = {name: docfill.get_command(context, name) for name in COMMANDS}
    assert {name: command.help for name, command in told.items() if command} == COMMANDS
