"""Groups of agencies that are added up together, and the county's own report made of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from docfill.base import LEVELS, Finding, Message, Place, Severity, as_written, level_in_words, tell
from docfill.project.township import Township, names_files, read_line
from docfill.sources.yaml import Branch, Keys

ALL = "all"  # as a scope: every group
_GROUP_KEYS = ("name", "level", "agencies")
_REPORT_KEYS = ("id", "name", "full_name", "scope")
_USUAL = {"county": "office", "department": "departments", "township": "townships"}


@dataclass(frozen=True)
class AgencyGroup:
    """Agencies added up in a column of their own; `places` is where each was put into it."""

    key: str
    name: Message
    agencies: tuple[Township, ...]
    places: Mapping[str, Place]

    def of(self, townships: Mapping[str, Township]) -> "AgencyGroup":
        """The group with those of its agencies alone that are among these."""
        return replace(self, agencies=tuple(each for each in self.agencies if each.id in townships))


@dataclass(frozen=True)
class CountyReport:
    """The county's own report, which adds up those of its agencies; `scope` names the groups."""

    agency: Township
    scope: tuple[str, ...]


def read_groups(keys: Keys, townships: Mapping[str, Township]) -> tuple[AgencyGroup, ...]:
    """The groups of docfill.yaml, or one for each level where it names none."""
    if not keys.has("groups"):
        return tuple(_groups_by_level(townships.values()))
    branches = list(keys.branches("groups"))
    entries = {key: Keys(branch, _GROUP_KEYS, keys.findings) for key, branch in branches}
    listed = {key: dict(_listed(entry, townships)) for key, entry in entries.items()}
    named = {id for places in listed.values() for id in places}
    groups = []
    for key, entry in entries.items():
        if key == ALL:
            says = tell("no group can be called {key}, which means every group", key=ALL)
            keys.fault(entry.branch.place, "wrong-choice", says)
        places = listed[key] | _of_level(entry, townships.values(), named)
        agencies = tuple(townships[id] for id in townships if id in places)
        groups.append(AgencyGroup(key, as_written(read_line(entry, "name")), agencies, places))
    return tuple(groups)


def read_county_report(
    branch: Branch,
    townships: Mapping[str, Township],
    groups: Iterable[AgencyGroup],
    findings: list[Finding],
) -> CountyReport:
    """The county's own report, and of which groups it is made."""
    entry = Keys(branch, _REPORT_KEYS, findings)
    id = entry.text("id", "county")
    names_files(id, branch.place, findings)
    if id in townships:
        says = tell("{id} is a township's already; the county's report has an id of its own", id=id)
        entry.fault(entry.place("id"), "same-name", says)
    known = [ALL, *(group.key for group in groups)]
    scope = entry.scalars("scope")
    for written in scope:
        if written.text not in known:
            says = tell("no group {key}; known: {known}", key=written.text, known=", ".join(known))
            entry.fault(written.place, "dangling-name", says)
    if not scope:
        # What a county's report adds up differs from county to county: it is said, never guessed.
        says = tell("scope must say which groups the county's report adds up, or {all}", all=ALL)
        entry.fault(branch.place, "missing", says)
    names = read_line(entry, "name"), read_line(entry, "full_name")
    agency = Township(id, *names, "county", None, branch.place)
    return CountyReport(agency, tuple(written.text for written in scope))


def doubts_about_groups(
    groups: Iterable[AgencyGroup], townships: Mapping[str, Township]
) -> tuple[Finding, ...]:
    """A finding for each agency that would be added twice, or not at all."""
    first: dict[str, AgencyGroup] = {}
    found = []
    for group in groups:
        for agency in group.agencies:
            other = first.setdefault(agency.id, group)
            if other is not group:
                says = tell(
                    "{name} is in {group} and in {other}, and would be added twice; leave it in "
                    "one",
                    name=agency.name,
                    group=group.key,
                    other=other.key,
                )
                found.append(Finding(group.places[agency.id], "two-groups", says))
    for id, agency in townships.items():
        if id not in first:
            says = tell(
                "{name} is in no group, so no sum has its figures; add it under groups",
                name=agency.name,
            )
            found.append(Finding(agency.place, "no-group", says, Severity.WARNING))
    return tuple(found)


def _listed(entry: Keys, townships: Mapping[str, Township]) -> Iterator[tuple[str, Place]]:
    """The agencies a group lists, each with its place."""
    for written in entry.scalars("agencies"):
        if written.text in townships:
            yield written.text, written.place
        else:
            says = tell("{id} is no township of this file", id=written.text)
            entry.fault(written.place, "dangling-name", says)


def _of_level(entry: Keys, townships: Iterable[Township], named: set[str]) -> dict[str, Place]:
    """The agencies of a group's level that no group lists by name."""
    if not entry.has("level"):
        if not entry.has("agencies"):
            says = tell("a group has a level, or a list of agencies: agencies: [a, b]")
            entry.fault(entry.branch.place, "missing", says)
        return {}
    level = entry.choice("level", LEVELS, LEVELS[0])
    place = entry.place("level")
    return {each.id: place for each in townships if each.level == level and each.id not in named}


def _groups_by_level(townships: Iterable[Township]) -> Iterator[AgencyGroup]:
    """A group for each level there is, the higher ones first."""
    townships = list(townships)
    for level in ("county", *(each for each in reversed(LEVELS) if each != "county")):
        agencies = tuple(each for each in townships if each.level == level)
        if agencies:
            places = {each.id: each.place for each in agencies}
            yield AgencyGroup(_USUAL.get(level, level), _usual_name(level), agencies, places)


def _usual_name(level: str) -> Message:
    match level:
        case "county":
            return tell("county government")
        case "department":
            return tell("departments")
        case "township":
            return tell("townships and streets")
    return level_in_words(level)
