"""How a count, an amount, a date and prose are read as typed, and how they are printed."""

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from docfill.base.language import NOTHING, Message, tell

Figure = int | Decimal

_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,8})?")
HEADING = re.compile(r"##\s*(?P<title>[^\s#].*)")
_LIKE_A_DATE = re.compile(
    r"([0-9]{4}) ?[-./—–年、] ?([0-9]{1,2}) ?[-./—–月、] ?([0-9]{1,2}) ?[日号]?"
    r"|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_MEASURE = re.compile(r"(?<=.)[件条份项宗起次]$")
_NOTHING = ("-", "--", "—", "——", "－", "–", "/", "／", "\\", "无", "没有")
_IN_MONEY = re.compile(r"(?P<figure>[0-9]+(?:\.[0-9]+)?)(?P<unit>[十百千万亿]*元|[万亿])")
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "元": 1}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unreadable(ValueError):
    """The text is not of its kind; the message tells the clerk what to write instead."""


def read_count(text: str) -> int:
    """A whole number of things, from 0 up, in plain digits as typed.

    >>> read_count("120")
    120
    >>> read_count("010")
    Traceback (most recent call last):
    docfill.base.kinds.Unreadable: “010” is not a count; write 10
    >>> read_count("３")
    Traceback (most recent call last):
    docfill.base.kinds.Unreadable: “３” is not a count; write 3
    >>> read_count("“3”")
    Traceback (most recent call last):
    docfill.base.kinds.Unreadable: ““3”” is not a count; write 3
    >>> read_count("十二件")
    Traceback (most recent call last):
    docfill.base.kinds.Unreadable: “十二件” is not a count; write 12
    """
    if _COUNT.fullmatch(text):
        return int(text)
    _refuse_what_is_no_figure(text)
    plain = _MEASURE.sub("", _plain_digits(text))
    plain = _numerals().get(plain, plain)
    if _COUNT.fullmatch(plain):
        raise Unreadable(tell("“{text}” is not a count; write {plain}", text=text, plain=plain))
    raise Unreadable(
        tell("“{text}” is not a count; write a whole number from 0 to 999999999", text=text)
    )


def read_amount(text: str) -> Decimal:
    """A sum of money with the decimals as typed, from 0 up.

    >>> read_amount("18.8710")
    Decimal('18.8710')
    >>> read_amount("-1")
    Traceback (most recent call last):
    docfill.base.kinds.Unreadable: “-1” is not an amount; write a number such as 0 or 18.8710
    """
    if _AMOUNT.fullmatch(text):
        return Decimal(text)
    _refuse_what_is_no_figure(text)
    plain = _plain_digits(text)
    if _AMOUNT.fullmatch(plain):
        raise Unreadable(tell("“{text}” is not an amount; write {plain}", text=text, plain=plain))
    raise Unreadable(
        tell("“{text}” is not an amount; write a number such as 0 or 18.8710", text=text)
    )


def amount_in(text: str, unit: str) -> Message:
    """What to write for a sum of money typed with a unit of its own; "" where nobody can tell.

    >>> print(amount_in("1500元", "千元"))
    “1500元” is 1.5 in 千元; write 1.5
    >>> print(amount_in("2万", "元"))
    “2万” is 20000 in 元; write 20000
    >>> bool(amount_in("三个", "元"))
    False
    """
    found = _IN_MONEY.fullmatch(_plain_digits(text))
    if found is None or not re.fullmatch("[十百千万亿]*元", unit):
        return NOTHING
    figure = Decimal(found["figure"]) * _worth(found["unit"]) / _worth(unit)
    return tell(
        "“{text}” is {figure} in {unit}; write {figure}", text=text, figure=plain(figure), unit=unit
    )


def _worth(unit: str) -> int:
    return math.prod(_UNITS[sign] for sign in unit)


def read_date(text: str) -> datetime.date:
    """A day, typed year-month-day.

    >>> read_date("2024-01-11")
    datetime.date(2024, 1, 11)
    >>> read_date("2025年1月10日")
    Traceback (most recent call last):
    docfill.base.kinds.Unreadable: “2025年1月10日” is not a date; write 2025-01-10
    """
    if _DATE.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise Unreadable(tell("there is no day {text} in the calendar", text=text)) from None
    _refuse_invisible(text)
    if day := _day_meant(text):
        raise Unreadable(tell("“{text}” is not a date; write {plain}", text=text, plain=day))
    raise Unreadable(
        tell("“{text}” is not a date; write it as year-month-day, like 2024-01-11", text=text)
    )


def _refuse_what_is_no_figure(text: str) -> None:
    _refuse_invisible(text)
    if text in _NOTHING:
        raise Unreadable(tell("“{text}” is no number; where there is none write 0", text=text))


