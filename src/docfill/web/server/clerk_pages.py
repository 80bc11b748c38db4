"""What a clerk sees: the form, its history, its documents, and the hand-in."""

import io
from collections.abc import Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from docfill.base import tell, temporary
from docfill.county.exchange.sheets import send_out
from docfill.web.server.answers import checked_as_object, form_page, shown_time
from docfill.web.server.desk import (
    Checked,
    Desk,
    FilingChanged,
    FilingHandedIn,
    FilingUnreadable,
)
from docfill.web.server.entries import entries_from, without_controls
from docfill.web.server.making import why_not
from docfill.web.server.room import the_clerk, the_room
from docfill.web.server.safety import give_cookie
from docfill.web.server.store import Session

pages = Blueprint("clerk", __name__)
_LONGEST_NAME = 30
_LARGEST = 2**62  # as a number of the store
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/go/<token>")
def enter(token: str) -> AnyResponse:
    """A clerk follows the link that was sent out."""
    room = the_room()
    agency = room.store.agency_of(token)
    if agency is None or agency not in room.project.townships:
        abort(404, description=str(tell("This link is not valid any more; ask the county.")))
    session = room.store.begin_session(agency)
    room.store.note_act(agency, "", "opened")
    return give_cookie(_to_form(), session, is_secure=room.is_secure)


@pages.get("/form")
def show_form() -> str:
    """The form, as far as it is filled in."""
    session = the_clerk()
    desk = the_room().desk(session.agency)
    return render_template("form.html", **form_page(the_room(), desk, desk.check(), session))


@pages.post("/save")
def save() -> AnyResponse:
    """What stands in the fields is written; browsers without scripts get the form again."""
    session, room = the_clerk(), the_room()
    desk = room.desk(session.agency)
    given: Mapping[str, Any] = _an_object(request.get_json()) if request.is_json else request.form
    clerk = without_controls(" ".join(str(given.get("clerk", "")).split()))[:_LONGEST_NAME]
    room.store.see(session, clerk)
    fields = _an_object(given.get("fields")) if request.is_json else given
    entries = entries_from(room.form, {str(k): str(v) for k, v in fields.items()})
    try:
        checked = desk.save(entries, str(given.get("based_on", "")), clerk)
    except FilingChanged:
        return _changed(desk, session)
    except FilingHandedIn:
        says = tell("The report is handed in; only the county can return it.")
        return _refused(request.is_json, str(says), 423)
    except FilingUnreadable:
        says = tell("The filing cannot be read; the county must mend it before it is written.")
        return _refused(request.is_json, str(says), 409)
    room.store.note_act(session.agency, clerk, "saved")
    return jsonify(_state(desk, checked, session)) if request.is_json else _to_form()


@pages.get("/state")
def state() -> Response:
    """Whether somebody else saved or is there; asked for by the page now and then."""
    session, room = the_clerk(), the_room()
    room.store.see(session, session.clerk)
    return jsonify(_state(room.desk(session.agency), None, session))


@pages.get("/history")
def history() -> str:
    """All that was ever saved."""
    session, room = the_clerk(), the_room()
    saves = [
        (each, shown_time(room, each.at)) for each in room.store.saves(session.agency, room.year)
    ]
    return render_template("history.html", saves=saves, agency=_name(session))


@pages.post("/restore/<int:number>")
def restore(number: int) -> AnyResponse:
    """An earlier text is written again."""
    session, room = the_clerk(), the_room()
    try:
        if number > _LARGEST or room.desk(session.agency).restore(number, session.clerk) is None:
            abort(404)
    except FilingHandedIn:
        says = tell("The report is handed in; only the county can return it.")
        return _refused(False, str(says), 423)
    except FilingUnreadable:
        says = tell("The filing cannot be read; the county must mend it before it is written.")
        return _refused(False, str(says), 409)
    room.store.note_act(session.agency, session.clerk, "restored", number=str(number))
    return _to_form()


@pages.post("/hand-in")
def hand_in() -> AnyResponse:
    """The report is given to the county; nothing can be changed until it is returned."""
    session, room = the_clerk(), the_room()
    room.desk(session.agency).hand_in(session.clerk)
    return _to_form()


@pages.post("/preview")
def make_preview() -> Response:
    """The pages are made anew."""
    session, room = the_clerk(), the_room()
    township = room.desk(session.agency).township
    outcome = room.maker.preview(township)
    why = why_not(outcome)
    count = 0 if why else len(room.maker.pages(township))
    return jsonify({"pages": count, "why": str(why)})


@pages.get("/preview/<int:number>.png")
def show_page(number: int) -> Response:
    """One page of the last preview, from 1."""
    session, room = the_clerk(), the_room()
    found = room.maker.pages(room.desk(session.agency).township)
    if not 1 <= number <= len(found):
        abort(404)
    return send_file(io.BytesIO(found[number - 1].read_bytes()), mimetype="image/png")


@pages.post("/download/<any(docx, pdf):kind>")
def download(kind: str) -> AnyResponse:
    """The finished report, made anew where it is not up to date."""
    session, room = the_clerk(), the_room()
    desk = room.desk(session.agency)
    outcome = room.maker.report(desk.township)
    path = next((each for each in outcome.products if each.suffix == f".{kind}"), None)
    if path is None:
        return _refused(False, str(why_not(outcome)), 409)
    return send_file(io.BytesIO(path.read_bytes()), as_attachment=True, download_name=path.name)


@pages.post("/download/xlsx")
def download_workbook() -> AnyResponse:
    """The form as a workbook, with what is filled in."""
    session, room = the_clerk(), the_room()
    township = room.desk(session.agency).township
    with temporary("docfill-serve-") as folder:
        (outcome,) = send_out(room.project, [township], room.year, folder, force=True)
        if not outcome.products:
            return _refused(False, str(outcome.findings[0].message), 409)
        made = outcome.products[0].read_bytes()
    name = f"{township.name}.xlsx"
    return send_file(io.BytesIO(made), as_attachment=True, download_name=name, mimetype=_XLSX)


def _state(desk: Desk, checked: Checked | None, session: Session) -> dict[str, Any]:
    return checked_as_object(the_room(), desk, checked, session)


def _an_object(sent: Any) -> Mapping[str, Any]:
    """What a script sent, if it can hold fields at all."""
    if not isinstance(sent, dict):
        abort(400)
    return sent


def _changed(desk: Desk, session: Session) -> AnyResponse:
    """Somebody was faster: what is there now, and where one's own text was kept."""
    says = tell(
        "Somebody else has saved meanwhile. What you typed is kept under “History”, nothing is "
        "lost: load the form again and compare."
    )
    if not request.is_json:
        return _refused(False, str(says), 409)
    now = checked_as_object(the_room(), desk, desk.check(), session)
    return Response(
        jsonify({**now, "says": str(says)}).data, status=409, mimetype="application/json"
    )


def _refused(is_json: bool, says: str, code: int) -> AnyResponse:
    if is_json:
        return Response(jsonify({"says": says}).data, status=code, mimetype="application/json")
    return Response(render_template("error.html", says=says, code=code), status=code)


def _to_form() -> AnyResponse:
    return redirect(url_for("clerk.show_form"), code=303)


def _name(session: Session) -> str:
    return the_room().desk(session.agency).township.full_name
