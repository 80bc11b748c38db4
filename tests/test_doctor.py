"""`docfill doctor` says what is missing and what to do about it, instead of failing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from docfill.cli import docfill


def examined() -> tuple[int, str]:
    result = CliRunner().invoke(docfill, ["doctor"], catch_exceptions=False)
    return result.exit_code, result.stdout


def test_libreoffice_that_is_not_there_is_missed_with_the_command_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DOCFILL_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    code, says = examined()
    assert code == 3
    assert "✗ LibreOffice" in says
    assert "apt-get install" in says


def test_fonts_that_are_not_there_are_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path))
    code, says = examined()
    assert code == 3
    assert "✗ fonts" in says
    assert "make setup" in says
