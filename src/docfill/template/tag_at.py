"""Which tag of a template a line of its compiled code belongs to."""

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from docfill.base import PartSpot
from docfill.template.compiling.record import PartRecord

if TYPE_CHECKING:
    from docfill.template.filling import Template

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


class TagAt(NamedTuple):
    """A tag and its paragraph; the tag is "" where it cannot be told from its neighbours."""

    spot: PartSpot
    tag: str = ""

    @property
    def expression(self) -> str:
        """What a printing tag prints."""
        return self.tag.removeprefix("{{").removesuffix("}}").strip(" -")


def tag_on(template: "Template", part: PartRecord, line: int) -> TagAt:
    """The tag on a line of a part's patched source, or the last before it."""
    spots = template.details.spots.get(part.name)
    if not spots:
        return TagAt(PartSpot(part.name))
    number = max(bisect_right(part.lines, line) - 1, 0)
    spot = spots[number]
    typed = TAG.findall(spot.text)
    same = [n for n, other in enumerate(spots) if other == spot]
    # docxtpl makes several tags of some, such as {% vm %}; then their order says nothing.
    if len(typed) == len(same):
        return TagAt(spot, typed[same.index(number)])
    return TagAt(spot, typed[0] if len(typed) == 1 else "")
