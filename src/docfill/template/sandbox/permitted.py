"""What a template may ask of a value: the names of each kind of plain data, and no others.

A template may come from anybody. A value of a kind that is not here has no attributes for it: it
can be printed, compared and gone through, and leads nowhere.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup

_NONE: frozenset[str] = frozenset()
_DATE = "year month day weekday isoweekday isoformat strftime replace"
_TIME = "hour minute second microsecond isoformat strftime replace"
_TEXT = (
    "capitalize casefold center count endswith expandtabs find format format_map index isalnum "
    "isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle "
    "isupper join ljust lower lstrip partition removeprefix removesuffix replace rfind rindex "
    "rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title upper zfill"
)
_DECIMAL = "is_nan is_signed is_zero copy_abs copy_negate normalize quantize to_integral_value"
_GROUP = "copy get items keys values"
_LOOP = (
    "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0"
)

_NAMES: dict[type, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        str: _TEXT,
        Markup: f"{_TEXT} striptags unescape",
        int: "bit_length denominator numerator real imag",
        float: "is_integer real imag",
        Decimal: _DECIMAL,
        dict: _GROUP,
        list: "copy count index",
        tuple: "count index",
        set: "copy difference intersection isdisjoint issubset issuperset union",
        frozenset: "copy difference intersection isdisjoint issubset issuperset union",
        range: "count index start step stop",
        date: _DATE,
        datetime: f"{_DATE} {_TIME} date time",
        time: _TIME,
        timedelta: "days seconds microseconds total_seconds",
        LoopContext: _LOOP,
        Macro: "arguments caller catch_kwargs catch_varargs name",
        BlockReference: "super",
        Cycler: "current next reset",
    }.items()
}
# The pairs the filter `groupby` makes, whose class has no other door.
_PAIRS = ("grouper", "list")


class Permitted:
    """A function handed to a template, which can call it and do nothing else with it."""

    __slots__ = ("_does",)

    def __init__(self, does: Callable[..., Any]):
        self._does = does

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self._does(*args, **named)

    def __repr__(self) -> str:
        return "<function>"


def permits(value: object, name: str) -> bool:
    """Whether a template may have this attribute of a value."""
    if name.startswith("_"):
        return False
    kind = type(value)
    if kind is Namespace:
        return True  # it holds what the template itself has put there, and shows nothing else
    if isinstance(value, tuple) and getattr(kind, "_fields", ()) == _PAIRS and name in _PAIRS:
        return True
    return name in _names(kind)


def may_have_keys(value: object) -> bool:
    """Whether `value.name` may be the key or the place in a list that `value["name"]` is."""
    return isinstance(value, Mapping | str | list | tuple | range | TemplateReference)


def may_be_called(value: object, handed: frozenset[int]) -> bool:
    """Whether a template may call a value: what it made itself, what is handed to it (by the
    ids of these functions), and the permitted methods of plain data."""
    if isinstance(value, Macro | BlockReference | LoopContext | Joiner | Permitted):
        return True
    if isinstance(value, BuiltinMethodType | MethodType):
        return permits(value.__self__, value.__name__)
    return id(value) in handed


def _names(kind: type) -> frozenset[str]:
    """The names of the nearest class that is plain data; a group of another kind is as a dict."""
    for one in kind.__mro__:
        if one in _NAMES:
            return _NAMES[one]
    return _NAMES[dict] if issubclass(kind, Mapping) else _NONE
