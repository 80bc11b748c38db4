"""Hands jobs to the workers of a cluster and brings back what comes of each, whoever dies."""

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from docfill.base import Message, in_a_row, tell
from docfill.build.cluster.connection import (
    RESOURCE,
    SECONDS_AWAY,
    SECONDS_FOR_OTHERS,
    ClusterLost,
)
from docfill.build.cluster.lanes import Done, Events, Lane, Opened, open_lane, refusal_of
from docfill.build.cluster.room import (
    RoomClosed,
    WorkerRoom,
    WorkerStanding,
    WorkerUnfit,
    close_room,
)

if TYPE_CHECKING:
    from distributed import Client

# A job during which so many workers ended is not given to another.
MOST_DEATHS = 2
_LOOK_SECONDS = 0.5
_ANSWER_SECONDS = 10.0
_LEAVE_SECONDS = 10.0

# What a job gives its task, once it is known whether the worker sees the caller's folder.
Given = Callable[[bool], tuple[Any, ...]]


@dataclass(frozen=True)
class Answer:
    """What came of a job."""

    job: str
    made: Any


@dataclass(frozen=True)
class SetAside:
    """That so many workers ended while they had this job."""

    job: str
    workers: int


@dataclass(frozen=True)
class Failed:
    """That a job failed in a way that no task of ours should."""

    job: str
    trouble: Exception


@dataclass(frozen=True)
class Refused:
    """That a worker may not work for us, and why."""

    worker: str
    why: Message

    @property
    def message(self) -> Message:
        """What a person is told of it."""
        return tell("worker {name} was given no work: {why}", name=self.worker, why=self.why)


