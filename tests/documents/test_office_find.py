"""Where LibreOffice is looked for, and what is said when it is not there."""

import sys
from pathlib import Path

import pytest

from docfill.base.errors import SomethingMissing
from docfill.office import find_installation


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an empty cache and a LibreOffice that only tells its version."""
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "cache"))
    program(
        tmp_path / "soffice", "echo asked >> \"$0.log\"; echo 'LibreOffice 24.2.5.2 10(Build:2)'"
    )
    program(tmp_path / "python", 'echo asked >> "$0.log"; echo uno')
    monkeypatch.setenv("DOCFILL_SOFFICE", str(tmp_path / "soffice"))
    monkeypatch.setenv("DOCFILL_UNO_PYTHON", str(tmp_path / "python"))
    return tmp_path


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def times_asked(path: Path) -> int:
    return len(path.with_name(f"{path.name}.log").read_text().splitlines())


def test_what_is_named_is_used_and_asked_only_once(machine: Path) -> None:
    for _ in range(3):
        found = find_installation()
        assert (found.soffice, found.python) == (machine / "soffice", machine / "python")
        assert found.version == "24.2.5.2"
    assert times_asked(machine / "soffice") == 1
    assert times_asked(machine / "python") == 1


def test_virtual_environments_in_turn_ask_only_once_each(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has a Python of its own among those that may have `uno`."""
    monkeypatch.delenv("DOCFILL_UNO_PYTHON")
    pythons = [machine / "one", machine / "other"]
    for python in pythons:
        python.touch()
    for python in pythons * 2:
        monkeypatch.setattr(sys, "executable", str(python))
        assert find_installation().python == machine / "python"
    assert times_asked(machine / "soffice") == 2


def test_an_upgrade_is_noticed(machine: Path) -> None:
    find_installation()
    program(machine / "soffice", "echo 'LibreOffice 25.8.1.1'")
    assert find_installation().version == "25.8.1.1"


def test_a_damaged_note_is_no_harm(machine: Path) -> None:
    find_installation()
    next(machine.rglob("installation-*.json")).write_text('{"key"')
    assert find_installation().version == "24.2.5.2"


def test_without_libreoffice_the_command_to_install_it_is_told(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DOCFILL_SOFFICE")
    monkeypatch.setenv("PATH", str(machine / "nothing"))
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    with pytest.raises(SomethingMissing, match=r"apt-get install .*libreoffice-writer python3-uno"):
        find_installation()


def test_a_name_that_leads_nowhere_is_told(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DOCFILL_SOFFICE", "DOCFILL_UNO_PYTHON"):
        with monkeypatch.context() as patch, pytest.raises(SomethingMissing, match=name):
            patch.setenv(name, str(machine / "nothing"))
            find_installation()


def test_a_python_without_uno_is_told(machine: Path) -> None:
    program(machine / "python", f'exec {sys.executable} -c "import no_such_module"')
    with pytest.raises(SomethingMissing, match="uno module"):
        find_installation()


def test_a_libreoffice_that_does_not_start_is_told_with_its_own_words(machine: Path) -> None:
    program(machine / "soffice", "echo 'libXinerama.so.1 is missing' >&2; exit 127")
    with pytest.raises(SomethingMissing, match=r"libXinerama\.so\.1"):
        find_installation()
