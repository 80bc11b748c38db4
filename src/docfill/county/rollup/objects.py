"""A roll-up as plain objects, for JSON: amounts are texts, so that no decimal is lost."""

from decimal import Decimal

from docfill.base import Figure, print_figure
from docfill.county.rollup.figures import AgencyFigures, Rollup


def as_object(rollup: Rollup) -> dict[str, object]:
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
        "cells": [_cell(rollup, name) for name in rollup.form.cells],
    }


def _agency(part: AgencyFigures) -> dict[str, object]:
    return {
        "agency": part.agency.id,
        "name": part.agency.name,
        "standing": str(part.standing),
        "file": part.file,
        "errors": [str(finding) for finding in part.errors],
    }


def _cell(rollup: Rollup, name: str) -> dict[str, object]:
    return {
        "cell": name,
        "caption": rollup.form.caption(name),
        "sums": {key: _figure(sums[name]) for key, sums in rollup.by_group.items()},
        "whole": _figure(rollup.whole[name]),
    }


def _figure(figure: Figure) -> int | str:
    return print_figure(figure) if isinstance(figure, Decimal) else figure
