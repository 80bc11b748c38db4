"""Reads the figure in a cell, and says what of it is in doubt."""

import re
import unicodedata
from dataclasses import dataclass

from docfill.base import NOTHING, READERS, Message, Unreadable, tell

_NOTHING = re.compile(r"[-—–－―/／\\_*\s]*|无|没有|零|〇")
_LEADING = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(.*)", re.DOTALL)
_UNIT = re.compile(r"[件条份项宗起次个]|[百千万亿]*元")


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure as a filing has it, "" where there is none; `doubt` says what was made of it."""

    figure: str
    doubt: Message = NOTHING


def read_figure(text: str, kind: str) -> ReadFigure:
    """The figure in a cell of a table.

    >>> read_figure("１２", "count").figure, read_figure(" 1,204 件", "count").figure
    ('12', '1204')
    >>> found = read_figure("55（含自然失效29件）", "count")
    >>> found.figure, str(found.doubt)
    ('55', '“55（含自然失效29件）” was taken as 55')
    >>> read_figure("/", "count").figure, read_figure("见附表", "count").figure
    ('0', '')
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if _NOTHING.fullmatch(plain):
        says = tell("“{text}” was taken as 0", text=plain) if plain else _BLANK
        return ReadFigure("0", says)
    found = _LEADING.fullmatch(plain)
    if found is None:
        return ReadFigure("")
    figure = _trimmed(found[1], kind)
    try:
        READERS[kind](figure)
    except Unreadable:
        return ReadFigure("")
    if found[2] and not _UNIT.fullmatch(found[2]):
        return ReadFigure(figure, tell("“{text}” was taken as {n}", text=text.strip(), n=figure))
    if "元" in found[2]:
        return ReadFigure(figure, tell("“{text}” was taken as {n}", text=text.strip(), n=figure))
    return ReadFigure(figure)


_BLANK = tell("the cell is blank and was taken as 0")


def _trimmed(figure: str, kind: str) -> str:
    """Without signs between thousands, zeros before it, and a fraction of nothing in a count."""
    figure = re.sub(r"^0+(?=[0-9])", "", figure.replace(",", ""))
    return re.sub(r"\.0+$", "", figure) if kind == "count" else figure


def looks_like_figure(text: str) -> bool:
    """Whether a cell may hold a figure rather than a caption."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return bool(_NOTHING.fullmatch(plain)) or (
        _LEADING.match(plain) is not None and not re.match(r"[0-9]+[.、,](?![0-9])", plain)
    )
