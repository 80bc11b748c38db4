"""What is added up: each agency's figures, and the sums by group and of all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from docfill.base import PROGRAM_FAULT, Figure, Finding, Message, Place, in_a_row, tell
from docfill.form import Form
from docfill.project import AgencyGroup, Township

Sums = Mapping[str, Figure]
"""The value of every cell by its name in the form."""


class InSum(StrEnum):
    """What became of an agency's filing in the sum."""

    SUMMED = "summed"
    DOUBTFUL = "doubtful"  # summed, though an error stands against it
    UNREAD = "unread"  # filed, but its figures cannot be read
    MISSING = "missing"

    @property
    def word(self) -> Message:
        """The standing as readers call it."""
        match self:
            case InSum.SUMMED:
                return tell("added")
            case InSum.DOUBTFUL:
                return tell("added, with errors")
            case InSum.UNREAD:
                return tell("not added: cannot be read")
            case InSum.MISSING:
                return tell("not added: no filing")


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """What one agency brings to the sum.

    `values` and `places`, where each is written, are in the order of the form's cells, and empty
    where nothing is added; so are last year's `last_values`, where that filing can be read.
    """

    agency: Township
    file: str
    standing: InSum
    values: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    last_values: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_added(self) -> bool:
        return bool(self.values)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.blocking)

    @property
    def is_fault_of_ours(self) -> bool:
        """Whether docfill itself failed at the filing."""
        return any(finding.code == PROGRAM_FAULT for finding in self.findings)

    def place(self, at: int) -> Place:
        """Where the figure of a cell is written, by the cell's number."""
        return self.places[at] if self.places else Place(self.file)


@dataclass(frozen=True)
class Rollup:
    """One year's figures of some groups of agencies, added up.

    `by_group` has the sums of each group by its key, `whole` those of all agencies of `groups`;
    `findings` are about the sums and the groups themselves, not about single filings.
    """

    county: str
    form: Form
    year: int
    groups: tuple[AgencyGroup, ...]
    parts: Mapping[str, AgencyFigures]
    by_group: Mapping[str, Sums]
    whole: Sums
    findings: tuple[Finding, ...] = ()

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each cell, by which agencies keep their values."""
        return {name: number for number, name in enumerate(self.form.cells)}

    def last_value(self, agency: str, name: str) -> Figure | None:
        """The same of last year; None where that filing is not there or cannot be read."""
        values = self.parts[agency].last_values
        return values[self.numbers[name]] if values else None

    def value(self, agency: str, name: str) -> Figure | None:
        """An agency's figure; None where it is not added."""
        part = self.parts[agency]
        return part.values[self.numbers[name]] if part.is_added else None

    def parts_of(self, group: AgencyGroup) -> Sequence[AgencyFigures]:
        """What the agencies of a group bring, in the order of docfill.yaml."""
        return [self.parts[agency.id] for agency in group.agencies]

    @cached_property
    def added(self) -> tuple[AgencyFigures, ...]:
        return tuple(part for part in self.parts.values() if part.is_added)

    @property
    def is_complete(self) -> bool:
        """Whether every agency's filing is there and without an error."""
        return all(part.standing is InSum.SUMMED for part in self.parts.values())

    @property
    def shortfalls(self) -> Iterator[Message]:
        """What the sums lack, and whose figures are doubtful, a line for each standing."""
        for standing in (InSum.MISSING, InSum.UNREAD, InSum.DOUBTFUL):
            names = [p.agency.name for p in self.parts.values() if p.standing is standing]
            if names:
                told = in_a_row(tell(", "), names)
                yield tell("{standing}: {names}", standing=standing.word, names=told)

    @property
    def covers(self) -> Message:
        """How much of what there should be the sums hold, such as 38 of 40."""
        return tell("{n} of {all}", n=len(self.added), all=len(self.parts))
