"""Medians and quartiles of ratios between runs that were made side by side."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """What several measurements of one thing came to: the median, the quartiles, how many."""

    median: float
    low: float
    high: float
    count: int


def spread(values: Sequence[float]) -> Spread:
    """The median and the quartiles of at least one value; quartiles lie between what was seen."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0], 1)
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(median, low, high, len(values))


@dataclass(frozen=True)
class Pairs:
    """The seconds two contestants took in turn, pair by pair."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def speed_up(self) -> Spread:
        """How many times longer theirs took than ours, over the pairs."""
        return spread([b / a for a, b in zip(self.ours, self.theirs, strict=True)])

    @property
    def share(self) -> Spread:
        """Which part of their time ours took, over the pairs."""
        return spread([a / b for a, b in zip(self.ours, self.theirs, strict=True)])


def paired(ours: Callable[[], float], theirs: Callable[[], float], count: int) -> Pairs:
    """Both contestants' seconds, measured `count` times in turn.

    They change places after each pair, so that neither always runs on what the other left.
    """
    seconds: list[tuple[float, float]] = []
    for number in range(count):
        if number % 2 == 0:
            mine = ours()
            seconds.append((mine, theirs()))
        else:
            other = theirs()
            seconds.append((ours(), other))
    return Pairs(tuple(a for a, _ in seconds), tuple(b for _, b in seconds))
