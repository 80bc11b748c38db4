"""What the agencies of a status state: their figures, the sums, and those of the years before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from docfill.build.checking import form_of
from docfill.county.rollup.figures import Rollup
from docfill.county.rollup.history import YearSums, history_of
from docfill.county.rollup.objects import cell_object, figure_object
from docfill.county.rollup.rolling import roll_up
from docfill.project import Project, Township


@dataclass(frozen=True)
class StatusFigures:
    """The sums of a year and of up to four before, this one last."""

    rollup: Rollup
    years: tuple[YearSums, ...]


def figures_of_status(
    project: Project, townships: Iterable[Township], year: int
) -> StatusFigures | None:
    """The figures of these agencies; None where the form has none, or nothing is filed yet."""
    form, chosen = form_of(project, year), {township.id for township in townships}
    if not form.cells:
        return None
    groups = [
        replace(group, agencies=tuple(each for each in group.agencies if each.id in chosen))
        for group in project.groups
    ]
    rollup = roll_up(project, form, [group for group in groups if group.agencies], year)
    return StatusFigures(rollup, history_of(project, rollup)) if rollup.added else None


def as_object(figures: StatusFigures) -> dict[str, object]:
    """The figures as `status --json` prints them; of an agency those that are not zero."""
    rollup = figures.rollup
    return {
        "added": len(rollup.added),
        "expected": len(rollup.parts),
        "cells": [cell_object(rollup, name) for name in rollup.form.cells],
        "years": [
            {
                "year": each.year,
                "added": each.added,
                "expected": each.expected,
                "sums": {name: figure_object(value) for name, value in each.sums.items()},
            }
            for each in figures.years
        ],
        "agencies": {
            part.agency.id: {
                name: figure_object(value)
                for name, value in zip(rollup.form.cells, part.values, strict=True)
                if value
            }
            for part in rollup.added
        },
    }
