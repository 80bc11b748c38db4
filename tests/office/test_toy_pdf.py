"""The second form's template stands the proof of a PDF, so that it is an example to follow."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from docfill.cli import docfill
from here import TESTS

TOY = TESTS / "toy"


def test_the_second_form_is_made_with_its_pdf(tmp_path, monkeypatch):
    """Its fonts, margins and rows are as the proof wants them."""
    shutil.copytree(TOY, tmp_path / "toy")
    monkeypatch.chdir(tmp_path / "toy")
    result = CliRunner().invoke(docfill, ["build", "east", "-y", "2023"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert len(list(Path("out/2023/east").glob("*.pdf"))) == 1
