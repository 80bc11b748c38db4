"""The values of a workbook's cells as people see them there."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

from docfill.base import Number, number

# What a format shows beside the number: texts, signs of currency, colours, spaces.
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[¥￥$€£\s()+-]')
_PLAIN = re.compile(r"(?P<whole>[#0,]*[#0])(?:\.(?P<sure>0*)(?P<maybe>#*))?(?P<percent>%?)")
_NUMBER = re.compile(r"(-?)(\d+)(.*)")
_TOO_LONG = Decimal(10) ** 15


def display_value(value: object, code: str) -> object:
    """What a person sees in a cell with this number format; None: a number Excel has spoilt.

    Places, thousands and per cent are those of the format, and dates are written as ISO 8601 has
    them; what else a format adds is left out. A number with zeros in front is a text, as codes are.

    >>> display_value(3.0, ""), display_value(1200.5, "#,##0.00")
    (3, 1,200.50)
    >>> display_value(0.35, "0%"), display_value(7.0, "000")
    (35%, '007')
    """
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return _number(Decimal(format(value, ".15g")), code)
    if isinstance(value, datetime.datetime):
        return f"{value.date().isoformat()} {_time(value.time())}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return _time(value)
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours = f"{minutes // 60}:{minutes % 60:02}"
        return f"{hours}:{seconds:02}" if seconds else hours
    return str(value)


def _time(value: datetime.time) -> str:
    value = value.replace(microsecond=0)
    return value.isoformat("seconds" if value.second else "minutes")


def _number(value: Decimal, code: str) -> object:
    if value == value.to_integral_value() and abs(value) >= _TOO_LONG:
        return None
    found = _PLAIN.fullmatch(_ASIDE.sub("", code.split(";")[0]))
    if found is None:
        return number(_plainly(value))
    scaled = value * 100 if found["percent"] else value
    sure, maybe = len(found["sure"] or ""), len(found["maybe"] or "")
    text = format(scaled.quantize(Decimal(1).scaleb(-sure - maybe), ROUND_HALF_UP), "f")
    if maybe:
        text = text.rstrip("0").ljust(len(text) - maybe, "0").rstrip(".")
    sign, whole, rest = _NUMBER.fullmatch(text).groups()  # type: ignore[union-attr]  # made so
    padded = whole.zfill(found["whole"].count("0"))
    if padded != whole:
        return f"{sign}{padded}{rest}"
    if "," in found["whole"]:
        whole = f"{int(whole):,}"
    # Rounded as people see it: with what is shown they will reckon.
    seen = Decimal(text) / 100 if found["percent"] else Decimal(text)
    return Number(seen, f"{sign}{whole}{rest}{found['percent']}")


def _plainly(value: Decimal) -> str:
    """The digits, without a power of ten; whole numbers without places.

    >>> _plainly(Decimal("3.0")), _plainly(Decimal("1E-7")), _plainly(Decimal("-0"))
    ('3', '0.0000001', '0')
    """
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
