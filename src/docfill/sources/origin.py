"""Where a filing was taken from, remembered beside it until somebody edits the filing.

While a filing is as it was taken, people know the workbook or report and not the file: findings
name its cells, pages or paragraphs. Once the file itself was edited, its own lines count.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from docfill.base import Finding, Place, Spot, display_path, place_from
from docfill.filing import Filing, Prose
from docfill.sources.yaml import Scalar

_FOLDER = ".taken"

# The places of each figure, day and text by its name; a text has one for each paragraph, or one.
SourcePlaces = Mapping[str, Sequence[Place]]


@dataclass(frozen=True, slots=True)
class _AtItsSource(Scalar):
    """A text whose paragraphs stand elsewhere, each at one of the places."""

    paragraphs: tuple[Place, ...] = ()

    def place_at(self, offset: int) -> Place:
        number = self.text.count("\n\n", 0, max(offset, 0))
        return self.paragraphs[min(number, len(self.paragraphs) - 1)]


def origin_record(filing: Path) -> Path:
    """Where it is kept what a filing was taken from; there may be no such file."""
    return filing.parent / _FOLDER / f"{filing.stem}.json"


def remember(
    filing: Path,
    text: bytes,
    source: Path,
    spots: Mapping[str, Sequence[Spot]],
    clerk: str = "",
    telephone: str = "",
) -> None:
    """Keep where a filing was taken from, and who had filled it in."""
    origin = {
        "source": os.path.relpath(source.absolute(), filing.parent.absolute()),
        "clerk": clerk,
        "telephone": telephone,
        "filing": hashlib.sha256(text).hexdigest(),
    }
    facts = json.dumps(origin, ensure_ascii=False).removesuffix("}")
    entries = ", ".join(_spots_of(name, tuple(own)) for name, own in spots.items())
    written = f'{facts}, "spots": {{{entries}}}}}\n'
    record = origin_record(filing)
    record.parent.mkdir(exist_ok=True)
    # Not synced: what a crash makes of it only costs the places, and is seen when it is read.
    record.write_bytes(written.encode())


@lru_cache(maxsize=4096)
def _spots_of(name: str, spots: tuple[Spot, ...]) -> str:
    """The entry of one name in JSON; the workbooks of a county have the same cells."""
    entry = {name: [spot.as_data() for spot in spots]}
    return json.dumps(entry, ensure_ascii=False)[1:-1]


def from_its_source(
    path: Path, filing: Filing, findings: list[Finding]
) -> tuple[Filing, list[Finding]]:
    """The filing and what was found in it at the places it was taken from, where they are known."""
    return at_its_source(filing, findings, _places(path))


def at_its_source(
    filing: Filing, findings: Sequence[Finding], places: SourcePlaces
) -> tuple[Filing, list[Finding]]:
    """The filing and what was found in it, with these places instead of its own."""
    if not places:
        return filing, list(findings)
    moved = {filing.place(name): places[name][0] for name in filing.names if name in places}
    found = [replace(each, place=_elsewhere(filing, places, moved, each)) for each in findings]
    return _moved(filing, places), found


def _moved(filing: Filing, places: SourcePlaces) -> Filing:
    def first(name: str, own: Place) -> Place:
        return places[name][0] if name in places else own

    return replace(
        filing,
        cells={
            name: cell._replace(place=first(name, cell.place))
            for name, cell in filing.cells.items()
        },
        dates={key: (day, first(key, at)) for key, (day, at) in filing.dates.items()},
        words={key: (word, first(key, at)) for key, (word, at) in filing.words.items()},
        prose={
            name: _at_its_source(prose, places[name]) if name in places else prose
            for name, prose in filing.prose.items()
        },
    )


def _at_its_source(prose: Prose, places: Sequence[Place]) -> Prose:
    typed = prose.typed
    text = _AtItsSource(typed.text, places[0], typed.style, typed.lines, tuple(places))
    return replace(prose, typed=text)


def _elsewhere(
    filing: Filing, places: SourcePlaces, moved: Mapping[Place, Place], found: Finding
) -> Place:
    if found.place in moved:
        return moved[found.place]
    within = (name for name in filing.prose if name in places and filing.holds(name, found.place))
    for name in within:
        typed = filing.prose[name].typed
        lines = typed.text.split("\n")[: max(found.place.line - typed.place.line - 1, 0)]
        return places[name][min(lines.count(""), len(places[name]) - 1)]
    return found.place


def _places(path: Path) -> dict[str, tuple[Place, ...]]:
    """The places of each name, while the filing is as it was taken."""
    record = origin_record(path)
    if not record.exists():
        return {}
    try:
        origin = json.loads(record.read_bytes())
        if hashlib.sha256(path.read_bytes()).hexdigest() != origin["filing"]:
            return {}
        file = display_path(path.parent / origin["source"])
        spots = origin["spots"].items()
        return {
            name: tuple(place_from({"line": 0, "column": 0, **spot, "file": file}) for spot in own)
            for name, own in spots
            if own
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        # A damaged record only costs the places: findings name lines of the filing instead.
        return {}
