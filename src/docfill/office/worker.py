"""One LibreOffice of our own, from its start to its certain end."""

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docfill.base import ConversionTimedOut, held_folder, tell
from docfill.office.exchange import convert_through, exchange_folder, is_worn_out
from docfill.office.find import Installation, unoserver_folder
from docfill.office.lost import WorkerLost
from docfill.office.profile_socket import socket_of
from docfill.office.records import KeptOffice, Lease, OfficeIdentity
from docfill.office.tasks import OfficeTask, pdf_task

if TYPE_CHECKING:
    from docfill.office.client import Client
    from docfill.pdf import PdfOptions

_POLL_SECONDS = 0.02
_LAST_BREATH_SECONDS = 5
_LAST_WORDS = 600


@dataclass(frozen=True)
class Keeping:
    """That a LibreOffice is to be kept: how long it waits for the next caller, in seconds."""

    identity: OfficeIdentity
    seconds: float


class Worker:
    """A LibreOffice with its own profile, ports, temporary folder and process group.

    It starts in the background. With `keeping` it stays for later callers once it is stopped,
    unless it failed. Not safe for use by several threads at once.
    """

    def __init__(
        self,
        installation: Installation,
        fonts_config: Path,
        *,
        deadline: float,
        keeping: Keeping | None = None,
    ):
        self.deadline = deadline
        self.documents = 0
        self._ending = threading.Lock()
        self._started = time.monotonic()
        self._client: Client | None = None
        self._libreoffice: int | None = None
        self._has_started = False
        self._keeping, self._is_lost = keeping, False
        self._held = held_folder("docfill-office-")
        self._home = self._held.folder
        self._profile = (self._home / "profile").as_uri()
        self._door = str(socket_of(self._profile))
        # Without a safe place for a record it is one like any other.
        self._lease = Lease.new() if keeping else None
        self._secret = f"/{os.urandom(16).hex()}"
        try:
            self._server = self._start(installation, fonts_config)
        except BaseException:
            shutil.rmtree(self._home, ignore_errors=True)
            self._held.release()
            self._forget()
            raise

    def export(self, docx: bytes, options: "PdfOptions") -> bytes:
        """The PDF of the document as LibreOffice wrote it; raises what `convert` raises."""
        return self.convert(docx, pdf_task(options.filter_options()))

    def convert(self, document: bytes, task: OfficeTask) -> bytes:
        """The document as LibreOffice wrote it.

        Raises ConversionFailed when LibreOffice cannot read it, ConversionTimedOut after the
        deadline, WorkerLost when this worker is of no use any more.
        """
        client = self._ready()
        self.documents += 1
        try:
            return convert_through(client, self._home, document, task)
        except (WorkerLost, ConversionTimedOut):
            self._is_lost = True
            raise

    def start(self) -> None:
        """Wait until LibreOffice answers; raises what `convert` raises."""
        self._ready()

    def has_started(self) -> bool:
        """Whether LibreOffice ever answered."""
        return self._has_started

    def is_worn(self) -> bool:
        """Whether a fresh worker should take over: many documents, much memory, dead or frozen."""
        if self._client is None or self._libreoffice is None:
            return False
        return self._server.poll() is not None or is_worn_out(self.documents, self._libreoffice)

    def kill(self) -> None:
        """End every process of this worker; may be called from another thread."""
        self._is_lost = True
        with self._ending:
            # The group is surely ours as long as its leader was not waited for.
            if self._server.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._server.pid, signal.SIGKILL)

    def stop(self) -> None:
        """End every process of this worker and remove its folder, or leave it to later callers.

        May be called twice.
        """
        is_of_use = self._client is not None and not self._is_lost and not self.is_worn()
        if self._lease is not None and is_of_use:
            self._leave(self._lease)
            return
        self.kill()
        with self._ending:
            self._server.wait()
        if self._client is not None:
            self._client.close()
            self._client = None
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe is not None:
                pipe.close()
        Path(self._door).unlink(missing_ok=True)
        # LibreOffice may need a moment to die, and until then write into its folder.
        end = time.monotonic() + _LAST_BREATH_SECONDS
        shutil.rmtree(self._home, ignore_errors=True)
        while self._home.exists() and time.monotonic() < end:
            time.sleep(_POLL_SECONDS)
            shutil.rmtree(self._home, ignore_errors=True)
        self._held.release()
        self._forget()

    def _leave(self, lease: Lease) -> None:
        """Let it run: its server holds its folder, and ends when nobody comes."""
        assert self._client is not None
        self._client.close()
        lease.give_back()
        self._lease = None
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe is not None:
                pipe.close()
        self._held.release()
        # Not ours to wait for any more, though it is our child as long as we live.
        self._server.returncode = 0

    def _forget(self) -> None:
        lease, self._lease = self._lease, None
        if lease is not None:
            lease.forget()

    def _start(self, installation: Installation, fonts_config: Path) -> subprocess.Popen[bytes]:
        profile, temporary = self._home / "profile", self._home / "tmp"
        for folder in (profile / "user", temporary, exchange_folder(self._home)):
            folder.mkdir(parents=True)
        room = files("docfill.office")
        settings = room.joinpath("profile/registrymodifications.xcu").read_bytes()
        (profile / "user" / "registrymodifications.xcu").write_bytes(settings)
        script = Path(str(room.joinpath("server/main.py")))
        # Before it is there, so that it is cleared away whenever one of us is killed.
        self._held.note_door(self._door)
        with (self._home / "log").open("wb") as log:
            server = subprocess.Popen(
                [
                    *(installation.python, script, installation.soffice),
                    *(self._profile, self._home, unoserver_folder(), *self._kept_as()),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._home,
                env=_environment(self._home, temporary, fonts_config),
                **self._apart(),
            )
        assert server.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            server.stdin.write(self._secret.encode() + b"\n")
            server.stdin.flush()
        return server

    def _kept_as(self) -> tuple[str | Path, ...]:
        """What the server must know to be kept."""
        if self._lease is None or self._keeping is None:
            return ()
        return self._lease.socket, self._lease.path, str(self._keeping.seconds)

    def _apart(self) -> dict[str, Any]:
        """How its processes are grouped."""
        if self._lease is None:
            # A group of its own in our session: Ctrl-C does not reach it, and should
            # docfill die while it is stopped, the kernel hangs it up.
            return {"process_group": 0}
        # The end of a terminal does not reach it, and its folder is held as long as it runs.
        return {"start_new_session": True, "pass_fds": (self._held.lock,)}

    def _ready(self) -> "Client":
        """The client, as soon as LibreOffice answers."""
        if self._client is None:
            said = self._first_words()
            self._has_started = True
            self._libreoffice = int(said["pid"])
            self._door = str(said["door"]) or self._door
            self._held.note_door(self._door)
            self._client = self._client_of(int(said["port"]))
        return self._client

    def _client_of(self, port: int) -> "Client":
        # Here, because LibreOffice should start first.
        from docfill.office.client import Client

        if self._lease is None or self._keeping is None:
            return Client(f"127.0.0.1:{port}", deadline=self.deadline, path=self._secret)
        assert self._libreoffice is not None
        self._lease.write(
            KeptOffice(
                identity=self._keeping.identity,
                home=str(self._home),
                pid=self._server.pid,
                libreoffice=self._libreoffice,
                door=self._door,
                secret=self._secret,
                started=time.time(),
                keep=self._keeping.seconds,
            )
        )
        door = str(self._lease.socket)
        return Client("localhost", deadline=self.deadline, path=self._secret, door=door)

    def _first_words(self) -> dict[str, Any]:
        """Port, process id and socket file, which the server tells when it can answer."""
        out = self._server.stdout
        assert out is not None
        left = self._started + self.deadline - time.monotonic()
        readable, _, _ = select.select([out], [], [], max(left, 0))
        if not readable:
            raise ConversionTimedOut(
                tell("LibreOffice did not start within {seconds:g} s", seconds=self.deadline)
            )
        words = out.readline()
        if not words.endswith(b"\n"):
            log = (self._home / "log").read_bytes()[-_LAST_WORDS:].decode(errors="replace")
            raise WorkerLost(tell("LibreOffice did not start: {log}", log=log.strip()))
        said: dict[str, Any] = json.loads(words)
        return said


def _environment(home: Path, temporary: Path, fonts_config: Path) -> dict[str, str]:
    """What LibreOffice sees of the world: nothing that differs from desk to desk."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "FONTCONFIG_FILE": str(fonts_config),
        # LibreOffice makes and drops small objects by the million; glibc keeps seven of each size.
        "GLIBC_TUNABLES": "glibc.malloc.tcache_count=20000",
    }
