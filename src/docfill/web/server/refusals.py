"""What a clerk is told where nothing was written, as a page or as an object for the script."""

from flask import Response, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from docfill.base import tell
from docfill.web.server.answers import checked_as_object
from docfill.web.server.desk import Desk, FilingChanged, FilingHandedIn, FilingUnreadable
from docfill.web.server.room import the_room
from docfill.web.server.store import Session

NotWritten = (FilingChanged, FilingHandedIn, FilingUnreadable)


def refused(says: str, code: int, **more: object) -> AnyResponse:
    """The sentence, in the way in which the browser asked."""
    if request.is_json:
        said = jsonify({**more, "says": says}).data
        return Response(said, status=code, mimetype="application/json")
    return Response(render_template("error.html", says=says, code=code), status=code)


def not_written(
    trouble: FilingChanged | FilingHandedIn | FilingUnreadable, desk: Desk, session: Session
) -> AnyResponse:
    """Why, and for a text that came too late where it was kept."""
    if isinstance(trouble, FilingHandedIn):
        says = tell("The report is handed in; only the county can return it.")
        return refused(str(says), 423)
    if isinstance(trouble, FilingUnreadable):
        says = tell("The filing cannot be read; the county must mend it before it is written.")
        return refused(str(says), 409)
    there = url_for("texts.compare", number=trouble.number)
    if not request.is_json:
        return redirect(there, 303)
    says = tell(
        "Somebody else has saved meanwhile. What you typed is kept under “History”, nothing is "
        "lost."
    )
    now = checked_as_object(the_room(), desk, desk.check(), session)
    return refused(str(says), 409, **now, compare=there)


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
