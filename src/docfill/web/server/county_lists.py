"""What the county reads: who has handed in, the sums with their bars, and the log."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from docfill.base import print_figure, tell
from docfill.county.rollup.figures import Rollup
from docfill.county.rollup.rolling import roll_up
from docfill.web.charts.one_figure import AgencyChart, chart_of
from docfill.web.server.logbook import entries_of_log
from docfill.web.server.overview import overview_of
from docfill.web.server.room import Room, the_county, the_room

pages = Blueprint("lists", __name__)


@pages.get("/county/handed-in")
def handed_in() -> str:
    """Who has handed in, when, and who has not; made to be printed."""
    the_county()
    return render_template("handed_in.html", overview=overview_of(the_room()))


@pages.get("/county/list.json")
def listed() -> Response:
    """The same, and all else of the overview, for a script."""
    the_county()
    return jsonify(overview_of(the_room()).as_object(the_room().year))


@pages.get("/county/sums")
def sums() -> str:
    """The figures of all agencies by group, and one of them by agency as bars."""
    the_county()
    room = the_room()
    rollup = roll_up(room.project, room.form, room.project.groups, room.year)
    name = request.args.get("figure") or _usual_figure(rollup)
    if name not in room.form.cells:
        abort(404)
    tables = [
        (
            room.form.heading(table.key),
            [(slot.name, *_sum_row(rollup, slot.name)) for slot in table.slots],
        )
        for table in room.form.tables.values()
    ]
    return render_template(
        "sums.html",
        tables=tables,
        figure=name,
        chart=_chart(room, rollup, name),
        groups=[str(group.name) for group in rollup.groups],
        covers=str(rollup.covers),
        lacking=[part.agency.name for part in rollup.parts.values() if not part.is_added],
    )


@pages.get("/county/log")
def log() -> str:
    """Who did what, the latest first; of one agency alone where that is asked for."""
    the_county()
    agency = request.args.get("agency", "")
    townships = the_room().project.townships
    if agency and agency not in townships:
        abort(404)
    entries = entries_of_log(the_room(), agency)
    return render_template("log.html", entries=entries, agency=agency, agencies=townships.values())


@pages.get("/county/log.json")
def log_listed() -> AnyResponse:
    """The same for a script."""
    the_county()
    return jsonify([entry.as_object() for entry in entries_of_log(the_room(), "")])


def _usual_figure(rollup: Rollup) -> str:
    """The total of the first row of the largest table: what came in, in most forms."""
    table = max(rollup.form.tables.values(), key=lambda each: len(each.slots))
    slots = [slot for slot in table.slots if slot.row == table.slots[0].row]
    return next((slot.name for slot in slots if slot.terms), slots[0].name)


def _chart(room: Room, rollup: Rollup, name: str) -> AgencyChart:
    rows: list[tuple[str, Any, Any]] = [
        (part.agency.name, rollup.value(id, name), rollup.last_value(id, name))
        for id, part in rollup.parts.items()
    ]
    rows.sort(key=lambda row: (row[1] is None, -(row[1] or 0)))
    says = tell(
        "{figure}, agency by agency, {year} and {last}",
        figure=room.form.caption(name),
        year=room.year,
        last=room.year - 1,
    )
    return chart_of(str(says), rows)


def _sum_row(rollup: Rollup, name: str) -> tuple[str, list[str], str]:
    parts = [print_figure(rollup.by_group[group.key][name]) for group in rollup.groups]
    return rollup.form.caption(name), parts, print_figure(rollup.whole[name])
