"""Ids that a loop repeats and that must be another for each: drawings, bookmarks, controls."""

import re
from collections.abc import Collection, Mapping
from itertools import count
from zlib import crc32

_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\sid=")([^"]*)(")')
_FIRST_DRAWING = 1001
_BOOKMARK = re.compile(r'<w:bookmark(Start|End)\b[^>]*?\sw:id="([^"]*)"')
_CONTROL = re.compile(r"<w:sdtPr>.*?</w:sdtPr>", re.DOTALL)
_CONTROL_ID = re.compile(r'(<w:id w:val=")(-?\d+)(")')
_LARGEST = 0x7FFFFFFF


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


def renumber_controls(xml: str, part: str) -> str:
    """The part with another id for each control whose id an earlier one has.

    The new ones depend on the part and the place of the control alone.
    """
    taken = set(_of_controls(xml))
    used: set[str] = set()
    numbers = (str(crc32(f"{part} {n}".encode()) & _LARGEST) for n in count(1))

    def apart(found: re.Match[str]) -> str:
        own = found[2]
        if own in used:
            own = next(number for number in numbers if number not in taken)
            taken.add(own)
        used.add(own)
        return f"{found[1]}{own}{found[3]}"

    return _CONTROL.sub(lambda found: _CONTROL_ID.sub(apart, found.group(), count=1), xml)


def _of_controls(xml: str) -> list[str]:
    found = (_CONTROL_ID.search(properties) for properties in _CONTROL.findall(xml))
    return [own[2] for own in found if own]
