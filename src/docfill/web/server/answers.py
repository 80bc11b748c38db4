"""What the pages are told: the form with its entries and findings, as objects and as words."""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docfill.base import Finding, Severity
from docfill.sources.excel.contents import Contents
from docfill.web.server.desk import Checked, Desk
from docfill.web.server.entries import Entries
from docfill.web.server.room import Room
from docfill.web.server.store import Session, digest_of
from docfill.web.server.tables import rows_of_zeros

SECONDS_THERE = 45.0


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
        "others": room.store.others_at(session, SECONDS_THERE),
        "handed_in": room.store.hand_in(desk.township.id, room.year).is_handed_in,
    }
    return state | (found_as_object(checked) if checked else {})


def found_as_object(checked: Checked) -> dict[str, Any]:
    """Totals and findings, for the page's script."""
    return {
        "totals": checked.totals,
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
        "findings": [dataclasses.asdict(each) for each in shown(checked.findings)],
    }


def form_page(room: Room, desk: Desk, checked: Checked, session: Session) -> dict[str, Any]:
    """All that the page of the form shows."""
    hand_in = room.store.hand_in(desk.township.id, room.year)
    is_new = not desk.text()
    before: Contents | None = desk.last_year()
    last_year = before.figures if before else {}
    entries = desk.begin() if is_new else checked.entries
    findings = shown(checked.findings) if not is_new else []
    return {
        "agency": desk.township,
        "title": room.form.title.format(**desk.township.names, year=room.year),
        "form": room.form,
        "tables": room.tables,
        "entries": entries,
        "folded": _folded(room, entries, last_year, findings, is_new and not before),
        "is_new": is_new,
        "checked": checked,
        "findings": findings,
        "known_fields": room.known_fields,
        "errors": checked.count(Severity.ERROR),
        "warnings": checked.count(Severity.WARNING),
        "last_year": last_year,
        "hand_in": hand_in,
        "is_locked": hand_in.is_handed_in or session.is_county or not checked.is_readable,
        "handed_in_at": shown_time(room, hand_in.at),
    }


def _folded(
    room: Room,
    entries: Entries,
    last_year: Mapping[str, str],
    findings: Iterable[ShownFinding],
    nothing_is_known: bool,
) -> dict[str, set[int]]:
    """By table the rows that are 0 now and were last year; none where nothing is known yet."""
    marked = {each.field for each in findings}
    figures = {
        name: text
        for source in (last_year, entries.texts)
        for name, text in source.items()
        if text not in ("", "0")
    }
    return {
        key: set() if nothing_is_known else rows_of_zeros(table, figures, marked)
        for key, table in room.tables.items()
    }


def shown_time(room: Room, seconds: float) -> str:
    """A moment by the county's clocks, the date first; nothing for none."""
    if not seconds:
        return ""
    return f"{datetime.datetime.fromtimestamp(seconds, room.project.timezone):%Y-%m-%d %H:%M}"
