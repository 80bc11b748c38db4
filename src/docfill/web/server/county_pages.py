"""What the county sees: how far everybody is, each filing, the sums, the log."""

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
    url_for,
)
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from docfill.base import Severity, print_figure, tell
from docfill.county.rollup.rolling import roll_up
from docfill.web.server.answers import form_page, shown_time
from docfill.web.server.room import Room, the_county, the_room
from docfill.web.server.safety import (
    FAILURE_SECONDS,
    MOST_FAILURES,
    caller,
    cookie_name,
    give_cookie,
    give_door_token,
    new_door_token,
    refuse_forged,
    refuse_forged_door,
)
from docfill.web.server.store import COUNTY
from docfill.web.server.words import act_word, standing_word

pages = Blueprint("county", __name__)
_LONGEST_REMARK = 2000
_ACTS = 500
_LINK_SECONDS = 120 * 24 * 3600.0


@pages.get("/")
def home() -> AnyResponse:
    """Where whoever asks belongs."""
    session = g.get("session")
    page = "clerk.show_form" if session and not session.is_county else "county.dashboard"
    return redirect(url_for(page))


@pages.get("/county")
def dashboard() -> str | AnyResponse:
    """Who has opened, begun, finished and handed in; for others the door."""
    session = g.get("session")
    if session is None or not session.is_county:
        return _door()
    room = the_room()
    lines = [_line(room, agency) for agency in room.project.townships]
    return render_template("county.html", lines=lines, progress=room.maker.progress)


@pages.post("/county/login")
def login() -> AnyResponse:
    """The county gives its password; too many wrong ones close the door to where they came from."""
    room = the_room()
    refuse_forged_door(request, is_secure=room.is_secure)
    address = caller(request)
    with room.at_the_door:  # one guess after the other, or a hundred at once were not counted
        if room.store.failures_of(address, FAILURE_SECONDS) >= MOST_FAILURES:
            abort(429, description=str(tell("Too many wrong passwords; try again in ten minutes.")))
        if not room.store.is_password(request.form.get("password", "")):
            room.store.note_failure(address)
            room.store.note_act(COUNTY, "", "wrong-password", address=address)
            return _door(str(tell("That is not the password.")), 403)
    session = room.store.begin_session(COUNTY)
    room.store.note_act(COUNTY, "", "county-in", address=address)
    return give_cookie(
        redirect(url_for("county.dashboard"), 303), session, is_secure=room.is_secure
    )


def _door(says: str = "", code: int = 200) -> AnyResponse:
    """The page that asks for the password."""
    room, token = the_room(), new_door_token()
    page = render_template(
        "login.html", says=says, can_enter=room.store.has_password(), token=token
    )
    return give_door_token(Response(page, status=code), token, is_secure=room.is_secure)


@pages.post("/logout")
def logout() -> AnyResponse:
    """Whoever asks leaves."""
    session = g.get("session")
    if session:
        refuse_forged(request, session)
        the_room().store.end_session(session.id)
    answer = redirect(url_for("county.dashboard"), 303)
    secure = the_room().is_secure
    answer.delete_cookie(cookie_name(is_secure=secure), secure=secure)
    return answer


@pages.get("/county/agency/<agency>")
def show_filing(agency: str) -> str:
    """An agency's form as it stands, to be read."""
    session, room = the_county(), the_room()
    desk = room.desk(agency)
    return render_template("form.html", **form_page(room, desk, desk.check(), session))


@pages.post("/county/return/<agency>")
def give_back(agency: str) -> AnyResponse:
    """The filing goes back to its clerk, with a remark."""
    the_county()
    room = the_room()
    room.desk(agency)
    remark = request.form.get("remark", "").strip()[:_LONGEST_REMARK]
    room.store.set_hand_in(agency, room.year, is_handed_in=False, remark=remark)
    room.store.note_act(agency, COUNTY, "returned", remark=remark)
    return redirect(url_for("county.dashboard"), 303)


@pages.post("/county/link/<agency>")
def new_link(agency: str) -> str:
    """A new link for an agency, shown this once; the old one is of no use any more."""
    the_county()
    room = the_room()
    township = room.desk(agency).township
    token = room.store.new_link(agency, room.project.now().timestamp() + _LINK_SECONDS)
    room.store.note_act(agency, COUNTY, "new-link")
    link = url_for("clerk.enter", token=token, _external=True)
    return render_template("link.html", agency=township, link=link)


