"""A real `docfill serve` in a process of its own, and clerks who save as the page's script does."""

import http.client
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lxml import html

YEAR = 2023


class Server:
    """The server of a project; `address` is the same however often it is started."""

    def __init__(self, project: Path, language: str = "en"):
        self.project = project
        self.port = _free_port()
        self._environment = {**os.environ, "DOCFILL_LANG": language}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        """Come back once it answers."""
        command = [sys.executable, "-m", "docfill", "serve", "-y", str(YEAR)]
        command += ["--port", str(self.port), "--project", str(self.project)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, env=self._environment, cwd=self.project
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline(), "the server did not start"

    @property
    def cpu_seconds(self) -> float:
        """Processor time it has taken so far."""
        shown = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(shown[11]) + int(shown[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End it as a power failure would; nothing where it does not run."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        trouble: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.kill()


class Refused(Exception):
    """The server answered, but saved nothing."""


class HttpClerk:
    """A clerk who has followed the link; each save sends the whole form, as the script does.

    Where the server does not answer, http.client.HTTPException or OSError goes to the caller.
    """

    def __init__(self, port: int, token: str):
        self._server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers: dict[str, str] = {}
        answer, _ = self._asked("GET", f"/go/{token}")
        self._headers = {"Cookie": str(answer.getheader("Set-Cookie")).partition(";")[0]}
        _, page = self._asked("GET", "/form")
        form = html.document_fromstring(page.decode()).find(".//form[@id='entry']")
        assert isinstance(form, html.FormElement)
        fields = {name: (text or "").removeprefix("\n") for name, text in form.fields.items()}
        self._headers["X-CSRF"] = fields.pop("csrf")
        self._headers["Content-Type"] = "application/json"
        self.digest = fields.pop("based_on")
        self._fields = fields

    def save(self, **figures: str) -> dict[str, Any]:
        """Change figures, save, and answer what the page would show."""
        self._fields |= figures
        sent = {"based_on": self.digest, "clerk": "张三", "fields": self._fields}
        answer, body = self._asked("POST", "/save", json.dumps(sent))
        if answer.status != 200:
            raise Refused(f"{answer.status} {body.decode()}")
        state: dict[str, Any] = json.loads(body)
        self.digest = state["digest"]
        return state

    def _asked(
        self, way: str, path: str, sent: str | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        self._server.request(way, path, sent, self._headers)
        answer = self._server.getresponse()
        return answer, answer.read()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
