"""Ids that must be another for each: drawings in the whole document, bookmarks in their part."""

import re
from collections.abc import Collection, Mapping
from itertools import count

_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\sid=")([^"]*)(")')
_FIRST_DRAWING = 1001
_BOOKMARK = re.compile(r'<w:bookmark(Start|End)\b[^>]*?\sw:id="([^"]*)"')


def number_drawings(printed: Mapping[str, str], others: Collection[bytes]) -> dict[str, str]:
    """The printed parts with their drawings numbered from 1001 on, as docxtpl numbers those of
    the body; an id that one of the other parts has is left out.
    """
    taken = {
        found[2] for xml in others for found in _DRAWING.finditer(xml.decode("utf-8", "replace"))
    }
    numbers = (str(n) for n in count(_FIRST_DRAWING) if str(n) not in taken)
    return {
        name: _DRAWING.sub(lambda found: found[1] + next(numbers) + found[3], xml)
        for name, xml in printed.items()
    }


def number_bookmarks(xml: str) -> str:
    """The part with another id for each bookmark, where one id stands at several."""
    begun = [found[2] for found in _BOOKMARK.finditer(xml) if found[1] == "Start"]
    if len(set(begun)) == len(begun):
        return xml
    numbers = count()
    open_now: dict[str, str] = {}

    def numbered(found: re.Match[str]) -> str:
        if found[1] == "Start":
            open_now[found[2]] = str(next(numbers))
        own = open_now.get(found[2], found[2])
        return found.group()[: found.start(2) - found.start()] + own + '"'

    return _BOOKMARK.sub(numbered, xml)
