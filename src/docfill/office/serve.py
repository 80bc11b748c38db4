"""One LibreOffice behind unoserver's converter, answering on the loopback until nobody needs it.

This file runs under the Python that has LibreOffice's `uno` module (3.8 or newer), not under the
one docfill runs on, so it imports nothing of docfill. It offers the `convert` of unoserver's own
XML-RPC interface, done by unoserver's own UnoConverter; what it leaves out are the fixed waits.

    serve.py SOFFICE PROFILE HOME UNOSERVER < pipe

The first line of the pipe is the path under which calls are answered, a secret. When the
pipe closes, docfill is gone: LibreOffice is killed and the folder HOME removed.
When it can answer, it prints one line: its port and the process id of LibreOffice.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from xmlrpc.server import SimpleXMLRPCRequestHandler, SimpleXMLRPCServer

LOOPBACK = "127.0.0.1"
POLL_SECONDS = 0.01
# LibreOffice's way to say "start me again", as it may after setting up a new profile.
START_AGAIN = 81
PR_SET_PDEATHSIG = 1


def die_with_parent():
    """Have the kernel kill this process when its parent dies, even while it is frozen."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port():
    """A port that is free now; that LibreOffice got it shows when it listens there."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


class LibreOffice:
    """One LibreOffice with a profile of its own, listening at a port of its own."""

    def __init__(self, soffice, profile):
        # The start script and its helper only show a splash screen, and leave LibreOffice
        # behind when they are killed; so the program itself is started where it is found.
        program = os.path.join(os.path.dirname(soffice), "soffice.bin")
        self.program = program if os.path.exists(program) else soffice
        self.profile = profile
        self.port = free_port()
        self.start()

    def start(self):
        """Start the program; returns at once."""
        accept = "--accept=socket,host=%s,port=%s,tcpNoDelay=1;urp;StarOffice.ComponentContext"
        self.process = subprocess.Popen(
            [
                self.program,
                "--headless",
                "--invisible",
                "--nocrashreport",
                "--nodefault",
                "--nologo",
                "--nofirststartwizard",
                "--norestore",
                "-env:UserInstallation=" + self.profile,
                accept % (LOOPBACK, self.port),
            ],
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )

    def wait_until_it_listens(self):
        """Return when it listens; ends this program when LibreOffice gives up.

        There is no deadline here: docfill has one, and ends the process group.
        """
        restarts = 1
        while not self.listens():
            code = self.process.poll()
            if code is not None:
                if code != START_AGAIN or not restarts:
                    sys.exit("LibreOffice ended with code %s while starting" % code)
                restarts -= 1
                self.start()
            time.sleep(POLL_SECONDS)

    def listens(self):
        """Whether somebody answers at the port."""
        with socket.socket() as probe:
            return probe.connect_ex((LOOPBACK, self.port)) == 0

    def is_at_the_other_end_of(self, converter):
        """Whether the converter's LibreOffice is this one: a port can be taken by another."""
        paths = converter.service.createInstanceWithContext(
            "com.sun.star.util.PathSubstitution", converter.context
        )
        return paths.substituteVariables("$(user)", True) == self.profile + "/user"


def end_with_pipe(libreoffice, home):
    """Wait for docfill's end of the pipe to close, then leave nothing behind."""
    while sys.stdin.buffer.read(4096):
        pass
    libreoffice.process.kill()
    libreoffice.process.wait()
    shutil.rmtree(home, ignore_errors=True)
    os._exit(0)


def end_with_libreoffice(libreoffice):
    """When LibreOffice ends there is nothing left to serve; docfill sees its connection break."""
    libreoffice.process.wait()
    os._exit(3)


class Handler(SimpleXMLRPCRequestHandler):
    """Requests over one lasting connection, without waiting for fuller packets."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True


def main(soffice, profile, home, unoserver):
    """Serve until the pipe closes or LibreOffice ends."""
    Handler.rpc_paths = (sys.stdin.buffer.readline().decode().strip(),)
    libreoffice = LibreOffice(soffice, profile)
    threading.Thread(target=end_with_pipe, args=(libreoffice, home), daemon=True).start()
    # At the end of the path, so that nothing in docfill's environment hides this Python's own.
    sys.path.append(unoserver)
    from unoserver.converter import UnoConverter

    libreoffice.wait_until_it_listens()
    threading.Thread(target=end_with_libreoffice, args=(libreoffice,), daemon=True).start()
    converter = UnoConverter(interface=LOOPBACK, port=str(libreoffice.port))
    if not libreoffice.is_at_the_other_end_of(converter):
        sys.exit("another program listens at LibreOffice's port")
    # unoserver asks LibreOffice for its filters once; better now than during the first document.
    converter.get_available_export_filters()
    with SimpleXMLRPCServer((LOOPBACK, 0), Handler, logRequests=False, allow_none=True) as server:
        server.register_function(converter.convert, "convert")
        print(server.server_address[1], libreoffice.process.pid, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    # The folder of this file has modules of docfill in it, which are not meant for this Python.
    sys.path.pop(0)
    main(*sys.argv[1:])
