"""What a filter needs of a value, and saying in plain words that it has something else."""

import re
from decimal import Decimal

from jinja2 import Undefined

from docfill.base import Message, Number, half_width, tell

# A number in quotes or from a table's cell, with or without commas between the thousands.
_TYPED = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)


class NotPrintable(ValueError):
    """A value that has no business in a document: `None`, a truth value, a list, a method."""

    def __init__(self, value: object):
        super().__init__(f"{type(value).__name__} cannot be printed")
        self.value = value


class UnfitValue(ValueError):
    """A value a filter can do nothing with; its text is what a clerk is told."""


def is_nothing(value: object) -> bool:
    """Whether a value prints nothing, and may go through a filter; raises for one that is not."""
    if value is None:
        raise NotPrintable(value)
    if isinstance(value, Undefined):
        str(value)  # raises, because names are strict
    return value == ""


def number_in(value: object) -> Number:
    """The number a value is or writes; raises `UnfitValue` where there is none."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value if isinstance(value, Number) else Number(value)
    text = half_width(str(value)).strip() if isinstance(value, str) else ""
    if _TYPED.fullmatch(text):
        return Number(text.replace(",", ""), text)
    raise UnfitValue(tell("{value} is no number", value=describe_value(value)))


def describe_value(value: object) -> str | Message:
    """A value as a message shows it."""
    if isinstance(value, str):
        return f"“{value if len(value) <= 40 else value[:39] + '…'}”"
    return str(value) if isinstance(value, int | float | Decimal) else tell("a list or group")
