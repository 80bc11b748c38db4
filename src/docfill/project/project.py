"""docfill.yaml and the folders: which townships there are, and where everything is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from docfill.base import (
    LANGUAGES,
    NOTHING,
    SETTINGS_FILE,
    USUAL_ZONE,
    Faulty,
    Finding,
    Message,
    Place,
    Severity,
    display_path,
    last_year,
    now_in,
    tell,
    unknown_gaps,
    zone_called,
)
from docfill.base.codes import CATALOGUE
from docfill.form import Form
from docfill.project.groups import AgencyGroup, CountyReport, read_county_report, read_groups
from docfill.project.keeping import read_keep
from docfill.project.township import Township, read_line, read_township
from docfill.sources.yaml import Branch, Keys, read

_KEYS = (
    "county",
    "language",
    "timezone",
    "templates",
    "kits",
    "file_name",
    "captions",
    "severity",
    "townships",
    "groups",
    "county_report",
    "mail",
    "schedule",
    "office",
)
# They turn the order of characters around, so that a name is not what it looks like.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class KitSpan:
    """Which kit serves from which year on."""

    kit: str
    since: int


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
    """The folder with docfill.yaml, data/ and out/; `templates` is the folder of the kits.

    `severities` are those the county chose, by code; `chosen_at` is where each was written.
    `keep` is for how many seconds LibreOffice is kept, None where docfill.yaml does not say.
    """

    root: Path
    templates: Path
    county: str
    language: str
    timezone: ZoneInfo
    kits: tuple[KitSpan, ...]
    file_name: str
    file_name_at: Place
    captions: Mapping[str, str]
    captions_at: Place
    severities: Mapping[str, Severity]
    chosen_at: Mapping[str, Place]
    townships: Mapping[str, Township]
    groups: tuple[AgencyGroup, ...] = ()
    county_report: CountyReport | None = None
    keep: float | None = None
    mail: Branch | None = field(default=None, compare=False)
    schedule: Branch | None = field(default=None, compare=False)

    @cached_property
    def settings_path(self) -> Path:
        return self.root / SETTINGS_FILE

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
    def names_by_level(self) -> Mapping[str, tuple[str, ...]]:
        """The agencies' short names by their level, each name once, the longest first."""
        names: dict[str, set[str]] = {}
        for township in self.agencies.values():
            names.setdefault(township.level, set()).add(township.name)
        return {
            level: tuple(sorted(found, key=len, reverse=True)) for level, found in names.items()
        }

    def filing_path(self, township: str, year: int) -> Path:
        return filing_path(self.root, township, year)

    def kit_path(self, year: int) -> Path:
        """The folder of the kit for a year; raises Faulty when no kit serves it."""
        spans = [span for span in self.kits if span.since <= year]
        if not spans:
            says = tell("no kit in docfill.yaml serves {year}; add one under kits", year=year)
            raise Faulty([Finding(Place(display_path(self.settings_path)), "no-kit", says)])
        latest = max(spans, key=lambda span: span.since)
        return self.templates / latest.kit

    def agree_with(self, form: Form) -> None:
        """Raises Faulty when a severity or caption is chosen for what docfill and the kit lack."""
        strange = [key for key in self.captions if not form.is_numbered(key)]
        if strange:
            numbered = ", ".join(key for key in form.parts if form.is_numbered(key))
            says = tell(
                "{keys}: no sub-heading of this form; known: {known}",
                keys=", ".join(strange),
                known=numbered,
            )
            raise Faulty([Finding(self.captions_at, "unknown-key", says)])
        unknown = [c for c in self.severities if c not in CATALOGUE and c not in form.codes]
        if unknown:
            says = tell("{codes}: no such code of a finding", codes=", ".join(unknown))
            raise Faulty([Finding(self.chosen_at[unknown[0]], "unknown-code", says)])

    def products(self, township: str, year: int, title: str, out: Path | None = None) -> Products:
        """Where the report goes: `out/<year>/<township>/<title>.docx` and so on."""
        folder = (out or self.root / "out") / str(year) / township
        names = self.agencies[township].names
        stem = self.file_name.format(**names, year=year, title=title)
        stem = _IN_FILE_NAMES.sub("_", stem)
        return Products(folder, folder / f"{stem}.docx", folder / f"{stem}.pdf")


def filing_path(root: Path, township: str, year: int) -> Path:
    """Where a filing stands in the project of this folder."""
    return root / "data" / str(year) / f"{township}.yaml"


def open_project(root: Path) -> Project:
    """The project in a folder; raises Faulty with everything wrong in its docfill.yaml."""
    path = root / SETTINGS_FILE
    source = read(path, display_path(path))
    findings = source.findings
    project = _project(root, source.root, findings) if not findings else None
    if project is None or any(finding.blocking for finding in findings):
        raise Faulty(sorted(findings))
    return project


