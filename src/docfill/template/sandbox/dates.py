"""Dates in documents: texts such as 2024-01-11 written out as a document has them."""

import re
from collections.abc import Callable
from datetime import date, datetime

from docfill.base import tell
from docfill.template.sandbox.unfit import UnfitValue, describe_value, is_nothing

_DATE = re.compile(
    r"(?P<year>\d{4})(?:(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"|年(?P<month2>\d{1,2})月(?P<day2>\d{1,2})日)"
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?: ?(?:Z|[-+]\d{1,2}(?::?\d{2})?))?)?",
    re.ASCII,
)
_DIRECTIVE = re.compile(r"%(O?[A-Za-z]|-[A-Za-z]|%|.|$)", re.DOTALL)
_FIGURES = "〇一二三四五六七八九"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def format_date(value: object, form: str = "%Y年%-m月%-d日") -> str:
    """The filter `date`, and `.strftime` of a text: the date as `form` says.

    >>> format_date("2024-01-11"), format_date("2024-01-11", "%OY年%Om月%Od日")
    ('2024年1月11日', '二〇二四年一月十一日')
    """
    if is_nothing(value):
        return ""
    moment = _read(value)
    return _DIRECTIVE.sub(lambda found: _piece(moment, found[1]), form)


def _read(value: object) -> datetime:
    """The moment a value states; raises `Unfit` where it states none."""
    if isinstance(value, date):
        return datetime(*value.timetuple()[:6])
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise UnfitValue(
            tell("{value} is no date; write it like 2024-01-11", value=describe_value(value))
        )
    month, day = found["month"] or found["month2"], found["day"] or found["day2"]
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    try:
        return datetime(int(found["year"]), int(month), int(day), hour, minute, second)
    except ValueError as fault:
        raise UnfitValue(
            tell("{value} is no day of any calendar", value=describe_value(value))
        ) from fault


def _piece(moment: datetime, directive: str) -> str:
    if directive not in _PIECES:
        known = " ".join(f"%{name}" for name in _PIECES)
        raise UnfitValue(
            tell("%{name} is no part of a date; there are {known}", name=directive, known=known)
        )
    return _PIECES[directive](moment)


def _chinese(number: int) -> str:
    """A number below a hundred as it is read: 十一, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else f"{_FIGURES[tens]}十"
    return before + (_FIGURES[ones] if ones or not tens else "")


_PIECES: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: f"{at.year:04}",
    "y": lambda at: f"{at.year % 100:02}",
    "m": lambda at: f"{at.month:02}",
    "-m": lambda at: str(at.month),
    "d": lambda at: f"{at.day:02}",
    "-d": lambda at: str(at.day),
    "e": lambda at: f"{at.day:2}",
    "j": lambda at: f"{at.timetuple().tm_yday:03}",
    "-j": lambda at: str(at.timetuple().tm_yday),
    "H": lambda at: f"{at.hour:02}",
    "-H": lambda at: str(at.hour),
    "I": lambda at: f"{(at.hour - 1) % 12 + 1:02}",
    "-I": lambda at: str((at.hour - 1) % 12 + 1),
    "M": lambda at: f"{at.minute:02}",
    "-M": lambda at: str(at.minute),
    "S": lambda at: f"{at.second:02}",
    "-S": lambda at: str(at.second),
    "p": lambda at: "AM" if at.hour < 12 else "PM",
    "A": lambda at: _DAYS[at.weekday()],
    "a": lambda at: _DAYS[at.weekday()][:3],
    "B": lambda at: _MONTHS[at.month - 1],
    "b": lambda at: _MONTHS[at.month - 1][:3],
    "F": lambda at: f"{at.year:04}-{at.month:02}-{at.day:02}",
    "T": lambda at: f"{at.hour:02}:{at.minute:02}:{at.second:02}",
    "OY": lambda at: "".join(_FIGURES[int(figure)] for figure in f"{at.year:04}"),
    "Om": lambda at: _chinese(at.month),
    "Od": lambda at: _chinese(at.day),
    "OA": lambda at: f"星期{'一二三四五六日'[at.weekday()]}",
    "%": lambda at: "%",
}
