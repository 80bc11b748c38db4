"""What the pages are told: the form with its entries and findings, as objects and as words."""

import datetime
from dataclasses import dataclass
from typing import Any

from docfill.base import Finding, Severity
from docfill.sources.excel.contents import Contents
from docfill.web.server.desk import Checked, Desk
from docfill.web.server.room import Room
from docfill.web.server.store import Session, digest_of

_SECONDS_THERE = 45.0


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as it stands beside its field; `says` is in the reader's language."""

    field: str
    severity: str
    word: str
    says: str
    code: str


def shown(found: tuple[tuple[str, Finding], ...]) -> list[ShownFinding]:
    """Findings, the gravest first."""
    order = list(Severity)
    ranked = sorted(found, key=lambda each: order.index(each[1].severity))
    return [
        ShownFinding(
            name, str(each.severity), str(each.severity.word), str(each.message), each.code
        )
        for name, each in ranked
    ]


def checked_as_object(
    room: Room, desk: Desk, checked: Checked | None, session: Session
) -> dict[str, Any]:
    """How the filing stands, for the page's script; without `checked` what is cheap to know."""
    state: dict[str, Any] = {
        "digest": checked.digest if checked else digest_of(desk.text()),
        "others": room.store.others_at(session, _SECONDS_THERE),
        "handed_in": room.store.hand_in(desk.township.id, room.year).is_handed_in,
    }
    if checked:
        state["totals"] = checked.totals
        state["errors"] = checked.count(Severity.ERROR)
        state["warnings"] = checked.count(Severity.WARNING)
        state["findings"] = [
            {name: getattr(each, name) for name in ("field", "severity", "word", "says", "code")}
            for each in shown(checked.findings)
        ]
    return state


def form_page(room: Room, desk: Desk, checked: Checked, session: Session) -> dict[str, Any]:
    """All that the page of the form shows."""
    hand_in = room.store.hand_in(desk.township.id, room.year)
    is_new = not desk.text()
    before: Contents | None = desk.last_year()
    return {
        "agency": desk.township,
        "title": room.form.title.format(**desk.township.names, year=room.year),
        "form": room.form,
        "tables": room.tables,
        "entries": desk.begin() if is_new else checked.entries,
        "is_new": is_new,
        "checked": checked,
        "findings": shown(checked.findings) if not is_new else [],
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
        "last_year": before.figures if before else {},
        "hand_in": hand_in,
        "is_locked": hand_in.is_handed_in or session.is_county or not checked.is_readable,
        "handed_in_at": shown_time(room, hand_in.at),
    }


def shown_time(room: Room, seconds: float) -> str:
    """A moment by the county's clocks, the date first; nothing for none."""
    if not seconds:
        return ""
    return f"{datetime.datetime.fromtimestamp(seconds, room.project.timezone):%Y-%m-%d %H:%M}"
