"""Whether values can empty what must not be empty: a cell, a note, a table, a row.

Found out once, while a part is followed for its proof.
"""

from dataclasses import dataclass

from docfill.template.markup.emptied import HOLD_BLOCKS

HOLDERS = frozenset("w:" + name for name in (*HOLD_BLOCKS, "tbl", "tr"))
TOLD = HOLDERS | {"w:p"}
_PART_OF = {"w:tbl": "w:tr", "w:tr": "w:tc"}


@dataclass
class _Holder:
    name: str
    depth: int
    is_sure: bool = False


class Holders:
    """The walk's view of what may lose all it holds; `depth` counts branches, as the proof does."""

    def __init__(self) -> None:
        self.may_empty = False
        self._open: list[_Holder] = []

    def start(self, name: str, depth: int) -> None:
        """An element of `HOLDERS` begins."""
        self._open.append(_Holder(name, depth))

    def end(self, name: str, depth: int) -> bool:
        """An element of `TOLD` ends; say whether it surely holds something."""
        is_sure = True
        if name in HOLDERS:
            is_sure = self._open.pop().is_sure
            self.may_empty |= not is_sure
        if self._open:
            around = self._open[-1]
            wanted = _PART_OF.get(around.name, "w:p")
            if name == wanted and is_sure and depth == around.depth:
                around.is_sure = True
            elif wanted == "w:p" and name == "w:tbl":
                around.is_sure = False
        return is_sure
