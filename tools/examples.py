"""Tries the examples that `docfill explain` shows, each in a filing that is else blameless."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from docfill.base.codes import CODE_EXAMPLES
from docfill.base.errors import Faulty
from docfill.base.findings import Finding
from docfill.build.checking import check_all
from docfill.build.explanation import FILES, KIT_EXAMPLES, YEAR, Example, ExampleFiles, example_in
from docfill.build.new_filing import begin
from docfill.county.rollup.own_filing import check_county
from docfill.county.settings import faults_of
from docfill.form.form import Form
from docfill.form.reader import open_form
from docfill.project import open_project

ROOT = Path(__file__).resolve().parent.parent
BLAMELESS = ROOT / "tests" / "blameless"
KIT = ROOT / "templates" / "disclosure-2021"

_SETTINGS = """\
county: 云川县
templates: {templates}
kits: [{{kit: {kit}, since: 2021}}]
townships:
  qingshi: {{name: 青石镇, full_name: 云川县青石镇人民政府, level: township}}
  hekou: {{name: 河口乡, full_name: 云川县河口乡人民政府, level: township}}
"""


@cache
def examples() -> dict[str, Example]:
    """Every example by its code, which is its file's name."""
    found = (
        example_in(folder, path.stem)
        for folder in (CODE_EXAMPLES, KIT / KIT_EXAMPLES)
        for path in sorted(folder.glob("*.yaml"))
    )
    return {example.code: example for example in found if example}


@cache
def kit() -> Form:
    """The form whose codes are in the manual."""
    return open_form(KIT)


def found_in(case: ExampleFiles) -> list[Finding]:
    """What docfill finds about the township of an example, its files written to a new folder."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for path, data in _files(case.texts):
            path.parent.mkdir(parents=True, exist_ok=True)
            if data is None:
                path.mkdir()
            else:
                path.write_bytes(data)
        try:
            if "kit_only" in case.texts:
                open_form(Path(FILES["form"]).parent)
                return []
            project = open_project(Path())
            if "new" in case.texts:
                (outcome,) = begin(project, [project.townships["qingshi"]], YEAR)
                return list(outcome.findings)
            (outcome,) = check_all(project, [project.townships["qingshi"]], YEAR)
            county = check_county(project, YEAR)
        except Faulty as trouble:
            return list(trouble.findings)
        # The county's own filing of the year before is none of an example's files.
        sums = (f for f in (county.findings if county else ()) if f.code != "no-last-year")
        return [*faults_of(project), *outcome.findings, *sums]


def completed(fragment: str, whole: str) -> str:
    """The fragment, and after it what it leaves out of a whole filing.

    The fragment's lines keep their numbers but where an `overview` is completed in its place.
    """
    blocks = _blocks(fragment)
    for key, text in _blocks(whole).items():
        if key not in blocks:
            blocks[key] = text
        elif key == "overview":
            parts = _blocks(text.partition("\n")[2], indent=2)
            stated = _blocks(blocks[key].partition("\n")[2], indent=2)
            blocks[key] += "".join(part for name, part in parts.items() if name not in stated)
    return "".join(blocks.values())


def _files(texts: Mapping[str, str]) -> Iterator[tuple[Path, bytes | None]]:
    """Every file of the example's project; None stands for a folder."""
    own_kit = "form" in texts or "wording" in texts
    settings = _SETTINGS.format(
        templates="templates" if own_kit else os.path.relpath(KIT.parent),
        kit="example" if own_kit else KIT.name,
    )
    own = texts.get("settings", "")
    if "reports" in _blocks(own):  # they take the place of kits
        settings = "".join(text for key, text in _blocks(settings).items() if key != "kits")
    yield Path(FILES["settings"]), completed(own, settings).encode()
    if own_kit:
        form = texts.get("form") or (KIT / "form.yaml").read_text(encoding="utf-8")
        yield Path(FILES["form"]), form.encode()
        wording = texts.get("wording", "words: {}\n")
        if "form" not in texts:  # the kit's own form needs the kit's words
            wording = completed(wording, (KIT / "wording.yaml").read_text(encoding="utf-8"))
        yield Path(FILES["wording"]), wording.encode()
    if "stray" in texts:
        yield Path(FILES["stray"]), texts["stray"].encode()
    years = {"filing": YEAR, "last_year": YEAR - 1, "neighbour": YEAR}
    for name, year in (years | ({"county": YEAR} if "county" in texts else {})).items():
        text = texts.get(name, "")
        if text == "a folder":
            yield Path(FILES[name]), None
        elif text != "none":
            whole = (BLAMELESS / f"{year}.yaml").read_text(encoding="utf-8")
            if name in ("neighbour", "county"):
                whole = (BLAMELESS / f"{name}.yaml").read_text(encoding="utf-8")
            text = text if "whole" in texts and name == "filing" else completed(text, whole)
            encoding = texts.get("encoding", "utf-8") if name == "filing" else "utf-8"
            yield Path(FILES[name]), text.encode(encoding)


def _blocks(text: str, indent: int = 0) -> dict[str, str]:
    """The text cut before every key of an indentation; comments go with the key after them."""
    blocks: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        found = re.match(rf" {{{indent}}}(\w+):", line)
        if found:
            key = found[1]
            while key in blocks:  # A key written twice is what an example may be about.
                key += "+"
        blocks[key] = blocks.get(key, "") + line
    return blocks
