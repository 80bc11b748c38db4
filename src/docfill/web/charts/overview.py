"""Charts of a county's main figures: bars by agency, columns by year."""

from collections.abc import Sequence
from dataclasses import dataclass

from docfill.base import Figure, plain, tell
from docfill.county.rollup.figures import Rollup
from docfill.county.rollup.history import YearSums
from docfill.county.rollup.overview import MainFigure, Overview

_WIDTH = 960
_NAMES, _ROW, _BAR = 170, 26, 16  # left of the bars; a row and its bar
_HEIGHT, _TOP, _BELOW = 300, 24, 30  # columns, above them, and below
_MOST_BARS = 60
_COLOURS = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle of one of the colours, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    colour: int
    says: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place: `start`, `middle` or `end` of it is there."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures, with the names of its colours."""

    title: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    legend: tuple[str, ...]


def charts(rollup: Rollup, years: Sequence[YearSums], overview: Overview) -> list[Chart]:
    """Results by agency, or the terms where there are none; and the terms by year."""
    found = [_by_agency(rollup, overview)]
    own = [term for term in overview.terms if all(term.is_in(each.sums) for each in years)]
    if len(years) > 1 and own:
        found.append(_by_year(overview, own, years))
    return found


def _by_agency(rollup: Rollup, overview: Overview) -> Chart:
    figures = overview.parts or overview.terms
    rows = _rows(rollup, figures)
    most = max((sum(map(float, values)) for _, values in rows), default=0) or 1
    scale = (_WIDTH - _NAMES - 60) / most
    shapes, labels = [], []
    for number, (name, values) in enumerate(rows):
        y, x = number * _ROW + 4, float(_NAMES)
        labels.append(Label(_NAMES - 8, y + _BAR - 3, name, "end"))
        for colour, (figure, value) in enumerate(zip(figures, values, strict=True)):
            if value:
                says = f"{name}, {figure.caption}: {plain(value)}"
                wide = float(value) * scale
                shapes.append(Shape(round(x, 1), y, round(wide, 1), _BAR, colour % _COLOURS, says))
                x += wide
        labels.append(Label(round(x, 1) + 6, y + _BAR - 3, plain(sum(values))))
    title = tell("{heading}: results by agency", heading=overview.heading)
    legend = tuple(figure.caption for figure in figures)
    return Chart(str(title), _WIDTH, len(rows) * _ROW + 8, tuple(shapes), tuple(labels), legend)


def _rows(rollup: Rollup, figures: Sequence[MainFigure]) -> list[tuple[str, list[Figure]]]:
    """A row for each agency that is added; for each group, where they are too many to be seen."""
    if len(rollup.added) > _MOST_BARS:
        sums = [(str(group.name), rollup.by_group[group.key]) for group in rollup.groups]
        return [(name, [each.value(own) for each in figures]) for name, own in sums]
    cells = [[rollup.numbers[name] for name in each.names] for each in figures]
    return [
        (part.agency.name, [sum(part.values[at] for at in own) for own in cells])
        for part in rollup.added
    ]


def _by_year(overview: Overview, terms: Sequence[MainFigure], years: Sequence[YearSums]) -> Chart:
    most = max((float(term.value(each.sums)) for each in years for term in terms), default=0) or 1
    scale, block = _HEIGHT / most, _WIDTH / len(years)
    wide = min(block * 0.8 / len(terms), 56)
    shapes, labels = [], []
    for number, each in enumerate(years):
        middle = round((number + 0.5) * block, 1)
        start = number * block + (block - wide * len(terms)) / 2
        labels.append(Label(middle, _TOP + _HEIGHT + 20, str(each.year), "middle"))
        for colour, term in enumerate(terms):
            value = term.value(each.sums)
            high, x = float(value) * scale, start + colour * wide
            y = round(_TOP + _HEIGHT - high, 1)
            says = f"{each.year}, {term.caption}: {plain(value)}"
            size = round(wide - 4, 1), round(high, 1)
            shapes.append(Shape(round(x + 2, 1), y, *size, colour % _COLOURS, says))
            labels.append(Label(round(x + wide / 2, 1), y - 5, plain(value), "middle"))
    first, last = years[0].year, years[-1].year
    title = tell("{heading}: {first} to {last}", heading=overview.heading, first=first, last=last)
    legend = tuple(term.caption for term in terms)
    return Chart(str(title), _WIDTH, _TOP + _HEIGHT + _BELOW, tuple(shapes), tuple(labels), legend)
