"""The sums of a status as its page shows them: tables by group and by year, and charts."""

from collections.abc import Iterator
from dataclasses import dataclass

from docfill.base import print_figure, tell
from docfill.county.rollup.history import YearSums
from docfill.county.rollup.overview import overviews
from docfill.county.rollup.showing import whole_column
from docfill.county.status_figures import StatusFigures
from docfill.form import FormTable
from docfill.web.charts.overview import Chart, charts


@dataclass(frozen=True, slots=True)
class SumLine:
    """A figure: its sum in each group, of all, and in each of the years before."""

    caption: str
    groups: tuple[str, ...]
    whole: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SumTable:
    """The sums of one table of the form that are not zero in every year."""

    heading: str
    lines: tuple[SumLine, ...]


@dataclass(frozen=True, slots=True)
class ShownSums:
    """Everything the page shows of figures."""

    covers: str
    groups: tuple[str, ...]
    years_before: tuple[int, ...]
    tables: tuple[SumTable, ...]
    charts: tuple[Chart, ...]


def shown_sums(figures: StatusFigures) -> ShownSums:
    """The sums as they are shown, in `tell`'s language."""
    rollup, before = figures.rollup, figures.years[:-1]
    tables = (
        SumTable(rollup.form.heading(table.key), tuple(_lines(figures, table)))
        for table in rollup.form.tables.values()
    )
    drawn = (charts(rollup, figures.years, each) for each in overviews(rollup.form))
    return ShownSums(
        str(tell("{covers} filings added up", covers=rollup.covers)),
        tuple(str(group.name) for group in rollup.groups),
        tuple(each.year for each in before),
        tuple(table for table in tables if table.lines),
        tuple(chart for found in drawn for chart in found),
    )


def _lines(figures: StatusFigures, table: FormTable) -> Iterator[SumLine]:
    rollup = figures.rollup
    for slot in table.slots:
        if whole_column(slot, table) and any(each.sums.get(slot.name) for each in figures.years):
            yield SumLine(
                rollup.form.caption(slot.name),
                tuple(print_figure(rollup.by_group[g.key][slot.name]) for g in rollup.groups),
                print_figure(rollup.whole[slot.name]),
                tuple(_of_year(each, slot.name) for each in figures.years[:-1]),
            )


def _of_year(year: YearSums, name: str) -> str:
    return print_figure(year.sums[name]) if name in year.sums else "–"
