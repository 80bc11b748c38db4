"""One LibreOffice behind unoserver's converter, answering until nobody needs it.

The files of this folder run under the Python that has LibreOffice's `uno` module (3.8 or newer),
not under the one docfill runs on, so they import nothing of docfill. It offers the `convert` of
unoserver's own XML-RPC interface, done by unoserver's own UnoConverter; what it leaves out are the
fixed waits, and the window that nobody would see.

    main.py SOFFICE PROFILE HOME UNOSERVER < pipe
    main.py SOFFICE PROFILE HOME UNOSERVER SOCKET RECORD SECONDS < pipe

The first line of the pipe is the path under which calls are answered, a secret. In the first form
it answers on the loopback; when the pipe closes, docfill is gone: LibreOffice is killed and the
folder HOME removed. In the second it is kept: it answers at a Unix socket, also those who come
later, and ends when nobody has come for so many seconds, or when the file RECORD is gone.
When it can answer, it prints one line of JSON: its port, and what docfill must know of
LibreOffice to end it without a trace.
"""

import json
import os
import signal
import socketserver
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

from ends import Use, end_when_idle, end_with_libreoffice, end_with_pipe
from libreoffice import LOOPBACK, LibreOffice


class Unseen:
    """LibreOffice's desktop, on which documents are opened without showing them to anybody.

    unoserver opens them in a window; painting it is a sixteenth of a document's time.
    """

    def __init__(self, desktop: Any, hidden: Any):
        self._desktop, self._hidden = desktop, hidden

    def loadComponentFromURL(self, url: str, frame: str, flags: int, given: Any) -> Any:  # noqa: N802
        """The document, or None where LibreOffice cannot read it."""
        return self._desktop.loadComponentFromURL(url, frame, flags, (*given, self._hidden))


def handler(path: str, use: Use, *, at_socket: bool) -> Any:
    """What answers requests under this path, over one lasting connection."""
    from xmlrpc.server import SimpleXMLRPCRequestHandler

    class Handler(SimpleXMLRPCRequestHandler):
        rpc_paths = (path,)
        protocol_version = "HTTP/1.1"
        # Without waiting for fuller packets, where there are any.
        disable_nagle_algorithm = not at_socket

        def setup(self) -> None:
            use.begin()
            super().setup()

        def finish(self) -> None:
            try:
                super().finish()
            finally:
                use.end()

    return Handler


def server_at(door: str, answers: Any) -> Any:
    """An XML-RPC server at a Unix socket that only its owner may use, or else on the loopback."""
    from xmlrpc.server import SimpleXMLRPCDispatcher, SimpleXMLRPCServer

    if not door:
        return SimpleXMLRPCServer((LOOPBACK, 0), answers, logRequests=False, allow_none=True)

    class Server(socketserver.UnixStreamServer, SimpleXMLRPCDispatcher):
        logRequests = False  # noqa: N815 - the handler looks for it under this name

        def __init__(self) -> None:
            SimpleXMLRPCDispatcher.__init__(self, allow_none=True)
            os.umask(0o077)
            socketserver.UnixStreamServer.__init__(self, door, answers)

    return Server()


def main(soffice: str, profile: str, home: str, unoserver: str, *kept: str) -> None:
    """Serve until nobody needs it any more or LibreOffice ends."""
    # Should docfill die while this group is frozen, the kernel wakes it up with this signal: then
    # the closed pipe is noticed, and ended with what is to be done about it.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    path = sys.stdin.buffer.readline().decode().strip()
    libreoffice, use = LibreOffice(soffice, profile), Use()
    door = kept[0] if kept else ""
    if kept:
        ending = partial(end_when_idle, libreoffice, home, Path(kept[1]), float(kept[2]), use)
    else:
        ending = partial(end_with_pipe, libreoffice, home)
    threading.Thread(target=ending, daemon=True).start()
    try:
        serve(libreoffice, handler(path, use, at_socket=bool(kept)), door, unoserver)
    finally:
        if libreoffice.is_being_ended:
            # Its end is why we are here; the thread that is ending it ends this process too.
            threading.Event().wait()


def serve(libreoffice: LibreOffice, answers: Any, door: str, unoserver: str) -> None:
    """Answer calls as soon as LibreOffice listens; what that takes is imported while it starts."""
    # At the end of the path, so that nothing in docfill's environment hides this Python's own.
    sys.path.append(unoserver)
    from unoserver.converter import PropertyValue, UnoConverter

    libreoffice.wait_until_it_listens()
    threading.Thread(target=end_with_libreoffice, args=(libreoffice,), daemon=True).start()
    converter = UnoConverter(interface=LOOPBACK, port=str(libreoffice.port))
    if not libreoffice.is_at_the_other_end_of(converter):
        sys.exit("another program listens at LibreOffice's port")
    converter.desktop = Unseen(converter.desktop, PropertyValue(Name="Hidden", Value=True))
    # unoserver asks LibreOffice for its filters once; better now than during the first document.
    converter.get_available_import_filters()
    converter.get_available_export_filters()
    served = Counter(converter.convert)
    with server_at(door, answers) as server:
        server.register_function(served.convert, "convert")
        server.register_function(served.count, "served")
        port = 0 if door else server.server_address[1]
        pid = libreoffice.process.pid
        print(json.dumps({"port": port, "pid": pid, "door": libreoffice.door()}), flush=True)
        server.serve_forever()


class Counter:
    """unoserver's `convert`, and how often it was called: LibreOffice wears out."""

    def __init__(self, convert: Any):
        self._convert, self._documents = convert, 0

    def convert(self, *given: Any) -> Any:
        """What unoserver answers."""
        self._documents += 1
        return self._convert(*given)

    def count(self) -> int:
        """The documents converted so far."""
        return self._documents


if __name__ == "__main__":
    main(*sys.argv[1:])
