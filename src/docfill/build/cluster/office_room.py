"""The room in which a Dask worker makes reports, and the task that makes one there."""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from docfill.build.cluster.inputs import Files
from docfill.build.cluster.orders import Order, Parcel
from docfill.build.cluster.room import WorkerRoom, WorkerStanding, room_called
from docfill.build.cluster.workplace import Workplace, workplace_for


class OfficeRoom(WorkerRoom):
    """Where a worker makes the reports of an order, one at a time, with one LibreOffice."""

    def __init__(self, name: str, order: Order):
        super().__init__(name)
        self._order = order
        self._place: Workplace | None = None

    @classmethod
    def new(cls, order: Order) -> "OfficeRoom":
        """A room under a name that no other command has."""
        return cls(f"docfill-{os.urandom(8).hex()}", order)

    def prepare(self) -> WorkerStanding:
        """Unpack, compare, start LibreOffice, and load what every report needs."""
        # Not before: with them the room could not be sent to a worker.
        self._alone, self._open = threading.Lock(), ExitStack()
        self._place = self._open.enter_context(workplace_for(self._order))
        return WorkerStanding(sees_folder=self._place.sees_folder)

    def clear(self) -> None:
        """End LibreOffice and remove what was unpacked."""
        if self._place is not None:
            self._place = None
            self._open.close()

    @contextmanager
    def at_work(self) -> Iterator[Workplace]:
        """The workplace, for one at a time."""
        with self._alone, self.in_use():
            assert self._place is not None
            yield self._place


def make_parcel(name: str, township: str, own: Files, with_pages: bool) -> Parcel:
    """The task: one report made in the room of this name."""
    room: OfficeRoom = room_called(name)
    with room.at_work() as place:
        return place.make(township, own, with_pages)