def _refuse_invisible(text: str) -> None:
    if sign := invisible(text):
        says = tell(
            "an invisible character (U+{code:04X}) stands in {key}; delete it",
            code=ord(sign),
            key=f"“{visible(text)}”",
        )
        raise Unreadable(says)


def invisible(text: str) -> str:
    """The first character that nobody sees and that is no ordinary space; "" if there is none.

    >>> invisible("12\u00a0") == "\u00a0", invisible("1 2")
    (True, '')
    """
    return next((each for each in text if each not in " \n\t" and not each.isprintable()), "")


def visible(text: str) -> str:
    """A text without its invisible characters."""
    return "".join(each for each in text if each == " " or each.isprintable()).strip()


def _day_meant(text: str) -> datetime.date | None:
    """The day that was probably meant by other signs between the numbers, or by none."""
    found = _LIKE_A_DATE.fullmatch(text.translate(_HALF_WIDTH).strip("“”‘’ "))
    try:
        return datetime.date(*map(int, filter(None, found.groups()))) if found else None
    except ValueError:
        return None


def print_date(day: datetime.date) -> str:
    """The day as official documents write it: no leading zeros (GB/T 9704—2012, 7.3.5).

    >>> print_date(datetime.date(2024, 1, 11))
    '2024年1月11日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def print_figure(figure: Figure) -> str:
    """The figure in plain digits, never as 1E+3.

    >>> print_figure(Decimal("1E+3")), print_figure(Decimal("0.00000010")), print_figure(12)
    ('1000', '0.00000010', '12')
    """
    return str(figure) if type(figure) is int else f"{Decimal(figure):f}"


def plain(figure: Figure) -> str:
    """The figure in plain digits, without zeros that arithmetic left behind the point.

    >>> plain(Decimal("1.1290")), plain(Decimal("200.00")), plain(200)
    ('1.129', '200', '200')
    """
    text = print_figure(figure)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain_digits(text: str) -> str:
    """What was probably meant: half-width, without quotes, commas, leading zeros or spaces."""
    text = re.sub(r"[,_ “”‘’]", "", text.translate(_HALF_WIDTH))
    text = re.sub(r"^0+(?=\d)", "", text)
    return re.sub(r"^(\d+)\.0+$", r"\1", text) if _COUNT.match(text) else text


_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


@dataclass(frozen=True, slots=True)
class ProseParagraph:
    """A paragraph or sub-heading of prose, its typed lines joined into one."""

    text: str
    heading: bool = False
    pieces: tuple[tuple[int, int], ...] = ((0, 0),)

    def typed_at(self, offset: int) -> int:
        """Where in the text as typed the character at `offset` of this paragraph stands."""
        here, typed = max(piece for piece in self.pieces if piece[0] <= offset)
        return typed + offset - here


def read_prose(text: str) -> tuple[ProseParagraph, ...]:
    """The paragraphs of a text: a blank line ends one, a line `## …` or `##…` is a sub-heading.

    Lines of one paragraph are joined, with a space only between two Latin words or numbers.

    >>> [p.text for p in read_prose("一行\\n又一行\\n\\n## 标题\\n第二段\\n##标题\\n")]
    ['一行又一行', '标题', '第二段', '标题']
    """
    paragraphs: list[ProseParagraph] = []
    lines: list[tuple[str, int]] = []
    offset = 0
    for line in [*text.splitlines(keepends=True), "\n"]:
        words = line.strip()
        at = offset + len(line) - len(line.lstrip())
        heading = HEADING.fullmatch(words)
        if lines and (heading or not words):
            paragraphs.append(_joined(lines))
            lines = []
        if heading:
            title = heading["title"]
            paragraphs.append(ProseParagraph(title, True, ((0, at + heading.start("title")),)))
        elif words:
            lines.append((words, at))
        offset += len(line)
    return tuple(paragraphs)


def _joined(lines: list[tuple[str, int]]) -> ProseParagraph:
    text, pieces = "", []
    for line, typed in lines:
        if text and _is_latin(text[-1]) and _is_latin(line[0]):
            text += " "
        pieces.append((len(text), typed))
        text += line
    return ProseParagraph(text, pieces=tuple(pieces))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def numeral(number: int) -> str:
    """The Chinese numeral of a number from 1 to 99; beyond, its digits.

    >>> numeral(5), numeral(10), numeral(21), numeral(100)
    ('五', '十', '二十一', '100')
    """
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return (
        (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    )


def _numerals() -> dict[str, str]:
    """Digits by the Chinese numeral that means nothing else."""
    return {"零": "0", "〇": "0", "两": "2"} | {numeral(n): str(n) for n in range(1, 100)}


READERS: dict[str, Callable[[str], Figure]] = {"count": read_count, "amount": read_amount}
