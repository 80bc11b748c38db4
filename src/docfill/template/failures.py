"""Saying why a template could not be filled with some values: which name, and where it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from jinja2 import Template as JinjaTemplate
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from docfill.findings import Finding, Place
from docfill.template.record import PartRecord, Placeholder
from docfill.template.sandbox import NotPrintable
from docfill.template.spot import Spot
from docfill.template.standing import BLOCK, EITHER, RUN, TEXT, OutOfPlace
from docfill.template.values import BadImage, Fragment
from docfill.words import tell

if TYPE_CHECKING:
    from docfill.template.filling import Template

_MISSING = object()
# The opening of a tag, and which openings stand in a text, in place of a run or of more.
_TAG = re.compile(r"\{\{.*?\}\}")
_OPENING = re.compile(r"\{\{(?:(?:r|p|tr|tc)\s|-?\s*)")
_OPENINGS = {TEXT: ("{{",), RUN: ("{{r",), BLOCK: ("{{p", "{{tr", "{{tc")}
_OPENINGS[EITHER] = (*_OPENINGS[RUN], *_OPENINGS[BLOCK])


def explained(
    template: "Template",
    part: PartRecord,
    program: JinjaTemplate,
    values: Mapping[str, object],
    fault: Exception,
) -> list[Finding]:
    """The findings behind an exception that ended the filling of a part; never none."""
    spot = _spot(template, part, program, fault)
    place = Place(template.path)
    if isinstance(fault, NotPrintable):
        return [_not_printable(template, place, spot, values, fault)]
    if isinstance(fault, OutOfPlace):
        names = _names(template, spot, values, fault.value)
        return [_out_of_place(place, spot, names, fault.value, fault.where)]
    if isinstance(fault, BadImage):
        message = tell("{spot}: the image cannot be put there: {fault}", spot=spot, fault=fault)
        return [Finding(place, "bad-image", message)]
    if isinstance(fault, UndefinedError):
        missing = list(_missing(template.placeholders, values))
        if missing:
            return [
                Finding(
                    place,
                    "no-value",
                    tell("{spot}: there is no value for {name}", spot=p.spot, name=p.name),
                )
                for p in missing
            ]
        code, message = "no-value", tell("{spot}: {fault}", spot=spot, fault=fault)
    elif isinstance(fault, SecurityError):
        code = "unsafe-tag"
        message = tell("{spot}: the tag may not do that: {fault}", spot=spot, fault=fault)
    else:
        code = "tag-failed"
        message = tell("{spot}: the tag cannot be filled: {fault}", spot=spot, fault=fault)
    return [Finding(place, code, message)]


def _not_printable(
    template: "Template",
    place: Place,
    spot: Spot,
    values: Mapping[str, object],
    fault: NotPrintable,
) -> Finding:
    facts = {"spot": spot, "name": _names(template, spot, values, fault.value) or "?"}
    if fault.value is None:
        message = tell("{spot}: {name} is blank; state a value for it", **facts)
    elif isinstance(fault.value, bool):
        message = tell("{spot}: {name} is yes or no, which a tag can test but not print", **facts)
    else:
        message = tell("{spot}: {name} is no text or number that could be printed", **facts)
    return Finding(place, "not-printable", message)


def _names(template: "Template", spot: Spot, values: Mapping[str, object], value: object) -> str:
    """By which names the tags of a paragraph ask for a value."""
    names = (
        asked.name
        for asked in template.placeholders
        if asked.spot == spot
        and asked.kind == "value"
        and any(found is value for found in _found(values, asked.name.split(".")))
    )
    return ", ".join(dict.fromkeys(names))


def printed_into_text(
    template: "Template", part: PartRecord, values: Mapping[str, object]
) -> list[Finding]:
    """A finding for each tag of a part that prints runs or paragraphs into a text."""
    return [
        _out_of_place(Place(template.path), asked.spot, asked.name, value, TEXT)
        for asked in template.placeholders
        if asked.part == part.name and asked.kind == "value"
        for value in _found(values, asked.name.split("."))
        if getattr(value, "stands_as", TEXT) != TEXT and _tag(asked.spot, asked.name, TEXT)
    ]


def _out_of_place(place: Place, spot: Spot, name: str, value: object, where: str) -> Finding:
    """What stands in place of which tag, and the tag that would be right for it."""
    tag = _tag(spot, name, where) or f"{_OPENINGS[where][0]} {name or '?'} }}}}"
    asked = _OPENING.sub("", tag).removesuffix("}}").strip(" -")
    own = getattr(value, "stands_as", "")
    facts = {
        "spot": spot,
        "name": name or asked,
        "kind": _kind(value, own),
        "tag": tag,
        "right": f"{_OPENINGS[own or TEXT][0]} {asked} }}}}",
        "rich": "$rich" if tag.startswith("{{r") else "$subdoc",
    }
    message = tell(
        "{spot}: {name} is {kind}, which {tag} cannot print; write {right} in the template", **facts
    )
    if not own:
        message += tell(", or give {rich} in the data", **facts)
    return Finding(place, "out-of-place", message)


def _kind(value: object, own: str) -> str:
    if not own:
        return tell("plain text")
    kinds = {TEXT: "$listing" if isinstance(value, Fragment) else "$image", RUN: "$rich"}
    return kinds.get(own, "$subdoc")


def _tag(spot: Spot, name: str, where: str) -> str:
    """The tag of a paragraph that asks for a name, among those that stand in such a place."""
    standing = [
        found.group()
        for found in _TAG.finditer(spot.text)
        if _OPENING.match(found.group())[0].rstrip(" -") in _OPENINGS[where]  # type: ignore[index]
    ]
    leaf = name.rpartition(".")[2].removesuffix("[]")
    return next((tag for tag in standing if leaf in tag), "")


def _missing(asked: Sequence[Placeholder], values: Mapping[str, object]) -> Iterator[Placeholder]:
    """The placeholders for which these values hold nothing, each name once."""
    seen: set[str] = set()
    for placeholder in asked:
        if placeholder.optional or placeholder.name in seen:
            continue
        if any(found is _MISSING for found in _found(values, placeholder.name.split("."))):
            seen.add(placeholder.name)
            yield placeholder


def _found(values: object, path: Sequence[str]) -> Iterator[object]:
    """What a dotted path leads to; `name[]` means every element, so there may be several."""
    if not path:
        yield values
        return
    name, _, every = path[0].partition("[]")
    if isinstance(values, Mapping):
        inner = values.get(name, _MISSING)
    else:
        inner = getattr(values, name, _MISSING)
    for _ in range(1 + every.count("[]") if path[0].endswith("[]") else 0):
        inner = _Elements(inner)
    for one in inner.each() if isinstance(inner, _Elements) else (inner,):
        if one is _MISSING:
            yield _MISSING
        else:
            yield from _found(one, path[1:])


class _Elements:
    """The elements of a value, or of its elements."""

    def __init__(self, values: object):
        self.values = values

    def each(self) -> Iterator[object]:
        outer = self.values.each() if isinstance(self.values, _Elements) else (self.values,)
        for value in outer:
            if isinstance(value, Mapping):
                yield from value.values()
            elif isinstance(value, Sequence) and not isinstance(value, str):
                yield from value
            elif value is _MISSING:
                yield _MISSING


def _spot(template: "Template", part: PartRecord, program: JinjaTemplate, fault: Exception) -> Spot:
    """Where the tag stands in which an exception arose."""
    line, trace = 0, fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == part.name:
            line = program.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    number = bisect_right(part.lines, line) - 1
    spots = template.details.spots.get(part.name)
    return spots[max(number, 0)] if spots else Spot(part.name)
