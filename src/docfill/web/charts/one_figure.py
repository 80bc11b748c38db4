"""One figure, agency by agency, this year's bar above last year's."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, ROW, LABELS, VALUES = 640, 34, 150, 90


@dataclass(frozen=True, slots=True)
class AgencyBar:
    """An agency's figure and last year's, each as text and as the width of a bar."""

    label: str
    top: int
    value: str
    width: float
    last_value: str
    last_width: float


@dataclass(frozen=True)
class AgencyChart:
    """Bars one below the other; `says` is what who cannot see it is told.

    `is_zero` where there is nothing to draw.
    """

    says: str
    height: int
    bars: tuple[AgencyBar, ...]
    is_zero: bool


def chart_of(
    says: str, rows: Sequence[tuple[str, Decimal | int | None, Decimal | int | None]]
) -> AgencyChart:
    """A chart of names with this year's figure and last year's, in this order."""
    figures = [each for _, *both in rows for each in both if each is not None]
    # Figures below zero are faults, and told elsewhere.
    largest = max([*figures, 0]) or 1
    room = WIDTH - LABELS - VALUES

    def width(figure: Decimal | int | None) -> float:
        return round(float(max(figure or 0, 0) / largest) * room, 1)

    bars = tuple(
        AgencyBar(label, number * ROW, _shown(now), width(now), _shown(last), width(last))
        for number, (label, now, last) in enumerate(rows)
    )
    return AgencyChart(says, len(rows) * ROW, bars, not any(figures))


def _shown(figure: Decimal | int | None) -> str:
    return "–" if figure is None else f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
