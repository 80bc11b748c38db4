"""Sentences beside the tables of a filing, and what the checks find in them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from docfill.base import Finding
from docfill.checks import Agency, Case, check
from docfill.filing import Filing
from docfill.filing.reader import read_filing
from docfill.form.reader import open_form
from docfill.sources.yaml.reader import parse
from here import TESTS

FORM = open_form(TESTS.parent / "templates" / "disclosure-2021")
BLAMELESS = TESTS / "blameless"
# By the last character of an agency's name.
LEVELS = {"局": "department", "市": "county", "县": "county"}
# A sentence alone is a short piece of prose without figures.
ALONE = {"short", "no-figures", "no-problems", "no-measures"}


@dataclass(frozen=True)
class Told:
    """A sentence, the tables beside it and the code to be found there; none where it is right.

    `tables` are figures of the column of natural persons, or by column; what is not named is zero.
    """

    kind: str
    sentence: str
    code: str = ""
    where: str = "overview.on_request"
    agency: str = "平安镇"
    tables: Mapping[str, Any] = field(default_factory=dict)
    last_year_new: int = 0

    def __str__(self) -> str:
        return f"{self.kind} {self.sentence[:30]}"

    def found(self) -> list[Finding]:
        """What the checks find because of the sentence, not in the rest of the filing."""
        filing = self._filing(2023, {**self.tables, self.where: self.sentence})
        requests = {"new": self.last_year_new, "open": self.last_year_new}
        carried = self.tables.get("requests", {}).get("carried_in", 0)
        if carried:
            requests |= {"carried_out": carried, "new": self.last_year_new + carried}
        last_year = self._filing(2022, {"requests": requests})
        level = LEVELS.get(self.agency[-1], "township")
        agency = Agency(self.agency, f"云川县{self.agency}人民政府", level, "云川县")
        place = filing.prose[self.where].place
        found = check(Case(FORM, filing, last_year, agency))
        return [f for f in found if f.code not in ALONE and f.place.line == place.line]

    def _filing(self, year: int, tables: Mapping[str, Any]) -> Filing:
        """The blameless filing with other figures."""
        written = yaml.safe_load((BLAMELESS / f"{year}.yaml").read_text(encoding="utf-8"))
        for name, value in tables.items():
            section, _, piece = name.partition(".")
            if piece:
                written.setdefault(section, {})[piece] = value
            elif section == "requests":
                written[section] = {
                    row: n if isinstance(n, Mapping) else {"natural": n} for row, n in value.items()
                }
            elif isinstance(value, Mapping):
                written[section] = {**(written.get(section) or {}), **value}
            else:
                written[section] = value
        text = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=10_000)
        filing, faults = read_filing(parse(text.encode(), "x.yaml"), FORM, "pingan", year)
        assert faults == [], faults
        return filing


def told_in(file: Path) -> list[Told]:
    """The sentences of a file: kind, then rows of sentence, code and the rest by name."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [Told(kind, *row[:2], **row[2]) for kind, of_kind in rows.items() for row in of_kind]


def score(sentences: list[Told]) -> dict[str, tuple[int, int, int, int]]:
    """By kind: faults found, faults, right sentences with a finding, right sentences."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for told in sentences:
        codes = {finding.code for finding in told.found()}
        at = 0 if told.code else 2
        counts[told.kind][at] += told.code in codes if told.code else bool(codes)
        counts[told.kind][at + 1] += 1
    return {kind: (a, b, c, d) for kind, (a, b, c, d) in counts.items()}
