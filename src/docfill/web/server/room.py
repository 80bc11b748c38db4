"""All that the pages share: the project, its form, the store, a desk for each agency."""

import threading
from dataclasses import dataclass, field
from functools import cached_property

from flask import abort, current_app, g, request

from docfill.form import Form
from docfill.project import Project
from docfill.web.server.desk import Desk
from docfill.web.server.entries import field_names
from docfill.web.server.making import Maker
from docfill.web.server.posting import PostRoom
from docfill.web.server.safety import refuse_forged
from docfill.web.server.store import Session, Store
from docfill.web.server.tables import PageTable

ROOM = "docfill.room"  # where the application keeps it


@dataclass
class Room:
    """What there is once; `is_secure` where browsers come over TLS, to `address` if by a name."""

    project: Project
    form: Form
    year: int
    store: Store
    maker: Maker
    post_room: PostRoom
    is_secure: bool
    address: str
    tables: dict[str, PageTable]
    language: str
    at_the_door: threading.Lock = field(default_factory=threading.Lock)
    _desks: dict[str, Desk] = field(default_factory=dict)
    _opening: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def known_fields(self) -> frozenset[str]:
        """The names of all fields that a clerk fills in."""
        return frozenset(field_names(self.form))

    def desk(self, agency: str) -> Desk:
        """The desk of an agency; stops the request where there is no such agency."""
        township = self.project.townships.get(agency)
        if township is None:
            abort(404)
        with self._opening:
            if agency not in self._desks:
                self._desks[agency] = Desk(self.project, self.form, self.store, township, self.year)
            return self._desks[agency]


def the_room() -> Room:
    """The room of the application that answers."""
    room: Room = current_app.extensions[ROOM]
    return room


def the_clerk() -> Session:
    """The session of an agency's clerk; stops the request of anybody else, and a forged one."""
    return _allowed(is_county=False)


def the_county() -> Session:
    """The session of the county; stops the request of anybody else, and a forged one."""
    return _allowed(is_county=True)


def _allowed(*, is_county: bool) -> Session:
    session: Session | None = g.get("session")
    if session is None or session.is_county is not is_county:
        abort(403)
    if request.method == "POST":
        refuse_forged(request, session)
    return session
