"""bench/RESULTS.md: what was asked, what was measured, and whether it was reached."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from spread import Spread


@dataclass(frozen=True)
class Goal:
    """Something docfill is to reach; `at_least` or at most the figure asked for, in `unit`."""

    says: str
    asked: float
    measured: Spread
    unit: str = "×"
    at_least: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether the median is as asked."""
        median = self.measured.median
        return median >= self.asked if self.at_least else median <= self.asked

    @property
    def row(self) -> str:
        """The line of the table."""
        sign = "≥" if self.at_least else "≤"
        asked = f"{sign} {figure(self.asked, self.unit)}"
        verdict = "yes" if self.is_reached else "**no**"
        return f"| {self.says} | {asked} | {_measured(self.measured, self.unit)} | {verdict} |"


@dataclass
class Report:
    """Everything one run of the bench found out."""

    machine: str
    versions: dict[str, str] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)
    others: list[tuple[str, Spread]] = field(default_factory=list)
    counts: list[tuple[str, int, int]] = field(default_factory=list)
    unmeasured: list[str] = field(default_factory=list)
    is_quick: bool = False

    def text(self, day: datetime.date) -> str:
        """The page; it names no machine and no folder."""
        return "\n".join(self._lines(day)) + "\n"

    def _lines(self, day: datetime.date) -> Iterable[str]:
        yield "# docfill beside its peers\n"
        yield "Written by `make bench`. Every figure is the median of runs made in turn on one"
        yield "machine, with the quartiles and the number of pairs behind it.\n"
        if self.is_quick:
            yield "**A quick run, only to see that everything works; the figures mean nothing.**\n"
        yield f"{day}: {self.machine}.\n"
        yield ", ".join(f"{name} {version}" for name, version in self.versions.items()) + ".\n"
        yield "| goal | asked | measured | reached |"
        yield "|---|---|---|---|"
        yield from (goal.row for goal in self.goals)
        if self.unmeasured:
            yield "\n## Not measured\n"
            yield from (f"- {says}" for says in self.unmeasured)
        if self.others:
            yield "\n## How many times longer the others take\n"
            yield "| | measured |"
            yield "|---|---|"
            yield from (f"| {says} | {_measured(each, '×')} |" for says, each in self.others)
        if self.counts:
            yield "\n## Figures of a report's tables in their places\n"
            yield "| | right |"
            yield "|---|---|"
            yield from (f"| {says} | {right} of {all_} |" for says, right, all_ in self.counts)
        yield _HOW


_HOW = """
## How it is measured

- **Filling**: each program is a process of its own on one core, warmed up, and fills made-up
  filings of the official form with a template of its own, rewritten from ours. Opening the template
  counts where the program's documentation opens it for each document. Before anything is measured,
  the text of every document is shown to be the same.
- **The bare cost** is that of executing the compiled parts and compressing them as docfill does;
  nothing is put together, nothing looked at. **Jinja alone** executes the body, patched by docxtpl
  and compiled once, in its own environment without a sandbox, and compresses it likewise.
- **Rolled up** are filings with last year's, on all cores, none of them kept from before; memory is
  the most that all processes of the command held together.
- **Published reports** are read by docfill until their filings are written, by the others as tables
  of text; both in seconds of the processor. A figure is in its place where it stands in the column
  it has in the report, in the row whose caption stands in its own column: a merged cell that is
  lost moves what is beside it.
- **Clerks** type into one `docfill serve` on the same machine, each for an agency of their own, and
  are waited for from when a save was due. Every fourth save changes prose. That none is lost is
  seen in the server's history afterwards.
- **Whole commands** run from the start of the process to its end. All of them see the same fonts.
  `soffice` keeps its profile from call to call."""


def figure(value: float, unit: str) -> str:
    """A figure with as many digits as mean something."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _measured(found: Spread, unit: str) -> str:
    median = figure(found.median, unit)
    if found.count == 1:
        return f"{median} (1)"
    low, high = (figure(each, "").strip() for each in (found.low, found.high))
    return f"{median} ({low} to {high}, {found.count})"
