"""A process that starts one unoserver and has its own client convert documents, as it comes.

Arguments: the Python that has uno, a folder for PDFs, then documents.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import unoserver
from unoserver.client import UnoClient

_DEADLINE = 120


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until the server answers on its port; its own fixed sleeps come before that."""
    until = time.monotonic() + _DEADLINE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except ConnectionRefusedError:
            if server.poll() is not None or time.monotonic() > until:
                sys.exit("unoserver did not start")
            time.sleep(0.02)


def main() -> None:
    python, folder, *documents = sys.argv[1:]
    port, uno_port = _free_ports()
    with tempfile.TemporaryDirectory() as path:
        # Only unoserver itself: the other packages here are made for another Python.
        for part in Path(unoserver.__path__[0]).parent.glob("unoserver*"):
            (Path(path) / part.name).symlink_to(part)
        server = subprocess.Popen(
            [python, "-m", "unoserver.server", "--port", str(port), "--uno-port", str(uno_port)],
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _wait_for(port, server)
            client = UnoClient(port=str(port))
            for document in documents:
                pdf = Path(folder) / f"{Path(document).stem}.pdf"
                client.convert(inpath=document, outpath=str(pdf))
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


if __name__ == "__main__":
    main()
