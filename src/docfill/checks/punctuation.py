"""Checks of how prose is typed: doubled words, quotes, brackets, spaces and full stops."""

import re

from docfill.base import Finding, Severity, tell
from docfill.checks.case import Case, Findings
from docfill.checks.lines import typed_lines

_HAN = "一-鿿"
_NUMERALS = "零〇一二三四五六七八九十百千万"
_PARTICLES = "的了在和与及为性"
_DOUBLED = re.compile(
    rf"(?P<word>(?![{_NUMERALS}])[{_HAN}]{{2,6}})(?P=word)|(?P<particle>[{_PARTICLES}])(?P=particle)"
)

_PAIRS = dict(zip("“‘（《〈〔【「『［｛", "”’）》〉〕】」』］｝", strict=True))
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}

# 1） and 三） number the items of a list; such a bracket has no other half.
_NUMBERING = re.compile(rf"(?:(?<=[，。；：、\s])|^)[0-9０-９{_NUMERALS}]{{1,3}}[）)]")

# Brackets of an English phrase, such as Word (2019), stay half-width.
_LATIN_BRACKETS = re.compile(r"[A-Za-z] ?\([ -~]*?\)")
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}”’）》])[,.;:?!()\"']|[,;:?!()\"'](?=[{_HAN}“（《])")
_WIDE = dict(zip(",.;:?!()", "，。；：？！（）", strict=True))
_QUOTES = {'"': "“”", "'": "‘’"}
# A point behind a character that is no numeral, as in 一．网站.
_WIDE_POINT = re.compile(rf"(?<=[{_HAN}”’）》])(?<![{_NUMERALS}])．")

_MARKS_IN_A_ROW = re.compile(r"[，、；：。][，、；：。！？]+|！！+|？？+")
# Spaces beside Latin words stay: 使用 WPS 软件, Windows 10 系统, 达到 100M.
_CHINESE = rf"[{_HAN}，、。；：！？（）“”‘’《》]"
_FIGURE = r"[0-9０-９]"
# Every width a space may have (Unicode Standard, table 6-2), such as those pasted from web pages.
_BLANK = "[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_SPACE = re.compile(
    rf"(?<={_CHINESE}){_BLANK}+(?={_CHINESE}|{_FIGURE}+(?![A-Za-z0-9]))"
    rf"|(?<![A-Za-z0-9０-９.．])(?<![A-Za-z0-9]{_BLANK}){_FIGURE}+(?P<space>{_BLANK}+)(?={_CHINESE})"
)

_ENDS = re.compile(r"[。！？…：；][”’）》」』]*$")


def words_are_not_doubled(case: Case) -> Findings:
    """No word stands twice in a row, but where the kit knows it rightly does."""
    allowed = case.form.wording.doubles_allowed
    for prose, paragraph in case.paragraphs:
        spared = {
            offset
            for phrase in (allowed.finditer(paragraph.text) if allowed else ())
            for offset in range(*phrase.span())
        }
        for found in _DOUBLED.finditer(paragraph.text):
            if not spared.isdisjoint(range(*found.span())):
                continue
            says = tell(
                "“{words}” stands twice in a row; delete one",
                words=found["word"] or found["particle"],
            )
            place = prose.place_at(paragraph, found.start())
            yield Finding(place, "doubled", says, Severity.WARNING)


def quotes_and_brackets_are_paired(case: Case) -> Findings:
    """Each quotation mark and bracket has its other half, within its paragraph."""
    for prose, paragraph in case.paragraphs:
        numbering = {found.end() - 1 for found in _NUMBERING.finditer(paragraph.text)}
        waiting: list[tuple[str, int]] = []
        alone: list[tuple[str, int]] = []
        for offset, mark in enumerate(paragraph.text):
            if mark in _PAIRS:
                waiting.append((mark, offset))
            elif mark in _CLOSING:
                if waiting and waiting[-1][0] == _CLOSING[mark]:
                    waiting.pop()
                elif offset not in numbering:
                    alone.append((mark, offset))
        for mark, offset in waiting + alone:
            says = tell(
                "{mark} stands alone; {other} is missing",
                mark=mark,
                other=_PAIRS.get(mark) or _CLOSING[mark],
            )
            place = prose.place_at(paragraph, offset)
            yield Finding(place, "unpaired", says, Severity.WARNING)


def punctuation_is_full_width(case: Case) -> Findings:
    """Beside Chinese characters stand full-width marks."""
    for prose, paragraph in case.paragraphs:
        latin = [found.span() for found in _LATIN_BRACKETS.finditer(paragraph.text)]
        for found in _HALF_WIDTH.finditer(paragraph.text):
            if any(start <= found.start() < end for start, end in latin):
                continue
            says = tell(
                "half-width “{mark}” beside Chinese characters; write {wide}",
                mark=found[0],
                wide=_full_width(paragraph.text, found.start()),
            )
            place = prose.place_at(paragraph, found.start())
            yield Finding(place, "half-width", says, Severity.WARNING)
        for found in _WIDE_POINT.finditer(paragraph.text):
            says = tell("“{mark}” is no full stop; write 。", mark=found[0])
            place = prose.place_at(paragraph, found.start())
            yield Finding(place, "half-width", says, Severity.WARNING)


def _full_width(text: str, at: int) -> str:
    """The full-width mark for a half-width one; of straight quotes every other one closes."""
    mark = text[at]
    return _QUOTES[mark][text.count(mark, 0, at) % 2] if mark in _QUOTES else _WIDE[mark]


def marks_are_not_doubled(case: Case) -> Findings:
    """No two commas, stops or the like stand in a row."""
    for prose, paragraph in case.paragraphs:
        for found in _MARKS_IN_A_ROW.finditer(paragraph.text):
            says = tell("“{marks}”: keep one of these marks", marks=found[0])
            place = prose.place_at(paragraph, found.start())
            yield Finding(place, "doubled", says, Severity.WARNING)


def no_spaces_stand_in_chinese(case: Case) -> Findings:
    """No space stands between Chinese characters, nor between them and a figure."""
    for prose, paragraph in case.paragraphs:
        found = _SPACE.search(paragraph.text)
        if found:
            start, end = found.span("space" if found["space"] else 0)
            words = paragraph.text[max(start - 3, 0) : end + 3]
            if any(words in line for line in prose.typed.lines):
                says = tell(
                    "“{words}”: the space would be printed; delete it, and others in this "
                    "paragraph",
                    words=words,
                )
            else:
                says = tell(
                    "“{words}”: YAML makes a space of a line break in this text; "
                    "begin the text in the line after “|”, or delete the space",
                    words=words,
                )
            yield Finding(prose.place_at(paragraph, start), "space", says, Severity.WARNING)


def paragraphs_end_with_a_stop(case: Case) -> Findings:
    """A paragraph that neither is nor looks like a heading ends with a full stop or its like."""
    for prose in case.filing.prose.values():
        for lines in typed_lines(prose):
            last = lines[-1]
            is_heading = last.title or (len(lines) == 1 and last.is_lone_title)
            if not is_heading and not _ENDS.search(last.text):
                says = tell(
                    "the paragraph ends with “{end}”, without a full stop", end=last.text[-6:]
                )
                yield Finding(last.end, "no-full-stop", says, Severity.WARNING)