def _project(root: Path, branch: Branch, findings: list[Finding]) -> Project:
    keys = Keys(branch, _KEYS, findings)
    townships = {k: read_township(k, b, findings) for k, b in keys.branches("townships")}
    if not townships:
        keys.fault(keys.place("townships"), "missing", tell("no township is listed"))
    severities = list(_severities(keys))
    groups = read_groups(keys, townships)
    own = _section(keys, "county_report")
    report = read_county_report(own, townships, groups, findings) if own else None
    everyone = [*townships.values(), *([report.agency] if report else [])]
    findings.extend(_same_names(everyone))
    file_name = _file_name(keys, everyone)
    return Project(
        root=root,
        templates=root / keys.text("templates", "templates"),
        county=read_line(keys, "county"),
        language=keys.choice("language", LANGUAGES, "en") if keys.has("language") else "",
        timezone=_timezone(keys),
        kits=tuple(_kits(keys)),
        file_name=file_name,
        file_name_at=keys.place("file_name"),
        captions=_texts(keys, "captions"),
        captions_at=keys.place("captions"),
        severities={code: severity for code, severity, _ in severities},
        chosen_at={code: place for code, _, place in severities},
        townships=townships,
        groups=groups,
        county_report=report,
        keep=read_keep(keys),
        mail=_section(keys, "mail"),
        schedule=_section(keys, "schedule"),
    )


def _timezone(keys: Keys) -> ZoneInfo:
    """The zone whose clocks say which day it is."""
    written = keys.text("timezone", USUAL_ZONE)
    zone = zone_called(written)
    if zone is None:
        says = tell(
            "no time zone is called {written}; {usual} is that of all of China, and holds where "
            "this line is deleted",
            written=written,
            usual=USUAL_ZONE,
        )
        keys.fault(keys.place("timezone"), "wrong-zone", says)
    return zone or ZoneInfo(USUAL_ZONE)


def _same_names(townships: Iterable[Township]) -> Iterator[Finding]:
    """A finding for each township that bears a name of one before it."""
    first: dict[tuple[str, str], Township] = {}
    for township in townships:
        for key, name in township.names.items():
            other = first.setdefault((key, name), township)
            if other is not township and name:
                says = tell(
                    "{key} {name} is already that of {other}; each township has its own",
                    key=key,
                    name=name,
                    other=other.id,
                )
                yield Finding(township.place, "same-name", says)


def _kits(keys: Keys) -> Iterator[KitSpan]:
    """Each kit with its first year; a finding for one that begins in the year of another."""
    first: dict[int, str] = {}
    for item in keys.items("kits"):
        entry = Keys(item, ("kit", "since"), keys.findings)
        span = KitSpan(entry.text("kit"), entry.number("since", 0))
        if span.since in first:
            says = tell(
                "{kit} begins in {year}, as {other} does; one of them would never be used",
                kit=span.kit,
                year=span.since,
                other=first[span.since],
            )
            keys.fault(entry.place("since"), "same-since", says)
        first.setdefault(span.since, span.kit)
        yield span


def _section(keys: Keys, key: str) -> Branch | None:
    """What stands behind a key that another room reads; None where there is nothing."""
    node = keys.branch.get(key)
    if node is None or isinstance(node, Branch):
        return node
    says = tell("{key} must hold keys and values, like “key: value”", key=key)
    keys.fault(keys.place(key), "wrong-shape", says)
    return None


def _file_name(keys: Keys, townships: Iterable[Township]) -> str:
    """The pattern that names finished files; the usual one where it would name none."""
    key, usual = "file_name", "{title}"
    pattern = keys.text(key, usual)
    if strange := unknown_gaps(pattern, {"name", "full_name", "year", "title"}):
        says = tell(
            "{key} may use {{name}}, {{full_name}}, {{year}} and {{title}}: {why}",
            key=key,
            why=", ".join(strange),
        )
    else:
        whole = [each.names for each in townships if all(each.names.values())]
        named = [pattern.format(**names, year=2023, title="title") for names in whole]
        says = next(filter(None, map(_unfit_to_name_a_file, named)), NOTHING)
    if says:
        keys.fault(keys.place(key), "wrong-pattern", says)
    return usual if says else pattern


def _unfit_to_name_a_file(name: str) -> Message:
    """Why a file should not be called this; nothing where it may be."""
    if not name.strip():
        return tell("file_name gives an empty name; write a text, like “{{title}}”")
    if name.startswith((".", "-", " ")):
        return tell(
            "a file name that begins with “{sign}” is hidden, or taken for an option; "
            "begin file_name with another character",
            sign=name[0],
        )
    if mark := _DIRECTION.search(name):
        return tell(
            "file_name holds a mark that turns the direction of writing around (U+{code:04X}); "
            "delete it",
            code=ord(mark[0]),
        )
    return NOTHING


def _texts(keys: Keys, key: str) -> dict[str, str]:
    entries = keys.branches(key, short="text")
    return {name: Keys(entry, ("text",), keys.findings).text("text") for name, entry in entries}


def _severities(keys: Keys) -> Iterator[tuple[str, Severity, Place]]:
    """Code, severity and place of each choice."""
    for code, entry in keys.branches("severity", short="is"):
        if code in CATALOGUE and CATALOGUE[code].firm:
            says = tell("{code} is always an error: no report can be made with it", code=code)
            keys.fault(entry.place, "firm-code", says)
        choice = Keys(entry, ("is",), keys.findings).choice("is", list(Severity), "error", code)
        yield code, Severity(choice), entry.place
