"""Links sent out: as a table, as a workbook, and by mail; a refusal costs nobody the old link."""

import io
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from commands import run
from docfill.county.settings import mail_settings
from docfill.mail.settings import Security
from docfill.project import open_project
from docfill.web.server import link_letters
from docfill.web.server.store import Store
from mail_servers import ACCEPT_AND_DROP, ScriptedServer
from visitors import YEAR

ADDRESS = "https://forms.example"


@pytest.fixture
def server(county: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    """A mail server on the loopback, in place of the one that docfill.yaml names."""
    settings = county / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(yisuhe: .*), mail: [^}]*\}", r"\1}", text), encoding="utf-8")
    running = ScriptedServer(Security.PLAIN, None)
    running.start()

    def reached(project: object) -> object:
        found, *rest = mail_settings(open_project(county))
        return (replace(found, server=running.reached_as(), pauses=()), *rest)

    monkeypatch.setattr(link_letters, "mail_settings", reached)
    yield running
    running.stop()


def mailed(county: Path) -> str:
    where = ("--address", ADDRESS, "-y", str(YEAR), "--project", str(county))
    return run("serve", "--mail-links", *where).output


def opens(app: Flask, link: str) -> bool:
    return app.test_client().get(link).status_code == 303


def link_in(server: ScriptedServer) -> str:
    (message,) = (message_from_bytes(taken, policy=policy.default) for taken in server.taken)
    text = message.get_content()
    found = re.search(rf"{ADDRESS}(/go/\S+)", text)
    assert found, text
    return found[1]


def test_each_agency_with_an_address_is_mailed_its_link(
    county: Path, app: Flask, store: Store, server: ScriptedServer
) -> None:
    old = f"/go/{store.new_link('huashi', time.time() + 60)}"
    output = mailed(county)
    assert [to for _, to in server.envelopes] == [("huashi@xiangtan.example",)]
    assert opens(app, link_in(server)) and not opens(app, old)
    assert "花石镇 has a new link" in output
    assert "[no-address]" in output and "yisuhe" in output


def test_the_old_link_stays_good_where_the_new_one_was_refused(
    county: Path, app: Flask, store: Store, server: ScriptedServer
) -> None:
    old = f"/go/{store.new_link('huashi', time.time() + 60)}"
    server.refused["huashi@xiangtan.example"] = "550 no such mailbox"
    assert "no such mailbox" in mailed(county)
    assert opens(app, old)
    links = store._connection().execute("SELECT count(*) FROM links").fetchone()
    assert links[0] == 1, "the link that nobody has is closed"


def test_both_links_are_good_where_nobody_knows_whether_the_new_one_arrived(
    county: Path, app: Flask, store: Store, server: ScriptedServer
) -> None:
    old = f"/go/{store.new_link('huashi', time.time() + 60)}"
    server.script["DATA"] = [ACCEPT_AND_DROP]
    assert "nobody knows" in mailed(county)
    assert opens(app, old) and opens(app, link_in(server))


def test_a_workbook_holds_the_links_as_text(county: Path, app: Flask) -> None:
    path = county / "links.xlsx"
    done = run("serve", "--links", str(path), "--address", ADDRESS, "--project", str(county))
    assert done.exit_code == 0, done.output
    assert path.stat().st_mode & 0o077 == 0
    head, *rows = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active.values
    assert head[0] == "agency" and {row[0] for row in rows} >= {"花石镇"}
    link = next(row[2] for row in rows if row[0] == "花石镇")
    assert opens(app, link.removeprefix(ADDRESS))
