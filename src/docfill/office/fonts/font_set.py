"""Which face sets each official font name: the real one where there is one, else a free one."""

import hashlib
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from docfill.base import SomethingMissing, cache_folder, tell, write_whole
from docfill.office.cache import put_made, stamp
from docfill.office.fonts import faces
from docfill.office.fonts.font_files import (
    FaceInFile,
    faces_in,
    fonts_below,
    installed_under,
    sha256_of,
)
from docfill.office.fonts.fontconfig import Rule, fontconfig
from docfill.office.fonts.official_names import (
    DERIVED,
    NEEDED,
    OPTIONAL,
    OTHERWISE,
    SOURCES,
    STANDS,
    Recipe,
    Stand,
)

# Characters that print nothing, so that no font needs a glyph for them.
_INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Face:
    """The face used for a font name; `pdf_names` are those it may bear in a PDF."""

    asked: str
    family: str
    file: Path
    pdf_names: frozenset[str]
    is_real: bool


@dataclass(frozen=True, slots=True)
class FontSet:
    """The fonts LibreOffice sees.

    `config` is for `FONTCONFIG_FILE`; `faces` by official name; `hashes` the SHA-256 of each font
    file, in hexadecimal, by the names it may have in a PDF.
    """

    config: Path
    faces: Mapping[str, Face]
    hashes: Mapping[str, str]
    _chains: Mapping[str, tuple[FaceInFile, ...]]
    _otherwise: tuple[FaceInFile, ...]

    def uncovered(self, text: str, asked: str) -> set[str]:
        """The characters of the text that no face tried for this font name can print."""
        missing = {one for one in set(text) if unicodedata.category(one) not in _INVISIBLE}
        for face in self._chain(asked):
            if not missing:
                break
            missing = face.lacks(missing)
        return missing

    def allowed_in_pdf(self, asked_names: Iterable[str]) -> frozenset[str]:
        """The names, without subset tag, that fonts of a PDF may bear if these were asked for."""
        chains = (self._chain(asked) for asked in asked_names)
        return frozenset(name for chain in chains for face in chain for name in face.pdf_names)

    def _chain(self, asked: str) -> tuple[FaceInFile, ...]:
        return self._chains.get(asked.casefold(), self._otherwise)


def font_set(project_fonts: Path | None = None) -> FontSet:
    """The fonts of this machine for official documents.

    A real font is looked for in `project_fonts`, then among the system's; the free set in the
    cache stands in for the rest. Derived faces and the fontconfig file are made when needed.
    Raises SomethingMissing when the free set is not there.
    """
    free = _free_files()
    derived = _derived_files(free)
    own = [file.absolute() for file in fonts_below(project_fonts)] if project_fonts else []
    system = _system_files()
    real = _Families([*own, *system])
    stands = _Families([*derived, *(file for name, file in free.items() if name not in SOURCES)])

    rules, used, chains = [], {}, {}
    for stand in STANDS:
        for names in stand.asked:
            family = next((name for name in names if name in real), None)
            chain = stands.chain(stand)
            if family is not None:
                chain = (*real.faces(family), *chain)
            families = (family, *stand.chain) if family else stand.chain
            rules.append(Rule(names, families, stand.bold and family is None))
            for name in names:
                chains[name.casefold()] = chain
                used[name] = Face(
                    name, families[0], chain[0].file, chain[0].pdf_names, family is not None
                )
    folders = sorted({file.parent for file in (*own, *system, *derived, *free.values())})
    hidden = [file for name, file in free.items() if name in SOURCES]
    text = fontconfig(folders, hidden, rules, OTHERWISE.chain, cache=cache_folder() / "fontconfig")
    otherwise = stands.chain(OTHERWISE)
    hashes = _hashes([face for chain in (*chains.values(), otherwise) for face in chain])
    return FontSet(_written(text), used, hashes, chains, otherwise)


