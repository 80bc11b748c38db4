"""Divides a published report into the sections of its form, and these into their parts."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from docfill.base import Spot, numeral
from docfill.form import Form, Section
from docfill.sources.published.headings import HeadingFound, HeadingWanted, divided, find_headings
from docfill.sources.published.model import PrintedBlock, PrintedLine, PrintedTable, Published
from docfill.sources.published.words import likeness, number_of, squeezed

_DAY = re.compile(r"\(?([0-9]{4})[年.\-/]([0-9]{1,2})[月.\-/]([0-9]{1,2})日?\)?")
_CHINESE_DAY = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)日"
)
_PAGE_NUMBER = re.compile(r"[-—–―·]+[0-9]{1,3}[-—–―·]+|第[0-9]{1,3}页(?:,?共[0-9]{1,3}页)?")
_NUMERALS = {numeral(number): number for number in range(1, 32)}
_STOPS = ("。", "；", "：", "！", "？", ";", ":", "，")
_LONGEST_HEADING = 32
_SHORTEST_PROSE = 30


@dataclass(frozen=True, slots=True)
class HeadingRead:
    """A heading as it stands in the report, and what the form calls it."""

    text: str
    wanted: str
    spot: Spot


@dataclass
class ReportOutline:
    """What of a report belongs where: paragraphs by part, tables, days; and what is left."""

    texts: dict[str, list[tuple[str, Spot]]] = field(default_factory=dict)
    tables: list[tuple[PrintedTable, str]] = field(default_factory=list)
    dates: dict[str, tuple[datetime.date, Spot]] = field(default_factory=dict)
    left: list[PrintedLine] = field(default_factory=list)
    beside: list[list[PrintedLine]] = field(default_factory=list)  # in sections that are tables
    headings: list[HeadingRead] = field(default_factory=list)
    begun: dict[str, Spot] = field(default_factory=dict)  # where each part's heading stands


def outline(
    published: Published,
    form: Form,
    after: int,
    names: Sequence[str],
    captions: Mapping[str, str],
) -> ReportOutline:
    """The outline of what follows the title; `after` is how many lines that takes in all.

    `names` are those of the agency, `captions` a county's wording of sub-headings by part.
    """
    return _Dividing(published, form, names, captions).divide(after)


class _Dividing:
    def __init__(
        self,
        published: Published,
        form: Form,
        names: Sequence[str],
        captions: Mapping[str, str],
    ):
        self._form = form
        self._blocks = published.blocks
        self._names = {squeezed(name) for name in names}
        self._captions = captions
        self._outline = ReportOutline()

    def divide(self, after: int) -> ReportOutline:
        self._blocks = tuple(self._without_page_numbers(self._behind_lines(after)))
        start = 0
        sections = self._form.sections.values()
        numbers = [
            HeadingWanted(each.key, each.heading, number_of(each.heading)[1])
            for each in sections
            if each.heading
        ]
        found = find_headings(self._lines(start, len(self._blocks)), numbers)
        self._note_headings(found, {each.key: each.heading for each in sections})
        end = self._sign(found[-1].line if found else start)
        first = found[0].line if found else end
        self._before(start, min(first, end))
        for heading, below in _each_with_its_end(found, end):
            section = self._form.sections[heading.key]
            self._section(section, heading.line + 1, below, heading.rest)
        return self._outline

    def _behind_lines(self, count: int) -> int:
        """The number of the block behind the first lines."""
        for number, block in enumerate(self._blocks):
            if count == 0:
                return number
            count -= isinstance(block, PrintedLine)
        return len(self._blocks)

    def _without_page_numbers(self, start: int) -> Iterator[PrintedBlock]:
        """What follows, without the page numbers that were copied out of a paged document."""
        for block in self._blocks[start:]:
            if isinstance(block, PrintedLine) and _PAGE_NUMBER.fullmatch(squeezed(block.text)):
                self._outline.left.append(block)
            else:
                yield block

    def _lines(self, start: int, end: int) -> list[tuple[int, str, bool]]:
        return [
            (number, block.text, block.stands_out)
            for number, block in enumerate(self._blocks[start:end], start)
            if isinstance(block, PrintedLine) and block.text.strip()
        ]

    def _line(self, number: int) -> PrintedLine:
        block = self._blocks[number]
        assert isinstance(block, PrintedLine)
        return block

    def _note_headings(self, found: Sequence[HeadingFound], wanted: Mapping[str, str]) -> None:
        """Headings whose number or words are not those of the form."""
        for heading in found:
            line = self._line(heading.line)
            title, _ = divided(line.text)
            same_number = number_of(title)[1] == number_of(wanted[heading.key])[1]
            if not same_number or likeness(title, wanted[heading.key]) < 0.9:
                read = HeadingRead(title.strip(), wanted[heading.key], line.spot)
                self._outline.headings.append(read)

    def _sign(self, start: int) -> int:
        """Where the signature begins; what stands behind the day is no part of the report."""
        key = self._date_key()
        for number, text, _ in self._lines(start, len(self._blocks)):
            day = self._day(text)
            if day is None or not key:
                continue
            self._outline.dates[key] = (day, self._line(number).spot)
            behind = self._lines(number + 1, len(self._blocks))
            self._outline.left += [self._line(each) for each, _, _ in behind]
            return self._first_of_signature(start, number)
        return self._first_of_signature(start, len(self._blocks))

    def _date_key(self) -> str:
        """The field that a day on a line of its own is of; "" where the form has none."""
        return next((each.key for each in self._form.fields.values() if each.is_date), "")

    def _first_of_signature(self, start: int, end: int) -> int:
        """The first of the lines before the day that only name who signs."""
        for number, text, _ in reversed(self._lines(start + 1, end)):
            if squeezed(text) not in self._names:
                break
            end = number
        return end

    def _day(self, text: str) -> datetime.date | None:
        """The day a line states and nothing else but who signs."""
        plain = squeezed(text)
        for asked in self._form.fields.values():
            plain = plain.removeprefix(f"{squeezed(asked.caption)}:")
        for name in sorted(self._names, key=len, reverse=True):
            plain = plain.removeprefix(name)
        found, chinese = _DAY.fullmatch(plain), _CHINESE_DAY.fullmatch(plain)
        try:
            if found:
                return datetime.date(*map(int, found.groups()))
            if chinese:
                year = "".join(str(max("〇一二三四五六七八九".find(c), 0)) for c in chinese[1])
                month, day = (_NUMERALS.get(each, 0) for each in chinese.groups()[1:])
                return datetime.date(int(year), month, day)
        except ValueError:
            return None
        return None

    def _before(self, start: int, end: int) -> None:
        """What stands between title and first heading: prose where the form has room for it."""
        opening = next(
            (each for each in self._form.sections.values() if not each.heading and each.parts),
            None,
        )
        for number, text, _ in self._lines(start, end):
            line = self._line(number)
            day = self._day(text)
            is_prose = len(text) >= _SHORTEST_PROSE or text.rstrip().endswith(_STOPS[:2])
            if day is not None:
                if key := self._date_key():
                    self._outline.dates.setdefault(key, (day, line.spot))
            elif opening is not None and is_prose:
                self._put(opening.parts[0].key, text, line.spot)
            elif squeezed(text).rpartition(":")[2] not in self._names:
                self._outline.left.append(line)
        self._tables(start, end, "")

    def _tables(self, start: int, end: int, table: str) -> None:
        for block in self._blocks[start:end]:
            if isinstance(block, PrintedTable):
                self._outline.tables.append((block, table))

    def _section(self, section: Section, start: int, end: int, rest: str) -> None:
        self._tables(start, end, section.table)
        if section.table:
            beside = [self._line(each) for each, _, _ in self._lines(start, end)]
            self._outline.beside.append(beside)
        elif section.in_parts:
            self._parts(section, start, end, rest)
        else:
            key = section.parts[0].key
            self._outline.begun[key] = self._line(start - 1).spot
            self._prose(key, start, end, "bracketed", rest)

    def _parts(self, section: Section, start: int, end: int, rest: str) -> None:
        numbered = [part for part in section.parts if part.numbered]
        wanted = [
            HeadingWanted(part.key, self._captions.get(part.key, part.caption), number)
            for number, part in enumerate(numbered, 1)
        ]
        lines = self._lines(start, end)
        found = find_headings(lines, wanted)
        found = sorted([*found, *_by_number(lines, wanted, found)], key=lambda each: each.line)
        captions = {each.key: f"（{numeral(each.number)}）{each.caption}" for each in wanted}
        self._note_headings(found, captions)
        opening = next((part.key for part in section.parts if not part.numbered), "")
        first = found[0].line if found else end
        if opening:
            self._prose(opening, start, first, "arabic", rest)
        else:
            self._outline.left += [self._line(each) for each, _, _ in self._lines(start, first)]
        for heading, below in _each_with_its_end(found, end):
            self._outline.begun[heading.key] = self._line(heading.line).spot
            self._prose(heading.key, heading.line + 1, below, "arabic", heading.rest)

    def _prose(self, key: str, start: int, end: int, numbering: str, rest: str = "") -> None:
        """The paragraphs of a part; those numbered as docfill does are sub-headings."""
        if rest:
            self._put(key, rest, self._line(start - 1).spot)
        lines = self._lines(start, end)
        for (number, text, stands_out), following in zip_longest(lines, lines[1:]):
            kind, _, words = number_of(text)
            is_short = 0 < len(words) <= _LONGEST_HEADING and not set(_STOPS[:5]) & set(words)
            spot = self._line(number).spot
            if is_short and (kind == numbering or (not kind and stands_out)):
                self._put(key, f"## {words}", spot)
            elif is_short and not kind and following and following[1].rstrip().endswith(_STOPS):
                self._outline.headings.append(HeadingRead(text.strip(), f"## {words}", spot))
                self._put(key, f"## {words}", spot)
            else:
                self._put(key, text, spot)

    def _put(self, key: str, text: str, spot: Spot) -> None:
        self._outline.texts.setdefault(key, []).append((_cleaned(text), spot))


def _each_with_its_end(
    found: Sequence[HeadingFound], end: int
) -> Iterator[tuple[HeadingFound, int]]:
    """Each heading and the line before which its text ends: the next heading's, or the last."""
    return zip(found, [each.line for each in found[1:]] + [end], strict=False)


def _by_number(
    lines: Sequence[tuple[int, str, bool]],
    wanted: Sequence[HeadingWanted],
    found: Sequence[HeadingFound],
) -> Iterator[HeadingFound]:
    """Headings in words of an agency's own, told by number and order alone."""
    known = {each.key: each.line for each in found}
    for n, heading in enumerate(wanted):
        if heading.key in known:
            continue
        low = max((known[each.key] for each in wanted[:n] if each.key in known), default=-1)
        high = min((known[each.key] for each in wanted[n:] if each.key in known), default=1 << 30)
        for number, text, _ in lines:
            title, rest = divided(text)
            kind, ordinal, _ = number_of(title)
            is_short = len(title) <= _LONGEST_HEADING
            if (
                low < number < high
                and is_short
                and (kind, ordinal) == ("bracketed", heading.number)
            ):
                known[heading.key] = number
                yield HeadingFound(heading.key, number, 0, rest)
                break


def _cleaned(text: str) -> str:
    """A paragraph without indents and signs nobody sees."""
    shown = "".join(sign if sign.isprintable() or sign.isspace() else "" for sign in text)
    return re.sub(r"[\s\u3000]+", " ", shown).strip()
