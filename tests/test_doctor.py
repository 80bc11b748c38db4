"""`docfill doctor` says what is missing and what to do about it, instead of failing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from county_made import make_county
from docfill import doctor
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


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("duty@yunchuan.example", "duty", "mail-address"),
        ("county: 云川县", "count: 云川县", "unknown-key"),
    ],
)
def test_faults_in_docfill_yaml_are_told_beside_what_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, right: str, wrong: str, code: str
) -> None:
    """LibreOffice and fonts are none of this test's business."""
    monkeypatch.setattr(doctor, "examine", lambda fonts: iter(()))
    make_county(tmp_path, {"qingshi": "青石镇"})
    monkeypatch.chdir(tmp_path)
    assert examined() == (0, "✓ docfill.yaml: nothing is wrong with it\n")
    settings = tmp_path / "docfill.yaml"
    settings.write_text(settings.read_text("utf-8").replace(right, wrong), encoding="utf-8")
    ended, says = examined()
    assert ended == 1
    assert "✗ docfill.yaml: docfill.yaml:" in says and f"[{code}]" in says


def test_a_font_of_the_project_that_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is passed over, so nobody would notice before the report has another face."""
    monkeypatch.setattr(doctor, "examine", lambda fonts: iter(()))
    make_county(tmp_path, {"qingshi": "青石镇"})
    fonts = tmp_path / "fonts" / "own"
    fonts.mkdir(parents=True)
    (fonts / "bad.ttf").write_text("bad\n")
    (fonts / "README.md").write_text("no font, and not called one\n")
    monkeypatch.chdir(tmp_path)
    ended, says = examined()
    assert (ended, says.count("✗")) == (1, 1)
    assert "✗ fonts/own/bad.ttf: this is no font that can be read" in says
