"""What an agency brings to the sum as one line of JSON, and read back from it."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from docfill.base import Figure, Place, TextSpot, finding_from, place_from
from docfill.county.rollup.figures import AgencyFigures, InSum
from docfill.project import Township

_as_json = json.JSONEncoder(separators=(",", ":")).encode


def as_line(part: AgencyFigures) -> str:
    """Everything but whose it is, without a line break: most figures are zero and most places
    those of a whole row, so that few of them are written."""
    # By identity, as the cells of a row that is not written share one place, and to compare
    # hundreds with each other takes long. Should two be alike, both are written.
    numbers: dict[int, int] = {}
    at = [numbers.setdefault(id(place), len(numbers)) for place in part.places]
    places = {id(place): place for place in part.places}
    return _as_json(
        {
            "file": part.file,
            "standing": part.standing,
            "values": _sparse(part.values),
            "last": _sparse(part.last_values),
            "places": [_place(place, part.file) for place in places.values()],
            "at": at,
            "findings": [finding.as_data() for finding in part.findings],
        }
    )


def from_line(line: str | bytes, agency: Township, cells: int) -> AgencyFigures:
    """The same again, for a form of so many cells; ValueError, KeyError, TypeError or IndexError
    where a line is damaged."""
    data: dict[str, Any] = json.loads(line)
    places = [_place_from(each, data["file"]) for each in data["places"]]
    return AgencyFigures(
        agency,
        data["file"],
        InSum(data["standing"]),
        _dense(data["values"], cells),
        tuple(places[number] for number in data["at"]),
        _dense(data["last"], cells),
        tuple(finding_from(each) for each in data["findings"]),
    )


def _sparse(values: Sequence[Figure]) -> dict[int, int | str] | None:
    """The values that are not a plain zero by their numbers, amounts as texts; None for none."""
    if not values:
        return None
    return {
        number: str(value) if isinstance(value, Decimal) else value
        for number, value in enumerate(values)
        if value or isinstance(value, Decimal)
    }


def _dense(values: Mapping[str, int | str] | None, cells: int) -> tuple[Figure, ...]:
    if values is None:
        return ()
    found: list[Figure] = [0] * cells
    for number, value in values.items():
        found[int(number)] = Decimal(value) if isinstance(value, str) else value
    return tuple(found)


def _place(place: Place, file: str) -> object:
    """Line and column where it is in the filing itself, as nearly always."""
    if place.file == file and place.line:
        return [place.line, place.column]
    return place.as_data()


def _place_from(data: Any, file: str) -> Place:
    return Place(file, _spot(*data)) if isinstance(data, list) else place_from(data)


@lru_cache(maxsize=10_000)
def _spot(line: int, column: int) -> TextSpot:
    """The same spot for all filings of a county, which are laid out alike."""
    return TextSpot(line, column)
