"""Compiled templates on disk: faster for the next process, and believed only from this user."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import docfill.template.filling as filling
from docfill.template import Template
from docfill.template.compiling.cache import MOST_ENTRIES, load, store
from docx_making import docx, paragraph, unzipped

DATA = docx(paragraph("{{ x }}"), paragraph("{% for y in ys %}{{ y }}{% endfor %}"))
VALUES = {"x": "A & B", "ys": [1, 2]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "cache"))
    (tmp_path / "t.docx").write_bytes(DATA)
    return tmp_path / "cache" / "templates"


@pytest.fixture
def compiled_times(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows with every template that has to be compiled."""
    times: list[str] = []
    compile_ = filling._compile
    monkeypatch.setattr(
        filling, "_compile", lambda path, data: times.append(str(path)) or compile_(path, data)
    )
    return times


def test_a_template_is_compiled_once(
    tmp_path: Path, folder: Path, compiled_times: list[str]
) -> None:
    first, second = Template.open(tmp_path / "t.docx"), Template.open(tmp_path / "t.docx")
    assert len(compiled_times) == 1
    assert first.fill(VALUES) == second.fill(VALUES)
    assert first.placeholders == second.placeholders
    assert [placeholder.name for placeholder in second.placeholders] == ["x", "ys", "ys[]"]
    assert {file.suffix for file in folder.iterdir()} == {".compiled", ".details", ""}
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_another_template_is_another_entry(tmp_path: Path, compiled_times: list[str]) -> None:
    Template.open(tmp_path / "t.docx")
    (tmp_path / "t.docx").write_bytes(docx(paragraph("{{ z }}")))
    assert [p.name for p in Template.open(tmp_path / "t.docx").placeholders] == ["z"]
    assert len(compiled_times) == 2


def entry(folder: Path) -> Path:
    [found] = folder.glob("*.compiled")
    return found


@pytest.mark.parametrize("harm", ["torn", "forged", "empty", "another's key"])
def test_an_entry_that_is_not_ours_is_compiled_again(
    tmp_path: Path, folder: Path, compiled_times: list[str], harm: str
) -> None:
    """Torn, forged or emptied: the document is right, and the entry is repaired."""
    Template.open(tmp_path / "t.docx")
    kept = entry(folder).read_bytes()
    harmed = {"torn": kept[:100], "forged": kept[:-1] + b"x", "empty": b"", "another's key": kept}
    entry(folder).write_bytes(harmed[harm])
    if harm == "another's key":
        (folder / "key").write_bytes(b"k" * 32)
    made = Template.open(tmp_path / "t.docx").fill(VALUES)
    assert b"A &amp; B" in unzipped(made)["word/document.xml"]
    assert len(compiled_times) == 2
    assert load(DATA, "compiled") is not None


def test_a_folder_others_can_write_to_is_not_used(
    tmp_path: Path, folder: Path, compiled_times: list[str]
) -> None:
    Template.open(tmp_path / "t.docx")
    folder.chmod(0o770)
    Template.open(tmp_path / "t.docx")
    assert len(compiled_times) == 2


def test_a_key_others_can_read_is_not_used(tmp_path: Path, folder: Path) -> None:
    Template.open(tmp_path / "t.docx")
    (folder / "key").chmod(0o644)
    assert load(DATA, "compiled") is None


def test_without_a_place_for_it_templates_are_filled_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "file"))
    assert Template.open(tmp_path / "t.docx").fill(VALUES)


def test_many_at_once_do_not_disturb_each_other(tmp_path: Path, folder: Path) -> None:
    """All begin without a key and an entry; all end with the same documents and one entry."""
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: Template.open(tmp_path / "t.docx").fill(VALUES), range(24)))
    assert len(made) == 1
    assert {file.name for file in folder.iterdir()} == {"key", entry(folder).name}


def test_the_folder_stays_small(folder: Path) -> None:
    for number in range(MOST_ENTRIES + 5):
        store(DATA + bytes(number), "compiled", ("x",))
    assert len(list(folder.glob("*.compiled"))) == MOST_ENTRIES


def test_a_compiled_template_is_filled_without_docxtpl_and_lxml(tmp_path: Path) -> None:
    """The next process starts quickly: none of the heavy libraries is imported."""
    program = (
        "import sys\n"
        "from docfill.template import Template\n"
        "made = Template.open(sys.argv[1]).fill({'x': 'a\\nb', 'ys': [1]})\n"
        "print(len(made), sorted({'docxtpl', 'docx', 'lxml'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "t.docx")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    first, second = (
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    assert "docxtpl" in first
    assert second.split(" ", 1) == [first.split()[0], "[]\n"]
