"""What Python and Jinja complain of while a tag is filled, in a clerk's words."""

import re
from collections.abc import Callable
from decimal import InvalidOperation

from docfill.base import Message, message_of, tell
from docfill.template.sandbox.unfit import UnfitValue

_NUMBERS = ("int", "float", "Number", "Decimal")
_OF_DATES = ("strftime", "year", "month", "day", "date", "isoformat", "weekday")


def plain_words(fault: Exception) -> Message:
    """The complaint as a clerk would put it; an unknown one in the program's own words."""
    said = str(fault)
    if isinstance(fault, UnfitValue):
        return message_of(fault)
    if isinstance(fault, ZeroDivisionError):
        return tell("something is divided by zero")
    if isinstance(fault, InvalidOperation):
        return tell("there is no number that is the answer")
    if isinstance(fault, ArithmeticError) or "integer string conversion" in said:
        return tell("the number becomes too large")
    for pattern, worded in _KNOWN:
        if found := pattern.search(said):
            return worded(*found.groups())
    return tell("in the program's own words: {said}", said=said)


def kind_of(name: str | None) -> Message:
    """What Python's name of a type is called here."""
    kinds = {
        "str": tell("a text"),
        "Markup": tell("a text"),
        "list": tell("a list"),
        "tuple": tell("a list"),
        "dict": tell("a group of keys"),
        "NoneType": tell("a blank"),
        "None": tell("a blank"),
        "bool": tell("yes or no"),
        **dict.fromkeys(_NUMBERS, tell("a number")),
    }
    return kinds.get(name or "", tell("something else"))


def _between(sign: str, one: str, two: str) -> Message:
    says = tell(
        "{sign} cannot stand between {one} and {two}", sign=sign, one=kind_of(one), two=kind_of(two)
    )
    if "str" in (one, two) and {one, two} & set(_NUMBERS):
        says += tell("; write numbers without quotes in the data, and ~ to join texts")
    return says


def explain_missing(kind: str, name: str) -> Message:
    """That a kind of value, by Python's name, has nothing of this name."""
    says = tell("{kind} has no {name}", kind=kind_of(kind), name=name)
    if kind == "str" and name in _OF_DATES:
        says += tell('; a date is written with | date("%Y-%m-%d")')
    return says


def _not_a_list(kind: str) -> Message:
    return tell("a list is wanted, and this is {kind}", kind=kind_of(kind))


def _unary(sign: str | None, kind: str) -> Message:
    return tell("{sign} cannot stand before {kind}", sign=sign or "abs", kind=kind_of(kind))


def _no_number(kind: str) -> Message:
    return tell("a number is wanted, and this is {kind}", kind=kind_of(kind))


_KNOWN: tuple[tuple[re.Pattern[str], Callable[..., Message]], ...] = tuple(
    (re.compile(pattern), worded)
    for pattern, worded in (
        (r"unsupported operand type\(s\) for (\S+?=?): '(\w+)' and '(\w+)'", _between),
        (r"unsupported operand type\(s\) for \*\* or pow\(\): '(\w+)' and '(\w+)'",
            lambda one, two: _between("**", one, two)),
        (r"'([<>]=?)' not supported between instances of '(\w+)' and '(\w+)'", _between),
        (r"can only concatenate (\w+) \(not \"(\w+)\"\) to \w+",
            lambda one, two: _between("+", one, two)),
        (r"can't multiply sequence by non-int of type '(\w+)'",
            lambda two: _between("*", "str", two)),
        (r"bad operand type for (?:unary (\S)|abs\(\)): '(\w+)'", _unary),
        (r"'(\w+)(?: object)?' (?:object )?has no attribute '(.+)'", explain_missing),
        (r"(\w+) object'? has no element (.+)",
            lambda kind, name: tell("{kind} has no {name}", kind=kind_of(kind), name=name)),
        (r"'([^']+)' is undefined", lambda name: tell("there is nothing named {name}", name=name)),
        (r"parameter '(\w+)' was not provided",
            lambda name: tell("nothing is given for {name} in the brackets", name=name)),
        (r"'(\w+)' object is not callable",
            lambda kind: tell("{kind} takes no brackets behind it", kind=kind_of(kind))),
        (r"argument of type '(\w+)' is not",
            lambda kind: tell("“in” cannot look into {kind}", kind=kind_of(kind))),
        (r"'in <string>' requires string", lambda: tell("“in” finds only a text in a text")),
        (r"'(\w+)' object is not (?:iterable|reversible|subscriptable)", _not_a_list),
        (r"object of type '(\w+)' has no len", _not_a_list),
        (r"can only join an iterable", lambda: _not_a_list("")),
        (r"(?:number is required|must be real number), not (\w+)", _no_number),
        (r"'(\w+)' object cannot be interpreted as an integer",
            lambda kind: tell("a whole number is wanted, and this is {kind}", kind=kind_of(kind))),
        (r"(?:invalid literal for int.*|could not convert string to float): (.+)",
            lambda value: tell("{value} is no number", value=value)),
        (r"\(\) (?:missing|takes|got) ",
            lambda: tell("in the brackets stands too much, too little or an unknown word")),
        (r"not all arguments converted|not enough arguments|format requires a mapping",
            lambda: tell("the text has more or fewer gaps than there are values for them")),
        (r"(?:not enough|too many) values to unpack",
            lambda: tell("the loop names more or fewer values than each element has")),
        (r"unhashable type", lambda: tell("a list or group of keys cannot stand there")),
        (r"access to attribute '(.+)' of",
            lambda name: tell("{name} is nothing a template may use", name=name)),
        (r"is not safely callable", lambda: tell("that is nothing a template may call")),
    )
)  # fmt: skip
