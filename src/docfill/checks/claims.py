"""Checks of figures that prose states against the tables that state them, too."""

from collections.abc import Callable, Container, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

from docfill.base import (
    NOTHING,
    Finding,
    Message,
    Place,
    Severity,
    plain,
    read_number,
    read_percentage,
    tell,
    years_in,
)
from docfill.checks.case import Case, Findings
from docfill.checks.counts import loose_statements, with_figures_beside
from docfill.checks.statements import FigureSpot, Statement, statements
from docfill.filing import Filing, TableFigure, difference
from docfill.form import LAST_YEAR, ClaimKind


def claims_agree(case: Case) -> Findings:
    """What prose says of a figure is what the tables say."""
    found: dict[tuple[FigureSpot, str, tuple[str, ...]], Finding] = {}
    for stated in _of_tables(case):
        says = _FAULTS[stated.claim.kind](case, stated)
        if says:
            # Several claims may know the same figure by other words; the form's first one speaks.
            told = (stated.figure, stated.claim.code, stated.claim.names)
            found.setdefault(told, _finding(case, stated, says))
    yield from found.values()


def _of_tables(case: Case) -> tuple[Statement, ...]:
    """What the prose states of the tables, which is the same whatever these say."""
    known = case.reading.stated
    if not known:
        claims = [claim for claim in case.form.claims if claim.kind is not ClaimKind.AGREES]
        by_rules = with_figures_beside(case, statements(case, claims))
        read = {stated.figure: stated.claim.code for stated in by_rules}
        loosely = with_figures_beside(case, loose_statements(case, read), read)
        known.append((*by_rules, *loosely))
    return known[0]


def figures_told_twice_agree(case: Case) -> Findings:
    """A figure that no table states is the same wherever the prose tells it."""
    claims = [claim for claim in case.form.claims if claim.kind is ClaimKind.AGREES]
    first: dict[Place, tuple[Decimal, Place]] = {}
    for stated in statements(case, claims):
        told = _number(stated)
        before, there = first.setdefault(stated.claim.place, (told, stated.place))
        if told != before:
            says = tell(
                "“{words}” says {told}, but {where} says {first} ({difference})",
                words=stated.words,
                told=told,
                where=tell("line {n}", n=there.line) if there.line else there.spot.describe(),
                first=before,
                difference=difference(told, before),
            )
            yield _finding(case, stated, says)


