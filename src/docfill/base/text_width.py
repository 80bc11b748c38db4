"""How wide a text stands on a terminal, where a Chinese character takes two columns."""

import unicodedata


def width(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> width("花石镇 ok")
    9
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, columns: int) -> str:
    """The text with blanks up to this width."""
    return text + " " * (columns - width(text))
