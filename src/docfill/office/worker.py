"""One LibreOffice of our own, from its start to its certain end."""

import contextlib
import errno
import json
import os
import secrets
import select
import shutil
import signal
import subprocess
import threading
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

from docfill.base import ConversionFailed, ConversionTimedOut, held_folder, name_in_errors, tell
from docfill.office.client import Client, WorkerLost, spoken_of
from docfill.office.find import Installation, unoserver_folder
from docfill.pdf import PdfOptions

# Each document costs LibreOffice about a third of a megabyte for good.
DOCUMENTS_BEFORE_RENEWAL = 400
BYTES_BEFORE_RENEWAL = 700 * 2**20
_POLL_SECONDS = 0.02
_LAST_BREATH_SECONDS = 5
_LAST_WORDS = 600
# LibreOffice does not say that a disk is full; with less than this it cannot write a page.
_ROOM_FOR_ANYTHING = 2**20


class Worker:
    """A LibreOffice with its own profile, ports, temporary folder and process group.

    It starts in the background. Not safe for use by several threads at once.
    """

    def __init__(self, installation: Installation, fonts_config: Path, *, deadline: float):
        self.deadline = deadline
        self.documents = 0
        self._ending = threading.Lock()
        self._started = time.monotonic()
        self._client: Client | None = None
        self._libreoffice: int | None = None
        self._door = ""
        self._has_started = False
        self._held = held_folder("docfill-office-")
        self._home = self._held.folder
        self._exchange = self._home / "exchange"
        self._secret = f"/{secrets.token_hex(16)}"
        try:
            self._server = self._start(installation, fonts_config)
        except BaseException:
            shutil.rmtree(self._home, ignore_errors=True)
            self._held.release()
            raise

    def export(self, docx: bytes, options: PdfOptions) -> bytes:
        """The PDF of the document as LibreOffice wrote it.

        Raises ConversionFailed when LibreOffice cannot read it, ConversionTimedOut after the
        deadline, WorkerLost when this worker is of no use any more.
        """
        client = self._ready()
        self.documents += 1
        given, made = self._exchange / "in.docx", self._exchange / "out.pdf"
        with name_in_errors(given):
            given.write_bytes(docx)
        made.unlink(missing_ok=True)
        try:
            with spoken_of(self.deadline):
                client.convert_file(str(given), str(made), options.filter_options())
        except ConversionFailed as failure:
            self._refuse_full_disk(failure)
            raise
        return made.read_bytes()

    def has_started(self) -> bool:
        """Whether LibreOffice ever answered."""
        return self._has_started

    def is_worn(self) -> bool:
        """Whether a fresh worker should take over: many documents, much memory, dead or frozen."""
        if self._client is None:
            return False
        return (
            self.documents >= DOCUMENTS_BEFORE_RENEWAL
            or self._server.poll() is not None
            or self._memory() > BYTES_BEFORE_RENEWAL
            or self._is_stopped()
        )

    def kill(self) -> None:
        """End every process of this worker; may be called from another thread."""
        with self._ending:
            # The group is surely ours as long as its leader was not waited for.
            if self._server.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._server.pid, signal.SIGKILL)

    def stop(self) -> None:
        """End every process of this worker and remove its folder; may be called twice."""
        self.kill()
        with self._ending:
            self._server.wait()
        if self._client is not None:
            self._client.close()
            self._client = None
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe is not None:
                pipe.close()
        if self._door:
            Path(self._door).unlink(missing_ok=True)
        # LibreOffice may need a moment to die, and until then write into its folder.
        end = time.monotonic() + _LAST_BREATH_SECONDS
        shutil.rmtree(self._home, ignore_errors=True)
        while self._home.exists() and time.monotonic() < end:
            time.sleep(_POLL_SECONDS)
            shutil.rmtree(self._home, ignore_errors=True)
        self._held.release()

    def _refuse_full_disk(self, failure: ConversionFailed) -> None:
        """Raise OSError where LibreOffice failed as its temporary folder has no room left."""
        if shutil.disk_usage(self._home).free < _ROOM_FOR_ANYTHING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._home)) from failure

    def _start(self, installation: Installation, fonts_config: Path) -> subprocess.Popen[bytes]:
        profile, temporary = self._home / "profile", self._home / "tmp"
        for folder in (profile / "user", temporary, self._exchange):
            folder.mkdir(parents=True)
        room = files("docfill.office")
        settings = room.joinpath("profile/registrymodifications.xcu").read_bytes()
        (profile / "user" / "registrymodifications.xcu").write_bytes(settings)
        script = Path(str(room.joinpath("server.py")))
        with (self._home / "log").open("wb") as log:
            server = subprocess.Popen(
                [
                    *(installation.python, script, installation.soffice),
                    *(profile.as_uri(), self._home, unoserver_folder()),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._home,
                env=_environment(self._home, temporary, fonts_config),
                # A group of its own in our session: Ctrl-C does not reach it, and should
                # docfill die while it is stopped, the kernel hangs it up.
                process_group=0,
            )
        assert server.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            server.stdin.write(self._secret.encode() + b"\n")
            server.stdin.flush()
        return server

    def _ready(self) -> Client:
        """The client, as soon as LibreOffice answers."""
        if self._client is None:
            said = self._first_words()
            self._has_started = True
            self._libreoffice, self._door = int(said["pid"]), str(said["door"])
            self._held.note_door(self._door)
            address = f"127.0.0.1:{said['port']}"
            self._client = Client(address, deadline=self.deadline, path=self._secret)
        return self._client

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

    def _memory(self) -> int:
        """LibreOffice's resident bytes; 0 where the system does not tell."""
        try:
            pages = Path(f"/proc/{self._libreoffice}/statm").read_text().split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def _is_stopped(self) -> bool:
        """Whether somebody froze LibreOffice; False where the system does not tell."""
        try:
            state = Path(f"/proc/{self._libreoffice}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return False
        return state[:1] in (["T"], ["t"], ["Z"])


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
