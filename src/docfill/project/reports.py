"""The reports a county's agencies owe: the kits of each by year, and where its files stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docfill.base import Place, Severity


@dataclass(frozen=True, slots=True)
class KitSpan:
    """Which kit serves from which year on."""

    kit: str
    since: int


@dataclass(frozen=True)
class Report:
    """A report that agencies owe every year; `owed_by` are their ids.

    Where docfill.yaml has no `reports`, the only one has no `key`. `severities` are those the
    county chose, by code; `chosen_at` is where each was written, `places` where the rest was.
    """

    key: str
    is_first: bool
    kits: tuple[KitSpan, ...]
    owed_by: frozenset[str]
    file_name: str
    place: Place
    places: Mapping[str, Place]
    captions: Mapping[str, str]
    severities: Mapping[str, Severity]
    chosen_at: Mapping[str, Place]

    def kit_of(self, year: int) -> str:
        """The kit that serves a year; "" where none does."""
        spans = [span for span in self.kits if span.since <= year]
        return max(spans, key=lambda span: span.since).kit if spans else ""

    def filing_path(self, root: Path, township: str, year: int) -> Path:
        """Where a filing stands: `data/<year>/<township>/<report>.yaml`.

        That of the first report may stand, and is begun, as `data/<year>/<township>.yaml`.
        """
        short, *long = self.filing_paths(root, township, year)
        if self.is_first:
            long = [path for path in long if path.exists() and not short.exists()]
        return long[0] if long else short

    def filing_paths(self, root: Path, township: str, year: int) -> list[Path]:
        """The same by the township alone and, where there are several reports, by the report."""
        # In one step each, since this is asked for every filing of a county many times.
        short = root.joinpath("data", str(year), f"{township}.yaml")
        if not self.key:
            return [short]
        return [short, root.joinpath("data", str(year), township, f"{self.key}.yaml")]

    def shelf(self, out: Path, township: str, year: int) -> Path:
        """Where a finished report lies; the first one's folder holds those of the others."""
        folder = out / str(year) / township
        return folder if self.is_first else folder / self.key

    @property
    def ending(self) -> str:
        """What is put behind a name that the first report bears as well."""
        return "" if self.is_first else f"-{self.key}"

    def called(self, township: str) -> str:
        """What mail and its ledger call an agency's report: by the agency, the first one's."""
        return township if self.is_first else f"{township}/{self.key}"

    def asked_for(self, township: str) -> str:
        """How a command is told which report of an agency is meant."""
        return township if self.is_first else f"{township} --report {self.key}"
