"""One LibreOffice as a process: its start, where it listens, and its end."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

LOOPBACK = "127.0.0.1"
POLL_SECONDS = 0.01
# LibreOffice's way to say "start me again", as it may after setting up a new profile.
START_AGAIN = 81
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent dies, even while it is frozen."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port() -> int:
    """A port that is free now; whether LibreOffice got it is looked at later."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


class LibreOffice:
    """One LibreOffice with a profile of its own, listening at a port of its own."""

    def __init__(self, soffice: str, profile: str):
        # The start script and its helper only show a splash screen, and leave LibreOffice
        # behind when they are killed; so the program itself is started where it is found.
        program = Path(soffice).with_name("soffice.bin")
        self.program = str(program) if program.exists() else soffice
        self.profile = profile
        self.port = free_port()
        self.is_being_ended = False
        self._changing = threading.Lock()
        self.start()

    def start(self) -> None:
        """Start the program, unless it is being ended; returns at once."""
        with self._changing:
            if not self.is_being_ended:
                self.process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [
                self.program,
                "--headless",
                "--invisible",
                "--nocrashreport",
                "--nodefault",
                "--nologo",
                "--nofirststartwizard",
                "--norestore",
                f"-env:UserInstallation={self.profile}",
                f"--accept=socket,host={LOOPBACK},port={self.port},tcpNoDelay=1;urp;"
                "StarOffice.ComponentContext",
            ],
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )

    def wait_until_it_listens(self) -> None:
        """Return when it listens; ends this program when LibreOffice gives up.

        There is no deadline here: docfill has one, and ends the process group.
        """
        restarts = 1
        while not self.listens():
            code = self.process.poll()
            if code is not None:
                if code != START_AGAIN or not restarts:
                    sys.exit(f"LibreOffice ended with code {code} while starting")
                restarts -= 1
                self.start()
            time.sleep(POLL_SECONDS)

    def listens(self) -> bool:
        """Whether somebody answers at the port."""
        with socket.socket() as probe:
            return probe.connect_ex((LOOPBACK, self.port)) == 0

    def is_at_the_other_end_of(self, converter: Any) -> bool:
        """Whether the converter's LibreOffice is this one: a port can be taken by another."""
        paths = converter.service.createInstanceWithContext(
            "com.sun.star.util.PathSubstitution", converter.context
        )
        # As paths: LibreOffice writes some signs of a URL plainly that Python writes as %24.
        import uno  # type: ignore[import-not-found]

        user = uno.fileUrlToSystemPath(paths.substituteVariables("$(user)", True))
        return bool(user == uno.fileUrlToSystemPath(f"{self.profile}/user"))

    def door(self) -> str:
        """The socket file at which it would meet a second LibreOffice; "" if it is not found.

        LibreOffice puts it into /tmp whatever TMPDIR says, and leaves it there when it is killed.
        """
        try:
            files = Path(f"/proc/{self.process.pid}/fd").iterdir()
            mine = {os.readlink(file) for file in files}  # noqa: PTH115 - no path: socket:[number]
            sockets = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()]
        except OSError:
            return ""
        # The seventh column is the number of the socket, the eighth its path.
        doors = [one[7] for one in sockets if len(one) == 8 and f"socket:[{one[6]}]" in mine]
        return next((path for path in doors if "OSL_PIPE" in path), "")

    def end(self) -> None:
        """Kill it and wait until it is gone."""
        with self._changing:
            self.is_being_ended = True
        door = self.door()
        self.process.kill()
        self.process.wait()
        if door:
            Path(door).unlink(missing_ok=True)
