"""What is kept of a compiled template: plain data and code, ready to be filled or marshalled."""

from types import CodeType
from typing import Any, NamedTuple

from docfill.template.spots import Spot
from docfill.template.zipping import Prefix


class Placeholder(NamedTuple):
    """A name a template asks for, and where.

    Loop variables are named after what they run over: `block.text` in
    `for block in problems` is `problems[].text`. `kind` is `value`, `loop` or `condition`;
    `optional` says that the template itself provides for the name not being there.
    """

    name: str
    part: str
    table: int | None
    row: int | None
    cell: int | None
    paragraph: int
    text: str
    kind: str
    optional: bool = False

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return Spot(self.part, self.table, self.row, self.cell, self.paragraph, self.text)


class PartRecord(NamedTuple):
    """One part of the template that is filled.

    `lines` and `spots` say for the lines of the patched source where the tags stand.
    `proven`: whatever plain values come, the XML is well-formed. `grids`: tables whose grid
    must be fitted to their rows. `drawings`: drawings whose ids are renumbered.
    """

    name: str
    code: CodeType
    lines: tuple[int, ...]
    spots: tuple[Spot, ...]
    proven: bool
    grids: bool
    drawings: bool
    main: bool


class Compiled(NamedTuple):
    """A whole template: what never changes, as the beginning of a zip, and what is filled.

    `constant` names parts without values that are nevertheless not as the template has them.
    `reasons` say why documents take longer than they might.
    """

    prefix: Prefix
    parts: tuple[PartRecord, ...]
    placeholders: tuple[Placeholder, ...]
    constant: tuple[str, ...]
    reasons: tuple[str, ...]


def to_plain(compiled: Compiled) -> tuple[Any, ...]:
    """The record as nested tuples, which `marshal` can keep."""
    return (
        tuple(compiled.prefix),
        tuple((*p[:3], tuple(map(tuple, p.spots)), *p[4:]) for p in compiled.parts),
        tuple(map(tuple, compiled.placeholders)),
        compiled.constant,
        compiled.reasons,
    )


def from_plain(plain: tuple[Any, ...]) -> Compiled:
    """The record `to_plain` made into tuples."""
    prefix, parts, placeholders, constant, reasons = plain
    return Compiled(
        Prefix(*prefix),
        tuple(PartRecord(*(*p[:3], tuple(Spot(*s) for s in p[3]), *p[4:])) for p in parts),
        tuple(Placeholder(*p) for p in placeholders),
        constant,
        reasons,
    )
