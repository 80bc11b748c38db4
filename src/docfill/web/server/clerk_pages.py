"""What a clerk sees: the form, its history, its documents, and the hand-in."""

import io
import time
from collections.abc import Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    g,
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
from docfill.web.server.answers import checked_as_object, form_page, found_as_object
from docfill.web.server.desk import Checked, Desk, FilingChanged
from docfill.web.server.entries import entries_from, without_controls
from docfill.web.server.making import why_not
from docfill.web.server.refusals import NotWritten, not_written, refused
from docfill.web.server.room import the_clerk, the_room
from docfill.web.server.safety import (
    give_cookie,
    give_door_token,
    new_door_token,
    refuse_forged_door,
)
from docfill.web.server.store import Session

pages = Blueprint("clerk", __name__)
_LONGEST_NAME = 30
_SEEN_SECONDS = 10.0
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/go/<token>")
def enter(token: str) -> AnyResponse:
    """A clerk follows the link that was sent out.

    Whoever has another form open is asked first: somebody else's link must not change it unseen.
    """
    room = the_room()
    agency = _agency_of(token)
    session: Session | None = g.get("session")
    if session is None or session.agency == agency:
        return _let_in(agency)
    door = new_door_token()
    page = render_template("enter.html", agency=room.project.townships[agency], token=door)
    return give_door_token(Response(page), door, is_secure=room.is_secure)


@pages.post("/go/<token>")
def enter_instead(token: str) -> AnyResponse:
    """The same, for whoever was asked and said yes."""
    refuse_forged_door(request, is_secure=the_room().is_secure)
    return _let_in(_agency_of(token))


def _agency_of(token: str) -> str:
    agency = the_room().store.agency_of(token)
    if agency is None or agency not in the_room().project.townships:
        abort(404, description=str(tell("This link is not valid any more; ask the county.")))
    return agency


def _let_in(agency: str) -> AnyResponse:
    room = the_room()
    return give_cookie(_to_form(), room.store.begin_session(agency), is_secure=room.is_secure)


@pages.get("/form")
def show_form() -> str:
    """The form, as far as it is filled in."""
    session, room = the_clerk(), the_room()
    if not session.seen:  # not when the link is followed: programs that look into mails do so, too
        room.store.note_act(session.agency, "", "opened")
    room.store.see(session, session.clerk)
    desk = room.desk(session.agency)
    return render_template("form.html", **form_page(room, desk, desk.check(), session))


@pages.post("/save")
def save() -> AnyResponse:
    """What stands in the fields is written; browsers without scripts get the form again."""
    session, room = the_clerk(), the_room()
    desk = room.desk(session.agency)
    given: Mapping[str, Any] = _an_object(request.get_json()) if request.is_json else request.form
    clerk = without_controls(" ".join(str(given.get("clerk", "")).split()))[:_LONGEST_NAME]
    if clerk != session.clerk or time.time() - session.seen > _SEEN_SECONDS:
        room.store.see(session, clerk)
    fields = _an_object(given.get("fields")) if request.is_json else given
    entries = entries_from(room.form, {str(k): str(v) for k, v in fields.items()})
    try:
        checked = desk.save(entries, str(given.get("based_on", "")), clerk)
    except NotWritten as trouble:
        return not_written(trouble, desk, session)
    return jsonify(_state(desk, checked, session)) if request.is_json else _to_form()


@pages.post("/check")
def check() -> AnyResponse:
    """What would be found if the fields were saved as they are; nothing is written."""
    session, room = the_clerk(), the_room()
    fields = _an_object(_an_object(request.get_json()).get("fields"))
    entries = entries_from(room.form, {str(k): str(v) for k, v in fields.items()})
    return jsonify(found_as_object(room.desk(session.agency).check_unsaved(entries)))


@pages.get("/state")
def state() -> Response:
    """Whether somebody else saved or is there; asked for by the page now and then."""
    session, room = the_clerk(), the_room()
    room.store.see(session, session.clerk)
    return jsonify(_state(room.desk(session.agency), None, session))


@pages.post("/hand-in")
def hand_in() -> AnyResponse:
    """The report is given to the county as the clerk saw it; then only the county can return it."""
    session, room = the_clerk(), the_room()
    try:
        done = room.desk(session.agency).hand_in(request.form.get("based_on", ""), session.clerk)
    except FilingChanged:
        says = tell(
            "The report was changed meanwhile, and nothing was handed in: look at the form as it "
            "is now, and hand it in then."
        )
        return refused(str(says), 409)
    if not done:
        says = tell("Errors must be corrected before it can be handed in.")
        return refused(str(says), 409)
    return _to_form()


@pages.post("/preview")
def make_preview() -> Response:
    """The pages are made anew; `version` is what they are called by."""
    session, room = the_clerk(), the_room()
    made = room.maker.preview(room.desk(session.agency).township)
    return jsonify({"pages": made.pages, "version": made.version, "why": str(made.why)})


@pages.get("/preview/<version>/<int:number>.png")
def show_page(version: str, number: int) -> Response:
    """One page of a preview, from 1."""
    session, room = the_clerk(), the_room()
    picture = room.maker.page(room.desk(session.agency).township, version, number)
    if picture is None:
        abort(404)
    return send_file(io.BytesIO(picture), mimetype="image/png")


@pages.post("/download/<any(docx, pdf, html):kind>")
def download(kind: str) -> AnyResponse:
    """The finished report, made anew where it is not up to date."""
    session, room = the_clerk(), the_room()
    desk = room.desk(session.agency)
    outcome = room.maker.report(desk.township, html=kind == "html")
    path = next((each for each in outcome.products if each.suffixes == [f".{kind}"]), None)
    if path is None:
        return refused(str(why_not(outcome)), 409)
    return send_file(io.BytesIO(path.read_bytes()), as_attachment=True, download_name=path.name)


@pages.post("/download/xlsx")
def download_workbook() -> AnyResponse:
    """The form as a workbook, with what is filled in."""
    session, room = the_clerk(), the_room()
    township = room.desk(session.agency).township
    with temporary("docfill-serve-") as folder:
        (outcome,) = send_out(room.project, [township], room.year, folder, force=True)
        if not outcome.products:
            return refused(str(outcome.findings[0].message), 409)
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


def _to_form() -> AnyResponse:
    return redirect(url_for("clerk.show_form"), code=303)
