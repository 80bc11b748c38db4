"""A county's own wording of its report: prose with gaps that its sums fill."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docfill.base import Place

_GAP = re.compile(r"\{(?:(?P<group>[^{}:]+):)?(?P<name>[^{}:]+)\}")
FACTS = ("county", "year", "name", "full_name")


@dataclass(frozen=True, slots=True)
class CountyProse:
    """A piece of prose as wording.yaml has it.

    A gap is the name of a cell, `*` standing for several that are summed, such as
    `{requests.deny_*.total}`; before a colon the group it is the sum of: `{office:fees}`.
    """

    text: str
    place: Place

    @property
    def cells(self) -> Iterator[str]:
        """The names of cells in its gaps."""
        names = (gap["name"] for gap in _GAP.finditer(self.text))
        yield from (name for name in names if name not in FACTS)

    @property
    def groups(self) -> set[str]:
        """The groups of agencies in its gaps."""
        return {gap["group"] for gap in _GAP.finditer(self.text) if gap["group"]}

    def filled(self, value: Callable[[str, str], str]) -> str:
        """The text, each gap filled with the value of its group ("" for all) and name."""
        return _GAP.sub(lambda gap: value(gap["group"] or "", gap["name"]), self.text)
