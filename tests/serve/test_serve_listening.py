"""How many browsers the server listens to at once."""

import contextlib
import http.client
import socket
from pathlib import Path

from serving import Server


def test_connections_that_browsers_keep_open_keep_nobody_out(county: Path) -> None:
    """A browser keeps up to six, so twenty offices hold more than a hundred."""
    with contextlib.ExitStack() as open_ones, Server(county) as server:
        for _ in range(120):
            open_ones.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        late = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        late.request("GET", "/county")
        assert late.getresponse().status == 200
