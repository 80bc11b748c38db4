"""What a YAML file says, as values that know their file, line and column.

Scalars stay text as typed: which of them is a count or a date is for the form to say.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from docfill.base import Place, TextSpot

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))(?P<comment>#.*)")
_BEHIND_A_KEY = re.compile(r"[ \t]+(?P<comment>#.*)")
# Characters of a line that tell how far it is indented.
_TELLING = 80


@lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where each line of a text begins; kept, since a long text has thousands of places to tell."""
    return (0, *(found.end() for found in re.finditer("\n", text)))


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value; `text` is what was typed, with YAML's quoting undone.

    `style` is the sign it was written with: a quote, `|` or `>`; `lines` are the whole file's.
    """

    text: str
    place: Place
    style: str = ""
    lines: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def quoted(self) -> bool:
        """Whether quotes or a block's sign say that this is a text."""
        return self.style != ""

    @property
    def comment(self) -> "Scalar | None":
        """The comment that ends a value without quotes: behind it, or in lines of its own below."""
        if self.style or self.is_blank:
            return None
        left, start = "".join(self.text.split()), self.place.column - 1
        is_alone = not self.lines[self.place.line - 1][:start].strip()
        for number, line in enumerate(self.lines[self.place.line - 1 :], self.place.line):
            found = _COMMENT.search(line, start)
            words = "".join(line[start : found.start() if found else None].split())
            if not left.startswith(words):
                return None
            left, start = left[len(words) :], 0
            if found:
                at = found.start("comment")
                is_of_value = bool(words) or (is_alone and at >= self.place.column - 1)
                place = Place(self.place.file, TextSpot(number, at + 1))
                return Scalar(found["comment"].rstrip(), place) if is_of_value else None
            if not left and not is_alone:
                return None
        return None

    @property
    def comment_above(self) -> "Scalar | None":
        """The first comment between a key and its value without quotes, which begins below it."""
        line, column = self.place.line, self.place.column
        if self.style or self.is_blank or self.lines[line - 1][: column - 1].strip():
            return None
        first = None
        for number in range(line - 1, 0, -1):
            found = _COMMENT.search(self.lines[number - 1])
            words = self.lines[number - 1][: found.start() if found else None].strip()
            if found and (not words or words.endswith(":")):
                place = Place(self.place.file, TextSpot(number, found.start("comment") + 1))
                first = Scalar(found["comment"].rstrip(), place)
            if words:
                break
        return first

    @property
    def comment_instead(self) -> "Scalar | None":
        """The comment that stands in the line of a key with nothing else behind it."""
        line, start = self.place.line, self.place.column - 1
        found = _BEHIND_A_KEY.match(self.lines[line - 1].rstrip(), start) if self.is_blank else None
        if found is None:
            return None
        place = Place(self.place.file, TextSpot(line, found.start("comment") + 1))
        return Scalar(found["comment"], place)

    @property
    def is_blank(self) -> bool:
        return not self.style and self.text in ("", "~", "null")

    def place_at(self, offset: int) -> Place:
        """The place of a character of `text`; exact in a `|` block, else the value's own."""
        if self.style != "|":
            return self.place
        starts = _line_starts(self.text)
        nth = bisect_right(starts, offset) - 1
        number = self.place.line + 1 + nth
        if number > len(self.lines):
            return self.place
        begins, line = starts[nth], self.lines[number - 1]
        content = self.text[begins : begins + _TELLING].partition("\n")[0]
        indent = max(line.find(content), 0)
        return Place(self.place.file, TextSpot(number, indent + offset - begins + 1))


@dataclass(frozen=True, slots=True)
class Branch:
    """Keys and what stands behind them, in the order written."""

    entries: "dict[str, Node]"
    key_places: dict[str, Place]
    place: Place

    def get(self, key: str) -> "Node | None":
        return self.entries.get(key)

    def place_of(self, key: str) -> Place:
        """The key's own place, or the branch's where the key is not written."""
        return self.key_places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Series:
    """Items written one after the other."""

    items: "tuple[Node, ...]"
    place: Place


Node = Scalar | Branch | Series
