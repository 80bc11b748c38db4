"""What an official .docx is made of: title, headings, prose, tables, agency and date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from docfill.word import W

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；]{1,40}")
_SUB_HEADING = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；]{1,40}")
_DATE = re.compile(r"[0-9０-９xX×*〇○零一二三四五六七八九_＿]*年[^年月]{0,6}月[^月日]{0,6}日")
_LONGEST_AGENCY = 30


@dataclass
class Piece:
    """A sub-heading, None before the first, and the paragraphs below it."""

    heading: etree._Element | None
    text: str = ""
    paragraphs: list[etree._Element] = field(default_factory=list)


@dataclass
class Part:
    """A section of the document: its heading, None before the first, what stands in it."""

    heading: etree._Element | None
    text: str = ""
    pieces: list[Piece] = field(default_factory=lambda: [Piece(None)])
    tables: list[etree._Element] = field(default_factory=list)


@dataclass
class Outline:
    """The document's parts in order; `title`, `agency` and `date` are paragraphs or None."""

    title: etree._Element | None = None
    agency: etree._Element | None = None
    date: etree._Element | None = None
    parts: list[Part] = field(default_factory=lambda: [Part(None)])


def outline_of(body: etree._Element) -> Outline:
    """The outline of a document's body."""
    outline = Outline()
    blocks = [each for each in body if each.tag in (f"{W}p", f"{W}tbl")]
    outline.agency, outline.date = _signature(blocks)
    for block in blocks:
        if block is outline.agency or block is outline.date:
            continue
        part, text = outline.parts[-1], words_of(block)
        if block.tag == f"{W}tbl":
            part.tables.append(block)
        elif _HEADING.fullmatch(text):
            outline.parts.append(Part(block, text))
        elif _is_first(outline) and text:
            outline.title = block
        elif part.heading is not None and not part.tables and _SUB_HEADING.fullmatch(text):
            part.pieces.append(Piece(block, text))
        elif text:
            part.pieces[-1].paragraphs.append(block)
    return outline


def words_of(block: etree._Element) -> str:
    """The text of a paragraph without white space."""
    return "".join("".join(each.text or "" for each in block.iter(f"{W}t")).split())


def _is_first(outline: Outline) -> bool:
    (first, *others) = outline.parts
    return outline.title is None and not others and not first.tables


def _signature(
    blocks: Sequence[etree._Element],
) -> tuple[etree._Element | None, etree._Element | None]:
    """The last lines: who signs, and when; None where they are not there."""
    last = [block for block in blocks if block.tag == f"{W}tbl" or words_of(block)][-2:]
    if not last or last[-1].tag == f"{W}tbl" or not _DATE.fullmatch(words_of(last[-1])):
        return None, None
    agency = last[0] if len(last) > 1 and last[0].tag == f"{W}p" else None
    text = words_of(agency) if agency is not None else ""
    is_agency = 0 < len(text) <= _LONGEST_AGENCY and text[-1] not in "。；：！？"
    return agency if is_agency and not _HEADING.fullmatch(text) else None, last[-1]
