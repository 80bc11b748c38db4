"""The texts that were kept of a filing: which there are, how they differ, and taking them over."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from docfill.base import tell
from docfill.web.server.answers import shown_time
from docfill.web.server.desk import Desk
from docfill.web.server.differences import differences
from docfill.web.server.entries import Entries, without_controls
from docfill.web.server.logbook import sittings
from docfill.web.server.refusals import NotWritten, not_written, refused
from docfill.web.server.room import Room, the_clerk, the_room
from docfill.web.server.safety import LARGEST_UPLOAD
from docfill.web.server.store import Save
from docfill.web.server.uploading import Note, NotRead, read_upload

pages = Blueprint("texts", __name__)
_LARGEST = 2**62  # as a number of the store


@dataclass(frozen=True, slots=True)
class ShownSave:
    """A kept text as the history lists it; `is_now` where the filing says just this."""

    number: int
    when: str
    clerk: str
    kind: str
    is_now: bool


@pages.get("/history")
def history() -> str:
    """All that was ever saved, the latest of each sitting in front of the others."""
    session, room = the_clerk(), the_room()
    desk = room.desk(session.agency)
    digest = desk.check().digest
    shown = [
        [_shown(room, each, digest) for each in sitting]
        for sitting in sittings(room.store.saves(session.agency, room.year))
    ]
    return render_template("history.html", sittings=shown, agency=desk.township.full_name)


@pages.get("/compare/<int:number>")
def compare(number: int) -> str:
    """Where a kept text says something else than the form does now."""
    session, room = the_clerk(), the_room()
    desk = room.desk(session.agency)
    save, text = _kept(room, desk, number)
    return _compared(room, desk, save, text)


@pages.post("/upload")
def upload() -> AnyResponse:
    """A workbook or report is read and compared; nothing of it is taken before that is accepted."""
    request.max_content_length = LARGEST_UPLOAD
    session, room = the_clerk(), the_room()
    desk, sent = room.desk(session.agency), request.files.get("file")
    if sent is None or not sent.filename:
        return refused(str(tell("No file was chosen.")), 400)
    try:
        read = read_upload(
            room.project, desk.township, room.year, room.language, sent.filename, sent.read()
        )
    except NotRead as trouble:
        return refused(str(trouble.says), 422)
    room.store.note_act(
        session.agency, session.clerk, "uploaded", file=without_controls(sent.filename)
    )
    if not read.text:
        page = render_template("unread.html", agency=desk.township.full_name, notes=read.notes)
        return Response(page, status=422)
    agency, year = session.agency, room.year
    number = room.store.keep_text(agency, year, session.clerk, "uploaded", read.text)
    save, text = _kept(room, desk, number)
    return Response(_compared(room, desk, save, text, read.notes))


def _compared(room: Room, desk: Desk, save: Save, text: bytes, notes: Sequence[Note] = ()) -> str:
    now, agency = desk.check(), desk.township.id
    before = room.store.text_with(agency, room.year, save.base) if save.base else None
    base = desk.entries_in(before) if before is not None else None
    return render_template(
        "compare.html",
        agency=desk.township.full_name,
        save=_shown(room, save, now.digest),
        notes=notes,
        found=list(differences(room.form, now.entries, desk.entries_in(text), base)),
        based_on=now.digest,
        is_locked=room.store.hand_in(agency, room.year).is_handed_in,
    )


@pages.post("/accept/<int:number>")
def accept(number: int) -> AnyResponse:
    """The fields that were ticked are taken over from a kept text; the others stay."""
    session, room = the_clerk(), the_room()
    desk = room.desk(session.agency)
    save, text = _kept(room, desk, number)
    other, ticked = desk.entries_in(text), request.form.getlist("field")
    chosen = Entries({name: other.get(name) for name in ticked if name in room.known_fields})
    try:
        desk.save(chosen, request.form.get("based_on", ""), session.clerk)
    except NotWritten as trouble:
        return not_written(trouble, desk, session)
    facts = {"fields": str(len(chosen.texts)), "kind": save.kind}
    room.store.note_act(session.agency, session.clerk, "accepted", **facts)
    return redirect(url_for("clerk.show_form"), 303)


@pages.post("/restore/<int:number>")
def restore(number: int) -> AnyResponse:
    """An earlier text is written again, whole."""
    session, room = the_clerk(), the_room()
    desk = room.desk(session.agency)
    _kept(room, desk, number)
    try:
        desk.restore(number, session.clerk)
    except NotWritten as trouble:
        return not_written(trouble, desk, session)
    room.store.note_act(session.agency, session.clerk, "restored", number=str(number))
    return redirect(url_for("clerk.show_form"), 303)


def _kept(room: Room, desk: Desk, number: int) -> tuple[Save, bytes]:
    """A text of this agency's own; stops the request where there is none of that number."""
    text = desk.kept(number) if number < _LARGEST else None
    saves = room.store.saves(desk.township.id, room.year) if text is not None else []
    save = next((each for each in saves if each.number == number), None)
    if text is None or save is None:
        abort(404)
    return save, text


def _shown(room: Room, save: Save, digest: str) -> ShownSave:
    when = shown_time(room, save.at)
    return ShownSave(save.number, when, save.clerk, save.kind, save.digest == digest)
