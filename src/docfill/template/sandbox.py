"""The Jinja environment every template runs in: a sandbox of plain data, strict about names.

A template may come from anybody: of a value it has what `permitted` allows, and nothing else.
"""

from collections.abc import Mapping
from functools import cache, cached_property, partial
from math import isfinite
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docfill.base import Number
from docfill.template.arithmetic import ExactCode, ExactLexer, quotient, remainder
from docfill.template.dates import written
from docfill.template.filters import FILTERS
from docfill.template.permitted import Permitted, may_be_called, may_have_keys, permits
from docfill.template.tag_context import FILTER, stands_as
from docfill.template.unfit import NotPrintable

# What would be printed the way Python spells it.
_SPELLED_BY_PYTHON = frozenset((bool, bytes, dict, list, set, tuple))
DICT_METHODS = frozenset(dir(dict))
_ABSENT = object()


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, with exact numbers and a short way to the keys of a plain dict."""

    code_generator_class = ExactCode
    intercepted_binops = frozenset(("/", "%"))
    number = Number
    handed: frozenset[int] = frozenset()

    def __init__(self, **options: Any):
        super().__init__(**options)
        self.binop_table |= {"/": quotient, "%": remainder}

    @cached_property
    def lexer(self) -> ExactLexer:
        """What reads the tags; made once, as the environment never changes."""
        return ExactLexer(self)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` as the sandbox allows it; an undefined value where there is none."""
        # A dict has no attribute besides its methods, so the sandbox would end at the key anyway.
        if type(obj) is dict and attribute not in DICT_METHODS:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if attribute == "strftime" and isinstance(obj, str):
            return Permitted(partial(written, obj))
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()
        if permits(obj, attribute):
            found = getattr(obj, attribute, _ABSENT)
            if found is not _ABSENT:
                formatting = self.wrap_str_format(found)
                return found if formatting is None else Permitted(formatting)
        elif not may_have_keys(obj) or hasattr(type(obj), attribute):
            return self.unsafe_undefined(obj, attribute)
        return self._item(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`: an item, else the attribute of that name, as Jinja has it."""
        if isinstance(obj, Undefined):
            return obj[argument]
        if not may_have_keys(obj):
            if isinstance(argument, str):
                return self.getattr(obj, str(argument))
            return self.undefined(obj=obj, name=argument)
        found = self._item(obj, argument)
        if isinstance(found, Undefined) and isinstance(argument, str):
            name = str(argument)
            if not isinstance(obj, Mapping) or name in DICT_METHODS:
                return self.getattr(obj, name)
        return found

    def _item(self, obj: Any, key: Any) -> Any:
        try:
            return obj[key]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=key)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute; Jinja asks in its filters, too."""
        return permits(obj, attr)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something."""
        return isinstance(obj, Undefined) or may_be_called(obj, self.handed)


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
    made.filters |= FILTERS
    made.filters[FILTER] = stands_as
    made.handed = frozenset(map(id, made.globals.values()))
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": float}
    return made
