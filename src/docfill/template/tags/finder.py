"""Finding out where each tag of a part stands, and marking it so that it can be found again."""

import re
from dataclasses import dataclass, field, replace

from docfill.base import PartSpot

# Private-use characters around a tag's number while docxtpl patches the part.
OPEN_MARK, CLOSE_MARK = "\ue0f0", "\ue0f1"
_TOKEN = re.compile(
    r"<(?P<close>/?)w:(?P<name>tbl|tr|tc|p)(?=[ />])[^>]*?(?P<empty>/?)>"
    # The end of a tag, which Word may have torn into several runs.
    r"|(?P<end>\}(?:<[^>]*>)*\}|%(?:<[^>]*>)*\})"
    r"|(?P<other><[^>]*>)"
    r"|(?P<text>[^<%}]+|[%}])"
)
_MARKUP = re.compile(r"<[^>]*>")
# docxtpl knows these two only when nothing else stands in the tag.
_BARE = re.compile(r"\{%\s*[vh]m\s*-?$")


@dataclass
class _Level:
    """A table, or the part itself, with the counts reached so far."""

    table: int | None = None
    row: int = 0
    cell: int = 0
    paragraph: int = 0


@dataclass
class Walk:
    """The walk through one part: what is open now, and the paragraphs seen."""

    part: str
    levels: list[_Level] = field(default_factory=lambda: [_Level()])
    open: list[int] = field(default_factory=list)
    spots: list[PartSpot] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    tables: int = 0

    def start(self, name: str) -> None:
        here = self.levels[-1]
        if name == "tbl":
            self.tables += 1
            self.levels.append(_Level(self.tables))
        elif name == "tr":
            here.row, here.cell, here.paragraph = here.row + 1, 0, 0
        elif name == "tc":
            here.cell, here.paragraph = here.cell + 1, 0
        else:
            here.paragraph += 1
            self.open.append(len(self.spots))
            row, cell = (here.row, here.cell) if here.table else (None, None)
            self.spots.append(PartSpot(self.part, here.table, row, cell, here.paragraph))
            self.texts.append([])

    def end(self, name: str) -> None:
        if name == "p" and self.open:
            self.open.pop()
        elif name == "tbl" and len(self.levels) > 1:
            self.levels.pop()

    def take(self, found: re.Match[str]) -> None:
        """One start, end or piece of text."""
        if name := found["name"]:
            if not found["close"]:
                self.start(name)
            if found["close"] or found["empty"]:
                self.end(name)
        elif self.open and not found["other"]:
            self.texts[self.open[-1]].append(_MARKUP.sub("", found.group()))

    def named(self, number: int) -> PartSpot:
        if number < 0:
            return PartSpot(self.part)
        text = "".join(self.texts[number]).replace("&lt;", "<").replace("&gt;", ">")
        return replace(self.spots[number], text=text.replace("&amp;", "&").strip())


def mark_tags(part: str, xml: str) -> tuple[str, list[PartSpot]]:
    """The part with a number written into each tag, and the spots these numbers mean.

    The numbers travel with their tags through docxtpl's patching, which moves and deletes
    the paragraphs around them; `unmarked` takes them out again.
    """
    walk, done = Walk(part), 0
    pieces: list[str] = []
    tags: list[int] = []
    if OPEN_MARK in xml or CLOSE_MARK in xml:
        return xml, []
    for found in _TOKEN.finditer(xml):
        walk.take(found)
        if not found["end"]:
            continue
        at = found.start()
        before = _MARKUP.sub("", xml[max(0, at - 300) : at])
        if _BARE.search(before) or (before.endswith("-") and xml[at - 1] != "-"):
            continue
        at -= xml[at - 1] == "-"
        pieces += (xml[done:at], f"{OPEN_MARK}{len(tags)}{CLOSE_MARK}")
        tags.append(walk.open[-1] if walk.open else -1)
        done = at
    return "".join((*pieces, xml[done:])), [walk.named(number) for number in tags]
