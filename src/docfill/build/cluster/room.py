"""What a Dask worker has while it works for one command: set up once, gone with the command."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from distributed import get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from docfill.base import NOTHING, DocfillError, ExitCode, Message, as_refused, message_of, refusal

# A caller that was killed cannot tell its workers that it needs them no more.
_SECONDS_IDLE = 60.0
_LOOK_SECONDS = 5.0


@dataclass(frozen=True)
class WorkerStanding:
    """Whether a worker may work for us, and whether it sees the caller's folder.

    `refusal` says why it may not, and is empty where it may.
    """

    refusal: Message = NOTHING
    sees_folder: bool = False


class RoomClosed(DocfillError):
    """A worker was given work before its room was open, because it is a new process, say."""

    exit_code = ExitCode.REFUSED


class WorkerUnfit(DocfillError):
    """It is the worker's fault, and not that of its work: whatever it is given would fail."""

    exit_code = ExitCode.REFUSED


class WorkerRoom(WorkerPlugin):  # type: ignore[misc]
    """A worker's room for one command; `name` is that of the plugin it is."""

    def __init__(self, name: str):
        self.name = name
        self.standing = WorkerStanding()
        self._left = 0.0
        self._is_busy = False
        self._watch: asyncio.Task[None] | None = None

    def prepare(self) -> WorkerStanding:
        """Make ready what the work needs; for those rooms that need something."""
        return WorkerStanding()

    def clear(self) -> None:
        """Give back everything; for those rooms that have something."""

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Somebody works in the room: it is not closed meanwhile because nobody came."""
        self._is_busy = True
        try:
            yield
        finally:
            self._left, self._is_busy = time.monotonic(), False

    async def setup(self, worker: Any) -> None:
        """Called by Dask when the room is opened; what stands in its way is in its standing."""
        self.standing = await asyncio.to_thread(self._prepared)
        self._left = time.monotonic()
        self._watch = asyncio.create_task(self._leave_when_idle(worker))

    async def teardown(self, worker: Any) -> None:
        """Called by Dask when the room is closed or its worker ends."""
        if self._watch is not None and self._watch is not asyncio.current_task():
            self._watch.cancel()
        await asyncio.to_thread(self.clear)

    def _prepared(self) -> WorkerStanding:
        try:
            return self.prepare()
        except DocfillError as trouble:
            return WorkerStanding(message_of(trouble))
        except Exception as trouble:
            if isinstance(refused := as_refused(trouble), OSError):
                return WorkerStanding(refusal(refused))
            raise

    async def _leave_when_idle(self, worker: Any) -> None:
        while self._is_busy or time.monotonic() - self._left < _SECONDS_IDLE:
            await asyncio.sleep(_LOOK_SECONDS)
        await worker.plugin_remove(self.name)


async def open_room(room: WorkerRoom, dask_worker: Any) -> WorkerStanding:
    """Have a worker open a room; how it stands there."""
    await dask_worker.plugin_add(room, name=room.name, catch_errors=False)
    return room.standing


async def close_room(name: str, dask_worker: Any) -> None:
    """Have a worker close a room, if it is open there."""
    if name in dask_worker.plugins:
        await dask_worker.plugin_remove(name)


def room_called(name: str) -> Any:
    """The room of this name at the worker that runs this task; RoomClosed where there is none."""
    room = get_worker().plugins.get(name)
    if room is None:
        raise RoomClosed(name)
    return room
