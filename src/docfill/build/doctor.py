"""What docfill needs from this machine: found, or missing and what to do about it."""

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from docfill import __version__
from docfill.base import Message, SomethingMissing, display_path, message_of, tell
from docfill.office import find_installation, font_set, no_fonts_below

_PACKAGES = ("docxtpl", "unoserver", "pikepdf", "pypdfium2")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was looked for, what there is to say about it, and whether that is a doubt."""

    name: str | Message
    is_there: bool
    says: str | Message
    is_doubted: bool = False


def examine(fonts: Path | None) -> Iterator[Item]:
    """Each thing docfill needs; `fonts` is the project's own folder of fonts."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    python = f"Python {platform.python_version()}, {packages}"
    yield Item(f"docfill {__version__}", True, python)
    yield _looked("LibreOffice", _libreoffice)
    yield from _fonts(fonts)


def broken_fonts(folder: Path) -> Iterator[Item]:
    """The project's own fonts that are passed over, because nobody can read them."""
    for file in no_fonts_below(folder):
        says = tell("this is no font that can be read, so it is not used; copy it here again")
        yield Item(display_path(file), False, says)


def _looked(name: str, look: Callable[[], str]) -> Item:
    try:
        return Item(name, True, look())
    except SomethingMissing as trouble:
        return Item(name, False, message_of(trouble))


def _libreoffice() -> str:
    found = find_installation()
    return f"{found.version}, {found.soffice}, {found.python}"


def _fonts(folder: Path | None) -> Iterator[Item]:
    """Each face that is used, by the first of the names it answers to."""
    try:
        faces = font_set(folder).faces.values()
    except SomethingMissing as trouble:
        yield Item(tell("fonts"), False, message_of(trouble))
        return
    first = {face.family: face for face in reversed(list(faces))}
    for face in sorted(first.values(), key=lambda face: face.asked):
        says = face.family if face.is_real else tell("{family} stands in", family=face.family)
        yield Item(face.asked, True, says)
