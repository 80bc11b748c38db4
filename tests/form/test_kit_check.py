"""`docfill kit`: what else it tells of a kit, and that `build` tells no less."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from commands import run
from docfill.base import Faulty, Finding, SomethingMissing, tell
from docfill.build import kit_check, kit_trial
from docfill.form import Form, open_form
from docfill.template import Template, faults
from docx_making import docx, paragraph, unzipped, zipped


@pytest.fixture
def kit(county: Path) -> Path:
    """The kit of the project."""
    return county / "templates" / "disclosure-2021"


def codes(result: Result) -> list[str]:
    return [each["code"] for each in json.loads(result.stdout)]


@pytest.mark.usefixtures("kit")
def test_without_libreoffice_no_document_is_tried_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*_: object) -> None:
        raise SomethingMissing(tell("there is no LibreOffice"))

    monkeypatch.setattr(kit_trial, "_convert", missing)
    result = run("kit", "--json")
    assert (result.exit_code, codes(result)) == (0, ["untried"])


@pytest.mark.usefixtures("kit")
def test_nothing_is_wrong_with_the_official_kit() -> None:
    assert codes(run("kit", "--no-pdf", "--json")) == []


def test_a_schema_that_is_not_the_form_s_is_told(kit: Path) -> None:
    form = kit / "form.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("行政许可", "许可"), encoding="utf-8")
    assert "stale-schema" in codes(run("kit", "--no-pdf", "--json"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_schema_is_the_form_s_in_any_language(
    kit: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCFILL_LANG", language)
    (kit / "filing.schema.json").write_text(run("schema").stdout, encoding="utf-8")
    monkeypatch.setenv("DOCFILL_LANG", "en")
    assert codes(run("kit", "--no-pdf", "--json")) == []


def test_a_schema_that_is_none_is_told_and_none_at_all_is_not_missed(kit: Path) -> None:
    schema = kit / "filing.schema.json"
    schema.write_text("{")
    assert codes(run("kit", "--no-pdf", "--json")) == ["stale-schema"]
    schema.unlink()
    assert codes(run("kit", "--no-pdf", "--json")) == []


def test_build_tells_of_a_template_what_kit_tells(kit: Path) -> None:
    """Also the faults for which the template could be used, if the others were mended."""
    (kit / "template.docx").write_bytes(
        docx(paragraph("{{ title }}"), paragraph("{{ “headline” }}"), paragraph("{{ nobody }}"))
    )
    by_kit = run("kit").stdout
    assert len(by_kit.splitlines()) >= 1
    assert run("build", "huashi", "-y", "2023", "--no-pdf").stdout == by_kit


def test_build_tells_warnings_beside_what_the_form_states_and_nobody_prints(kit: Path) -> None:
    (kit / "template.docx").write_bytes(docx(paragraph("{{ title }}")))
    (kit / "filing.schema.json").write_text("{}")
    built = run("build", "huashi", "-y", "2023", "--no-pdf")
    assert built.exit_code == 1
    assert built.stdout == run("kit").stdout
    assert "[stale-schema]" in built.stdout
    assert "[not-printed-once]" in built.stdout


def test_build_refuses_what_kit_refuses_though_it_could_be_filled(kit: Path) -> None:
    """A brace left over would be printed."""
    parts = unzipped((kit / "template.docx").read_bytes())
    body, last, rest = parts["word/document.xml"].rpartition(b"<w:sectPr")
    parts["word/document.xml"] = body + paragraph("}}").encode() + last + rest
    (kit / "template.docx").write_bytes(zipped(parts))
    Template.open(kit / "template.docx")
    assert codes(run("kit", "--no-pdf", "--json")) == ["unclosed-tag"]
    built = run("build", "huashi", "-y", "2023", "--no-pdf")
    assert (built.exit_code, built.stdout) == (1, run("kit").stdout)
    assert not list(kit.parents[1].glob("out/2023/huashi/*.docx"))


def test_a_sound_template_is_looked_at_once(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "cache"))
    looked: list[str] = []
    look = faults.template_findings
    monkeypatch.setattr(
        faults, "template_findings", lambda path, data: looked.append(path) or look(path, data)
    )
    for _ in range(2):
        assert not Template.open(kit / "template.docx").is_blocked
    assert len(looked) == 1


def test_form_and_template_are_compared_once(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until one of them changes: what was well is remembered, what was wrong never is."""
    monkeypatch.setenv("DOCFILL_CACHE", str(kit / "cache"))
    compared: list[str] = []
    compare = kit_check.disagreements

    def counted(form: Form, template: Template, shown: str) -> Iterator[Finding]:
        compared.append(shown)
        return compare(form, template, shown)

    monkeypatch.setattr(kit_check, "disagreements", counted)
    for _ in range(2):
        kit_check.fit_template(open_form(kit), "kit")
    assert len(compared) == 1
    form = kit / "form.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("行政许可", "许可"), encoding="utf-8")
    for times in (1, 2):
        with pytest.raises(Faulty, match="misplaced"):
            kit_check.fit_template(open_form(kit), "kit")
        assert len(compared) == 1 + 2 * times  # once more for the findings
