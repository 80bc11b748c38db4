"""What the value of a cell means: a figure, a day or lines of prose, as people leave them there.

How a sheet stores a value is nobody's fault: a count is a float, digits may be wide or a text.
What somebody typed beside the figure is, and is not guessed at.
"""

import datetime
import re
from decimal import Decimal

from docfill.base import READERS, Unreadable, amount_in, message_of, read_date, tell

_WIDE = {ord("０") + at: ord("0") + at for at in range(10)} | {ord("．"): ord(".")}
# Space of every kind, and signs that nobody sees.
_UNSEEN = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
# Signs that XML cannot hold, as workbooks write them; a return is one of them.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_HEADING = re.compile(r"[#＃]{2}(?![#＃])\s*")
_MOST = 999_999_999  # what READERS take as a count; nearly every cell is one
_Moment = datetime.date | datetime.time | datetime.timedelta


def figure(value: object, kind: str, unit: str = "", decimals: int = 0) -> str:
    """A count or amount as a filing writes it, with at least so many decimals.

    >>> figure(12.0, "count"), figure("'１２ ", "count"), figure(18.871, "amount", decimals=4)
    ('12', '12', '18.8710')
    """
    if kind == "count" and type(value) is float and 0 <= value <= _MOST and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        raise Unreadable(tell("TRUE or FALSE is no number; type the figure"))
    if isinstance(value, _Moment):
        says = tell(
            "a date or time ({value}) stands here; clear the cell and its format, and type the "
            "figure",
            value=value,
        )
        raise Unreadable(says)
    text = _digits(value) if isinstance(value, int | float) else _tidy(str(value))
    if decimals and kind == "amount" and isinstance(value, float):
        whole, _, fraction = text.partition(".")
        text = f"{whole}.{fraction.ljust(decimals, '0')}"
    try:
        READERS[kind](text)
    except Unreadable as trouble:
        raise Unreadable(amount_in(text, unit) or message_of(trouble)) from None
    return text


def total(value: object) -> Decimal | None:
    """What a cell with a sum shows, without the dust of binary fractions; None where nothing."""
    if value == "":
        return None
    if isinstance(value, float):
        return round(Decimal(repr(value)), 8)
    return Decimal(figure(value, "amount"))


def day(value: object) -> datetime.date:
    """A day, stored as one or typed in the usual ways.

    >>> day("2024年1月9日"), day(datetime.datetime(2024, 1, 9))
    (datetime.date(2024, 1, 9), datetime.date(2024, 1, 9))
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = _tidy(_digits(value) if isinstance(value, float) else str(value))
    found = _DAY.fullmatch(text)
    if found:
        text = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
    return read_date(text)


def lines(value: object) -> list[str]:
    """The paragraphs of a text: one a line, without indents and signs nobody sees.

    >>> lines("　　一段。\\r\\n\\n##　标题\\n又\u200b一段。")
    ['一段。', '## 标题', '又一段。']
    """
    text = _digits(value) if isinstance(value, int | float) else str(value)
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _ZERO_WIDTH.sub("", _SPACES.sub(" ", text))
    return [_HEADING.sub("## ", line) for line in map(str.strip, text.splitlines()) if line]


def _digits(value: float) -> str:
    """A number in plain digits, as short as it can be told."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return f"{Decimal(repr(value)):f}"


def _tidy(text: str) -> str:
    """A typed figure without the apostrophe that says it is a text, and without spaces around."""
    return _UNSEEN.sub(" ", text).strip().removeprefix("'").removeprefix("’").translate(_WIDE)
