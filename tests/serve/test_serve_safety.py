"""What the page must not let happen: forged requests, guessed passwords, text that is lost."""

import threading
from pathlib import Path

import pytest
from flask import Flask

from commands import run
from docfill.base import alone_in, alone_with, swap_whole
from docfill.project import open_project
from docfill.web.server.app import make_app
from docfill.web.server.store import Store
from visitors import PASSWORD, YEAR, Browser, Clerk, Officer


def filing(county: Path) -> Path:
    return county / "data" / str(YEAR) / "huashi.yaml"


def log_in(browser: Browser, password: str, address: str) -> int:
    browser.open("/county")
    data = {"csrf": browser.csrf, "password": password}
    answer = browser.client.post("/county/login", data=data, environ_base={"REMOTE_ADDR": address})
    return answer.status_code


def test_wrong_passwords_close_the_door_to_where_they_came_from_alone(
    app: Flask, store: Store
) -> None:
    store.set_password(PASSWORD)
    browser = Browser(app)
    tries = [log_in(browser, "x", "2001:db8::1") for _ in range(11)]
    assert tries == [403] * 10 + [429]
    assert log_in(browser, PASSWORD, "2001:db8::2") == 429  # the same network
    assert log_in(browser, PASSWORD, "2001:db8:1::1") == 303


def test_nobody_is_logged_in_by_a_page_of_somebody_else(app: Flask, store: Store) -> None:
    store.set_password(PASSWORD)
    browser = Browser(app)
    assert browser.send("/county/login", password=PASSWORD).status_code == 403
    browser.open("/county")
    assert browser.send("/county/login", password=PASSWORD, csrf="x").status_code == 403
    assert browser.send("/county/login", password=PASSWORD).status_code == 200


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("localhost:8080", 200),
        ("127.0.0.1:8080", 200),
        ("[::1]", 200),
        ("FORMS.county.example", 200),
        ("evil.example", 421),
        ("forms.county.example.evil.example", 421),
        ("forms.county.example@evil.example", 421),
        ("[", 421),
        ("", 421),
    ],
)
def test_only_names_of_ours_are_answered_to(
    county: Path, tmp_path: Path, host: str, code: int
) -> None:
    address = "https://forms.county.example/"
    app = make_app(open_project(county), YEAR, tmp_path / "previews", address=address)
    for path in ("/county", "/static/page.css"):
        answer = app.test_client().get(path, headers={"Host": host})
        assert answer.status_code == code


@pytest.mark.parametrize(
    ("origin", "code"),
    [("http://localhost", 200), ("https://evil.example", 403), ("null", 403)],
)
def test_what_a_page_of_another_site_sends_is_refused(clerk: Clerk, origin: str, code: int) -> None:
    headers = {"X-CSRF": clerk.csrf, "Origin": origin}
    sent = {"based_on": clerk.digest, "fields": {}}
    assert clerk.client.post("/save", json=sent, headers=headers).status_code == code


def test_somebody_elses_link_is_not_followed_unseen(clerk: Clerk, store: Store) -> None:
    link = f"/go/{store.new_link('yisuhe', 2**33)}"
    clerk.open(link)
    assert "花石镇" in heading(clerk)
    asked = clerk.open(link)
    assert "易俗河镇" in asked
    assert clerk.send(link, csrf="x").status_code == 403
    assert clerk.send(link).status_code == 200
    assert "易俗河镇" in heading(clerk)


def heading(clerk: Clerk) -> str:
    return clerk.client.get("/form").text.split("<h1>")[1].split("</h1>")[0]


def test_only_what_the_clerk_saw_is_handed_in(clerk: Clerk, store: Store) -> None:
    before = clerk.digest
    assert clerk.save(requests__new__natural="5").status_code == 200
    clerk.digest = before
    assert clerk.hand_in().status_code == 409
    assert clerk.send("/hand-in").status_code == 409
    assert not store.hand_in("huashi", YEAR).is_handed_in


