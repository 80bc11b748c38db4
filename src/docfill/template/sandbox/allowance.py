"""How much a template may do while it is filled: so many signs of work, so many seconds.

A template may come from anybody, and a loop within a loop is quickly written. Every round of a
loop or macro is paid for by what it prints, every large text or list by its size; what costs more
than is left is not begun. Work outside of a filling has what one filling has for each step.
"""

import threading
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from time import monotonic
from typing import TypeVar

from jinja2 import TemplateRuntimeError, nodes

from docfill.base import Message, tell

_T = TypeVar("_T")

SECONDS = 10.0
# About as many characters as the largest document that LibreOffice still converts.
MOST_WORK = 50_000_000
# The names of the filters that pay for a round, and for what is printed into a text that is kept;
# with a blank, so that no tag can spell them.
ROUND, KEPT = "a round", "a kept text"
_KEEPING = (nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.FilterBlock)
_AT_ONCE = 256
_A_STEP = 64
_AN_ITEM = 8
_NOW_AND_THEN = 5_000
_MOST_DIGITS = 10_000
_MOST_LEAVES = 1_000_000


class Runaway(TemplateRuntimeError):
    """A template that wants to do more than it may."""

    def __init__(self, says: Message):
        super().__init__(str(says))
        self.says = says


class _Left:
    """What is left of an allowance."""

    __slots__ = ("looked", "seconds", "until", "work")

    def __init__(self, seconds: float):
        self.work, self.seconds, self.until = MOST_WORK, seconds, monotonic() + seconds
        self.looked = MOST_WORK


class _Running(threading.local):
    left: _Left | None = None


_running = _Running()


class Allowance:
    """What is filled within has this many seconds and `MOST_WORK` altogether."""

    __slots__ = ("_before", "_left")

    def __init__(self, seconds: float = SECONDS):
        self._left = _Left(seconds)

    def __enter__(self) -> None:
        self._before, _running.left = _running.left, self._left

    def __exit__(self, *_: object) -> None:
        _running.left = self._before


def pay(cost: int) -> None:
    """Take this from what is left; raises `Runaway` where that, or the time, is not enough."""
    left = _running.left
    if left is None:
        if cost > MOST_WORK:
            raise _too_much()
        return
    if cost + _A_STEP > left.work:
        raise _too_much()
    left.work -= cost + _A_STEP
    left.looked = left.work
    if monotonic() > left.until:
        raise Runaway(
            tell(
                "it is not done after {seconds:g} seconds; look for a loop too many, or give "
                "it more with --timeout",
                seconds=left.seconds,
            )
        )


def _too_much() -> Runaway:
    says = tell("it makes more text than a document can hold; look for a loop or repeat too many")
    return Runaway(says)


def pay_for_round(cost: int) -> str:
    """The filter that stands in every loop and macro; prints nothing."""
    left = _running.left
    # The clock is looked at now and then only: a round is soon done, and rounds are many.
    if left is None or cost < 0 or left.work - cost < left.looked - _NOW_AND_THEN:
        pay(max(cost, 0))
    else:
        left.work -= cost + _A_STEP
    return ""


def pay_for(value: _T) -> _T:
    """The value, its size paid for."""
    pay(size(value))
    return value


def size(value: object) -> int:
    """What a text or list would take if it were written out: shared parts count each time."""
    if isinstance(value, str | bytes):
        return len(value)
    if not isinstance(value, list | tuple | dict | set):
        return 0
    total, waiting = 0, [value]
    while waiting:
        inner = waiting.pop()
        total += _AN_ITEM * (len(inner) + 1)
        pieces = [*inner, *inner.values()] if isinstance(inner, dict) else inner
        for piece in pieces:
            if isinstance(piece, str):
                total += len(piece)
            elif isinstance(piece, list | tuple | dict | set):
                waiting.append(piece)
        if total + len(waiting) > _MOST_LEAVES * _AN_ITEM:
            raise Runaway(tell("a list holds too much; look for a list that holds itself twice"))
    return total


def product(one: object, two: object) -> object:
    """What `*` makes of two values, paid for before it is made."""
    for many, times in ((one, two), (two, one)):
        if isinstance(many, str | list | tuple) and isinstance(times, int):
            pay(size(many) * max(times, 0))
    if isinstance(one, int) and isinstance(two, int):
        _refuse_digits(one.bit_length() + two.bit_length())
    return one * two  # type: ignore[operator]


def total(one: object, two: object) -> object:
    """What `+` makes of two values, paid for before it is made."""
    if isinstance(one, str | list | tuple):
        pay(size(one) + size(two))
    return one + two  # type: ignore[operator]


def power(one: object, two: object) -> object:
    """What `**` makes of two values, as long as a person could read it."""
    if isinstance(one, int) and isinstance(two, int):
        _refuse_digits(one.bit_length() * abs(two))
    return one**two  # type: ignore[operator]


def _refuse_digits(bits: int) -> None:
    if bits > _MOST_DIGITS * 4:
        raise Runaway(tell("a number has more than {most} digits", most=_MOST_DIGITS))


def refuse_endless(value: object) -> None:
    """Raise `Runaway` for a decimal number that would be written with endless zeros."""
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) > _MOST_DIGITS:
        _refuse_digits(_MOST_DIGITS * 5)


def printed_together(pieces: Iterator[str]) -> str:
    """What a template prints, paid for while it grows; it is told where it stands when it ends."""
    texts = []
    while some := list(islice(pieces, _AT_ONCE)):
        text = "".join(some)
        texts.append(text)
        try:
            pay(len(text))
        except Runaway as fault:
            pieces.throw(fault)  # type: ignore[attr-defined]  # Jinja's are generators
    return "".join(texts)


def mark_rounds(tree: nodes.Template) -> None:
    """Let every round of a loop, and every call of a macro or block, pay for what it prints."""
    for node in tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)):
        cost = nodes.Const(_printed(node.body), lineno=node.lineno)  # type: ignore[attr-defined]
        paying = nodes.Filter(cost, ROUND, [], [], None, None, lineno=node.lineno)
        node.body.insert(0, nodes.ExprStmt(paying, lineno=node.lineno))  # type: ignore[attr-defined]
    for keeping in tree.find_all((*_KEEPING, nodes.For)):
        if not isinstance(keeping, nodes.For) or keeping.recursive:
            for output in keeping.find_all(nodes.Output):
                output.nodes = [_paid_when_kept(piece) for piece in output.nodes]


def _paid_when_kept(piece: nodes.Expr) -> nodes.Expr:
    if isinstance(piece, nodes.TemplateData) or getattr(piece, "name", "") == KEPT:
        return piece
    return nodes.Filter(piece, KEPT, [], [], None, None, lineno=piece.lineno)


def _printed(body: list[nodes.Node]) -> int:
    """About how many characters one round prints itself, without the loops in it."""
    found = 0
    for node in body:
        if isinstance(node, nodes.TemplateData):
            found += len(node.data)
        elif isinstance(node, nodes.Output):
            found += _printed(node.nodes) + _A_STEP * len(node.nodes)  # type: ignore[arg-type]
        elif not isinstance(node, nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block):
            found += _printed(list(node.iter_child_nodes()))
    return found
