"""Which agencies could explain that the county states something else than the sum."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from docfill.base import Figure, Message, Place, plain, tell
from docfill.county.rollup.figures import AgencyFigures, InSum, Rollup
from docfill.project import Township

# By how much a figure grows or shrinks when it is typed with a wrong unit or a nought too many.
_SLIPS = (10, 100, 1000, 10_000)
_JUMP = 10


@dataclass(frozen=True, slots=True)
class Suspect:
    """An agency that could explain a difference, in words, and where its figure stands."""

    agency: Township
    says: Message
    place: Place


def suspects_of(rollup: Rollup, name: str, stated: Figure) -> tuple[Suspect, ...]:
    """Who could explain what the county states for a cell, the likeliest first.

    Filings that are not there come first; then figures that explain the difference to the last
    digit; then, where there is none, figures that look wrong themselves.
    """
    gap = Decimal(stated) - Decimal(rollup.whole[name])
    values = {p.agency.id: Decimal(p.values[rollup.numbers[name]]) for p in rollup.added}
    row, _ = rollup.form.cells[name]
    if row.mean_by:  # of which no single figure is a part
        return (*_missing(rollup, name, gap), *_jumps(rollup, name, values))
    exact = [*_equal(rollup, name, values, gap), *_slips(rollup, name, values, gap)]
    exact = exact or list(_pairs(rollup, name, values, gap))
    return (*_missing(rollup, name, gap), *(exact or _jumps(rollup, name, values)))


def _missing(rollup: Rollup, name: str, gap: Decimal) -> Iterator[Suspect]:
    """Filings that are not added, where the county states more than the sum."""
    for part in rollup.parts.values():
        if part.is_added or gap < 0:
            continue
        last = rollup.last_value(part.agency.id, name)
        if last is None:
            says = tell("{name} is not added ({why})", name=part.agency.name, why=_why(part))
        else:
            says = tell(
                "{name} is not added ({why}); last year it stated {last}",
                name=part.agency.name,
                why=_why(part),
                last=plain(last),
            )
        yield Suspect(part.agency, says, Place(part.file))


def _why(part: AgencyFigures) -> Message:
    return tell("no filing") if part.standing is InSum.MISSING else tell("cannot be read")


def _equal(
    rollup: Rollup, name: str, values: dict[str, Decimal], gap: Decimal
) -> Iterator[Suspect]:
    """Figures as large as the difference: left out by the county, or counted twice."""
    for id, value in values.items():
        if value and value == abs(gap):
            twice = gap > 0
            says = (
                tell("{name} states {value}: counted twice?", **_told(rollup, id, value))
                if twice
                else tell("{name} states {value}: left out?", **_told(rollup, id, value))
            )
            yield _suspect(rollup, id, name, says)


def _slips(
    rollup: Rollup, name: str, values: dict[str, Decimal], gap: Decimal
) -> Iterator[Suspect]:
    """Figures with which the sum would agree, were they typed with a nought more, or turned."""
    for id, value in values.items():
        other = value + gap
        if value and other > 0 and _is_slip(value, other):
            says = tell(
                "{name} states {value}: taken as {other}?",
                **_told(rollup, id, value),
                other=plain(other),
            )
            yield _suspect(rollup, id, name, says)


def _is_slip(value: Figure, other: Figure) -> bool:
    """Whether one figure is the other with noughts more or less, or with two digits swapped.

    >>> [_is_slip(36, other) for other in (360, 63, 37)], _is_slip(Decimal("12.36"), 123600)
    ([True, True, False], True)
    """
    small, large = sorted((value, other))
    return any(small * slip == large for slip in _SLIPS) or _is_swapped(plain(value), plain(other))


def _is_swapped(one: str, other: str) -> bool:
    wrong = [at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    return (
        len(one) == len(other)
        and len(wrong) == 2
        and (one[wrong[0]], one[wrong[1]]) == (other[wrong[1]], other[wrong[0]])
    )


def _pairs(
    rollup: Rollup, name: str, values: dict[str, Decimal], gap: Decimal
) -> Iterator[Suspect]:
    """Two agencies whose figures make up the difference together, where only two do."""
    seen: dict[Decimal, str] = {}
    found = []
    for id, value in values.items():
        if value and (first := seen.get(abs(gap) - value)):
            found.append((first, id))
        if value:
            seen.setdefault(value, id)
    if len(found) != 1:
        return
    first, second = found[0]
    says = tell(
        "{one} states {n}, {other} {m}: together the difference",
        one=rollup.parts[first].agency.name,
        n=plain(values[first]),
        other=rollup.parts[second].agency.name,
        m=plain(values[second]),
    )
    yield _suspect(rollup, first, name, says)


def _jumps(rollup: Rollup, name: str, values: dict[str, Decimal]) -> Iterator[Suspect]:
    """Figures many times those of last year, or of the agencies of the same group."""
    for group in rollup.groups:
        beside = {agency.id: values[agency.id] for agency in group.agencies if agency.id in values}
        for id, value in beside.items():
            others = [each for other, each in beside.items() if other != id and each]
            usual = median(others) if len(others) > 2 else Decimal()
            last = rollup.last_value(id, name) or 0
            if last and value >= _JUMP * last:
                says = tell(
                    "{name} states {value}, last year {last}",
                    **_told(rollup, id, value),
                    last=plain(last),
                )
            elif usual and value >= _JUMP * _JUMP * usual:
                says = tell(
                    "{name} states {value}, its neighbours some {usual}",
                    **_told(rollup, id, value),
                    usual=plain(usual),
                )
            else:
                continue
            yield _suspect(rollup, id, name, says)


def _told(rollup: Rollup, id: str, value: Figure) -> dict[str, str]:
    return {"name": rollup.parts[id].agency.name, "value": plain(value)}


def _suspect(rollup: Rollup, id: str, name: str, says: Message) -> Suspect:
    part = rollup.parts[id]
    return Suspect(part.agency, says, part.place(rollup.numbers[name]))
