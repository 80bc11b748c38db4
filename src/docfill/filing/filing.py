"""What one township states for one year: typed values with their places, totals worked out."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docfill.base import Figure, Place, ProseParagraph
from docfill.filing.cells import TableFigure
from docfill.sources.yaml import Scalar


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of prose and where it stands."""

    paragraphs: tuple[ProseParagraph, ...]
    typed: Scalar

    @property
    def place(self) -> Place:
        return self.typed.place

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def place_at(self, paragraph: ProseParagraph, offset: int = 0) -> Place:
        """File, line and column of a character of one of the paragraphs."""
        return self.typed.place_at(paragraph.typed_at(offset))


@dataclass(frozen=True, slots=True)
class Waiver:
    """What a filing asks to let stand: findings with a code, everywhere or `at` one name."""

    code: str
    at: str
    reason: str
    place: Place


@dataclass(frozen=True)
class Filing:
    """The figures, dates and prose of one township for one year, by their names in the form.

    `words` are its short texts and choices.
    `unread` are the tables of which something could not be read, so that a figure may be wrong.
    """

    township: str
    year: int
    file: str
    cells: Mapping[str, TableFigure]
    dates: Mapping[str, tuple[datetime.date, Place]]
    prose: Mapping[str, Prose]
    waivers: tuple[Waiver, ...] = ()
    unread: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, Place]] = field(default_factory=dict)

    def figure(self, name: str) -> Figure:
        return self.cells[name].value

    def place(self, name: str) -> Place:
        """Where a cell, date or piece of prose is written."""
        if name in self.cells:
            return self.cells[name].place
        if name in self.prose:
            return self.prose[name].place
        _, place = self.dates.get(name) or self.words.get(name) or (None, Place(self.file))
        return place

    @property
    def names(self) -> Iterator[str]:
        """The names of everything that is stated."""
        yield from self.cells
        yield from self.prose
        yield from self.dates
        yield from self.words

    def holds(self, name: str, place: Place) -> bool:
        """Whether a place lies in that cell, date or piece of prose."""
        first = self.place(name)
        if name not in self.prose or not first.line:
            return first == place
        lines = self.prose[name].typed.text.count("\n") + 1
        return first.file == place.file and first.line <= place.line <= first.line + lines
