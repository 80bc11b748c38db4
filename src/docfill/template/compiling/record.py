"""What is kept of a compiled template: plain data and code, ready to be filled or marshalled."""

from dataclasses import astuple
from types import CodeType
from typing import Any, NamedTuple

from docfill.base import Message, PartSpot, message_from
from docfill.template.archive.zipping import Prefix


class Placeholder(NamedTuple):
    """A name a template asks for, and where.

    Loop variables are named after what they run over: `block.text` in
    `for block in problems` is `problems[].text`. `kind` is `value`, `loop` or `condition`;
    `optional` says that the template itself provides for the name not being there.
    """

    name: str
    spot: PartSpot
    kind: str
    optional: bool = False


class PartRecord(NamedTuple):
    """One part of the template that is filled.

    `lines` are those of the patched source on which tags stand, in the order of the tags.
    `proven`: whatever plain values come, the XML is well-formed. `grids`: tables whose grid
    must be fitted to their rows. `drawings`: drawings whose ids are renumbered. `empties`:
    values may leave a cell without a paragraph or a table without rows. `controls`: content
    controls, whose ids stay apart. `kind` is `WORD`, `DRAWN` or `PLAIN`.
    """

    name: str
    code: CodeType
    lines: tuple[int, ...]
    proven: bool
    grids: bool
    drawings: bool
    main: bool
    empties: bool
    controls: bool
    kind: str


class Compiled(NamedTuple):
    """A whole template: what never changes, as the beginning of a zip, and what is filled.

    `constant` names parts without values that are nevertheless not as the template has them.
    `reasons` say why documents take longer than they might.
    """

    prefix: Prefix
    parts: tuple[PartRecord, ...]
    constant: tuple[str, ...]
    reasons: tuple[Message, ...]


class Details(NamedTuple):
    """What messages and checks need and filling does not: where the tags of each part stand,
    in the order of the tags, and the names they ask for.
    """

    spots: dict[str, tuple[PartSpot, ...]]
    placeholders: tuple[Placeholder, ...]


def plain(record: Compiled | Details) -> tuple[Any, ...]:
    """The record as tuples and dicts, which `marshal` can keep."""
    if isinstance(record, Compiled):
        prefix, parts, constant, reasons = record
        told = tuple(reason.as_data() for reason in reasons)
        return tuple(prefix), tuple(map(tuple, parts)), constant, told
    spots = {name: tuple(map(astuple, found)) for name, found in record.spots.items()}
    asked = ((one.name, astuple(one.spot), *one[2:]) for one in record.placeholders)
    return spots, tuple(asked)


def restore_compiled(kept: tuple[Any, ...]) -> Compiled:
    """The record `plain` made into tuples."""
    prefix, parts, constant, told = kept
    reasons = tuple(map(message_from, told))
    return Compiled(Prefix(*prefix), tuple(PartRecord(*part) for part in parts), constant, reasons)


def details_from(kept: tuple[Any, ...]) -> Details:
    """The details `plain` made into tuples."""
    spots, asked = kept
    return Details(
        {name: tuple(PartSpot(*spot) for spot in found) for name, found in spots.items()},
        tuple(Placeholder(name, PartSpot(*spot), *rest) for name, spot, *rest in asked),
    )
