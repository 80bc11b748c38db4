"""Saying why a template could not be filled with some values: which name, and where it stands."""

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
from docfill.template.values import BadImage
from docfill.words import tell

if TYPE_CHECKING:
    from docfill.template.filling import Template

_MISSING = object()


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
    names = [
        asked.name
        for asked in template.placeholders
        if asked.spot == spot
        and asked.kind == "value"
        and any(found is fault.value for found in _found(values, asked.name.split(".")))
    ]
    facts = {"spot": spot, "name": ", ".join(dict.fromkeys(names)) or "?"}
    if fault.value is None:
        message = tell("{spot}: {name} is blank; state a value for it", **facts)
    elif isinstance(fault.value, bool):
        message = tell("{spot}: {name} is yes or no, which a tag can test but not print", **facts)
    else:
        message = tell("{spot}: {name} is no text or number that could be printed", **facts)
    return Finding(place, "not-printable", message)


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