def _hashes(faces: Iterable[FaceInFile]) -> dict[str, str]:
    files = {name: face.file for face in faces for name in face.pdf_names}
    known = {file: sha256_of(file) for file in set(files.values())}
    return {name: known[file] for name, file in sorted(files.items())}


class _Families:
    """The faces in some font files, by family name."""

    def __init__(self, files: Iterable[Path]):
        self._faces: dict[str, list[FaceInFile]] = {}
        for file in files:
            for face in faces_in(file):
                for family in face.families:
                    self._faces.setdefault(family.casefold(), []).append(face)

    def __contains__(self, family: str) -> bool:
        return family.casefold() in self._faces

    def faces(self, family: str, *, bold: bool = False) -> list[FaceInFile]:
        """The faces of a family, those of the weight wanted first."""
        faces = self._faces.get(family.casefold(), [])
        return sorted(faces, key=lambda face: abs(face.weight - (700 if bold else 400)))

    def chain(self, stand: Stand) -> tuple[FaceInFile, ...]:
        """The faces that are there for a stand, in the order they are tried."""
        return tuple(f for name in stand.chain for f in self.faces(name, bold=stand.bold))


def _free_files() -> dict[str, Path]:
    folder = cache_folder() / "fonts"
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise SomethingMissing(
            tell(
                "the free fonts are not in {folder} ({names}). To fetch them: make setup",
                folder=folder,
                names=", ".join(missing),
            )
        )
    return {name: folder / name for name in (*NEEDED, *OPTIONAL) if (folder / name).is_file()}


def _derived_files(free: Mapping[str, Path]) -> list[Path]:
    """The derived faces, made now if this version of them is not in the cache yet."""
    used = sorted({name for recipe in DERIVED.values() for name in recipe.files})
    version = [f"recipe {faces.RECIPE}", *(sha256_of(free[name]) for name in used)]
    key = hashlib.sha256("\n".join(version).encode()).hexdigest()[:16]
    folder = cache_folder() / "derived" / key
    made = {family: folder / f"{faces.postscript_name(family)}.ttf" for family in DERIVED}
    missing = [family for family in DERIVED if not made[family].is_file()]

    def derive(family: str) -> None:
        put_made(made[family], lambda beside: _derive(family, DERIVED[family], free, beside))

    if missing:
        # Half a minute each, once on a machine; so in processes of their own, on all cores.
        with ThreadPoolExecutor(os.cpu_count()) as cores:
            list(cores.map(derive, missing))
    return list(made.values())


def _derive(family: str, recipe: Recipe, free: Mapping[str, Path], made: Path) -> None:
    hanzi, letters = free[recipe.hanzi], free[recipe.letters]
    like = (free[recipe.like],) if recipe.like else ()
    command: list[str | Path]
    command = [sys.executable, "-m", faces.__name__, made, family, recipe.face, hanzi, letters]
    answer = subprocess.run([*command, *like], capture_output=True, check=False)
    if answer.returncode != 0:
        why = answer.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise SomethingMissing(
            tell(
                "{family} cannot be made of {file} ({why}). To fetch that anew: make setup",
                family=family,
                file=hanzi,
                why=why,
            )
        )


def _system_files() -> list[Path]:
    """Copies of the official fonts installed on this system.

    Copies, because the folder of an installed font holds others that must not be seen, and
    because LibreOffice 7.4 does not see a collection behind a symbolic link.
    """
    names = [name for stand in STANDS for names in stand.asked for name in names]
    copies = []
    for file in sorted(set(installed_under(names).values())):
        key = hashlib.sha256(stamp(file).encode()).hexdigest()[:16]
        copy = cache_folder() / "system" / key / file.name
        if not copy.is_file():
            put_made(copy, partial(shutil.copyfile, file))
        copies.append(copy)
    return copies


def _written(text: str) -> Path:
    """The file with this text, kept under a name of its content."""
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    file = cache_folder() / "fontconfig" / f"{name}.conf"
    if not file.is_file():
        write_whole(file, text.encode())
    return file