class Dispatch:
    """Jobs on their way to workers; `task` is called with the room's name and what a job gives."""

    def __init__(
        self,
        client: "Client",
        room: WorkerRoom,
        task: Callable[..., Any],
        jobs: Mapping[str, Given],
    ):
        self._client, self._room, self._task, self._jobs = client, room, task, jobs
        self._waiting = deque(jobs)
        self._lanes: dict[str, Lane] = {}
        self._deaths: Counter[str] = Counter()
        self._tries: Counter[str] = Counter()
        self._events: Events = SimpleQueue()
        self._next_look = 0.0
        self._last_hope = time.monotonic()

    def answers(self) -> Iterator[Answer | SetAside | Failed | Refused]:
        """What comes of each job, as it comes; raises ClusterLost when there is nobody left."""
        try:
            while self._waiting or self._flying:
                yield from self._look()
                self._hand_out()
                yield from self._hear()
        finally:
            self._leave()

    @property
    def _flying(self) -> list[Lane]:
        return [lane for lane in self._lanes.values() if lane.job]

    def _look(self) -> Iterator[SetAside]:
        """See who came and who is gone."""
        if time.monotonic() < self._next_look:
            return
        self._next_look = time.monotonic() + _LOOK_SECONDS
        if self._client.status in ("closing", "closed"):
            raise ClusterLost(tell("the scheduler went away and did not come back"))
        with suppress(OSError):  # it is away; what it had is lost, and comes back as cancelled
            there = self._client.scheduler_info()["workers"]
            for address in [each for each in self._lanes if each not in there]:
                yield from self._bury(self._lanes.pop(address))
            for address, worker in there.items():
                if address not in self._lanes:
                    self._meet(address, worker)
        self._hope()

    def _meet(self, address: str, worker: Mapping[str, Any]) -> None:
        lane = Lane(address, str(worker["name"]), dict(worker["resources"]))
        self._lanes[address] = lane
        open_lane(self._client, self._room, lane, self._events)

    def _hope(self) -> None:
        """Raise ClusterLost where nobody has been able to work for a while."""
        patience = SECONDS_FOR_OTHERS if self._lanes else SECONDS_AWAY
        if any(lane.is_fit or lane.is_opening for lane in self._lanes.values()):
            self._last_hope = time.monotonic()
        elif time.monotonic() - self._last_hope > patience:
            whys = [refusal_of(lane) for lane in self._lanes.values()]
            says = tell("no worker is there that could do the work")
            raise ClusterLost(in_a_row(": ", [says, in_a_row("; ", whys)]) if whys else says)

    def _hand_out(self) -> None:
        for lane in self._lanes.values():
            if not self._waiting:
                return
            if lane.is_free:
                self._give(lane, self._waiting.popleft())

    def _give(self, lane: Lane, job: str) -> None:
        assert lane.standing is not None
        self._tries[job] += 1
        lane.job = job
        lane.future = self._client.submit(
            self._task,
            self._room.name,
            *self._jobs[job](lane.standing.sees_folder),
            # Equal tasks would run once and share a result; and a key names one try of one job.
            key=f"{self._room.name}-{job}-{self._tries[job]}",
            pure=False,
            workers=[lane.address],
            resources={RESOURCE: 1} if lane.offers.get(RESOURCE) else None,
            retries=0,
        )
        events = self._events
        lane.future.add_done_callback(lambda future: events.put(Done(lane, future)))

    def _hear(self) -> Iterator[Answer | SetAside | Failed | Refused]:
        """What happens next, or nothing for a while."""
        try:
            event = self._events.get(timeout=_LOOK_SECONDS)
        except Empty:
            return
        match event:
            case Opened(lane, standing):
                lane.standing = standing
                if standing.refusal:
                    yield Refused(lane.name, standing.refusal)
            case Done(lane, future) if lane.future is future:
                yield from self._settle(lane)

    def _settle(self, lane: Lane) -> Iterator[Answer | SetAside | Failed | Refused]:
        """What came of the job that a worker had."""
        from distributed import KilledWorker

        job, future = lane.job, lane.future
        assert future is not None
        try:
            if future.status == "cancelled":
                # The scheduler went away; whoever comes back to it is met anew.
                self._lanes.pop(lane.address, None)
                self._again(lane)
                return
            made = future.result(timeout=_ANSWER_SECONDS)
        except (RoomClosed, KilledWorker, TimeoutError):
            # It is a new process under the old address, or died with the answer in its hands.
            yield from self._bury(self._lanes.pop(lane.address, lane))
        except WorkerUnfit as trouble:
            lane.standing = WorkerStanding(trouble.args[0])
            self._again(lane)
            yield Refused(lane.name, lane.standing.refusal)
        except Exception as trouble:  # noqa: BLE001 - one job's trouble is not another's
            lane.job, lane.future = "", None
            yield Failed(job, trouble)
        else:
            lane.job, lane.future = "", None
            yield Answer(job, made)

    def _bury(self, lane: Lane) -> Iterator[SetAside]:
        """A worker is gone; the job it had is given to another, unless that is too much to ask."""
        if not lane.job:
            return
        job = lane.job
        if lane.future is not None and lane.future.status != "cancelled":
            self._deaths[job] += 1
        self._again(lane)
        if self._deaths[job] >= MOST_DEATHS:
            self._waiting.remove(job)
            yield SetAside(job, self._deaths[job])

    def _again(self, lane: Lane) -> None:
        """Have a job done by another; behind all others, so that it costs them no time."""
        if lane.future is not None:
            lane.future.cancel()
        self._waiting.append(lane.job)
        lane.job, lane.future = "", None

    def _leave(self) -> None:
        """Take back what nobody waits for, and have the workers close the room."""
        for lane in self._flying:
            assert lane.future is not None
            lane.future.cancel()
        open_at = [lane.address for lane in self._lanes.values() if not refusal_of(lane)]
        if open_at and self._client.status == "running":
            leaving = threading.Thread(target=self._close_rooms, args=(open_at,), daemon=True)
            leaving.start()
            leaving.join(_LEAVE_SECONDS)

    def _close_rooms(self, addresses: list[str]) -> None:
        with suppress(OSError):  # a room that nobody comes to closes by itself
            self._client.run(close_room, self._room.name, workers=addresses, on_error="ignore")
