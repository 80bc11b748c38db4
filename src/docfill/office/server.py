"""One LibreOffice behind unoserver's converter, answering on the loopback until nobody needs it.

This file runs under the Python that has LibreOffice's `uno` module (3.8 or newer), not under the
one docfill runs on, so it imports nothing of docfill. It offers the `convert` of unoserver's own
XML-RPC interface, done by unoserver's own UnoConverter; what it leaves out are the fixed waits,
and the window that nobody would see.

    server.py SOFFICE PROFILE HOME UNOSERVER < pipe

The first line of the pipe is the path under which calls are answered, a secret. When the
pipe closes, docfill is gone: LibreOffice is killed and the folder HOME removed.
When it can answer, it prints one line of JSON: its port, and what docfill must know of
LibreOffice to end it without a trace.
"""

import ctypes
import json
import os
import shutil
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
LAST_BREATH_SECONDS = 5
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


def end_with_pipe(libreoffice: LibreOffice, home: str) -> None:
    """Wait for docfill's end of the pipe to close, then leave nothing behind."""
    while sys.stdin.buffer.read(4096):
        pass
    libreoffice.end()
    remove(Path(home))
    os._exit(0)


def remove(home: Path) -> None:
    """Remove the folder, also while this program's other thread is making something in it."""
    end = time.monotonic() + LAST_BREATH_SECONDS
    shutil.rmtree(home, ignore_errors=True)
    while home.exists() and time.monotonic() < end:
        shutil.rmtree(home, ignore_errors=True)


def end_with_libreoffice(libreoffice: LibreOffice) -> None:
    """When LibreOffice ends there is nothing left to serve; docfill sees its connection break."""
    libreoffice.process.wait()
    if not libreoffice.is_being_ended:
        os._exit(3)


class Unseen:
    """LibreOffice's desktop, on which documents are opened without showing them to anybody.

    unoserver opens them in a window; painting it is a sixteenth of a document's time.
    """

    def __init__(self, desktop: Any, hidden: Any):
        self._desktop, self._hidden = desktop, hidden

    def loadComponentFromURL(self, url: str, frame: str, flags: int, given: Any) -> Any:  # noqa: N802
        """The document, or None where LibreOffice cannot read it."""
        return self._desktop.loadComponentFromURL(url, frame, flags, (*given, self._hidden))


def handler(path: str) -> Any:
    """What answers requests under this path, over one lasting connection."""
    from xmlrpc.server import SimpleXMLRPCRequestHandler

    class Handler(SimpleXMLRPCRequestHandler):
        rpc_paths = (path,)
        protocol_version = "HTTP/1.1"
        # Without waiting for fuller packets.
        disable_nagle_algorithm = True

    return Handler


def main(soffice: str, profile: str, home: str, unoserver: str) -> None:
    """Serve until the pipe closes or LibreOffice ends."""
    # Should docfill die while this group is frozen, the kernel wakes it up with this signal: then
    # the closed pipe is noticed, and ended with what is to be done about it.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    path = sys.stdin.buffer.readline().decode().strip()
    libreoffice = LibreOffice(soffice, profile)
    threading.Thread(target=end_with_pipe, args=(libreoffice, home), daemon=True).start()
    try:
        serve(libreoffice, path, unoserver)
    finally:
        if libreoffice.is_being_ended:
            # Its end is why we are here; the thread that is ending it ends this process too.
            threading.Event().wait()


def serve(libreoffice: LibreOffice, path: str, unoserver: str) -> None:
    """Answer calls as soon as LibreOffice listens; what that takes is imported while it starts."""
    # At the end of the path, so that nothing in docfill's environment hides this Python's own.
    sys.path.append(unoserver)
    from xmlrpc.server import SimpleXMLRPCServer

    from unoserver.converter import PropertyValue, UnoConverter

    answers = handler(path)
    libreoffice.wait_until_it_listens()
    threading.Thread(target=end_with_libreoffice, args=(libreoffice,), daemon=True).start()
    converter = UnoConverter(interface=LOOPBACK, port=str(libreoffice.port))
    if not libreoffice.is_at_the_other_end_of(converter):
        sys.exit("another program listens at LibreOffice's port")
    converter.desktop = Unseen(converter.desktop, PropertyValue(Name="Hidden", Value=True))
    # unoserver asks LibreOffice for its filters once; better now than during the first document.
    converter.get_available_import_filters()
    converter.get_available_export_filters()
    with SimpleXMLRPCServer((LOOPBACK, 0), answers, logRequests=False, allow_none=True) as server:
        server.register_function(converter.convert, "convert")
        port, pid = server.server_address[1], libreoffice.process.pid
        print(json.dumps({"port": port, "pid": pid, "door": libreoffice.door()}), flush=True)
        server.serve_forever()


if __name__ == "__main__":
    # The folder of this file has modules of docfill in it, which are not meant for this Python.
    sys.path.pop(0)
    main(*sys.argv[1:])
