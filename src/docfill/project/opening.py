"""Reads docfill.yaml: everything wrong with it at once, or the project."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from docfill.base import (
    LANGUAGES,
    SETTINGS_FILE,
    USUAL_ZONE,
    Faulty,
    Finding,
    display_path,
    tell,
    zone_called,
)
from docfill.project.groups import read_county_report, read_groups
from docfill.project.keeping import read_keep
from docfill.project.project import Project
from docfill.project.report_reader import read_reports
from docfill.project.township import Township, read_line, read_township
from docfill.sources.yaml import Branch, Keys, read

_KEYS = (
    "county",
    "language",
    "timezone",
    "templates",
    "kits",
    "reports",
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
    groups = read_groups(keys, townships)
    own = _section(keys, "county_report")
    report = read_county_report(own, townships, groups, findings) if own else None
    everyone = [*townships.values(), *([report.agency] if report else [])]
    findings.extend(_same_names(everyone))
    reports = read_reports(keys, townships, groups, everyone)
    return Project(
        root=root,
        templates=root / keys.text("templates", "templates"),
        county=read_line(keys, "county"),
        language=keys.choice("language", LANGUAGES, "en") if keys.has("language") else "",
        timezone=_timezone(keys),
        reports=reports,
        report=reports[0],
        everyone=townships,
        all_groups=groups,
        own_report=report,
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


def _section(keys: Keys, key: str) -> Branch | None:
    """What stands behind a key that another room reads; None where there is nothing."""
    node = keys.branch.get(key)
    if node is None or isinstance(node, Branch):
        return node
    says = tell("{key} must hold keys and values, like “key: value”", key=key)
    keys.fault(keys.place(key), "wrong-shape", says)
    return None