@pages.post("/county/revoke/<agency>")
def revoke(agency: str) -> AnyResponse:
    """An agency's link is of no use any more."""
    the_county()
    room = the_room()
    room.desk(agency)
    room.store.revoke_link(agency)
    room.store.note_act(agency, COUNTY, "link-gone")
    return redirect(url_for("county.dashboard"), 303)


@pages.get("/county/sums")
def sums() -> str:
    """The figures of all agencies, added up by group."""
    the_county()
    room = the_room()
    rollup = roll_up(room.project, room.form, room.project.groups, room.year)
    tables = [
        (room.form.heading(table.key), [_sum_row(rollup, slot.name) for slot in table.slots])
        for table in room.form.tables.values()
    ]
    groups = [str(group.name) for group in rollup.groups]
    lacking = [part.agency.name for part in rollup.parts.values() if not part.is_added]
    return render_template(
        "sums.html", tables=tables, groups=groups, covers=str(rollup.covers), lacking=lacking
    )


@pages.get("/county/log")
def log() -> str:
    """Who did what, the latest first."""
    the_county()
    room = the_room()
    names = {each.id: each.name for each in room.project.townships.values()}
    acts = [
        (
            shown_time(room, act.at),
            names.get(act.agency, ""),
            act.clerk,
            act_word(act.act),
            act.facts,
        )
        for act in room.store.acts(_ACTS)
    ]
    return render_template("log.html", acts=acts)


@pages.post("/county/build")
def build_all() -> AnyResponse:
    """All reports are made, in the background."""
    the_county()
    room = the_room()
    if room.maker.build_all(room.project.townships.values(), room.language):
        room.store.note_act(COUNTY, COUNTY, "build")
    return redirect(url_for("county.dashboard"), 303)


@pages.get("/county/progress")
def progress() -> Response:
    """How far that is."""
    the_county()
    now = the_room().maker.progress
    return jsonify(
        {"running": now.is_running, "done": now.done, "total": now.total, "failed": now.failed}
    )


def show_error(trouble: HTTPException) -> AnyResponse:
    """What went wrong, in the reader's words."""
    words = {
        403: tell("This page is not open to you: follow your link again, or log in."),
        404: tell("There is no such page."),
        400: tell("This was not understood, and nothing of it was saved: load the page again."),
        500: tell(
            "The server could not do this: the disk may be full, or it is a fault of docfill. "
            "Nothing that was saved is lost; its log says more."
        ),
        413: tell("That is more than a report can hold; nothing of it was saved."),
    }
    code = trouble.code or 500
    usual = type(trouble).description
    own = trouble.description if trouble.description != usual else ""
    says = own or str(words.get(code, tell("This cannot be done here.")))
    if request.is_json:
        return Response(jsonify({"says": says}).data, status=code, mimetype="application/json")
    return Response(render_template("error.html", says=says, code=code), status=code)


def _line(room: Room, agency: str) -> dict[str, Any]:
    desk = room.desk(agency)
    saves = room.store.saves(agency, room.year)
    hand_in = room.store.hand_in(agency, room.year)
    checked = desk.check() if desk.text() else None
    standing = "missing"
    if hand_in.is_handed_in:
        standing = "handed-in"
    elif hand_in.remark or hand_in.at:
        standing = "returned"
    elif checked:
        standing = "begun" if checked.count(Severity.ERROR) else "finished"
    return {
        "agency": desk.township,
        "standing": standing,
        "standing_word": standing_word(standing),
        "errors": checked.count(Severity.ERROR) if checked else 0,
        "warnings": checked.count(Severity.WARNING) if checked else 0,
        "saved_at": shown_time(room, saves[0].at) if saves else "",
        "clerk": saves[0].clerk if saves else "",
        "handed_in_at": shown_time(room, hand_in.at),
        "remark": hand_in.remark,
        "is_handed_in": hand_in.is_handed_in,
    }


def _sum_row(rollup: Any, name: str) -> tuple[str, list[str], str]:
    parts = [print_figure(rollup.by_group[group.key][name]) for group in rollup.groups]
    return rollup.form.caption(name), parts, print_figure(rollup.whole[name])
