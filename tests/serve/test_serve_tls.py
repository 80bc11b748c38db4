"""The server speaks TLS with the files of a certificate, and tells who asks."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path

import pytest
import trustme
from flask import Flask, request

from commands import run
from docfill.base import ExitCode
from docfill.web.server.listening import Front, listen
from docfill.web.server.tls import Callers, TlsDoor


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def files(authority: trustme.CA, tmp_path: Path) -> tuple[Path, Path]:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    write_pair(authority, "localhost", certificate, key)
    return certificate, key


def write_pair(authority: trustme.CA, name: str, certificate: Path, key: Path) -> None:
    made = authority.issue_cert(name)
    certificate.write_bytes(b"".join(each.bytes() for each in made.cert_chain_pems))
    key.write_bytes(made.private_key_pem.bytes())


def small_app() -> Flask:
    app = Flask("test")

    @app.post("/")
    def answer() -> str:
        return f"{request.scheme} {request.remote_addr} {len(request.data)}"

    @app.get("/long")
    def long() -> bytes:
        return b"x" * 3_000_000

    return app


@contextmanager
def served(files: tuple[Path, Path]) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    server = listen(small_app(), Front("127.0.0.1", port, "", *files))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield port
    server.close()


def asked(port: int, authority: trustme.CA) -> HTTPSConnection:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return HTTPSConnection("localhost", port, context=context, timeout=30)


def test_browsers_are_answered_over_tls_and_known_by_their_address(
    files: tuple[Path, Path], authority: trustme.CA
) -> None:
    with served(files) as port:
        browser = asked(port, authority)
        for size in (0, 1_000_000):  # the connection is kept
            browser.request("POST", "/", b"x" * size, {"X-Forwarded-For": "192.0.2.9"})
            assert browser.getresponse().read() == f"https 127.0.0.1 {size}".encode()
        browser.request("GET", "/long", headers={"Connection": "close"})
        assert len(browser.getresponse().read()) == 3_000_000


def test_one_who_says_nothing_keeps_nobody_waiting(
    files: tuple[Path, Path], authority: trustme.CA
) -> None:
    with served(files) as port:
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
        browser = asked(port, authority)
        before = time.monotonic()
        browser.request("POST", "/", b"")
        assert browser.getresponse().status == 200
        assert time.monotonic() - before < 9  # the others' handshakes may take 10
        for each in silent:
            each.close()


def test_who_comes_by_the_inner_way_is_turned_away() -> None:
    answered = Callers().answer_for(lambda environ, start: [b"secret"])
    codes: list[str] = []
    body = answered({"REMOTE_PORT": "1234"}, lambda code, headers: codes.append(code))
    assert (codes, b"secret" in b"".join(body)) == (["403 Forbidden"], False)


def test_a_renewed_certificate_is_used_and_a_broken_one_is_not(
    files: tuple[Path, Path], authority: trustme.CA
) -> None:
    door = TlsDoor(*files, Callers())
    first = door._changed()
    files[1].write_text("half", encoding="utf-8")
    assert door.renew(first) == first
    write_pair(authority, "renewed.example", *files)
    assert door.renew(first) != first


def test_files_that_are_no_pair_are_told(
    county: Path, files: tuple[Path, Path], authority: trustme.CA
) -> None:
    write_pair(authority, "other.example", files[0], county / "other.pem")
    words = ("serve", "--certificate", str(files[0]), "--key", str(files[1]))
    failed = run(*words, "--project", str(county))
    assert failed.exit_code == ExitCode.REFUSED
    assert str(files[0]) in failed.stderr


@pytest.mark.parametrize("words", [["--certificate"], ["--key"]])
def test_a_certificate_comes_with_its_key(
    county: Path, files: tuple[Path, Path], words: list[str]
) -> None:
    refused = run("serve", *words, str(files[0]), "--project", str(county))
    assert refused.exit_code == 2
