"""What each report would be made of and with today, beside what its receipt says."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docfill import __version__
from docfill.base import (
    FORM_FILE,
    TEMPLATE_FILE,
    WORDING_FILE,
    Finding,
    Message,
    Place,
    display_path,
    standpoint,
)
from docfill.build.receipt import (
    Receipt,
    Stamp,
    covers,
    package_versions,
    read_receipt,
    sha256_of_values,
    stamp_of,
)
from docfill.project import Project, Township

RECEIPT_FILE = "receipt.json"
# The kit's files by what they are called in a receipt.
_KIT = {"form": FORM_FILE, "wording": WORDING_FILE, "template": TEMPLATE_FILE}
_PACKAGES = ("docxtpl", "jinja2", "lxml", "pikepdf", "unoserver")


@dataclass(frozen=True)
class Record:
    """One report's sources as they are now, the receipt of its last build, and why that is stale.

    `reason` is "" where nothing needs to be done.
    """

    township: Township
    year: int
    folder: Path
    receipt: Receipt | None
    made_of: Mapping[str, str]
    made_with: Mapping[str, str]
    stamps: Mapping[str, Stamp]
    reason: Message


class Records:
    """The records of a year's reports; what they have in common is read once."""

    def __init__(
        self,
        project: Project,
        year: int,
        out: Path | None,
        made_with: Mapping[str, str],
        wanted: Iterable[str],
    ):
        self.year = year
        self._out = out or project.root / "out"
        self._project = project
        self._settings = county_settings(project)
        self._made_with = {**program_versions(), **made_with}
        self._wanted = tuple(wanted)
        kit = project.kit_path(year)
        self._kit = {name: _sha256(stamp_of(kit / file)) for name, file in _KIT.items()}

    def of(self, township: Township) -> Record:
        """The record of one report."""
        folder = self._project.report.shelf(self._out, township.id, self.year)
        receipt = read_receipt(f"{folder}/{RECEIPT_FILE}")
        known = receipt.stamps if receipt else {}
        stamps = {
            name: stamp_of(self._project.filing_path(township.id, year), known.get(name))
            for name, year in (("filing", self.year), ("last year", self.year - 1))
        }
        made_of = {
            **self._kit,
            **{name: _sha256(stamp) for name, stamp in stamps.items()},
            "settings": sha256_of_values([township.names, township.level, self._settings]),
        }
        return Record(
            township,
            self.year,
            folder,
            receipt,
            made_of,
            self._made_with,
            {name: stamp for name, stamp in stamps.items() if stamp},
            covers(receipt, folder, made_of, self._made_with, self._wanted),
        )


def program_versions() -> dict[str, str]:
    """The programs every report is made with."""
    return {"docfill": __version__, **package_versions(_PACKAGES)}


def county_settings(project: Project) -> str:
    """What of docfill.yaml has a say in every township's report, as a hash."""
    return sha256_of_values(
        {
            "county": project.county,
            "file_name": project.report.file_name,
            "captions": dict(project.captions),
            "agencies": {level: sorted(names) for level, names in project.names_by_level.items()},
            "severity": {code: str(severity) for code, severity in project.severities.items()},
        }
    )


def _sha256(stamp: Stamp | None) -> str:
    return stamp.sha256 if stamp else ""


def relate_findings(project: Project, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings for a receipt: their files named from the project's folder."""
    root, here = project.root.absolute(), Path(standpoint())
    return tuple(
        replace(each, place=replace(each.place, file=os.path.relpath(here / each.place.file, root)))
        for each in findings
    )


def resolve_findings(project: Project, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings out of a receipt: their files named from where the user stands."""
    return tuple(
        Finding(
            Place(display_path(f"{project.root}/{each.place.file}"), each.place.spot),
            each.code,
            each.message,
            each.severity,
            each.source,
        )
        for each in findings
    )
