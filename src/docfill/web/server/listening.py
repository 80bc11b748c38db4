"""Where the server listens, and who speaks TLS to the browsers: a proxy, the server, or nobody."""

import errno
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import waitress
from flask import Flask

from docfill.base import DocfillError, ExitCode, Message, tell, why
from docfill.web.server.safety import LARGEST_UPLOAD
from docfill.web.server.tls import Callers, TlsDoor

# It would write a line for every request that waits for a thread.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)
_LOOPBACK = "127.0.0.1"
# Saves are work for one core, as Python is; more threads of them only get in each other's way.
_THREADS = 4
# Browsers keep up to six connections each; usual systems let a process hold 1024 files open.
_MOST_CONNECTIONS = 800
_IDLE_SECONDS = 30
_PROXY_HEADERS = "x-forwarded-for x-forwarded-proto x-forwarded-host"


@dataclass(frozen=True)
class Front:
    """Where to listen; the proxy whose headers are believed, or the files of a certificate."""

    host: str
    port: int
    proxy: str = ""
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_secure(self) -> bool:
        """Whether browsers come over TLS."""
        return bool(self.proxy or self.certificate)

    @property
    def address(self) -> str:
        """How the machine itself reaches it."""
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://{self.host}:{self.port}"


class CannotListen(DocfillError):
    """The server cannot listen where it was told to; the message says why."""

    exit_code = ExitCode.REFUSED

    def __init__(self, front: Front, trouble: OSError | ValueError):
        if not isinstance(trouble, OSError):
            trouble = OSError(errno.EADDRNOTAVAIL, str(trouble))
        says = tell(
            "the server cannot listen at {host}:{port} ({why}); another place is named with "
            "--host and --port",
            host=front.host,
            port=front.port,
            why=why(trouble),
        )
        super().__init__(says)


class CertificateUnusable(DocfillError):
    """No TLS can be spoken with these files; the message says why."""

    exit_code = ExitCode.REFUSED

    def __init__(self, certificate: Path, key: Path, reason: Message | str):
        says = tell(
            "{certificate} and {key} cannot be used for TLS ({why}); both must be in PEM, the "
            "certificate with its chain, the key without a password",
            certificate=certificate,
            key=key,
            why=reason,
        )
        super().__init__(says)


def listen(app: Flask, front: Front) -> Any:
    """A server that listens, and answers once its `run` is called."""
    if front.certificate and front.key:
        return _behind_tls(app, front, front.certificate, front.key)
    try:
        return _server(app, front.host, front.port, front.proxy)
    except (OSError, ValueError) as trouble:  # waitress: ValueError for an unknown host
        raise CannotListen(front, trouble) from trouble


def _behind_tls(app: Flask, front: Front, certificate: Path, key: Path) -> Any:
    callers = Callers()
    try:
        door = TlsDoor(certificate, key, callers)
    except OSError as trouble:
        reason = why(trouble) if trouble.filename else getattr(trouble, "reason", str(trouble))
        raise CertificateUnusable(certificate, key, reason) from trouble
    server = _server(callers.answer_for(app), _LOOPBACK, 0, "")
    try:
        door.open(front.host, front.port, server.effective_port)
    except OSError as trouble:
        server.close()
        raise CannotListen(front, trouble) from trouble
    return server


def _server(app: Any, host: str, port: int, proxy: str) -> Any:
    headers = {"trusted_proxy": proxy, "trusted_proxy_headers": _PROXY_HEADERS} if proxy else {}
    return waitress.create_server(
        app,
        host=host,
        port=port,
        threads=_THREADS,
        ident="docfill",
        connection_limit=_MOST_CONNECTIONS,
        channel_timeout=_IDLE_SECONDS,
        cleanup_interval=_IDLE_SECONDS // 3,
        asyncore_use_poll=True,  # select knows no file above 1023
        clear_untrusted_proxy_headers=True,
        # Or it would put up to a gigabyte on the disk before the application refuses it.
        max_request_body_size=LARGEST_UPLOAD + 1,
        **headers,
    )
