"""What the tests of mail share: settings, a clock that does not wait, a ledger, servers."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from docfill.mail.ledger import Ledger
from docfill.mail.settings import MailSettings, Security, Server
from mail_reports import StoppedClock, settings_for
from mail_servers import ScriptedServer


@pytest.fixture
def settings() -> MailSettings:
    """Settings for messages that are only composed."""
    return settings_for(Server("mail.example.cn"))


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "sent.sqlite") as ledger:
        yield ledger


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """An authority that no system knows."""
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def serve(authority: trustme.CA) -> Iterator[Callable[..., ScriptedServer]]:
    """Start mail servers, with a certificate for `name` unless they are plain."""
    running: list[ScriptedServer] = []

    def start(
        security: Security = Security.PLAIN,
        *,
        name: str = "localhost",
        signed_by: trustme.CA | None = None,
        **options: object,
    ) -> ScriptedServer:
        context = None
        if security is not Security.PLAIN:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            (signed_by or authority).issue_cert(name).configure_cert(context)
        server = ScriptedServer(security, context, **options)  # type: ignore[arg-type]
        server.start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.stop()