def share_agrees(told: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether a percentage is that share, to the decimals it is written with.

    >>> [share_agrees(Decimal(told), Decimal(1), Decimal(3)) for told in ("33.3", "34")]
    [True, False]
    """
    return _rounded(part * 100 / whole, told) == told


def _number(stated: Statement) -> Decimal:
    return read_number(stated.facts["n"])


def _sum(case: Case, names: tuple[str, ...], filing: Filing) -> Decimal | None:
    """The sum of the cells, or None where one of them could not be read."""
    total = Decimal(0)
    for cell in _cells(case, names, filing):
        if cell is None:
            return None
        total += cell.value
    return total


def _cells(case: Case, names: tuple[str, ...], filing: Filing) -> Iterator[TableFigure | None]:
    """The cells of these names, those of last year's filing where a name says so."""
    for name in names:
        of = case.last_year if name.startswith(LAST_YEAR) else filing
        for each in case.form.names_like(name.removeprefix(LAST_YEAR)):
            yield of.cells.get(each) if of else None


def _unequal(case: Case, stated: Statement) -> Message:
    claim = stated.claim
    told = _number(stated)
    true = _sum(case, claim.names, case.filing)
    other = _sum(case, claim.either, case.filing) if claim.either else true
    right = {true * claim.factor, (other or Decimal(0)) * claim.factor} if true is not None else ()
    if true is None or told in right or _completes(told, stated.beside, right):
        return NOTHING
    if stated.may_be_part and told < max(right):
        return NOTHING
    return tell(
        "“{words}” says {told}, but {caption} is {true} ({difference})",
        words=stated.words,
        told=told,
        caption=_captions(case, claim.names),
        true=_times(true, claim.factor),
        difference=difference(told, true * claim.factor),
    )


# Each figure beside another doubles what they may come to.
_MOST_BESIDE = 8


def _completes(told: Decimal, beside: Iterable[str], right: Container[Decimal]) -> bool:
    """Whether a figure and some of those beside it are a right sum together, or one of them is.

    >>> _completes(Decimal(9), ["1"], {Decimal(10)}), _completes(Decimal(9), ["8"], {Decimal(10)})
    (True, False)
    """
    sums = {told}
    for figure in map(read_number, islice(beside, _MOST_BESIDE)):
        sums |= {figure, *(each + figure for each in sums)}
    return any(each in right for each in sums)


def _too_much(case: Case, stated: Statement) -> Message:
    claim = stated.claim
    told = _number(stated)
    limit = _sum(case, claim.names, case.filing)
    if limit is None or told <= limit * claim.factor:
        return NOTHING
    return tell(
        "“{words}” says {told}, but {caption} is only {limit} ({difference})",
        words=stated.words,
        told=told,
        caption=_captions(case, claim.names),
        limit=_times(limit, claim.factor),
        difference=difference(told, limit * claim.factor),
    )


def _not_zero(case: Case, stated: Statement) -> Message:
    claim = stated.claim
    true = _sum(case, claim.names, case.filing)
    if not true:
        return NOTHING
    return tell(
        "“{words}” needs a zero, but {caption} is {true}",
        words=stated.words,
        caption=_captions(case, claim.names),
        true=plain(true),
    )


def _wrong_share(case: Case, stated: Statement) -> Message:
    claim = stated.claim
    told = read_percentage(stated.facts["percent"])
    part = _sum(case, claim.names, case.filing)
    whole = _sum(case, claim.of, case.filing)
    if part is None or not whole or share_agrees(told, part, whole):
        return NOTHING
    return tell(
        "“{words}” says {percent}%, but {part_caption} {part} of {caption} {whole} is {true}%",
        words=stated.words,
        percent=told,
        part_caption=_captions(case, claim.names),
        part=plain(part),
        caption=_captions(case, claim.of),
        whole=plain(whole),
        true=_rounded(part * 100 / whole, Decimal("0.01")),
    )


def _wrong_change(case: Case, stated: Statement) -> Message:
    claim = stated.claim
    now = _sum(case, claim.names, case.filing)
    then = _sum(case, claim.names, case.last_year) if case.last_year else None
    compared = [year for _, year in years_in(stated.words)]
    if now is None or then is None or any(year != case.filing.year - 1 for year in compared):
        return NOTHING
    groups = stated.facts
    told = read_number(groups["n"]) if groups.get("n") else None
    percent = groups.get("percent")
    change = now - then if groups.get("up") else then - now
    if groups.get("same"):
        holds = now == then
    elif told is not None:
        holds = change == told
    elif percent is not None:
        holds = bool(then) and change > 0 and share_agrees(read_percentage(percent), change, then)
    else:
        holds = change > 0
    if holds:
        return NOTHING
    return tell(
        "“{words}”, but {caption} was {then} last year and is {now} ({change})",
        words=stated.words,
        caption=_captions(case, claim.names),
        then=plain(then),
        now=plain(now),
        change=_change(then, now),
    )


def _change(then: Decimal, now: Decimal) -> Message:
    """The change in words, also as a percentage where there is one."""
    if now == then:
        return tell("unchanged")
    n = plain(abs(now - then))
    if not then:
        return tell("up {n}", n=n)
    percent = _rounded(abs(now - then) * 100 / then, Decimal("0.01"))
    if now > then:
        return tell("up {n}, {percent}%", n=n, percent=percent)
    return tell("down {n}, {percent}%", n=n, percent=percent)


def _no_multiple(case: Case, stated: Statement) -> Message:
    claim = stated.claim
    told = _number(stated)
    over = told % claim.multiple
    if not over:
        return NOTHING
    return tell(
        "“{words}”: {told} is not a multiple of {multiple} ({over} too many)",
        words=stated.words,
        told=told,
        multiple=claim.multiple,
        over=over,
    )


_FAULTS: dict[ClaimKind, Callable[[Case, Statement], Message]] = {
    ClaimKind.EQUALS: _unequal,
    ClaimKind.AT_MOST: _too_much,
    ClaimKind.ZERO: _not_zero,
    ClaimKind.SHARE: _wrong_share,
    ClaimKind.CHANGE: _wrong_change,
    ClaimKind.MULTIPLE_OF: _no_multiple,
}


def _finding(case: Case, stated: Statement, says: Message) -> Finding:
    claim = stated.claim
    rule = tell("{fault}; rule: {rule}", fault=says, rule=claim.says)
    source = claim.source or case.form.decree
    is_doubt = claim.severity is Severity.ERROR and not stated.is_certain
    severity = Severity.WARNING if is_doubt else claim.severity
    return Finding(stated.place, claim.code, rule, severity, source)


def _captions(case: Case, names: tuple[str, ...]) -> str:
    return " + ".join(case.form.caption(name.removeprefix(LAST_YEAR)) for name in names)


def _times(value: Decimal, factor: int) -> str:
    """The value of a table as prose tells it, with the arithmetic where the units differ."""
    if factor == 1:
        return plain(value)
    return f"{plain(value)} × {factor} = {plain(value * factor)}"


def _rounded(number: Decimal, like: Decimal) -> Decimal:
    return number.quantize(like, ROUND_HALF_UP)
