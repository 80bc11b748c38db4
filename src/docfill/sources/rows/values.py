"""A typed text as the value it is: a number that prints as typed, yes or no, or the text."""

from docfill.base import Place
from docfill.sources.yaml import Scalar, plain

_NOWHERE = Place("")
# How numbers, and yes and no, begin.
_BEGINS = frozenset("-0123456789tfTF")


def value_of(text: str) -> object:
    """The value of a cell: numbers count, and print as typed; a blank is an empty text.

    >>> [value_of(text) for text in ("2.50", "007", "王五", "", "null", "TRUE")]
    [2.50, '007', '王五', '', 'null', True]
    """
    # Most cells are plain texts, and a list has thousands.
    if text[:1] not in _BEGINS:
        return text
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    value = plain(Scalar(text, _NOWHERE))
    return text if value is None else value
