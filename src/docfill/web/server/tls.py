"""TLS before the server: what browsers send encrypted is handed on over the machine's own loopback.

waitress speaks no TLS. asyncio does, each handshake by itself and with a deadline.
"""

import asyncio
import contextlib
import logging
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_log = logging.getLogger("docfill.serve")
_HANDSHAKE_SECONDS = 10.0
_IDLE_SECONDS = 150.0  # waitress closes after 120
_MOST = 200  # connections at once
_AT_ONCE = 64 * 1024
_LOOK_SECONDS = 300.0  # for a certificate that was renewed

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass
class Callers:
    """Whose connection comes from which port of the loopback."""

    _by_port: dict[int, str] = field(default_factory=dict)

    def answer_for(self, application: Wsgi) -> Wsgi:
        """The application, told who asks; whoever did not come by TLS is turned away."""

        def answered(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            address = self._by_port.get(int(environ["REMOTE_PORT"]))
            if address is None:
                start("403 Forbidden", [("Content-Type", "text/plain")])
                return [b"TLS only\n"]
            environ |= {"REMOTE_ADDR": address, "wsgi.url_scheme": "https"}
            return application(environ, start)

        return answered

    @contextlib.contextmanager
    def calling(self, port: int, address: str) -> Iterator[None]:
        """Within, what comes from the port is of that address."""
        self._by_port[port] = address
        try:
            yield
        finally:
            del self._by_port[port]


def context_of(certificate: Path, key: Path) -> ssl.SSLContext:
    """TLS 1.2 or later with this certificate; raises OSError where the files are no such pair."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    return context


class TlsDoor:
    """Listens for browsers, and hands on to a port of this machine what they say."""

    def __init__(self, certificate: Path, key: Path, callers: Callers):
        self._files = (certificate, key)
        self._context = context_of(certificate, key)
        self._callers = callers
        self._room = asyncio.Semaphore(_MOST)
        self._loop = asyncio.new_event_loop()

    def open(self, host: str, port: int, inner_port: int) -> None:
        """Begin to listen; raises OSError where that is not possible."""
        self._inner_port = inner_port
        self._loop.run_until_complete(
            asyncio.start_server(
                self._serve,
                host,
                port,
                ssl=self._context,
                ssl_handshake_timeout=_HANDSHAKE_SECONDS,
                limit=_AT_ONCE,
            )
        )
        self._loop.create_task(self._take_renewed())
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with self._room:
                await self._hand_on(reader, writer)
                writer.close()
                await asyncio.wait_for(writer.wait_closed(), _IDLE_SECONDS)
        except (OSError, TimeoutError):
            _log.debug("a connection broke off", exc_info=True)
        finally:
            writer.transport.abort()

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = writer.get_extra_info("peername")[0]
        there, here = await asyncio.open_connection("127.0.0.1", self._inner_port, limit=_AT_ONCE)
        with self._callers.calling(here.get_extra_info("sockname")[1], address):
            asked = asyncio.create_task(_pass_on(reader, here))
            answered = asyncio.create_task(_pass_on(there, writer))
            try:
                await asyncio.wait((asked, answered), return_when=asyncio.FIRST_COMPLETED)
                if not answered.done() and asked.exception() is None:
                    here.write_eof()  # whoever has said all may still wait for the answer
                    await answered
            finally:
                asked.cancel()
                answered.cancel()
                await asyncio.gather(asked, answered, return_exceptions=True)
                here.transport.abort()

    async def _take_renewed(self) -> None:
        """Certificates are renewed every few weeks; connections made from then on get the new."""
        known = self._changed()
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            known = self.renew(known)

    def renew(self, known: tuple[float, ...]) -> tuple[float, ...]:
        """Load the certificate again where it is another than the one known; tell which it is."""
        try:
            now = self._changed()
            if now != known:
                context_of(*self._files)  # a pair half written must not spoil the one in use
                self._context.load_cert_chain(*self._files)
        except OSError:
            _log.exception("the renewed certificate cannot be used; the old one stays")
            return known
        return now

    def _changed(self) -> tuple[float, ...]:
        return tuple(file.stat().st_mtime for file in self._files)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Everything that comes, as fast as it is taken."""
    while data := await asyncio.wait_for(reader.read(_AT_ONCE), _IDLE_SECONDS):
        writer.write(data)
        await asyncio.wait_for(writer.drain(), _IDLE_SECONDS)
