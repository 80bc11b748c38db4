"""A roll-up as plain objects, for JSON: amounts are texts, so that no decimal is lost."""

from decimal import Decimal

from docfill.base import Figure, print_figure
from docfill.county.rollup.against import CellDifference
from docfill.county.rollup.figures import AgencyFigures, Rollup
from docfill.county.rollup.own_filing import CountyFiling


def as_object(rollup: Rollup, county: CountyFiling | None) -> dict[str, object]:
    """Everything the roll-up says, cell by cell."""
    return {
        "county": rollup.county,
        "year": rollup.year,
        "form": rollup.form.key,
        "scope": [group.key for group in rollup.groups],
        "added": len(rollup.added),
        "expected": len(rollup.parts),
        "complete": rollup.is_complete,
        "findings": [str(finding) for finding in rollup.findings],
        "groups": [
            {
                "key": group.key,
                "name": str(group.name),
                "agencies": [_agency(part) for part in rollup.parts_of(group)],
            }
            for group in rollup.groups
        ],
        "cells": [cell_object(rollup, name) for name in rollup.form.cells],
        "county_filing": _county(rollup, county) if county else None,
    }


def _agency(part: AgencyFigures) -> dict[str, object]:
    return {
        "agency": part.agency.id,
        "name": part.agency.name,
        "standing": str(part.standing),
        "file": part.file,
        "errors": [str(finding) for finding in part.errors],
    }


def _county(rollup: Rollup, county: CountyFiling) -> dict[str, object]:
    return {
        "file": county.report.filing.file,
        "findings": [str(finding) for finding in county.report.findings],
        "differences": [_difference(rollup, each) for each in county.differences],
    }


def _difference(rollup: Rollup, each: CellDifference) -> dict[str, object]:
    return {
        "cell": each.name,
        "caption": rollup.form.caption(each.name),
        "line": each.place.line,
        "stated": figure_object(each.stated),
        "sum": figure_object(each.true),
        "suspects": [
            {"agency": suspect.agency.id, "says": str(suspect.says), "place": str(suspect.place)}
            for suspect in each.suspects
        ],
    }


def cell_object(rollup: Rollup, name: str) -> dict[str, object]:
    """The sums of a cell, by group and whole."""
    return {
        "cell": name,
        "caption": rollup.form.caption(name),
        "sums": {key: figure_object(sums[name]) for key, sums in rollup.by_group.items()},
        "whole": figure_object(rollup.whole[name]),
    }


def figure_object(figure: Figure) -> int | str:
    """A count as a number, an amount as a text with every decimal."""
    return print_figure(figure) if isinstance(figure, Decimal) else figure
