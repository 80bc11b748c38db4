"""Takes a zip apart, within limits, whatever its bytes claim."""

import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from docfill.base import tell

# A report has some 80 kB of XML and a template a few pictures; a bomb or a library is not read.
MOST_BYTES = 64_000_000
MOST_PARTS = 2000
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


class NotAZip(ValueError):
    """The bytes are no zip that can be read."""


class TooLarge(ValueError):
    """It would unpack to more than there is reason for; the message says what the limit is."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The parts of a zip by name, each with its checksum tried, and the names it has twice."""

    parts: dict[str, bytes]
    repeated: tuple[str, ...]


def unpack_zip(data: bytes | Path | IO[bytes], most: int = MOST_BYTES) -> Unpacked:
    """Every part; raises NotAZip, TooLarge, and OSError where the file itself cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data) as archive:
            listed = [item for item in archive.infolist() if not item.is_dir()]
            _refuse_large(listed, most)
            names = [item.filename for item in listed]
            repeated = {name for name in names if names.count(name) > 1}
            parts = {item.filename: archive.read(item) for item in listed}
    except TooLarge:
        raise
    except _BROKEN as trouble:
        raise NotAZip(str(trouble)) from trouble
    return Unpacked(parts, tuple(sorted(repeated)))


def _refuse_large(listed: list[zipfile.ZipInfo], most: int) -> None:
    if len(listed) > MOST_PARTS:
        raise TooLarge(tell("it has {n} parts, more than {most}", n=len(listed), most=MOST_PARTS))
    size = sum(item.file_size for item in listed)
    if size > most:
        raise TooLarge(
            tell(
                "unpacked it has {n} MB, more than {most}",
                n=f"{size / 1_000_000:.0f}",
                most=f"{most / 1_000_000:.0f}",
            )
        )