def test_a_text_that_came_too_late_is_compared_and_taken_over_in_part(
    clerk: Clerk, county: Path
) -> None:
    first, fields = clerk.digest, dict(clerk.fields)
    clerk.save(requests__new__natural="5", introduction="他人的引言。")
    clerk.digest, clerk.fields = first, fields
    late = clerk.save(requests__new__company="3", requests__new__natural="8")
    assert late.status_code == 409
    page = clerk.open(late.json["compare"])
    shown = {name for name in clerk.fields if f'value="{name}"' in page}
    # Not the introduction: he changed nothing there, what stands there is newer.
    assert shown == {"requests.new.natural", "requests.new.company"}
    number = late.json["compare"].rsplit("/", 1)[1]
    form = clerk.client.get("/form").text
    digest = form.split('name="based_on" value="')[1].split('"')[0]
    taken = clerk.send(f"/accept/{number}", based_on=digest, field="requests.new.company")
    assert taken.status_code == 200
    text = filing(county).read_text(encoding="utf-8")
    assert "natural: 5" in text and "company: 3" in text and "他人的引言。" in text


def test_another_agencys_texts_are_out_of_reach(app: Flask, store: Store, clerk: Clerk) -> None:
    clerk.save(requests__new__natural="5")
    number = store.saves("huashi", YEAR)[0].number
    stranger = Browser(app)
    stranger.open(f"/go/{store.new_link('yisuhe', 2**33)}")
    assert stranger.client.get(f"/compare/{number}").status_code == 404
    for way in ("accept", "restore"):
        assert stranger.send(f"/{way}/{number}").status_code == 404


def test_what_an_editor_writes_at_the_last_moment_is_kept(
    clerk: Clerk, county: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks for no lock, so it may write between the look at the filing and the writing."""
    keep = Store.keep_text
    by_hand = filing(county).read_bytes() + b"# by hand\n"

    def late(self: Store, agency: str, year: int, clerk: str, kind: str, *rest: bytes) -> int:
        if kind == "save":
            filing(county).write_bytes(by_hand)
        return keep(self, agency, year, clerk, kind, *rest)

    monkeypatch.setattr(Store, "keep_text", late)
    assert clerk.save(requests__new__natural="5").status_code == 200
    saves = store.saves("huashi", YEAR)
    assert by_hand in [store.text_of("huashi", YEAR, each.number) for each in saves]


def test_swapping_tells_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "filing.yaml"
    assert swap_whole(path, b"first") is None
    assert swap_whole(path, b"second") == b"first"
    assert path.read_bytes() == b"second"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_what_comes_by_workbook_waits_while_the_page_writes(clerk: Clerk, county: Path) -> None:
    clerk.save(requests__new__natural="5")
    book = county / "filled.xlsx"
    book.write_bytes(clerk.send("/download/xlsx").data)
    clerk.save(requests__new__natural="6")
    done = threading.Event()

    def take() -> None:
        run("take", str(book), "--force", "--project", str(county))
        done.set()

    with alone_in(filing(county).parent):
        taking = threading.Thread(target=take)
        taking.start()
        assert not done.wait(1.0)
        assert "natural: 6" in filing(county).read_text(encoding="utf-8")
    assert done.wait(60)
    taking.join()
    assert "natural: 5" in filing(county).read_text(encoding="utf-8")


def test_no_agency_waits_while_another_saves(clerk: Clerk, county: Path) -> None:
    neighbours = filing(county).with_name("yisuhe.yaml")
    neighbours.write_text("requests: {}\n")
    saved = threading.Event()

    def save() -> None:
        clerk.save(requests__new__natural="5")
        saved.set()

    with alone_with(neighbours):
        saving = threading.Thread(target=save)
        saving.start()
        assert saved.wait(60)
    saving.join()
    with alone_with(filing(county)):
        saved.clear()
        saving = threading.Thread(target=save)
        saving.start()
        assert not saved.wait(0.5)
    assert saved.wait(60)


def test_the_county_sees_wrong_passwords_in_its_log(app: Flask, officer: Officer) -> None:
    log_in(Browser(app), "x", "192.0.2.7")
    assert "192.0.2.7" in officer.open("/county/log")


def test_behind_a_proxy_the_address_must_be_known(county: Path) -> None:
    refused = run("serve", "--behind-proxy", "--project", str(county))
    assert refused.exit_code == 2
    assert "--address" in refused.output
