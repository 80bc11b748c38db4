"""Every code: an example that triggers it at its line, one beside it that does not, its manual."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from examples import Example, examples, found_in, kit

from docfill.base.codes import (
    CATALOGUE,
    clusters,
    mailing,
    merging,
    proving,
    published,
    templates,
    workbooks,
)
from docfill.base.findings import Severity
from docfill.base.language import use_language

EXAMPLES = list(examples().values())
SEVERITIES = {code: entry.severity for code, entry in CATALOGUE.items()}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_the_fault_is_found_where_it_stands_and_nothing_else_is(example: Example) -> None:
    found = found_in(example.finds)
    assert [(f.place.file, f.place.line, f.code) for f in found] == [
        (example.finds.file, example.finds.line, example.code)
    ]
    known = SEVERITIES.get(example.code) or kit().codes[example.code][0]
    assert found[0].severity is known


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_words_are_chosen_where_they_are_shown_not_where_they_arise(example: Example) -> None:
    """Whoever builds in Chinese, the same report is later told to an English reader in English."""
    with use_language("zh"):
        found = found_in(example.finds)
    assert found == found_in(example.finds)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_just_beside_it_nothing_is_found(example: Example) -> None:
    """A waived finding stays as a note; nothing graver may be there."""
    assert [f for f in found_in(example.passes) if f.severity is not Severity.NOTE] == []


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    """Codes of templates, mail and finished files are tried in those rooms' own tests."""
    elsewhere = {
        entry.code
        for room in (templates, mailing, merging, proving, clusters, published, workbooks)
        for entry in room.CODES
    }
    assert set(examples()) == set(CATALOGUE) - elsewhere | set(kit().codes)


def test_every_code_in_the_source_is_in_the_catalogue(root: Path) -> None:
    used = codes_in(*(root / "src").rglob("*.py"))
    assert sorted(used - set(CATALOGUE)) == []


def test_every_code_in_the_catalogue_is_in_the_source(root: Path) -> None:
    rooms = (path for path in (root / "src").rglob("*.py") if path.parent.name != "codes")
    text = "".join(path.read_text(encoding="utf-8") for path in rooms)
    assert sorted(code for code in CATALOGUE if f'"{code}"' not in text) == []


def test_a_code_nobody_listed_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "room.py"
    module.write_text('yield Finding(place, "never-heard-of", says)\n')
    assert codes_in(module) == {"never-heard-of"}


def test_the_manual_pages_are_what_the_program_says(root: Path) -> None:
    made = subprocess.run(
        [sys.executable, root / "tools" / "docs.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr


def test_the_manual_page_has_every_code(root: Path) -> None:
    page = (root / "docs" / "findings.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert sorted(told) == sorted({*CATALOGUE, *kit().codes})


def codes_in(*modules: Path) -> set[str]:
    """The literal codes given to Finding or to a method that makes one, always second."""
    calls = (
        node
        for module in modules
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and len(node.args) > 1 and _makes_finding(node.func)
    )
    codes = (argument for call in calls for argument in _constants(call.args[1]))
    return {code for code in codes if code}


def _makes_finding(function: ast.expr) -> bool:
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in ("Finding", "finding", "fault", "_find")


def _constants(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    if isinstance(argument, ast.IfExp):
        return _constants(argument.body) + _constants(argument.orelse)
    return []
