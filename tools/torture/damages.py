"""Ways to damage bytes by chance: what sticks, printers, transfers and tired hands do to files."""

from collections.abc import Callable
from random import Random

_INSERTED = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[", b"]", b"}", b'"', b"'", b"\t", b": ", b"- ",
    b"|\n", b"&a ", b"*a ", b"!x ", b"%", b"# ", b"\r",
    "：".encode(), "　".encode(), "\u202e".encode(),
)  # fmt: skip


def flip(chance: Random, data: bytes) -> bytes:
    """A few bytes are others."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 4, 30))):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def cut(chance: Random, data: bytes) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data))]


def lose(chance: Random, data: bytes) -> bytes:
    """A piece in the middle is missing."""
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin + chance.randrange(1, 400) :]


def repeat(chance: Random, data: bytes) -> bytes:
    """A piece is there several times."""
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin : begin + 200] * chance.choice((2, 9)) + data[begin:]


def insert(chance: Random, data: bytes) -> bytes:
    """Signs stand where they do not belong."""
    for _ in range(chance.choice((1, 3, 20))):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.choice(_INSERTED) + data[place:]
    return data


def shuffle(chance: Random, data: bytes) -> bytes:
    """Two lines have changed places."""
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def recode(chance: Random, data: bytes) -> bytes:
    """The text is in another encoding."""
    text = data.decode(errors="replace")
    return text.encode(chance.choice(("utf-16", "gb18030", "utf-32")), errors="replace")


def empty(chance: Random, data: bytes) -> bytes:
    """Nothing is left, or as many noughts."""
    return chance.choice((b"", bytes(len(data))))


OF_BYTES: tuple[Callable[[Random, bytes], bytes], ...] = (flip, cut, lose, repeat, insert, empty)
OF_TEXTS = (*OF_BYTES, shuffle, recode)


def damaged(
    chance: Random, data: bytes, ways: tuple[Callable[[Random, bytes], bytes], ...]
) -> bytes:
    """The bytes, other than they were."""
    while (made := chance.choice(ways)(chance, data)) == data:
        pass
    return made
