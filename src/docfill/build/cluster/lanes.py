"""The workers of a cluster as the caller sees them: which there are, and what each is doing."""

import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from docfill.base import NOTHING, Message, as_written, tell
from docfill.build.cluster.room import WorkerRoom, WorkerStanding, WorkerUnfit, open_room

if TYPE_CHECKING:
    from distributed import Client, Future


@dataclass
class Lane:
    """A worker, whether it may work for us, and the job it has.

    It is given one job at a time: who dies of a job is then known for sure, and a queue at the
    worker would only save a hundredth of the time.
    """

    address: str
    name: str
    offers: dict[str, float]
    standing: WorkerStanding | None = None
    job: str = ""
    future: "Future | None" = None

    @property
    def is_free(self) -> bool:
        """Whether it waits for work."""
        return self.is_fit and not self.job

    @property
    def is_fit(self) -> bool:
        """Whether it may work for us."""
        return self.standing is not None and not self.standing.refusal

    @property
    def is_opening(self) -> bool:
        """Whether its room is not ready yet."""
        return self.standing is None


@dataclass(frozen=True)
class Opened:
    """How a worker stands, as soon as that is known."""

    lane: Lane
    standing: WorkerStanding


@dataclass(frozen=True)
class Done:
    """That a worker's job ended, one way or the other."""

    lane: Lane
    future: "Future"


Events = SimpleQueue["Opened | Done"]


def open_lane(client: "Client", room: WorkerRoom, lane: Lane, events: Events) -> None:
    """Have a worker open the room; how it stands comes as an event."""

    def ask() -> None:
        events.put(Opened(lane, _standing(client, room, lane.address)))

    # A daemon, so that a worker that never answers keeps nobody here.
    threading.Thread(target=ask, name="docfill-lane", daemon=True).start()


def _standing(client: "Client", room: WorkerRoom, address: str) -> WorkerStanding:
    try:
        answers = client.run(open_room, room, workers=[address], on_error="return")
        said: Any = answers.get(address)
    except Exception as trouble:  # noqa: BLE001 - whatever it is, that worker is of no use
        said = trouble
    return said if isinstance(said, WorkerStanding) else WorkerStanding(_why_not(said))


def _why_not(said: object) -> Message:
    match said:
        case ImportError():
            return tell("no docfill is installed there, or another one")
        case WorkerUnfit() | Exception():
            return as_written(f"{type(said).__name__}: {said}")
    return tell("it did not answer")


def refusal_of(lane: Lane) -> Message:
    """Why a worker may not work for us; "" where it may."""
    return lane.standing.refusal if lane.standing else NOTHING
