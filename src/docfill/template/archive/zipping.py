"""Zip files whose bytes depend on their content alone: fixed dates, fixed order, fixed settings."""

import struct
import zlib
from typing import NamedTuple

# 1980-01-01 00:00:00, the earliest date a zip file can state.
_TIME, _DATE = 0, (0 << 9) | (1 << 5) | 1
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_UTF8 = 0x800
STORED, DEFLATED = 0, 8
# Measured on the official form: 1 to 3 take the same time, 4 and above more than twice that,
# and level 6 makes the body 20 % smaller.
LEVEL = 3
# Of 256 kB for its work: twice that zlib would ask of the system anew for every part, which takes
# longer than to compress a letter. The bytes are the same up to 16,384 signs, then 0.2 % more.
_MEMORY = 8


class Member(NamedTuple):
    """One file inside a zip, as it is stored there."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes


def pack(name: str, content: bytes) -> Member:
    """The member that holds this content, deflated; the same content gives the same bytes."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -15, _MEMORY)
    packed = deflate.compress(content) + deflate.flush()
    return Member(name, DEFLATED, zlib.crc32(content), len(content), packed)


def _headers(member: Member, offset: int) -> tuple[bytes, bytes]:
    """The local and the central header of a member that begins at an offset."""
    name = member.name.encode()
    flags = 0 if name.isascii() else _UTF8
    sizes = (member.crc, len(member.packed), member.size, len(name), 0)
    local = _LOCAL.pack(b"PK\3\4", 20, flags, member.method, _TIME, _DATE, *sizes) + name
    central = _CENTRAL.pack(
        b"PK\1\2", 20, 20, flags, member.method, _TIME, _DATE, *sizes, 0, 0, 0, 0, offset
    )
    return local, central + name


class Prefix(NamedTuple):
    """The beginning of a zip that many files share: its bytes, its directory, its count."""

    body: bytes = b""
    directory: bytes = b""
    members: int = 0


def extend_prefix(prefix: Prefix, members: list[Member]) -> Prefix:
    """The prefix with these members behind it."""
    body, directory, offset = [prefix.body], [prefix.directory], len(prefix.body)
    for member in members:
        local, central = _headers(member, offset)
        body += (local, member.packed)
        directory.append(central)
        offset += len(local) + len(member.packed)
    return Prefix(b"".join(body), b"".join(directory), prefix.members + len(members))


def finish_zip(prefix: Prefix) -> bytes:
    """The whole zip file: members, directory, end record."""
    body, directory, count = prefix
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    return b"".join((body, directory, end))


def order(name: str) -> tuple[int, str]:
    """Where a member stands: content types first, as readers that sniff a .docx expect."""
    first = {"[Content_Types].xml": 0, "_rels/.rels": 1}
    return first.get(name, 2 if name.startswith("word/") else 3), name
