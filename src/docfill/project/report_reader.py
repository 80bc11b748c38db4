"""Reads which reports docfill.yaml lists, and who owes them."""

import re
from collections.abc import Iterable, Iterator, Mapping

from docfill.base import NOTHING, Finding, Message, Place, Severity, tell, unknown_gaps
from docfill.base.codes import CATALOGUE
from docfill.project.groups import AgencyGroup
from docfill.project.reports import KitSpan, Report
from docfill.project.township import Township, names_files
from docfill.sources.yaml import Keys

_OWN_KEYS = ("kits", "agencies", "groups", "file_name", "captions", "severity")
# They stand beside a first report's files, in folders of these names.
_TAKEN = ("pages", "differences")
# They turn the order of characters around, so that a name is not what it looks like.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def read_reports(
    keys: Keys,
    townships: Mapping[str, Township],
    groups: Iterable[AgencyGroup],
    filers: Iterable[Township],
) -> tuple[Report, ...]:
    """The reports of docfill.yaml; one without a key where it names none.

    `filers` are all in whose names files are made.
    """
    groups, filers = list(groups), list(filers)
    common = _common(keys, frozenset(townships), filers)
    if not keys.has("reports"):
        return (common,)
    for key in ("kits", "captions"):
        if keys.has(key):
            says = tell("beside reports, {key} stands within the report it is for", key=key)
            keys.fault(keys.place(key), "unknown-key", says)
    reports: list[Report] = []
    for key, branch in keys.branches("reports"):
        names_files(key, branch.place, keys.findings)
        if key in _TAKEN:
            says = tell("no report can be called {key}: a folder of that name lies there", key=key)
            keys.fault(branch.place, "wrong-id", says)
        own = Keys(branch, _OWN_KEYS, keys.findings)
        owed_by = _owed_by(own, townships, groups)
        reports.append(_report(key, own, common, owed_by, filers, is_first=not reports))
        if not reports[-1].kits:
            says = tell("the report {key} names no kit; add one under its kits", key=key)
            keys.fault(branch.place, "missing", says)
    if not reports:
        keys.fault(keys.place("reports"), "missing", tell("no report is listed"))
        return (common,)
    keys.findings.extend(_kits_of_two(reports))
    return tuple(reports)


def _common(keys: Keys, everyone: frozenset[str], filers: list[Township]) -> Report:
    """What docfill.yaml says of its only report, or of all."""
    severities = list(_severities(keys))
    return Report(
        key="",
        is_first=True,
        kits=tuple(_kits(keys)),
        owed_by=everyone,
        file_name=_file_name(keys, filers),
        place=keys.branch.place,
        places={key: keys.place(key) for key in ("file_name", "captions")},
        captions=_texts(keys, "captions"),
        severities={code: severity for code, severity, _ in severities},
        chosen_at={code: place for code, _, place in severities},
    )


def _report(
    key: str,
    own: Keys,
    common: Report,
    owed_by: frozenset[str],
    filers: list[Township],
    *,
    is_first: bool,
) -> Report:
    """One of several reports, by its own keys and by what is said of all."""
    severities = list(_severities(own))
    pattern = _file_name(own, filers) if own.has("file_name") else common.file_name
    named_at = own.place("file_name") if own.has("file_name") else common.places["file_name"]
    return Report(
        key=key,
        is_first=is_first,
        kits=tuple(_kits(own)),
        owed_by=owed_by,
        file_name=pattern,
        place=own.branch.place,
        places={"file_name": named_at, "captions": own.place("captions")},
        captions=_texts(own, "captions"),
        severities={**common.severities, **{code: severity for code, severity, _ in severities}},
        chosen_at={**common.chosen_at, **{code: place for code, _, place in severities}},
    )


def _owed_by(
    own: Keys, townships: Mapping[str, Township], groups: Iterable[AgencyGroup]
) -> frozenset[str]:
    """The agencies a report names, and those of its groups; all where it names none."""
    if not own.has("agencies") and not own.has("groups"):
        return frozenset(townships)
    members = {group.key: [agency.id for agency in group.agencies] for group in groups}
    owed_by: set[str] = set()
    for key, known in (("agencies", {id: [id] for id in townships}), ("groups", members)):
        for written in own.scalars(key):
            if written.text in known:
                owed_by.update(known[written.text])
            else:
                says = tell(
                    "{name} is none of {known}", name=written.text, known=", ".join(known) or "–"
                )
                own.fault(written.place, "dangling-name", says)
    return frozenset(owed_by)


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


def _kits_of_two(reports: Iterable[Report]) -> Iterator[Finding]:
    """A finding for each kit that two reports name: whose workbook it was could not be told."""
    first: dict[str, str] = {}
    for report in reports:
        for kit in dict.fromkeys(span.kit for span in report.kits):
            other = first.setdefault(kit, report.key)
            if other != report.key:
                says = tell(
                    "{kit} is a kit of {report} and of {other}; each report has its own",
                    kit=kit,
                    report=report.key,
                    other=other,
                )
                yield Finding(report.place, "same-kit", says)


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
