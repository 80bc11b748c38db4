"""One report's trouble is its own, and nothing beside the data is trusted blindly."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands import products, run
from docfill.cli import docfill

SECOND = "townships:\n  aaa: {name: 青石镇, full_name: 湘潭县青石镇人民政府}\n"


@pytest.fixture
def two(county: Path) -> Path:
    """The sample project with another township, which comes first."""
    settings = county / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("townships:\n", SECOND), encoding="utf-8")
    filing = (county / "data/2023/huashi.yaml").read_text(encoding="utf-8")
    (county / "data/2023/aaa.yaml").write_text(filing, encoding="utf-8")
    return county


def a_file_in_place_of_the_folder(project: Path) -> None:
    (project / "out/2023").mkdir(parents=True)
    (project / "out/2023/aaa").write_text("", encoding="utf-8")


def a_folder_in_place_of_the_filing(project: Path) -> None:
    (project / "data/2023/aaa.yaml").unlink()
    (project / "data/2023/aaa.yaml").mkdir()


@pytest.mark.parametrize("spoil", [a_file_in_place_of_the_folder, a_folder_in_place_of_the_filing])
def test_what_the_system_refuses_for_one_report_does_not_stop_the_next(
    two: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(two)
    result = run("build", "-y", "2023", "--no-pdf")
    assert result.exit_code != 0
    assert "aaa" in result.output
    assert len(products(two)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        {"made_of": []},
        {"made_with": []},
        {"products": {"docx": {"file": None}}},
        {"products": {"docx": {"file": "../../../docfill.yaml", "stamp": {}}}},
        {"findings": [{"place": {"file": None}}]},
    ],
)
def test_a_damaged_receipt_only_has_the_report_made_again(
    county: Path,
    damage: dict[str, object],
) -> None:
    run("build", "-y", "2023", "--no-pdf")
    receipt = county / "out/2023/huashi/receipt.json"
    written = json.loads(receipt.read_text(encoding="utf-8"))
    receipt.write_text(json.dumps({**written, **damage}), encoding="utf-8")
    result = run("build", "-y", "2023", "--no-pdf")
    assert result.exit_code == 0, result.output
    assert (county / "docfill.yaml").exists()
    assert json.loads(receipt.read_text(encoding="utf-8"))["made_of"] == written["made_of"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('file_name: "{name.foo}"', "wrong-pattern"),
        ('file_name: "{name[x]}"', "wrong-pattern"),
        ("captions: {overview.proactiv: 主动公开方面}", "unknown-key"),
        ('county: "湘潭\\n县"', "character"),
    ],
)
def test_settings_that_would_print_nonsense_are_named(
    county: Path,
    line: str,
    code: str,
) -> None:
    settings = county / "docfill.yaml"
    key = line.split(":")[0]
    kept = [row for row in settings.read_text("utf-8").splitlines() if not row.startswith(key)]
    settings.write_text("\n".join([*kept, line, ""]), encoding="utf-8")
    result = CliRunner().invoke(docfill, ["check", "-y", "2023"], catch_exceptions=False)
    assert (result.exit_code, f"[{code}]" in result.stdout) == (1, True), result.output


def test_a_title_of_the_form_with_a_gap_nobody_fills_is_a_fault_of_the_kit(
    county: Path,
) -> None:
    form = county / "templates/disclosure-2021/form.yaml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace('title: "{name}', 'title: "{nmae}'), encoding="utf-8")
    result = run("kit", "--no-pdf")
    assert (result.exit_code, "[wrong-pattern]" in result.stdout) == (1, True)


def test_a_file_name_that_is_too_long_is_told_before_the_last_report_is_touched(
    county: Path,
) -> None:
    run("build", "-y", "2023", "--no-pdf")
    folder = county / "out/2023/huashi"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    settings = county / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"{title}"', f'"{{title}}{"长" * 80}"', 1), encoding="utf-8")
    result = run("build", "-y", "2023", "--no-pdf")
    assert (result.exit_code, "docfill.yaml:10:" in result.stdout) == (1, True), result.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
