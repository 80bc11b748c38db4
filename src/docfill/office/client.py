"""The call that unoserver answers, with a deadline, over one lasting connection."""

import contextlib
import http.client
import socket
import xmlrpc.client
from collections.abc import Iterable, Iterator
from typing import Any

from docfill.base import ConversionFailed, ConversionTimedOut, tell
from docfill.office.lost import WorkerLost
from docfill.office.tasks import DOCX_TO_PDF, Filters, OfficeTask


@contextlib.contextmanager
def _translated_faults(deadline: float) -> Iterator[None]:
    """Turn what can go wrong in a call into docfill's own exceptions."""
    try:
        yield
    except TimeoutError as late:
        raise ConversionTimedOut(
            tell("LibreOffice did not answer within {seconds:g} s", seconds=deadline)
        ) from late
    except xmlrpc.client.Fault as fault:
        if "Could not load document" in fault.faultString:
            raise ConversionFailed(tell("LibreOffice cannot read this document")) from fault
        raise WorkerLost(tell("LibreOffice failed: {why}", why=fault.faultString)) from fault
    except (OSError, http.client.HTTPException, xmlrpc.client.Error) as broken:
        raise WorkerLost(
            tell("LibreOffice ended while it converted: {why}", why=repr(broken))
        ) from broken


class _AtSocket(http.client.HTTPConnection):
    """A connection to a server at a Unix socket of this machine."""

    def __init__(self, path: str):
        super().__init__("localhost")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class _Deadline(xmlrpc.client.Transport):
    """A transport whose every wait ends, and which never sends a call twice by itself.

    With a `door`, the path of a Unix socket, whoever listens there is called.
    """

    def __init__(self, seconds: float, door: str):
        super().__init__()
        self.seconds, self._door = seconds, door

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        if self._door and self._connection[1] is None:
            self._connection = host, _AtSocket(self._door)
        connection = super().make_connection(host)
        connection.timeout = self.seconds
        if connection.sock is not None:
            connection.sock.settimeout(self.seconds)
        return connection

    def request(
        self, host: Any, handler: str, request_body: Any, verbose: bool = False
    ) -> tuple[Any, ...]:
        # The base class repeats a call whose connection broke; a document that kills
        # LibreOffice must not be sent again unnoticed.
        return self.single_request(host, handler, request_body, verbose)


class Client:
    """Calls `convert` of one unoserver; made for one thread.

    A call raises ConversionTimedOut when the deadline passes, ConversionFailed for a document that
    cannot be read, and WorkerLost for whatever else goes wrong, also with the connection.
    """

    def __init__(self, address: str, *, deadline: float, path: str = "/RPC2", door: str = ""):
        self._transport = _Deadline(deadline, door)
        self._proxy = xmlrpc.client.ServerProxy(
            f"http://{address}{path}", transport=self._transport, allow_none=True
        )

    def convert_file(self, given: str, made: str, task: OfficeTask) -> None:
        """Have the file converted in place: both paths are the server's."""
        self._call(given, None, made, None, task.filters, task.options)

    def convert_bytes(self, docx: bytes, filter_options: Iterable[str]) -> bytes:
        """The PDF of a document that is sent along."""
        data = xmlrpc.client.Binary(docx)
        answer = self._call(None, data, None, "pdf", DOCX_TO_PDF, filter_options)
        if not isinstance(answer, xmlrpc.client.Binary):
            raise xmlrpc.client.ResponseError(f"a PDF was expected, not {type(answer).__name__}")
        return answer.data

    def served(self, *, deadline: float) -> int:
        """How many documents it has converted; only docfill's own server knows."""
        usual, self._transport.seconds = self._transport.seconds, deadline
        try:
            with _translated_faults(deadline):
                return int(str(self._proxy.served()))
        finally:
            self._transport.seconds = usual

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def _call(
        self,
        inpath: str | None,
        indata: xmlrpc.client.Binary | None,
        outpath: str | None,
        convert_to: str | None,
        filters: Filters,
        options: Iterable[str],
    ) -> object:
        # In the order of unoserver's `convert`; without updating indexes, which loads twice.
        with _translated_faults(self._transport.seconds):
            return self._proxy.convert(
                *(inpath, indata, outpath, convert_to),
                *(filters.writes, list(options), False, filters.reads),
            )
