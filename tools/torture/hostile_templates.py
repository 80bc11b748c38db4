"""Templates that would run without end, and templates damaged by chance, are read and filled."""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from docfill.base import Faulty
from docfill.template import Template
from docx_making import docx, paragraph
from finished import TEMPLATE, packed, parts_of, values
from runaways import RUNAWAYS
from torture.damages import OF_BYTES, damaged
from torture.ground import Quarry
from torture.plan import Plan
from torture.tally import End, Says, Tally

_LONGEST = 15.0  # seconds of processor time, of which docfill gives a template five
_ALLOWED = 5.0
_LONG: dict[str, object] = {"long": "x" * 50_000}
_RUNAWAY = Says("templates that would run without end", "会无休止运行的模板")
_DAMAGED = Says("templates damaged by chance", "随机损坏的模板")


def trial(quarry: Quarry, plan: Plan, chance: Random) -> Iterator[Tally]:
    path = quarry.folder / "hostile.docx"
    runaway, harmed = Tally(_RUNAWAY), Tally(_DAMAGED)
    names = chance.sample(sorted(RUNAWAYS), min(plan.runaways, len(RUNAWAYS)))
    for number in quarry.rounds(len(names), kinds=2):
        name = names[number]
        path.write_bytes(docx(paragraph(RUNAWAYS[name])))
        if _tried(path, _LONG, name, runaway) is None:
            runaway.lost.append(f"not stopped: {name}")
    yield runaway
    whole = TEMPLATE.read_bytes()
    for number in quarry.rounds(plan.templates):
        path.write_bytes(chance.choice((_in_bytes, _in_a_part))(chance, whole))
        _tried(path, values(), f"damaged template {number}", harmed)
    yield harmed


def _tried(path: Path, given: dict[str, object], name: str, tally: Tally) -> Faulty | None:
    """The fault docfill found in the template; counts what ends otherwise as lost."""
    tally.tries += 1
    began, fault = time.process_time(), None
    try:
        Template.open(path, cache=False).fill(given, seconds=_ALLOWED)
    except Faulty as found:
        fault = found
    except Exception as trouble:  # noqa: BLE001 - that is what is looked for
        tally.lost.append(f"{name}: {type(trouble).__name__}: {trouble}")
        return None
    if (seconds := time.process_time() - began) > _LONGEST:
        tally.lost.append(f"{name} took {seconds:.0f} s")
    else:
        tally.ended(End.FOUND if fault else End.HARMLESS)
    return fault


def _in_bytes(chance: Random, data: bytes) -> bytes:
    return damaged(chance, data, OF_BYTES)


def _in_a_part(chance: Random, data: bytes) -> bytes:
    """One part is damaged and the zip is right."""
    parts = parts_of(data)
    name = chance.choice(sorted(parts))
    return packed({**parts, name: damaged(chance, parts[name], OF_BYTES)})
