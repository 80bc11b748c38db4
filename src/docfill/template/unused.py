"""Which keys of the data no tag of a template asks for."""

import re
from collections.abc import Iterator, Mapping, Sequence

from docfill.template.compiling.record import Placeholder

# A key may be named in a text, as in sum(attribute="price").
_IN_QUOTES = re.compile(r"[\"'“”‘’]([^\"'“”‘’]*)[\"'“”‘’]")


def unused(asked: Sequence[Placeholder], values: Mapping[str, object]) -> list[str]:
    """The dotted name of every key nothing asks for; of what lies in one, only the key itself."""
    return list(dict.fromkeys(_Search(asked).under("", values)))


class _Search:
    """What the tags ask for, ready to be compared with data."""

    def __init__(self, asked: Sequence[Placeholder]):
        self._names = {one.name for one in asked}
        self._printed = {one.name for one in asked if one.kind == "value"}
        self._looped = {one.name for one in asked if one.kind == "loop"}
        self._quoted = {word for one in asked for word in _IN_QUOTES.findall(one.spot.text)}

    def under(self, path: str, values: Mapping[str, object]) -> Iterator[str]:
        """The keys of a group that are not asked for, and those within the others."""
        for key, value in values.items():
            name = f"{path}.{key}" if path else key
            if key in self._quoted:
                continue
            if not self._is_asked(name):
                yield name
            elif name not in self._printed:
                yield from self._within(name, value)

    def _within(self, name: str, value: object) -> Iterator[str]:
        if isinstance(value, Mapping):
            # Who goes through a group may take any key; pictures and the like are not plain keys.
            if name not in self._looped and not any(key.startswith("$") for key in value):
                yield from self.under(name, value)
        elif isinstance(value, list) and self._are_named(name + "[]"):
            for element in value:
                yield from self._within(name + "[]", element)

    def _are_named(self, elements: str) -> bool:
        """Whether tags ask for some keys of elements, and not for the elements as a whole."""
        named = any(other.startswith(elements + ".") for other in self._names)
        return named and elements not in self._printed

    def _is_asked(self, name: str) -> bool:
        return name in self._names or any(
            other.startswith((name + ".", name + "[")) for other in self._names
        )
