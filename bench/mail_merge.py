"""Letters: one template and a list of people, to .docx and to PDF, from cold."""

import csv
import json
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from building import CONTESTANTS, Soffice, emptied
from machine import HERE, Failed, whole
from mustache import paragraphs
from plan import Plan
from spread import Pairs, paired

EXAMPLE = HERE.parent / "examples" / "letters"
# docxtpl has no filter for dates.
_DATES = re.compile(rb'\s*\|\s*date\((?:"[^"]*"|&quot;.*?&quot;)\)')


@dataclass(frozen=True)
class Letters:
    """A folder with the letter, and the people it goes to as rows and as docxtpl wants them."""

    folder: Path
    count: int

    @property
    def template(self) -> Path:
        return self.folder / "letter.docx"

    @property
    def rows(self) -> Path:
        return self.folder / "people.csv"

    @property
    def values(self) -> Path:
        return self.folder / "people.json"


def lay_out(folder: Path, count: int) -> Letters:
    """So many people made up of those of the example, in a new folder."""
    folder.mkdir()
    letters = Letters(folder, count)
    with (
        zipfile.ZipFile(EXAMPLE / "letter.docx") as given,
        zipfile.ZipFile(letters.template, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            made.writestr(name, _DATES.sub(b"", given.read(name)))
    with (EXAMPLE / "people.csv").open(encoding="utf-8") as file:
        models = list(csv.DictReader(file))
    people = [models[n % len(models)] | {"序号": f"{n + 1:05}"} for n in range(count)]
    with letters.rows.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, models[0])
        writer.writeheader()
        writer.writerows(people)
    common = yaml.load((EXAMPLE / "common.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    values = [common | _counted(person) for person in people]
    letters.values.write_text(json.dumps(values), encoding="utf-8")
    return letters


def _counted(person: dict[str, str]) -> dict[str, Any]:
    """A person whose nights are a number, as the template asks how many there are."""
    return person | {"nights": int(person["nights"])}


def to_docx(letters: Letters, pairs: int, folder: Path) -> Pairs:
    """docfill beside a loop of docxtpl; both write the same words."""
    ours: list[Path] = []
    theirs: list[Path] = []

    def docfill() -> float:
        return _merged(letters, _another(folder, "ours", ours), ".docx")

    def docxtpl() -> float:
        return _looped(letters, _another(folder, "theirs", theirs))

    found = paired(docfill, docxtpl, pairs)
    for mine, other in zip(_made(ours[-1], ".docx"), _made(theirs[-1], ".docx"), strict=True):
        if paragraphs(mine.read_bytes()) != paragraphs(other.read_bytes()):
            raise Failed(f"{mine.name} does not say what docxtpl writes")
    return found


def to_pdf(letters: Letters, soffice: Soffice, plan: Plan, folder: Path) -> Pairs:
    """docfill beside a loop of docxtpl and one soffice for all its documents."""
    ours, theirs = folder / "our-pdfs", folder / "their-pdfs"

    def docfill() -> float:
        return _merged(letters, emptied(ours), ".pdf")

    def both() -> float:
        seconds = _looped(letters, emptied(theirs))
        return seconds + soffice.convert(_made(theirs, ".docx"), theirs)

    found = paired(docfill, both, plan.letter_pdf_pairs)
    for out in (ours, theirs):
        if len(_made(out, ".pdf")) != letters.count:
            raise Failed(f"not every letter became a PDF in {out.name}")
    return found


def _another(folder: Path, name: str, made: list[Path]) -> Path:
    """A new folder, the last of those made; none is cleared away before the measurement is over.

    Where thousands of files were just deleted, ext4 steps over each of them for every new file:
    a millisecond that neither contestant would spend in a folder of its user.
    """
    made.append(folder / f"{name}-{len(made) + 1}")
    made[-1].mkdir(parents=True)
    return made[-1]


def _merged(letters: Letters, out: Path, ending: str) -> float:
    """The seconds docfill takes for all letters, from the start of the process to its end."""
    command = [sys.executable, "-m", "docfill", "fill", letters.template, letters.rows]
    command += ["--common", EXAMPLE / "common.yaml", "-o", f"{out}/{{序号}}{ending}"]
    return whole(command, one_core=False)


def _looped(letters: Letters, out: Path) -> float:
    loop = [sys.executable, CONTESTANTS / "loop_docxtpl.py", letters.template, letters.values]
    return whole([*loop, out, str(letters.count)], one_core=False)


def _made(folder: Path, ending: str) -> list[Path]:
    return sorted(folder.glob(f"*{ending}"))
