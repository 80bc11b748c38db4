"""What Python complains of while a tag is filled, in plain words where they are known."""

import re

from docfill.base import tell

_GOES_WITH = (
    # the sign between them, and the types on its left and right
    re.compile(
        r"unsupported operand type\(s\) for (?P<sign>\S+): '(?P<one>\w+)' and '(?P<two>\w+)'"
    ),
    re.compile(
        r"'(?P<sign>[<>]=?)' not supported between instances of '(?P<one>\w+)' and '(?P<two>\w+)'"
    ),
    re.compile(r"can only concatenate (?P<one>\w+) \(not \"(?P<two>\w+)\"\) to \w+"),
    re.compile(r"can't multiply sequence by non-int of type '(?P<two>\w+)'"),
)
_NOT_ITERABLE = re.compile(r"'(\w+)' object is not iterable")
_NUMBERS = ("int", "float", "Number", "Decimal")


def plain_words(fault: Exception) -> str:
    """The complaint as a clerk would put it, or in Python's own words."""
    said = str(fault)
    if isinstance(fault, ZeroDivisionError):
        return tell("something is divided by zero")
    if found := _NOT_ITERABLE.search(said):
        return _not_a_list(found[1]) or said
    for pattern in _GOES_WITH:
        if found := pattern.search(said):
            return _do_not_go_together(found.groupdict()) or said
    return said


def _not_a_list(kind: str) -> str:
    if kind not in _NUMBERS:
        return ""
    return tell("a loop wants a list, and this is a number")


def _do_not_go_together(found: dict[str, str]) -> str:
    """Two kinds of values that a sign stands between; "" where one of them has no name here."""
    kinds = {
        "str": tell("a text"),
        "list": tell("a list"),
        "dict": tell("a group of keys"),
        "NoneType": tell("a blank"),
        **dict.fromkeys(_NUMBERS, tell("a number")),
    }
    one, two = found.get("one", "str"), found["two"]
    if one not in kinds or two not in kinds:
        return ""
    sign = found.get("sign") or ("+" if "one" in found else "*")
    says = tell(
        "{sign} cannot stand between {one} and {two}", sign=sign, one=kinds[one], two=kinds[two]
    )
    if {"str"} < {one, two} and ({one, two} & set(_NUMBERS)):
        says += tell("; write numbers without quotes in the data, and ~ to join texts")
    return says
