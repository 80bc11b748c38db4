"""Files of Microsoft's old container, as small as they can be: one sector a stream."""

import struct
from collections.abc import Mapping

SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A container with these streams: table of sectors, directory, and then one sector each."""
    entries = [_entry("Root Entry", 5, _END, 0)]
    entries += [
        _entry(name, 2, number, SECTOR) for number, name in enumerate(streams, _first(streams))
    ]
    directory = b"".join(entries)
    directory += bytes(-len(directory) % SECTOR)
    used = len(directory) // SECTOR
    chain = [_TABLE, *range(2, used + 1), _END] + [_END] * len(streams)
    table = struct.pack("<128I", *(chain + [_FREE] * (128 - len(chain))))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0
    )
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return (
        header
        + table
        + directory
        + b"".join(each.ljust(SECTOR, b"\0") for each in streams.values())
    )


def word_stream(version: int = 0xC1, flags: int = 0) -> bytes:
    """The beginning of a document of Word: its version and its flags."""
    return struct.pack("<HHHHHH", 0xA5EC, version, 0, 0x0804, 0, flags)


def _first(streams: Mapping[str, bytes]) -> int:
    """The number of the first sector behind the table and the directory."""
    return 1 + -(-(len(streams) + 1) * 128 // SECTOR)


def _entry(name: str, kind: int, sector: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    return (entry + bytes(48) + struct.pack("<II", sector, size)).ljust(128, b"\0")
