"""How the county comes in, and how everybody leaves."""

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from docfill.base import tell
from docfill.web.server.room import the_room
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

pages = Blueprint("door", __name__)


@pages.get("/")
def home() -> AnyResponse:
    """Where whoever asks belongs."""
    session = g.get("session")
    page = "clerk.show_form" if session and not session.is_county else "county.dashboard"
    return redirect(url_for(page))


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
            return show_door(str(tell("That is not the password.")), 403)
    session = room.store.begin_session(COUNTY)
    room.store.note_act(COUNTY, "", "county-in", address=address)
    return give_cookie(
        redirect(url_for("county.dashboard"), 303), session, is_secure=room.is_secure
    )


def show_door(says: str = "", code: int = 200) -> AnyResponse:
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
