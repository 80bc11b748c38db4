"""What the county sees: how far everybody is, each filing, the sums, the log."""

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
from werkzeug.wrappers import Response as AnyResponse

from docfill.base import tell
from docfill.web.server.answers import form_page, shown_time
from docfill.web.server.door_pages import show_door
from docfill.web.server.links import link_expiry
from docfill.web.server.overview import overview_of
from docfill.web.server.room import the_county, the_room
from docfill.web.server.store import COUNTY

pages = Blueprint("county", __name__)
_LONGEST_REMARK = 2000


@pages.get("/county")
def dashboard() -> str | AnyResponse:
    """Who has opened, begun, finished and handed in; for others the door."""
    session = g.get("session")
    if session is None or not session.is_county:
        return show_door()
    room = the_room()
    return render_template("county.html", overview=overview_of(room), progress=room.maker.progress)


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
    if not room.store.hand_in(agency, room.year).is_handed_in:
        abort(409, description=str(tell("It is not handed in, so there is nothing to return.")))
    room.store.set_hand_in(agency, room.year, is_handed_in=False, remark=remark)
    room.store.note_act(agency, COUNTY, "returned", remark=remark)
    return redirect(url_for("county.dashboard"), 303)


@pages.post("/county/link/<agency>")
def new_link(agency: str) -> str:
    """A new link for an agency, shown this once; the old one is of no use any more."""
    the_county()
    room = the_room()
    township = room.desk(agency).township
    expires = link_expiry(room.project, room.year)
    token = room.store.new_link(agency, expires)
    room.store.note_act(agency, COUNTY, "new-link")
    link = url_for("clerk.enter", token=token, _external=True)
    until = shown_time(room, expires)
    return render_template("link.html", agency=township, link=link, until=until)


@pages.post("/county/revoke/<agency>")
def revoke(agency: str) -> AnyResponse:
    """An agency's link is of no use any more."""
    the_county()
    room = the_room()
    room.desk(agency)
    room.store.revoke_link(agency)
    room.store.note_act(agency, COUNTY, "link-gone")
    return redirect(url_for("county.dashboard"), 303)


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


@pages.get("/county/mail")
def mail() -> str:
    """What can be mailed from here, and what became of the last mail."""
    the_county()
    overview, errand = overview_of(the_room()), the_room().post_room.errand
    says = [str(each) for each in errand.says]
    return render_template("mail.html", overview=overview, errand=errand, says=says)


@pages.post("/county/<any(remind, send):what>")
def post(what: str) -> AnyResponse:
    """Reminders to all who owe a report, or what is handed in to the county's mailbox."""
    the_county()
    room = the_room()
    if what == "remind":
        is_begun = room.post_room.remind()
    else:
        ready = [line.id for line in overview_of(room).lines if line.is_handed_in]
        is_begun = room.post_room.send([room.project.townships[id] for id in ready])
    if is_begun:
        room.store.note_act(COUNTY, COUNTY, what)
    return redirect(url_for("county.mail"), 303)
