"""The Jinja environment every template runs in: immutable sandbox, strict about names, escaping."""

from functools import cache
from math import isfinite
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docfill.template.standing import FILTER, stands_as

# What would be printed the way Python spells it.
_SPELLED_BY_PYTHON = frozenset((bool, bytes, dict, list, set, tuple))
DICT_METHODS = frozenset(dir(dict))


class NotPrintable(ValueError):
    """A value that has no business in a document: `None`, a truth value, a list, a method."""

    def __init__(self, value: object):
        super().__init__(f"{type(value).__name__} cannot be printed")
        self.value = value


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, with a short way to the keys of a plain dict."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` as the sandbox allows it; an undefined value where there is none."""
        # A dict has no attribute besides its methods, so the sandbox would end at the key anyway.
        if type(obj) is dict and attribute not in DICT_METHODS:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def printable(value: Any) -> Any:
    """The value as it is, if it may be printed; raises `NotPrintable` where Python's word would be.

    Nobody wants `None`, `True` or `<built-in method items>` in an official document.
    """
    kind = type(value)
    if kind is str or kind is int:
        return value
    if value is None or kind in _SPELLED_BY_PYTHON or (kind is float and not isfinite(value)):
        raise NotPrintable(value)
    if callable(value) and not isinstance(value, Undefined) and not hasattr(value, "__html__"):
        raise NotPrintable(value)
    return value


@cache
def environment() -> Sandbox:
    """The one environment all templates share; it keeps nothing of what they print."""
    # Not optimized: no template has constants worth folding, and looking for them takes time.
    made = Sandbox(
        undefined=StrictUndefined,
        autoescape=True,
        finalize=printable,
        cache_size=0,
        optimized=False,
    )
    # The same data must give the same document.
    del made.globals["lipsum"]
    del made.filters["random"]
    made.filters[FILTER] = stands_as
    return made
