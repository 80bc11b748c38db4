"""What is inside a font file: families, names in a PDF, characters, hash; remembered once read."""

import hashlib
import shutil
import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from docfill.base import cache_folder
from docfill.office.cache import recall, remember, stamp

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_SYSTEM_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_FC_LIST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class FaceInFile:
    """One face of a font file, by its number in the file."""

    file: Path
    number: int
    families: tuple[str, ...]
    pdf_names: frozenset[str]
    weight: int

    def lacks(self, characters: Iterable[str]) -> set[str]:
        """The characters this face has no glyph for."""
        ranges = _coverage(self.file, self.number)
        # An odd place among the borders is inside a range.
        return {one for one in characters if bisect_right(ranges, ord(one)) % 2 == 0}


def faces_in(file: Path) -> list[FaceInFile]:
    """The faces of this file; none when it is no font that can be read."""
    note = _note("names", file)
    key = stamp(file)
    known = recall(note, key)
    if not isinstance(known, list):
        known = list(_read_names(file))
        remember(note, key, known)
    return [
        FaceInFile(file, number, tuple(families), frozenset(pdf_names), weight)
        for number, families, pdf_names, weight in known
    ]


def fonts_below(folder: Path) -> list[Path]:
    """All font files in a folder and its sub-folders, in a fixed order; none if it is not there."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def no_fonts_below(folder: Path) -> list[Path]:
    """The files that are called fonts but cannot be read as one: broken, or something else."""
    return [file for file in fonts_below(folder) if not faces_in(file.absolute())]


def sha256_of(file: Path) -> str:
    """The file's SHA-256 in hexadecimal; remembered until its size or time changes."""
    note, key = _note("sha256", file), stamp(file)
    known = recall(note, key)
    if not isinstance(known, str):
        with file.open("rb") as content:
            known = hashlib.file_digest(content, "sha256").hexdigest()
        remember(note, key, known)
    return known


def installed_under(names: Iterable[str]) -> dict[str, Path]:
    """The files of the system's fonts that bear one of these family names exactly, by name.

    fontconfig is asked once; the answer holds until a font folder changes.
    """
    wanted = {name.casefold(): name for name in names}
    note = cache_folder() / "facts" / "system.json"
    folders = [Path(one).expanduser() for one in _SYSTEM_FOLDERS]
    inside = [sub for folder in folders for sub in (folder, *sorted(folder.glob("**/")))]
    key = "\n".join([*sorted(wanted), *(stamp(one) for one in inside if one.is_dir())])
    known = recall(note, key)
    if not isinstance(known, dict):
        known = dict(_system_fonts(wanted))
        remember(note, key, known)
    return {name: Path(path) for name, path in known.items() if Path(path).is_file()}


def _system_fonts(wanted: dict[str, str]) -> Iterator[tuple[str, str]]:
    lister = shutil.which("fc-list")
    if lister is None:
        return
    try:
        answer = subprocess.run(
            [lister, "--format", "%{file}\\t%{family}\\n"],
            capture_output=True,
            timeout=_FC_LIST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    for line in sorted(answer.stdout.decode(errors="replace").splitlines()):
        path, _, families = line.partition("\t")
        for family in families.split(","):
            if name := wanted.get(family.strip().casefold()):
                yield name, path


def _note(kind: str, file: Path) -> Path:
    name = hashlib.sha256(str(file).encode()).hexdigest()[:24]
    return cache_folder() / "facts" / f"{kind}-{name}.json"


@lru_cache(maxsize=64)
def _coverage(file: Path, number: int) -> list[int]:
    """The borders of the face's character ranges: begin, end + 1, begin, end + 1 …"""
    note, key = _note(f"coverage-{number}", file), stamp(file)
    known = recall(note, key)
    if isinstance(known, list):
        return known
    with _opened(file, number) as font:
        borders = _borders(sorted(font.getBestCmap() or ()))
    remember(note, key, borders)
    return borders


def _borders(codes: list[int]) -> list[int]:
    borders: list[int] = []
    for code in codes:
        if borders and borders[-1] == code:
            borders[-1] = code + 1
        else:
            borders += (code, code + 1)
    return borders


def _read_names(file: Path) -> Iterator[tuple[int, list[str], list[str], int]]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(file, fontNumber=0, lazy=True) as first:
            count = getattr(first.reader, "numFonts", 1)
        for number in range(count):
            with _opened(file, number) as font:
                names = font["name"].names
                families = {str(one) for one in names if one.nameID in (1, 4, 16)}
                pdf_names = {str(one) for one in names if one.nameID == 6}
                if "CFF " in font:
                    pdf_names |= _cff_names(font["CFF "].cff)
                weight = font["OS/2"].usWeightClass if "OS/2" in font else 400
                yield number, sorted(families), sorted(pdf_names), weight
    except (TTLibError, OSError, KeyError, ValueError):
        # A county may drop anything into its folder; what is no font is left alone.
        return


def _cff_names(cff: Any) -> set[str]:
    """LibreOffice names a CFF face after one of its inner dictionaries."""
    inner = getattr(cff.topDictIndex[0], "FDArray", [])
    stated = {one.rawDict.get("FontName") for one in inner}
    return {name for name in (*cff.fontNames, *stated) if name}


def _opened(file: Path, number: int) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(file, fontNumber=number, lazy=True)
