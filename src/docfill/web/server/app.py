"""The server as a WSGI application: who may ask, in which language, and which pages there are."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask, g, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable
from werkzeug.wrappers import Response as AnyResponse

from docfill.base import preferred_language, show_paths_from, tell, use_language
from docfill.build.checking import form_of
from docfill.county.exchange.official import grids_of
from docfill.project import Project
from docfill.web.server import clerk_pages, county_lists, county_pages, door_pages, text_pages
from docfill.web.server.making import Maker, TooBusy
from docfill.web.server.posting import PostRoom
from docfill.web.server.refusals import show_error
from docfill.web.server.room import ROOM, Room, the_room
from docfill.web.server.safety import (
    LARGEST_REQUEST,
    cookie_name,
    harden,
    our_names,
    refuse_elsewhere,
)
from docfill.web.server.store import STORE_FILE, Store
from docfill.web.server.tables import page_tables
from docfill.web.server.words import kind_word, page_words, standing_word

_log = logging.getLogger("docfill.serve")
_HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def store_of(project: Project) -> Store:
    """The store of a project."""
    return Store(project.root / STORE_FILE)


def make_app(
    project: Project, year: int, previews: Path, *, is_secure: bool = False, address: str = ""
) -> Flask:
    """The server for a year's reports; previews are made in that folder.

    With `is_secure` it is reached over TLS, and cookies go no other way; `address` is how browsers
    reach it, where that is by a name. Raises Faulty where the form cannot be used.
    """
    form, language = form_of(project, year), preferred_language(project.language)
    room = Room(
        project=project,
        form=form,
        year=year,
        store=store_of(project),
        maker=Maker(project, year, previews),
        post_room=PostRoom(project, year, language),
        is_secure=is_secure,
        address=address,
        tables=page_tables(form, grids_of(form)),
        language=language,
    )
    app = Flask("docfill.web.server", template_folder="pages", static_folder="static")
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.extensions[ROOM] = room
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    names = our_names(address)
    app.before_request(lambda: refuse_elsewhere(request, names))
    app.before_request(_see_who_asks)
    app.after_request(lambda answer: harden(answer, is_secure=is_secure))
    app.context_processor(_common)
    for each in (door_pages, clerk_pages, text_pages, county_pages, county_lists):
        app.register_blueprint(each.pages)
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(Exception, _a_fault_of_ours)
    app.wsgi_app = _in_its_language(app.wsgi_app, room)  # type: ignore[method-assign]
    return app


def _in_its_language(
    answer: Callable[..., Iterable[bytes]], room: Room
) -> Callable[..., Iterable[bytes]]:
    def answered(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        with use_language(room.language), show_paths_from(room.project.root):
            return answer(environ, start)

    return answered


def _a_fault_of_ours(trouble: Exception) -> AnyResponse:
    """A page in the reader's words for what nobody foresaw; the log has the rest.

    The page asked for is named without what stood in its address, which may be a secret.
    """
    if isinstance(trouble, HTTPException):
        return show_error(trouble)
    if isinstance(trouble, TooBusy):
        says = tell("Many documents are being made just now; try again in a minute.")
        return show_error(ServiceUnavailable(description=str(says)))
    _log.error("%s %s", request.method, request.endpoint, exc_info=trouble)
    return show_error(InternalServerError())


def _see_who_asks() -> None:
    room = the_room()
    cookie = request.cookies.get(cookie_name(is_secure=room.is_secure), "")
    g.session = room.store.session(cookie) if cookie else None


def _common() -> dict[str, Any]:
    room = the_room()
    return {
        "words": page_words(),
        "kind_word": kind_word,
        "standing_word": standing_word,
        "language": _HTML_LANGUAGES[room.language],
        "county": room.project.county,
        "year": room.year,
        "session": g.get("session"),
    }
