"""Finding in the values what the tags of a template ask for."""

from collections.abc import Iterator, Mapping, Sequence

from docfill.base import PartSpot
from docfill.template.compiling.record import Placeholder

_MISSING = object()


def names_of(
    asked: Sequence[Placeholder],
    spot: PartSpot,
    values: Mapping[str, object],
    value: object,
) -> str:
    """By which names the tags of a paragraph ask for a value."""
    names = (
        one.name
        for one in asked
        if one.spot == spot
        and one.kind == "value"
        and any(found is value for found in found_at(values, one.name))
    )
    return ", ".join(dict.fromkeys(names))


def find_missing(
    asked: Sequence[Placeholder], values: Mapping[str, object]
) -> Iterator[Placeholder]:
    """The placeholders for which these values hold nothing, each name once.

    What is in a list or a group of keys that is missing itself is not told of.
    """
    seen: set[str] = set()
    for placeholder in asked:
        name = placeholder.name
        inside = (f"{other}{sign}" for other in seen for sign in ("[]", "."))
        if placeholder.optional or name in seen or name.startswith(tuple(inside)):
            continue
        if not is_there(values, name):
            seen.add(name)
            yield placeholder


def found_at(values: object, name: str) -> Iterator[object]:
    """What a dotted name leads to; `name[]` means every element, so there may be several."""
    return _found(values, name.split("."))


def is_there(values: object, name: str) -> bool:
    """Whether a dotted name leads to a value."""
    return all(found is not _MISSING for found in found_at(values, name))


def _found(values: object, path: Sequence[str]) -> Iterator[object]:
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
