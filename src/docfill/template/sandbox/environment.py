"""The Jinja environment every template runs in: a sandbox of plain data, strict about names.

A template may come from anybody: of a value it has what `permitted` allows, and nothing else.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, partial
from math import isfinite
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from docfill.base import Number
from docfill.template.sandbox.allowance import (
    KEPT,
    ROUND,
    pay,
    pay_for,
    pay_for_round,
    power,
    product,
    refuse_endless,
    size,
    total,
)
from docfill.template.sandbox.amounts import in_words
from docfill.template.sandbox.arithmetic import (
    ExactCode,
    ExactLexer,
    as_number,
    as_rounded,
    as_thousands,
    format_number,
    quotient,
    remainder,
)
from docfill.template.sandbox.costly_functions import LENGTHENING, charge
from docfill.template.sandbox.dates import format_date
from docfill.template.sandbox.permitted import Permitted, may_be_called, may_have_keys, permits
from docfill.template.sandbox.unfit import NotPrintable
from docfill.template.tags.context import FILTER, stands_as

# What would be printed the way Python spells it.
_SPELLED_BY_PYTHON = frozenset((bool, bytes, dict, list, set, tuple))
DICT_METHODS = frozenset(dir(dict))
_ABSENT = object()
_NUMBER = re.compile(r"\d{4,}")
# The filters docfill adds to Jinja's, or has its own way of.
FILTERS: dict[str, Callable[..., Any]] = {
    "amount_in_words": in_words,
    "date": format_date,
    "float": as_number,
    "format": format_number,
    "round": as_rounded,
    "thousands": as_thousands,
}


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, with exact numbers and a short way to the keys of a plain dict."""

    code_generator_class = ExactCode
    intercepted_binops = frozenset(("/", "%", "+", "*", "**"))
    number = Number
    pay_for = staticmethod(pay_for)
    handed: frozenset[int] = frozenset()

    def __init__(self, **options: Any):
        super().__init__(**options)
        self.binop_table |= {"/": quotient, "%": _put_in, "+": total, "*": product, "**": power}

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
            return Permitted(partial(format_date, obj))
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()
        if permits(obj, attribute):
            found = getattr(obj, attribute, _ABSENT)
            if found is not _ABSENT:
                formatting = self.wrap_str_format(found)
                if formatting is not None:
                    return Permitted(charge(attribute, formatting))
                if attribute in LENGTHENING and callable(found):
                    return Permitted(charge(attribute, found))
                return found
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

    def wrap_str_format(self, value: Any) -> Any:
        """`format` of a text, in the sandbox and with bearable widths."""
        formatting = super().wrap_str_format(value)
        if formatting is None:
            return None

        def formatted(*args: Any, **named: Any) -> Any:
            given = args[0] if value.__name__ == "format_map" and args else named
            values = [*args, *(given.values() if isinstance(given, Mapping) else ())]
            _check_widths(value.__self__, values)
            return formatting(*args, **named)

        return formatted

    def joined(self, join: Any, pieces: tuple[Any, ...]) -> Any:
        """What `~` makes of its pieces, which are paid for."""
        pay(sum(map(size, pieces)))
        return pay_for(join(pieces))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute; Jinja asks in its filters, too."""
        return permits(obj, attr)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something."""
        return isinstance(obj, Undefined) or may_be_called(obj, self.handed)


def _put_in(one: Any, two: Any) -> Any:
    """What `%` makes of two values: a rest, or a text with bearable widths."""
    if isinstance(one, str):
        _check_widths(one, two if isinstance(two, tuple) else (two,))
        return pay_for(remainder(one, two))
    return remainder(one, two)


def _check_widths(text: str, values: Iterable[Any]) -> None:
    """Pay for the widths a text asks for, among them those that stand among the values."""
    widths = [int(found[:12]) for found in _NUMBER.findall(text)]
    if "{:{" in text or re.search(r"\{[^{}]*\{|%[^%a-zA-Z]*\*", text):
        widths += [abs(value) for value in values if isinstance(value, int)]
    pay(len(text) + sum(widths))
    for value in values:
        refuse_endless(value)
        pay(size(value))


def refuse_unprintable(value: Any) -> Any:
    """The value as it is, if it may be printed; raises `NotPrintable` where Python's word would be.

    Nobody wants `None`, `True` or `<built-in method items>` in an official document.
    """
    kind = type(value)
    if kind is str or kind is int:
        return value
    if value is None or kind in _SPELLED_BY_PYTHON or (kind is float and not isfinite(value)):
        raise NotPrintable(value)
    if hasattr(value, "__html__"):
        return pay_for(value if isinstance(value, str) else Markup(value.__html__()))
    if callable(value) and not isinstance(value, Undefined):
        raise NotPrintable(value)
    return value


@cache
def environment() -> Sandbox:
    """The one environment all templates share; it keeps nothing of what they print."""
    # Not optimized: no template has constants worth folding, and looking for them takes time.
    made = Sandbox(
        undefined=StrictUndefined,
        autoescape=True,
        finalize=refuse_unprintable,
        cache_size=0,
        optimized=False,
    )
    # The same data must give the same document.
    del made.globals["lipsum"]
    del made.filters["random"]
    made.filters |= FILTERS
    made.filters[FILTER] = stands_as
    made.filters = {name: charge(name, does) for name, does in made.filters.items()}
    made.filters |= {ROUND: pay_for_round, KEPT: pay_for}
    made.globals["dict"] = Permitted(charge("dict", dict))
    made.handed = frozenset(map(id, made.globals.values()))
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": float}
    return made
