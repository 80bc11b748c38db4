"""Figures as they were read last, kept in the cache folder: what did not change is not read again.

Only what this user wrote is believed, and only where it is whole: a note that is torn, damaged or
open to others is as good as none.
"""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from docfill.base import cache_folder, forget_oldest, is_private, write_whole

_MOST_NOTES = 40  # projects, each with its years


class Kept(NamedTuple):
    """What is kept of one agency: what it depended on, and its figures as a line."""

    fingerprint: str
    line: bytes


def note_of(root: Path, year: int, ending: str = "") -> Path:
    """The file in which the figures of a project's year are kept; `ending` is their report's."""
    project = sha256(bytes(root.absolute())).hexdigest()
    return cache_folder() / "figures" / f"{project}-{year}{ending}"


def recall(note: Path) -> dict[str, Kept]:
    """What is kept there, by agency."""
    try:
        if not is_private(note.parent):
            return {}
        digest, _, rest = note.read_bytes().partition(b"\n")
    except (OSError, RuntimeError):
        return {}
    if sha256(rest).hexdigest().encode() != digest:
        return {}
    lines = (line.split(b"\t", 2) for line in rest.splitlines())
    return {agency.decode(): Kept(key.decode(), line) for agency, key, line in lines}


def remember(note: Path, kept: Mapping[str, Kept]) -> None:
    """Keep this, instead of what is kept there; where that is not possible, do without."""
    lines = (b"\t".join((a.encode(), k.fingerprint.encode(), k.line)) for a, k in kept.items())
    rest = b"\n".join(lines)
    with suppress(OSError, RuntimeError):
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_private(note.parent):
            write_whole(note, sha256(rest).hexdigest().encode() + b"\n" + rest)
            forget_oldest(note.parent.glob("*-*"), _MOST_NOTES)
