"""What the documents are called: a pattern with columns in braces, and a row's values in them."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docfill.base import LONGEST_NAME, Message, tell

_GAP = re.compile(r"\{([^{}]*)\}")
# What a name may hold neither here nor on Windows, where letters are often printed.
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class UnfitName(ValueError):
    """A row whose values make no name for a file; `column` is the one to blame, or nothing."""

    def __init__(self, says: Message, column: str = ""):
        super().__init__(says)
        self.column = column


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A path with columns in braces, such as `out/{name}.docx`."""

    typed: str

    @property
    def gaps(self) -> tuple[str, ...]:
        """The columns in it."""
        return tuple(gap.strip() for gap in _GAP.findall(self.typed))

    @property
    def ending(self) -> str:
        """`.docx` or `.pdf`."""
        return Path(self.typed).suffix.lower()

    @property
    def folder(self) -> Path:
        """The folder all documents are in, or below which."""
        before, _, _ = self.typed.partition("{")
        return Path(before.rpartition("/")[0] or ("/" if before.startswith("/") else "."))

    def strange(self, columns: AbstractSet[str]) -> tuple[str, ...]:
        """What stands in braces and is no column; a stray brace counts too."""
        unknown = [gap for gap in self.gaps if gap not in columns]
        stray = re.findall(r"[{}]", _GAP.sub("", self.typed))
        return tuple(dict.fromkeys((*unknown, *stray)))

    def path(self, values: Mapping[str, object]) -> Path:
        """The path for a row; raises `Unfit`."""
        folders, pieces = _pieces(self.typed)
        return Path(folders, *(_filled(piece, values) for piece in pieces))


@cache
def _pieces(typed: str) -> tuple[Path, tuple[str, ...]]:
    """The folders without a gap, which all paths begin with, and what is below them."""
    pieces = tuple(typed.split("/"))
    first = next((n for n, piece in enumerate(pieces) if _GAP.search(piece)), len(pieces) - 1)
    return Path("/".join((*pieces[:first], ""))), pieces[first:]


def _filled(piece: str, values: Mapping[str, object]) -> str:
    """The name of a file or folder, its gaps filled."""
    if not _GAP.search(piece):
        return piece
    name = _GAP.sub(lambda found: _value(found[1].strip(), values), piece)
    if name.startswith(".") or name.endswith((".", " ")) or _TAKEN.fullmatch(name):
        raise UnfitName(tell("“{name}” cannot be the name of a file", name=name))
    if len(name.encode(errors="replace")) > LONGEST_NAME:
        says = tell("“{name}…” is longer than the name of a file may be", name=name[:20])
        raise UnfitName(says)
    return name


def _value(column: str, values: Mapping[str, object]) -> str:
    """The value of a column as part of a name."""
    value = values.get(column)
    if isinstance(value, bool | dict | list) or (
        value is not None and not str(value).isprintable()
    ):
        raise UnfitName(tell("it is in the file's name, and must be a text or a number"), column)
    text = "" if value is None else str(value).strip()
    if not text:
        raise UnfitName(tell("it is blank, and the file is named after it; write it"), column)
    if found := _FORBIDDEN.search(text):
        says = tell(
            "“{value}” holds “{sign}”, which no file name may hold; change it, or name the file "
            "after another column",
            value=text,
            sign=found[0],
        )
        raise UnfitName(says, column)
    return text
