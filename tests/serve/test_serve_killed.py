"""The server is killed while clerks save: what was answered is on the disk."""

import http.client
import re
import threading
import time
from pathlib import Path

import pytest
from serving import YEAR, HttpClerk, Server

from docfill.project import open_project
from docfill.web.server.app import store_of

ANSWERS = 4  # of saves, before the server is killed
FIGURE = "requests.new.natural"


def test_every_answered_save_is_there_after_the_server_is_killed(
    county: Path, pytestconfig: pytest.Config
) -> None:
    """Killed amid saves: the filing is whole, and the history has each that was answered."""
    rounds = pytestconfig.getoption("kills")
    store = store_of(open_project(county))
    token = store.new_link("huashi", time.time() + 3600)
    path = county / "data" / str(YEAR) / "huashi.yaml"
    answered: list[str] = []
    server = Server(county)
    for round_ in range(rounds):
        with server:
            enough = threading.Event()
            clerk = threading.Thread(
                target=save_until_it_breaks, args=(server.port, token, round_, answered, enough)
            )
            clerk.start()
            assert enough.wait(60)
            server.kill()
            clerk.join(30)
            assert not clerk.is_alive()
    assert len(answered) >= rounds * ANSWERS
    kept = {each.digest for each in store.saves("huashi", YEAR)}
    assert set(answered) <= kept
    assert re.search(r"natural: \d+", path.read_text(encoding="utf-8"))


def save_until_it_breaks(
    port: int, token: str, round_: int, answered: list[str], enough: threading.Event
) -> None:
    """Save one figure after the other, and note the digest of each answer."""
    clerk = HttpClerk(port, token)
    for number in range(1, 1000):
        try:
            clerk.save(**{FIGURE: str(round_ * 1000 + number)})
        except (http.client.HTTPException, OSError):
            return  # it was killed
        answered.append(clerk.digest)
        if number == ANSWERS:
            enough.set()
