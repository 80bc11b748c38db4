"""The log as people read it: acts, and saves in a row as one line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docfill.web.server.answers import shown_time
from docfill.web.server.room import Room
from docfill.web.server.store import Save
from docfill.web.server.words import act_word, many_saves

_MOST = 500
_ONE_SITTING = 600.0  # seconds between two saves of the same clerk


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What somebody did, and when, in seconds and by the county's clocks."""

    at: float
    when: str
    agency: str
    clerk: str
    what: str
    facts: tuple[str, ...] = ()

    def as_object(self) -> dict[str, Any]:
        """The same for a script."""
        return {
            "at": self.at,
            "agency": self.agency,
            "clerk": self.clerk,
            "what": self.what,
            "facts": list(self.facts),
        }


def sittings(saves: Iterable[Save]) -> Iterator[list[Save]]:
    """Saves that one clerk made one soon after the other, the latest first in each."""
    sitting: list[Save] = []
    for save in saves:
        last = sitting[-1] if sitting else None
        if (
            last is not None
            and (last.clerk, last.kind, "save") == (save.clerk, save.kind, save.kind)
            and last.at - save.at < _ONE_SITTING
        ):
            sitting.append(save)
            continue
        if sitting:
            yield sitting
        sitting = [save]
    if sitting:
        yield sitting


def entries_of_log(room: Room, agency: str) -> list[LogEntry]:
    """The latest entries, the newest first; of one agency, or of all where it is ""."""
    names = {each.id: each.name for each in room.project.townships.values()}
    entries = [*_acts(room, agency, names), *_saves(room, agency, names)]
    return sorted(entries, key=lambda entry: -entry.at)[:_MOST]


def _acts(room: Room, agency: str, names: dict[str, str]) -> Iterator[LogEntry]:
    for act in room.store.acts(_MOST, agency):
        yield LogEntry(
            act.at,
            shown_time(room, act.at),
            names.get(act.agency, ""),
            act.clerk,
            act_word(act.act),
            tuple(fact for fact in act.facts.values() if fact),
        )


def _saves(room: Room, agency: str, names: dict[str, str]) -> Iterator[LogEntry]:
    latest = room.store.latest_saves(room.year, agency)
    for id, saves in groupby(latest, key=lambda each: each[0]):
        for sitting in sittings(save for _, save in saves):
            if sitting[0].kind == "save":
                newest = sitting[0]
                when = shown_time(room, newest.at)
                what = many_saves(len(sitting))
                yield LogEntry(newest.at, when, names.get(id, ""), newest.clerk, what)
