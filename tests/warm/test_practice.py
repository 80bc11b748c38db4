"""What is worked out between commands, and that it is worked out anew for a kit that changed."""

from pathlib import Path

import pytest

from docfill.form import open_form
from docfill.warm.practice import Meant, Practice


def test_each_state_of_a_kit_is_practised_with_once(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice, meant = Practice(), Meant(county, county)
    monkeypatch.chdir("/")
    assert [practice.after(meant), practice.after(meant)] == [True, False]
    with (county / "templates/disclosure-2021/form.yaml").open("a") as form:
        form.write("# changed\n")
    assert [practice.after(meant), practice.after(meant)] == [True, False]


def test_a_kit_that_is_broken_stops_nothing(county: Path) -> None:
    (county / "templates/disclosure-2021/form.yaml").write_text("no form")
    practice, meant = Practice(), Meant(county, county)
    assert [practice.after(meant), practice.after(meant)] == [True, False]
    assert not practice.after(None)
    (county / "docfill.yaml").write_text("no project")
    assert practice.after(meant)


def test_the_next_command_finds_what_was_worked_out(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the very form, as the command would have read it in its folder."""
    monkeypatch.chdir("/")
    Practice().after(Meant(county, county))
    monkeypatch.chdir(county)
    kit = county / "templates" / "disclosure-2021"
    monkeypatch.setattr("docfill.form.reader.parse", None)
    monkeypatch.setattr("docfill.form.wording_reader.parse", None)
    assert open_form(kit, "templates/disclosure-2021/form.yaml").key == "disclosure-2021"
