"""What lies in a file of Microsoft's old container: enough to say which kind of document it is."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128  # bytes of an entry of the directory
_IN_HEADER = 109  # sectors of the table of sectors that the header itself names
_NO_SECTOR = 0xFFFFFFF0  # this and above are no sectors but ends and gaps
_ENCRYPTED = 0x0100
_WORD_97 = 0xC1


@dataclass(frozen=True, slots=True)
class Compound:
    """The streams of a container by name, each as far as its first sector goes."""

    streams: dict[str, bytes]

    @property
    def is_word(self) -> bool:
        """Whether it is a document of Word 97 to 2003, or of WPS, which writes the same."""
        return len(self._word) >= 12 and self._number(2) >= _WORD_97

    @property
    def has_password(self) -> bool:
        """Whether nobody reads it without a password."""
        packed = "EncryptedPackage" in self.streams
        return packed or (self.is_word and bool(self._number(10) & _ENCRYPTED))

    @property
    def is_workbook(self) -> bool:
        return "Workbook" in self.streams or "Book" in self.streams

    @property
    def _word(self) -> bytes:
        return self.streams.get("WordDocument", b"")

    def _number(self, at: int) -> int:
        return int.from_bytes(self._word[at : at + 2], "little")


def read_compound(data: bytes) -> Compound:
    """What is in a container; of a damaged one no more than can be found."""
    return Compound(dict(_streams(data)))


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    if len(data) < 512 or not data.startswith(SIGNATURE):
        return
    shift = int.from_bytes(data[30:32], "little")
    if shift not in (9, 12):
        return
    sectors = _Sectors(data, 1 << shift)
    directory = b"".join(sectors.chain(int.from_bytes(data[48:52], "little")))
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[at : at + _ENTRY]
        length, kind = struct.unpack_from("<HB", entry, 64)
        if kind == 2 and 2 <= length <= 64:
            name = entry[: length - 2].decode("utf-16-le", errors="replace")
            yield name, sectors.at(int.from_bytes(entry[116:120], "little"))


class _Sectors:
    """The container's sectors, and which follows which."""

    def __init__(self, data: bytes, size: int):
        self._data, self._size = data, size
        named = struct.unpack_from(f"<{_IN_HEADER}I", data, 76)
        table = b"".join(self.at(number) for number in named if number < _NO_SECTOR)
        self._following = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def at(self, number: int) -> bytes:
        """The bytes of a sector; the header takes the place of one."""
        begin = (number + 1) * self._size
        return self._data[begin : begin + self._size]

    def chain(self, number: int) -> Iterator[bytes]:
        """A sector and those that follow it; a ring is left where it closes."""
        seen: set[int] = set()
        while number < len(self._following) and number not in seen:
            seen.add(number)
            yield self.at(number)
            number = self._following[number]
