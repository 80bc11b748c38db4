"""Commands that need no document open at once: they load nothing that makes one."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"docx", "docxtpl", "fontTools", "jinja2", "lxml", "pikepdf", "pypdfium2", "unoserver"}
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
