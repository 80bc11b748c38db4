"""Takes a zip apart, within limits, whatever its bytes claim."""

import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from docfill.base import tell

# zipfile raises RuntimeError for a file locked with a password, and the others for what a damaged
# file states of itself: odd names, offsets, sizes, ways of packing.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a zip may hold before it is unpacked; a bomb or a library is not read.

    `most_ratio`: how much larger than its packed bytes a part of XML may be, if it is large itself;
    a drawing of lines deflates a thousandfold, but only what is parsed grows once more in memory.
    `plain`: parts are stored or deflated, unlocked, each once, under a safe name.
    """

    most_bytes: int
    most_parts: int = 2000
    most_ratio: int | None = None
    plain: bool = False


# A report has some 80 kB of XML, and a few pictures.
OF_A_REPORT = Limits(64_000_000)
# A template may be a book with its pictures, and comes from anywhere.
OF_A_TEMPLATE = Limits(200_000_000, most_ratio=200, plain=True)
# Unpacked, a list of a hundred thousand rows is a third of it.
OF_A_LIST = Limits(300_000_000)

_SMALL = 1_000_000
_PARSED = (".xml", ".rels")
_LOCKED = 0x41


class NotAZip(ValueError):
    """The bytes are no zip that can be read."""


class OddZip(NotAZip):
    """It is packed as no document is; the message says how."""


class TooLarge(ValueError):
    """It would unpack to more than there is reason for; the message says what the limit is."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The parts of a zip by name, each with its checksum tried, and the names it has twice.

    `entries` are how they stand in the file.
    """

    parts: dict[str, bytes]
    repeated: tuple[str, ...]
    entries: tuple[zipfile.ZipInfo, ...]


def key(name: str) -> str:
    """What two spellings of one part's name have in common (ECMA-376, part 2)."""
    return unquote(name).lstrip("/").casefold()


def unpack_zip(data: bytes | Path | IO[bytes], limits: Limits = OF_A_REPORT) -> Unpacked:
    """Every part; raises NotAZip, TooLarge, and OSError where the file itself cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data) as archive:
            listed = [item for item in archive.infolist() if not item.is_dir()]
            _refuse_large(listed, limits)
            if limits.plain:
                _refuse_odd(listed)
            names = [item.filename for item in listed]
            repeated = {name for name in names if names.count(name) > 1}
            parts = {item.filename: archive.read(item) for item in listed}
    except (TooLarge, NotAZip):
        raise
    except _BROKEN as trouble:
        raise NotAZip(str(trouble)) from trouble
    return Unpacked(parts, tuple(sorted(repeated)), tuple(listed))


def _refuse_large(listed: list[zipfile.ZipInfo], limits: Limits) -> None:
    most = limits.most_bytes
    if len(listed) > limits.most_parts:
        says = tell("it has {n} parts, more than {most}", n=len(listed), most=limits.most_parts)
        raise TooLarge(says)
    size = sum(item.file_size for item in listed)
    if size > most:
        raise TooLarge(
            tell(
                "unpacked it has {n} MB, more than {most}",
                n=f"{size / 1_000_000:.0f}",
                most=f"{most / 1_000_000:.0f}",
            )
        )
    for item in listed if limits.most_ratio else ():
        dense = item.file_size > max(_SMALL, (limits.most_ratio or 0) * item.compress_size)
        if dense and item.filename.lower().endswith(_PARSED):
            raise TooLarge(tell("{name} in it unpacks beyond reason", name=item.filename))


def _refuse_odd(listed: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for item in listed:
        name = item.filename
        plain = item.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if not plain or item.flag_bits & _LOCKED:
            raise OddZip(tell("{name} in it is encrypted or packed oddly", name=name))
        if key(name) in seen or "\\" in name or name.startswith("/") or ".." in name.split("/"):
            raise OddZip(tell("{name} in it is a doubled or unsafe name", name=name))
        seen.add(key(name))
