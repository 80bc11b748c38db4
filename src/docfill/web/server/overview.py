"""How far every agency is, as the county sees it, and as a script is told."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from docfill.base import Severity
from docfill.county.settings import timetable_of
from docfill.web.server.answers import SECONDS_THERE, shown_time
from docfill.web.server.room import Room


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """How far one agency is; `standing` is one of the words that `standing_word` knows."""

    id: str
    name: str
    standing: str
    errors: int
    warnings: int
    saved_at: str
    clerk: str
    present: tuple[str, ...]
    handed_in_at: str
    remark: str

    @property
    def is_handed_in(self) -> bool:
        return self.standing == "handed-in"


@dataclass(frozen=True)
class Dashboard:
    """The whole county at one moment."""

    lines: tuple[AgencyLine, ...]
    deadline: date
    days_left: int

    @property
    def handed_in(self) -> int:
        """How many have handed in."""
        return sum(line.is_handed_in for line in self.lines)

    @property
    def present(self) -> int:
        """How many people have a form open."""
        return sum(len(line.present) for line in self.lines)

    def as_object(self, year: int) -> dict[str, Any]:
        """The same for a script."""
        lines = [dataclasses.asdict(line) for line in self.lines]
        deadline = self.deadline.isoformat()
        return {"year": year, "deadline": deadline, "days_left": self.days_left, "agencies": lines}


def overview_of(room: Room) -> Dashboard:
    """Where everybody is."""
    there: dict[str, list[str]] = {}
    for agency, clerk, _ in room.store.present(SECONDS_THERE):
        there.setdefault(agency, []).append(clerk)
    opened = room.store.agencies_with("opened")
    deadline = timetable_of(room.project).deadline_for(room.year)
    lines = tuple(
        _line(room, agency, tuple(there.get(agency, ())), agency in opened)
        for agency in room.project.townships
    )
    return Dashboard(lines, deadline, (deadline - room.project.now().date()).days)


def _line(room: Room, agency: str, present: tuple[str, ...], is_opened: bool) -> AgencyLine:
    desk = room.desk(agency)
    last = room.store.last_save(agency, room.year)
    hand_in = room.store.hand_in(agency, room.year)
    checked = desk.check() if desk.text() else None
    standing = "opened" if is_opened else "missing"
    if hand_in.is_handed_in:
        standing = "handed-in"
    elif hand_in.at:
        standing = "returned"
    elif checked:
        standing = "begun" if checked.count(Severity.ERROR) else "finished"
    return AgencyLine(
        id=agency,
        name=desk.township.name,
        standing=standing,
        errors=checked.count(Severity.ERROR) if checked else 0,
        warnings=checked.count(Severity.WARNING) if checked else 0,
        saved_at=shown_time(room, last.at) if last else "",
        clerk=last.clerk if last else "",
        present=present,
        handed_in_at=shown_time(room, hand_in.at),
        remark=hand_in.remark,
    )
