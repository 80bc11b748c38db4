"""Real mail servers on the loopback that do what a script says, and keep what they took."""

import asyncio
import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, BinaryIO

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from docfill.mail.settings import Security, Server

DROP = "drop the line"
ACCEPT_AND_DROP = "take the message, and drop the line before saying so"


class ScriptedServer:
    """Answers each step with the next reply of its script (`MAIL`, `RCPT`, `DATA`), then as usual.

    A reply is a line, None for the usual answer, or DROP. What it took stands in `taken`, what it
    was asked in `seen`. At a step in `wait_at` it sets the first event and waits for the second.
    """

    def __init__(
        self,
        security: Security,
        context: ssl.SSLContext | None,
        *,
        script: Mapping[str, list[str | None]] | None = None,
        login: tuple[str, str] | None = None,
        size: int = 33_554_432,
        refused: Mapping[str, str] | None = None,
    ):
        self.security = security
        self.script = defaultdict(
            list, {step: list(lines) for step, lines in (script or {}).items()}
        )
        self.refused = dict(refused or {})
        self.login = login
        self.taken: list[bytes] = []
        self.envelopes: list[tuple[str, tuple[str, ...]]] = []
        self.seen: list[str] = []
        self.connections = -1  # the controller itself calls once, to see that it answers
        self.wait_at: dict[str, tuple[threading.Event, threading.Event]] = {}
        self._controller = _OurController(self, context, size)

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        return int(self._controller.port)

    def reached_as(self, host: str = "localhost", **changes: Any) -> Server:
        """The settings with which docfill reaches this server."""
        facts = {"timeout": 5.0, "patience": 5.0, **changes}
        return Server(host, self.security, self.port, **facts)

    def next_reply(self, step: str, server: SMTP) -> str | None:
        self.seen.append(step)
        if step in self.wait_at:
            reached, go_on = self.wait_at.pop(step)
            reached.set()
            go_on.wait(30)
        reply = self.script[step].pop(0) if self.script[step] else None
        if reply == DROP:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return reply

    async def handle_MAIL(  # noqa: N802  named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.next_reply("MAIL", server)
        if reply is None:
            envelope.mail_from = address
        return reply or "250 OK"

    async def handle_RCPT(  # noqa: N802  named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.next_reply("RCPT", server) or self.refused.get(address)
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        reply = self.next_reply("DATA", server)
        if reply == ACCEPT_AND_DROP:
            self._take(envelope)
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        elif reply is None:
            self._take(envelope)
        return reply or "250 2.0.0 queued"

    def _take(self, envelope: Envelope) -> None:
        assert envelope.original_content is not None and envelope.mail_from is not None
        self.taken.append(envelope.original_content)
        self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        self.seen.append(f"AUTH {mechanism}")
        assert isinstance(data, LoginPassword)
        known = (data.login.decode(), data.password.decode()) == self.login
        return AuthResult(success=known, handled=False)


class _OurController(Controller):
    def __init__(self, ours: ScriptedServer, context: ssl.SSLContext | None, size: int):
        self.ours = ours
        self.size = size
        self.starttls = context if ours.security is Security.STARTTLS else None
        implicit = context if ours.security is Security.TLS else None
        super().__init__(ours, hostname="127.0.0.1", port=free_port(), ssl_context=implicit)

    def factory(self) -> SMTP:
        self.ours.connections += 1
        login = self.ours.login
        return SMTP(
            self.ours,
            hostname="mail.example.cn",
            data_size_limit=self.size,
            tls_context=self.starttls,
            require_starttls=self.starttls is not None,
            authenticator=self.ours.authenticate if login else None,
            auth_required=login is not None,
            auth_require_tls=False,  # it does not count implicit TLS as TLS
        )


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class ServerThatInterruptsTheText:
    """Says the right things up to 354, and in the text its last word; without one it hangs up."""

    security = Security.PLAIN

    def __init__(self, last_word: bytes) -> None:
        self._last_word = last_word
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def stop(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return  # stopped
            with line, line.makefile("rb") as asked:
                line.sendall(b"220 mail.example.cn\r\n")
                self._talk(line, asked)

    def _talk(self, line: socket.socket, asked: BinaryIO) -> None:
        for command in asked:
            if command.lower() == b"data\r\n":
                line.sendall(b"354 go on\r\n")
                asked.readline()
                break
            line.sendall(b"250 OK\r\n")
        if self._last_word:
            line.sendall(self._last_word)
            for _ in iter(lambda: asked.read(65536), b""):
                pass
