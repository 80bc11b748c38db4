"""Saying that a value cannot stand where its tag stands, and which tag would be right for it."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from docfill.base import Finding, Message, PartSpot, Place, as_written, tell
from docfill.template.compiling.record import PartRecord
from docfill.template.lookup import found_at
from docfill.template.tags.context import ADDRESS, BLOCK, EITHER, LINE, RUN, TEXT
from docfill.template.values.links import Linked
from docfill.template.values.rich import Fragment

if TYPE_CHECKING:
    from docfill.template.filling import Template

# The opening of a tag, and which openings stand in a text, in place of a run or of more.
_TAG = re.compile(r"\{\{.*?\}\}")
_OPENING = re.compile(r"\{\{(?:(?:r|p|tr|tc)\s|-?\s*)")
_OPENINGS = {TEXT: ("{{",), RUN: ("{{r",), BLOCK: ("{{p", "{{tr", "{{tc")}
_OPENINGS[EITHER] = (*_OPENINGS[RUN], *_OPENINGS[BLOCK])


def find_values_in_text(
    template: "Template", part: PartRecord, values: Mapping[str, object]
) -> list[Finding]:
    """A finding for each tag of a part that prints runs or paragraphs into a text."""
    return [
        describe_misplaced(template.path, asked.spot, asked.name, value, TEXT)
        for asked in template.placeholders
        if asked.spot.part == part.name and asked.kind == "value"
        for value in found_at(values, asked.name)
        if getattr(value, "stands_as", TEXT) != TEXT and _tag(asked.spot, asked.name, TEXT)
    ]


def describe_misplaced(file: str, spot: PartSpot, name: str, value: object, where: str) -> Finding:
    """What stands in place of which tag, and the tag that would be right for it."""
    place = Place(file, spot)
    if where in (LINE, ADDRESS):
        kind = _kind(value, getattr(value, "stands_as", ""))
        message = tell(
            "{name} is {kind}, where nothing but text can stand; give plain text",
            name=name or "?",
            kind=kind,
        )
        return Finding(place, "out-of-place", message)
    tag = _tag(spot, name, where) or f"{_OPENINGS[where][0]} {name or '?'} }}}}"
    asked = _OPENING.sub("", tag).removesuffix("}}").strip(" -")
    own = getattr(value, "stands_as", "")
    facts = {
        "name": name or asked,
        "kind": _kind(value, own),
        "tag": tag,
        "right": f"{_OPENINGS[own or TEXT][0]} {asked} }}}}",
        "rich": "$rich" if tag.startswith("{{r") else "$subdoc",
    }
    message = tell(
        "{name} is {kind}, which {tag} cannot print; write {right} in the template", **facts
    )
    if not own:
        message += tell(", or give {rich} in the data", **facts)
    return Finding(place, "out-of-place", message)


def _kind(value: object, own: str) -> Message:
    if not own:
        return tell("plain text")
    kinds = {TEXT: "$listing" if isinstance(value, Fragment) else "$image", RUN: "$rich"}
    is_text = isinstance(value, Fragment | Linked)
    return as_written(kinds.get(own, "$paragraphs" if is_text else "$subdoc"))


def _tag(spot: PartSpot, name: str, where: str) -> str:
    """The tag of a paragraph that asks for a name, among those that stand in such a place."""
    standing = [
        found.group()
        for found in _TAG.finditer(spot.text)
        if _OPENING.match(found.group())[0].rstrip(" -") in _OPENINGS[where]  # type: ignore[index]
    ]
    leaf = name.rpartition(".")[2].removesuffix("[]")
    return next((tag for tag in standing if leaf in tag), "")
