"""Ids of content controls, which a loop repeats with them: each keeps apart from the others."""

import re
from itertools import count
from zlib import crc32

_PROPERTIES = re.compile(r"<w:sdtPr>.*?</w:sdtPr>", re.DOTALL)
_ID = re.compile(r'(<w:id w:val=")(-?\d+)(")')
_MOST = 0x7FFFFFFF


def renumber_controls(xml: str, part: str) -> str:
    """The part with another id for each control whose id an earlier one has.

    The new ones depend on the part and the place of the control alone.
    """
    taken = set(_of_controls(xml))
    used: set[str] = set()
    numbers = (str(crc32(f"{part} {n}".encode()) & _MOST) for n in count(1))

    def apart(found: re.Match[str]) -> str:
        own = found[2]
        if own in used:
            own = next(number for number in numbers if number not in taken)
            taken.add(own)
        used.add(own)
        return f"{found[1]}{own}{found[3]}"

    return _PROPERTIES.sub(lambda found: _ID.sub(apart, found.group(), count=1), xml)


def _of_controls(xml: str) -> list[str]:
    found = (_ID.search(properties) for properties in _PROPERTIES.findall(xml))
    return [own[2] for own in found if own]
