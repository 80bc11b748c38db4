"""The cells a filing was taken from, remembered beside it until somebody edits the filing.

While a filing is as it was taken, its clerk knows the workbook and not the file: findings name
sheet and cell. Once the file itself was edited, its own lines are what counts.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docfill.base import Finding, Place, SheetSpot, display_path
from docfill.filing import Filing, Prose
from docfill.sources.yaml import Scalar

_FOLDER = ".taken"


@dataclass(frozen=True, slots=True)
class _InCell(Scalar):
    """A text that stands in one cell, whichever of its characters is asked for."""

    def place_at(self, offset: int) -> Place:
        return self.place


def remember(
    filing: Path,
    text: bytes,
    workbook: Path,
    cells: Mapping[str, SheetSpot],
    clerk: str,
    telephone: str,
) -> None:
    """Keep which cells a filing was taken from, and who had filled them in."""
    origin = {
        "workbook": os.path.relpath(workbook.absolute(), filing.parent.absolute()),
        "clerk": clerk,
        "telephone": telephone,
        "filing": hashlib.sha256(text).hexdigest(),
        "cells": {name: cell.words for name, cell in cells.items()},
    }
    written = json.dumps(origin, ensure_ascii=False, indent=1) + "\n"
    record = _record(filing)
    record.parent.mkdir(exist_ok=True)
    # Not synced: what a crash makes of it only costs the cells, and is seen when it is read.
    record.write_bytes(written.encode())


def from_its_workbook(
    path: Path, filing: Filing, findings: list[Finding]
) -> tuple[Filing, list[Finding]]:
    """The filing and what was found in it with the cells they were taken from as their places."""
    cells = _cells(path)
    if not cells:
        return filing, findings
    moved = {filing.place(name): cells[name] for name in filing.names if name in cells}
    found = [replace(each, place=_cell_of(filing, cells, moved, each.place)) for each in findings]
    return _moved(filing, cells), found


def _moved(filing: Filing, cells: Mapping[str, Place]) -> Filing:
    return replace(
        filing,
        cells={
            name: replace(cell, place=cells.get(name, cell.place))
            for name, cell in filing.cells.items()
        },
        dates={key: (day, cells.get(key, at)) for key, (day, at) in filing.dates.items()},
        prose={
            name: _in_cell(prose, cells[name]) if name in cells else prose
            for name, prose in filing.prose.items()
        },
    )


def _in_cell(prose: Prose, place: Place) -> Prose:
    typed = prose.typed
    return replace(prose, typed=_InCell(typed.text, place, typed.style, typed.lines))


def _cell_of(
    filing: Filing, cells: Mapping[str, Place], moved: Mapping[Place, Place], place: Place
) -> Place:
    if place in moved:
        return moved[place]
    within = (name for name in filing.prose if name in cells and filing.holds(name, place))
    return next((cells[name] for name in within), place)


def _cells(path: Path) -> dict[str, Place]:
    """The cell of each field, while the filing is as it was taken."""
    record = _record(path)
    if not record.exists():
        return {}
    try:
        origin = json.loads(record.read_bytes())
        if hashlib.sha256(path.read_bytes()).hexdigest() != origin["filing"]:
            return {}
        workbook = display_path(path.parent / origin["workbook"])
        cells = origin["cells"].items()
        return {name: Place(workbook, SheetSpot.from_words(cell)) for name, cell in cells}
    except (ValueError, KeyError, TypeError, AttributeError):
        # A damaged record only costs the cells: findings name lines of the filing, which are right.
        return {}


def _record(filing: Path) -> Path:
    return filing.parent / _FOLDER / f"{filing.stem}.json"
