"""The server is killed while clerks save: what was answered is on the disk."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from docfill.project import open_project
from docfill.web.server.app import store_of

YEAR = 2023
ROUNDS = 3
ANSWERS = 4  # of saves, before the server is killed


def test_every_answered_save_is_there_after_the_server_is_killed(county: Path) -> None:
    """Killed amid saves: the filing is whole, and the history has each that was answered."""
    store = store_of(open_project(county))
    token = store.new_link("huashi", time.time() + 3600)
    path = county / "data" / str(YEAR) / "huashi.yaml"
    answered: list[str] = []
    for round_ in range(ROUNDS):
        port = free_port()
        server = subprocess.Popen(
            f"{sys.executable} -m docfill serve -y {YEAR} --port {port} --project {county}".split(),
            stdout=subprocess.PIPE,
        )
        try:
            assert server.stdout is not None and server.stdout.readline()  # it listens
            enough = threading.Event()
            clerk = threading.Thread(
                target=save_until_it_breaks, args=(port, token, round_, answered, enough)
            )
            clerk.start()
            assert enough.wait(60)
            server.send_signal(signal.SIGKILL)
            clerk.join(30)
            assert not clerk.is_alive()
        finally:
            server.kill()
            server.communicate()
    assert len(answered) >= ROUNDS * ANSWERS
    kept = {each.digest for each in store.saves("huashi", YEAR)}
    assert set(answered) <= kept
    assert re.search(r"natural: \d+", path.read_text(encoding="utf-8"))


def save_until_it_breaks(
    port: int, token: str, round_: int, answered: list[str], enough: threading.Event
) -> None:
    """Save one figure after the other, and note the digest of each answer."""
    here = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    here.request("GET", f"/go/{token}")
    entered = here.getresponse()
    entered.read()
    cookie = str(entered.getheader("Set-Cookie")).partition(";")[0]
    here.request("GET", "/form", headers={"Cookie": cookie})
    page = here.getresponse().read().decode()
    csrf, digest = (
        re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in ("csrf", "based_on")
    )
    headers = {"Cookie": cookie, "X-CSRF": csrf, "Content-Type": "application/json"}
    for number in range(1, 1000):
        fields = {"requests.new.natural": str(round_ * 1000 + number)}
        sent = json.dumps({"based_on": digest, "clerk": "张三", "fields": fields})
        try:
            here.request("POST", "/save", sent, headers)
            answer = here.getresponse()
            state = json.loads(answer.read())
        except (http.client.HTTPException, OSError, ValueError):
            return  # it was killed
        assert answer.status == 200, state
        digest = state["digest"]
        answered.append(digest)
        if number == ANSWERS:
            enough.set()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
