"""The sheet of charts: what came in and what became of it, by agency and by year."""

from collections.abc import Sequence
from typing import Any

from docfill.base import tell
from docfill.county.rollup.book.plan import FIRST, HEADS, BookPlan
from docfill.county.rollup.history import YearSums
from docfill.county.rollup.overview import Overview

_MOST_CHARTED = 60  # agencies beside each other in a chart
_SIZE = {"width": 1100, "height": 460}
_ROWS = 24  # that a chart covers


def write_charts(
    plan: BookPlan,
    overviews: Sequence[Overview],
    years: Sequence[YearSums],
    main: str,
    rows_of_years: tuple[str, dict[str, int]],
) -> None:
    """For each overview: its terms by agency, the parts of its total by agency, and by year."""
    sheet = plan.add_sheet(tell("charts"))
    column, charts = FIRST, []
    for overview in overviews:
        charts.append(_by_agency(plan, main, overview, column, "terms"))
        column += len(overview.terms)
        if overview.parts:
            charts.append(_by_agency(plan, main, overview, column, "parts"))
            column += len(overview.parts)
        if len(years) > 1:
            charts.append(_by_year(plan, overview, years, *rows_of_years))
    for number, chart in enumerate(charts):
        sheet.insert_chart(number * _ROWS, 0, chart)


def _by_agency(plan: BookPlan, main: str, overview: Overview, column: int, what: str) -> Any:
    """Bars beside each other for terms that stand for themselves, on each other for parts."""
    is_stacked = what == "parts"
    kind = {"type": "column", **({"subtype": "stacked"} if is_stacked else {})}
    chart = plan.book.add_chart(kind)
    last = HEADS + min(len(plan.lines), _MOST_CHARTED) - 1
    for at, series in enumerate(overview.parts if is_stacked else overview.terms, column):
        chart.add_series(
            {
                "name": series.caption,
                "categories": [main, HEADS, 1, last, 1],
                "values": [main, HEADS, at, last, at],
                "gap": 80,
            }
        )
    says = (
        tell("{heading}: results by agency", heading=overview.heading)
        if is_stacked
        else tell("{heading}: by agency", heading=overview.heading)
    )
    return _finished(chart, str(says), {"rotation": -45})


def _by_year(
    plan: BookPlan,
    overview: Overview,
    years: Sequence[YearSums],
    sheet: str,
    rows: dict[str, int],
) -> Any:
    chart = plan.book.add_chart({"type": "column"})
    for series in overview.terms:
        row = rows[series.names[0]]
        chart.add_series(
            {
                "name": series.caption,
                "categories": [sheet, 0, 1, 0, len(years)],
                "values": [sheet, row, 1, row, len(years)],
                "gap": 80,
                "data_labels": {"value": True},
            }
        )
    first, last = years[0].year, years[-1].year
    says = tell("{heading}: {first} to {last}", heading=overview.heading, first=first, last=last)
    return _finished(chart, str(says), {})


def _finished(chart: Any, title: str, font: dict[str, int]) -> Any:
    chart.set_title({"name": title, "name_font": {"size": 13}})
    chart.set_x_axis({"num_font": {"size": 9, **font}})
    chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size(_SIZE)
    return chart
