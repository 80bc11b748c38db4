"""Looking over the values before they are printed: what they hold, and what is refused by name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from docfill.base import Number

# What XML cannot hold, and the bell and the form feed, to which docxtpl gives a meaning.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_forbidden_in = _FORBIDDEN.search
_PLAIN = frozenset((int, float, Number, Decimal, date, bool, type(None)))


def survey(values: Any, inner: list[object]) -> bool:
    """Whether every string may be printed; objects that are not plain data go into `inner`.

    Quick, because it runs for every document; `refused` gives names once this says no.
    """
    kind = type(values)
    if kind is dict:
        for key, value in values.items():
            if type(value) is str:
                if not value.isprintable() and _forbidden_in(value):
                    return False
            elif not survey(value, inner):
                return False
            if type(key) is str:
                if not key.isprintable() and _forbidden_in(key):
                    return False
            elif not survey(key, inner):
                return False
        return True
    if kind is str:
        return _forbidden_in(values) is None
    if kind is list or kind is tuple:
        return all(survey(value, inner) for value in values)
    if kind not in _PLAIN:
        return _odd(values, inner)
    return True


def _odd(value: object, inner: list[object]) -> bool:
    """The survey of what is neither text, number, list nor dict."""
    if isinstance(value, Mapping):
        return survey(dict(value), inner)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return survey(list(value), inner)
    inner.append(value)
    return not isinstance(value, str) or _forbidden_in(value) is None


def with_newlines(values: Any) -> Any:
    """The values with Windows' line ends, and the Mac's of old, as the newlines they mean.

    >>> with_newlines({"a": ["one\\r\\ntwo", 3], "b": "one\\rtwo"})
    {'a': ['one\\ntwo', 3], 'b': 'one\\ntwo'}
    """
    if type(values) is str:
        return values.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(values, Mapping):
        return {key: with_newlines(value) for key, value in values.items()}
    if isinstance(values, list | tuple):
        return [with_newlines(value) for value in values]
    return values


def find_refused(values: object, name: str = "") -> Iterator[tuple[str, str]]:
    """The dotted name of every text that may not be printed, and the character as `U+0007`."""
    if isinstance(values, str):
        if found := _forbidden_in(values):
            yield name, f"U+{ord(found.group()):04X}"
    elif isinstance(values, Mapping):
        for key, value in values.items():
            if isinstance(key, str) and (found := _forbidden_in(key)):
                yield f"{name}.{key!r}".lstrip("."), f"U+{ord(found.group()):04X}"
            yield from find_refused(value, f"{name}.{key}" if name else str(key))
    elif isinstance(values, Sequence) and not isinstance(values, bytes):
        for number, value in enumerate(values):
            yield from find_refused(value, f"{name}[{number}]")
