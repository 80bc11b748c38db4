"""docfill.yaml and the folders: which townships there are, and where everything is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from docfill.base import (
    SETTINGS_FILE,
    DocfillError,
    ExitCode,
    Faulty,
    Finding,
    Place,
    Severity,
    display_path,
    last_year,
    now_in,
    tell,
)
from docfill.base.codes import CATALOGUE
from docfill.project.groups import AgencyGroup, CountyReport
from docfill.project.reports import Report
from docfill.project.township import Township
from docfill.sources.yaml import Branch

if TYPE_CHECKING:
    from docfill.form import Form

_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class NoSuchReport(DocfillError):
    """A report was asked for that docfill.yaml does not list."""

    exit_code = ExitCode.USAGE

    def __init__(self, key: str, known: list[str]):
        says = tell(
            "{file} lists no report {key}; known: {known}",
            file=SETTINGS_FILE,
            key=key,
            known=", ".join(known) or "–",
        )
        super().__init__(says)


@dataclass(frozen=True)
class Products:
    """Where a report's files belong."""

    folder: Path
    docx: Path
    pdf: Path

    @property
    def receipt(self) -> Path:
        return self.folder / "receipt.json"

    @property
    def by_kind(self) -> Mapping[str, Path]:
        """Where each kind of product goes; `html` is a page of its own, `fragment` a piece."""
        stem = self.docx.stem
        pages = {"html": f"{stem}.html", "fragment": f"{stem}.fragment.html"}
        return {
            "docx": self.docx,
            "pdf": self.pdf,
            **{kind: self.folder / name for kind, name in pages.items()},
        }


@dataclass(frozen=True)
class Project:
    """The folder with docfill.yaml, data/ and out/, and which of its reports it is about.

    `report` is the one of `reports` that all else is about. Those of docfill.yaml are `everyone`,
    `all_groups` and `own_report`; the properties are what of them has to do with the report.
    `templates` is the folder of the kits. `keep` is for how many seconds LibreOffice is kept, None
    where docfill.yaml does not say.
    """

    root: Path
    templates: Path
    county: str
    language: str
    timezone: ZoneInfo
    reports: tuple[Report, ...]
    report: Report
    everyone: Mapping[str, Township]
    all_groups: tuple[AgencyGroup, ...] = ()
    own_report: CountyReport | None = None
    keep: float | None = None
    mail: Branch | None = field(default=None, compare=False)
    schedule: Branch | None = field(default=None, compare=False)

    @cached_property
    def settings_path(self) -> Path:
        return self.root / SETTINGS_FILE

    def about(self, report: Report) -> "Project":
        """The same folder, and another of its reports."""
        return replace(self, report=report)

    def views(self, year: int) -> tuple["Project", ...]:
        """The project about each report that has a kit for a year, the first where none has."""
        serving = [each for each in self.reports if each.kit_of(year)]
        return tuple(map(self.about, serving or self.reports[:1]))

    def report_called(self, key: str) -> Report:
        """The report of this key; raises NoSuchReport where docfill.yaml lists none."""
        for report in self.reports:
            if report.key == key:
                return report
        raise NoSuchReport(key, [report.key for report in self.reports if report.key])

    @cached_property
    def townships(self) -> Mapping[str, Township]:
        """The agencies that owe the report."""
        owed_by = self.report.owed_by
        return {id: each for id, each in self.everyone.items() if id in owed_by}

    @cached_property
    def groups(self) -> tuple[AgencyGroup, ...]:
        """The groups without the agencies, and without the groups, that do not owe the report."""
        owing = (group.of(self.townships) for group in self.all_groups)
        both = zip(owing, self.all_groups, strict=True)
        return tuple(group for group, whole in both if group.agencies or not whole.agencies)

    @property
    def county_report(self) -> CountyReport | None:
        """The county's own report, which adds up the agencies' first ones."""
        return self.own_report if self.report.is_first else None

    @property
    def kits(self) -> tuple[str, ...]:
        """The kits of all reports, each once."""
        spans = (span for report in self.reports for span in report.kits)
        return tuple(dict.fromkeys(span.kit for span in spans))

    @property
    def captions(self) -> Mapping[str, str]:
        return self.report.captions

    @property
    def severities(self) -> Mapping[str, Severity]:
        return self.report.severities

    @property
    def last_year(self) -> int:
        """The year reported on, unless another is asked for."""
        return last_year(self.timezone)

    def now(self) -> datetime:
        """This moment by the county's clocks, wherever the machine stands."""
        return now_in(self.timezone)

    @cached_property
    def agencies(self) -> Mapping[str, Township]:
        """All who file by id: the townships, and the county itself where it reports."""
        own = self.county_report.agency if self.county_report else None
        return {**self.townships, **({own.id: own} if own else {})}

    @cached_property
    def all_agencies(self) -> Mapping[str, Township]:
        """All who file any of the reports."""
        own = self.own_report.agency if self.own_report else None
        return {**self.everyone, **({own.id: own} if own else {})}

    @cached_property
    def names_by_level(self) -> Mapping[str, tuple[str, ...]]:
        """The agencies' short names by their level, each name once, the longest first."""
        names: dict[str, set[str]] = {}
        for township in self.all_agencies.values():
            names.setdefault(township.level, set()).add(township.name)
        return {
            level: tuple(sorted(found, key=len, reverse=True)) for level, found in names.items()
        }

    def filing_path(self, township: str, year: int) -> Path:
        return self.report.filing_path(self.root, township, year)

    def kit_path(self, year: int) -> Path:
        """The folder of the kit for a year; raises Faulty when no kit serves it."""
        kit = self.report.kit_of(year)
        if not kit:
            says = tell("no kit in docfill.yaml serves {year}; add one under kits", year=year)
            raise Faulty([Finding(Place(display_path(self.settings_path)), "no-kit", says)])
        return self.templates / kit

    def agree_with(self, form: "Form") -> None:
        """Raises Faulty when a severity or caption is chosen for what docfill and the kit lack."""
        strange = [key for key in self.captions if not form.is_numbered(key)]
        if strange:
            numbered = ", ".join(key for key in form.parts if form.is_numbered(key))
            says = tell(
                "{keys}: no sub-heading of this form; known: {known}",
                keys=", ".join(strange),
                known=numbered,
            )
            raise Faulty([Finding(self.report.places["captions"], "unknown-key", says)])
        unknown = [c for c in self.severities if c not in CATALOGUE and c not in form.codes]
        if unknown:
            says = tell("{codes}: no such code of a finding", codes=", ".join(unknown))
            if len(self.reports) > 1:
                says += tell("; a code of one form's own stands under severity of its report")
            raise Faulty([Finding(self.report.chosen_at[unknown[0]], "unknown-code", says)])

    def products(self, township: str, year: int, title: str, out: Path | None = None) -> Products:
        """Where the report goes: `out/<year>/<township>/<title>.docx` and so on."""
        folder = self.report.shelf(out or self.root / "out", township, year)
        names = self.agencies[township].names
        stem = self.report.file_name.format(**names, year=year, title=title)
        stem = _IN_FILE_NAMES.sub("_", stem)
        return Products(folder, folder / f"{stem}.docx", folder / f"{stem}.pdf")
