"""Pictures and documents as a template has them: it can print them, and they lead nowhere.

What prints them holds the whole document. It is kept in a table beside the objects, not in them.
"""

from collections.abc import Callable
from weakref import WeakKeyDictionary


class Opaque:
    """Something that prints markup, and knows only what that stands as."""

    __slots__ = ("__weakref__", "stands_as")

    def __init__(self, stands_as: str):
        self.stands_as = stands_as

    def __html__(self) -> str:
        return _PRINTERS[self]()

    def __str__(self) -> str:
        return _PRINTERS[self]()

    def __repr__(self) -> str:
        return "<object>"


_PRINTERS: WeakKeyDictionary[Opaque, Callable[[], str]] = WeakKeyDictionary()


def opaque(markup: Callable[[], str], stands_as: str) -> Opaque:
    """An object that prints this markup, made anew each time it is printed."""
    made = Opaque(stands_as)
    _PRINTERS[made] = markup
    return made
