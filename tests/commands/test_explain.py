"""`docfill explain`: what a finding means, for whoever sees its code for the first time."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from examples import examples

from docfill.base.codes import CATALOGUE, CODE_EXAMPLES
from docfill.cli import docfill


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that belongs to no project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def explain(*words: str) -> Result:
    return CliRunner().invoke(docfill, ["explain", *words], catch_exceptions=False)


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_explained_outside_of_any_project(code: str) -> None:
    said = explain(code).stdout
    assert said.startswith(f"{code}: {CATALOGUE[code].severity}")
    assert CATALOGUE[code].meaning in said
    assert CATALOGUE[code].remedy in said
    if code in examples() and examples()[code].finds.files:
        assert "It is found in:" in said


def test_an_arrow_points_at_the_line(root: Path) -> None:
    said = explain("blank", "--project", str(root)).stdout
    case = examples()["blank"].finds
    line = case.files[case.file].splitlines()[case.line - 1]
    assert f"  → {case.line:3} | {line}\n" in said
    assert said.count("→") == 1


def test_the_reader_s_language_is_spoken(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCFILL_LANG", "zh")
    said = explain("blank", "--project", str(root)).stdout
    assert "错误，必改" in said
    assert "这样写没有问题：" in said


def test_a_rule_of_the_kit_is_explained_with_its_example(root: Path) -> None:
    said = json.loads(explain("balance", "--project", str(root), "--json").stdout)
    assert said["kit"] == "disclosure-2021"
    assert said["meaning"] == "第一项加第二项之和，等于第三项加第四项之和"
    assert said["example"]["finds"]["line"] == 2
    assert list(said["example"]["passes"]["texts"]) == ["data/2023/qingshi.yaml"]


@pytest.mark.usefixtures("nowhere")
def test_the_nearest_codes_are_named_for_one_that_is_none() -> None:
    said = explain("doubel-key")
    assert said.exit_code == 2
    assert "there is no code doubel-key; did you mean double-key" in said.stderr


def test_a_code_may_be_copied_with_its_brackets() -> None:
    assert explain("[blank]").stdout == explain("blank").stdout != ""


def test_faulty_settings_keep_nobody_from_reading_what_is_wrong(nowhere: Path) -> None:
    (nowhere / "docfill.yaml").write_text("county: [\n")
    assert explain("syntax").exit_code == 0
    assert explain("balance").exit_code == 2


def test_a_faulty_example_of_a_kit_is_a_finding(nowhere: Path, root: Path) -> None:
    shutil.copytree(root / "templates", nowhere / "templates")
    shutil.copy(root / "docfill.yaml", nowhere)
    broken = nowhere / "templates" / "disclosure-2021" / "examples" / "balance.yaml"
    broken.write_text("finds: [\n")
    said = explain("balance")
    assert said.exit_code == 1
    assert said.stdout.count("balance.yaml:1:") == 1


def test_the_examples_are_installed_with_the_program(root: Path) -> None:
    package = root / "src" / "docfill"
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    assert f'"{CODE_EXAMPLES.relative_to(package).as_posix()}/*.yaml"' in settings
