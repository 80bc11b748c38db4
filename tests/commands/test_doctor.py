"""`docfill doctor` says what is missing and what to do about it, instead of failing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from county_made import make_county
from docfill.build import doctor
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


@pytest.fixture
def county(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A county whose mail server wants a password; LibreOffice and fonts are left aside."""
    monkeypatch.setattr(doctor, "examine", lambda fonts: iter(()))
    monkeypatch.delenv("DOCFILL_MAIL_PASSWORD", raising=False)
    make_county(tmp_path, {"qingshi": "青石镇"})
    settings = tmp_path / "docfill.yaml"
    text = settings.read_text("utf-8").replace("security: plain", "user: office")
    settings.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return settings


def test_a_mail_password_that_is_nowhere_is_doubted_and_the_file_for_it_named(county: Path) -> None:
    ended, says = examined()
    assert ended == 0
    assert says.startswith("! docfill.yaml: docfill.yaml:") and "[mail-no-password]" in says
    assert "password_file" in says


def test_a_password_in_the_environment_is_doubted_where_there_is_a_timer(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A systemd unit does not have what is set in the shell of who installs it."""
    monkeypatch.setenv("DOCFILL_MAIL_PASSWORD", "secret")
    assert examined() == (0, "✓ docfill.yaml: nothing is wrong with it\n")
    text = county.read_text("utf-8") + "schedule: {environment_file: secrets}\n"
    county.write_text(text, encoding="utf-8")
    assert "[mail-no-password]" in examined()[1]
    (county.parent / "secrets").write_text("DOCFILL_MAIL_PASSWORD=secret\n")
    monkeypatch.delenv("DOCFILL_MAIL_PASSWORD")
    assert examined() == (0, "✓ docfill.yaml: nothing is wrong with it\n")


def test_a_password_file_must_be_there_and_private(county: Path) -> None:
    text = county.read_text("utf-8").replace("user: office", "user: office, password_file: secret")
    county.write_text(text, encoding="utf-8")
    assert "[mail-no-password]" in examined()[1]
    secret = county.parent / "secret"
    secret.write_text("secret\n")
    secret.chmod(0o644)
    assert "chmod 600" in examined()[1]
    secret.chmod(0o600)
    assert examined() == (0, "✓ docfill.yaml: nothing is wrong with it\n")


def test_a_timer_without_a_password_is_printed_with_a_warning(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCFILL_MAIL_PASSWORD", "secret")
    printed = CliRunner().invoke(docfill, ["schedule"], catch_exceptions=False)
    assert "[mail-no-password]" in printed.stderr
    assert "secret" not in printed.output
