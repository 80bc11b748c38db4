"""The page where clerks fill in the form: what is saved, who sees what, and what is refused."""

import re
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from commands import run
from docfill.base import ExitCode
from docfill.project import open_project
from docfill.web.server.store import Store
from visitors import YEAR, Browser, Clerk, Officer


def filing(county: Path) -> Path:
    return county / "data" / str(YEAR) / "huashi.yaml"


def test_opening_and_saving_changes_nothing_of_a_filing(clerk: Clerk, county: Path) -> None:
    """The page shows all there is: what is saved unchanged still states the same."""
    before = run("check", "huashi", "-y", str(YEAR), "--project", str(county), "--json").output
    values = figures_in(county)
    assert clerk.save().status_code == 200
    assert figures_in(county) == values
    after = run("check", "huashi", "-y", str(YEAR), "--project", str(county), "--json").output
    assert codes(after) == codes(before)


def figures_in(county: Path) -> Any:
    from docfill.build.checking import form_of
    from docfill.build.loading import load

    project = open_project(county)
    read = load(project, form_of(project, YEAR), project.townships["huashi"], YEAR).filing
    return (
        {name: cell.value for name, cell in read.cells.items()},
        {name: prose.paragraphs and prose.text for name, prose in read.prose.items()},
        {name: day for name, (day, _) in read.dates.items()},
    )


def codes(output: str) -> list[str]:
    return sorted(re.findall(r'"code": "([\w-]+)"', output))


def test_a_comment_somebody_wrote_stays(
    clerk: Clerk, county: Path, app: Flask, store: Store
) -> None:
    path = filing(county)
    path.write_text(path.read_text(encoding="utf-8") + "# checked by Li\n", encoding="utf-8")
    again = Clerk(app, store)
    assert again.save(requests__new__natural="7").status_code == 200
    assert "# checked by Li" in path.read_text(encoding="utf-8")


def test_totals_and_findings_come_back_with_every_save(clerk: Clerk) -> None:
    state = clerk.save(requests__new__natural="7件").json
    (found,) = [each for each in state["findings"] if each["field"] == "requests.new.natural"]
    assert (found["severity"], state["errors"] > 0) == ("error", True)
    state = clerk.save(requests__new__natural="7", requests__new__company="2").json
    assert state["totals"]["requests.new.total"] == "9"
    at = {each["code"] for each in state["findings"] if each["field"] == "requests.new.natural"}
    assert at == {"balance"}


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c",
        "'quoted' \"twice\"",
        "- list\n- list",
        "{{ tag }} & <b>",
        "#号 \\ 1\u2028二\x00\x85",
    ],
)
def test_any_text_comes_back_as_it_was_typed(
    clerk: Clerk, county: Path, app: Flask, store: Store, text: str
) -> None:
    part = next(name for name in clerk.fields if "." in name and "lead" in name)
    assert clerk.save(**{part.replace(".", "__"): text}).status_code == 200
    shown = Clerk(app, store).fields[part]
    known = text.replace("\u2028", "\n").replace("\x85", "\n").replace("\x00", "")
    assert shown.split("\n") == [line.strip() for line in known.split("\n") if line.strip()]


def test_whoever_is_slower_loses_nothing(
    clerk: Clerk, app: Flask, store: Store, county: Path
) -> None:
    other = Browser(app)
    other.client = clerk.client
    first = clerk.digest
    assert clerk.save(requests__new__natural="5").status_code == 200
    clerk.digest, kept = first, clerk.digest
    refused = clerk.save(requests__new__natural="6")
    assert (refused.status_code, refused.json["digest"]) == (409, kept)
    assert "natural: 5" in filing(county).read_text(encoding="utf-8")
    aside = store.saves("huashi", YEAR)[0]
    text = store.text_of("huashi", YEAR, aside.number)
    assert (aside.kind, text is not None and b"natural: 6" in text) == ("aside", True)


def test_an_earlier_text_is_restored(clerk: Clerk, store: Store, county: Path) -> None:
    before = filing(county).read_bytes()
    clerk.save(requests__new__natural="5")
    number = store.saves("huashi", YEAR)[-1].number
    assert clerk.send(f"/restore/{number}").status_code == 200
    assert filing(county).read_bytes() == before
    assert [each.kind for each in store.saves("huashi", YEAR)] == ["restored", "save", "found"]


def test_a_filing_broken_by_hand_is_not_written_over(
    clerk: Clerk, app: Flask, store: Store, county: Path
) -> None:
    filing(county).write_text("requests: {new: {natural: 5\n", encoding="utf-8")
    again = Clerk(app, store)
    assert again.save(requests__new__natural="5").status_code == 409
    assert filing(county).read_text(encoding="utf-8") == "requests: {new: {natural: 5\n"


def test_handed_in_is_closed_until_it_is_returned(
    clerk: Clerk, officer: Officer, county: Path
) -> None:
    assert clerk.hand_in().status_code == 200
    assert clerk.save(requests__new__natural="5").status_code == 423
    assert officer.send("/county/return/huashi", remark="请核对第三张表").status_code == 200
    assert "请核对第三张表" in clerk.open("/form")
    assert clerk.save(requests__new__natural="5").status_code == 200


def test_what_has_errors_is_not_handed_in(clerk: Clerk, store: Store) -> None:
    clerk.save(requests__new__natural="x")
    clerk.hand_in()
    assert not store.hand_in("huashi", YEAR).is_handed_in


def test_a_link_opens_one_agency_and_nothing_of_the_county(
    clerk: Clerk, app: Flask, store: Store
) -> None:
    for path in ("/county/agency/huashi", "/county/sums", "/county/log", "/county/progress"):
        assert clerk.client.get(path).status_code == 403
    for path in ("/county/build", "/county/return/huashi", "/county/link/huashi"):
        assert clerk.send(path).status_code == 403
    token = store.new_link("huashi", 2**33)
    assert clerk.client.get("/form").status_code == 403  # the new link closed the old one's session
    assert app.test_client().get(f"/go/{token}x").status_code == 404
    old = store.new_link("huashi", 1.0)
    assert app.test_client().get(f"/go/{old}").status_code == 404


@pytest.mark.parametrize("path", ["/save", "/hand-in", "/preview", "/logout", "/download/xlsx"])
def test_a_forged_request_is_refused(clerk: Clerk, path: str, county: Path) -> None:
    before = filing(county).read_bytes()
    assert clerk.client.post(path, data={"csrf": "x", "based_on": clerk.digest}).status_code == 403
    assert filing(county).read_bytes() == before


def test_every_answer_tells_browsers_what_not_to_do(clerk: Clerk) -> None:
    for path in ("/form", "/county", "/nothing", "/static/form.js"):
        headers = clerk.client.get(path).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
    cookie = clerk.client.get_cookie("docfill")
    assert cookie is not None and cookie.http_only and cookie.same_site == "Lax"


def test_no_page_holds_script_or_style_of_its_own(clerk: Clerk, officer: Officer) -> None:
    """The policy forbids it, so it would do nothing."""
    pages = [
        clerk.page,
        clerk.open("/history"),
        *map(officer.open, ("/county", "/county/sums", "/county/log")),
    ]
    for page in pages:
        assert (
            re.search(r'<script(?! (?:type="module" )?src=)| style=| on\w+=|<style', page) is None
        )


def test_what_is_typed_is_escaped(clerk: Clerk, officer: Officer, store: Store) -> None:
    part = next(name for name in clerk.fields if "lead" in name)
    clerk.save(**{part.replace(".", "__"): "</textarea><b>x</b>"})
    for page in (clerk.open("/form"), officer.open("/county/agency/huashi")):
        assert "&lt;/textarea&gt;&lt;b&gt;x&lt;/b&gt;" in page
        assert "<b>x</b>" not in page


def test_the_county_sees_everybody_and_the_sums(
    clerk: Clerk, officer: Officer, app: Flask, county: Path
) -> None:
    clerk.save(requests__new__natural="5")
    assert "张三" in officer.open("/county")
    assert "花石镇" in officer.open("/county/log")
    assert 'class="number">5<' in officer.open("/county/sums")


def test_the_workbook_is_downloaded_as_it_is_filled_in(clerk: Clerk, county: Path) -> None:
    clerk.save()
    answer = clerk.send("/download/xlsx")
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")
    folder = county / "came"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(answer.data)
    taken = run("take", str(folder), "--project", str(county))
    assert taken.exit_code == 0, taken.output


def test_too_much_at_once_is_refused(clerk: Clerk) -> None:
    assert clerk.save(overview__lead="字" * 3_000_000).status_code == 413


@pytest.mark.office
def test_pages_are_shown_and_documents_downloaded(clerk: Clerk) -> None:
    made = clerk.client.post("/preview", headers={"X-CSRF": clerk.csrf}).json
    assert made["pages"] > 2, made
    again = clerk.client.post("/preview", headers={"X-CSRF": clerk.csrf}).json
    for version in (made["version"], again["version"]):  # the one before is still being loaded
        page = clerk.client.get(f"/preview/{version}/1.png")
        assert page.data.startswith(b"\x89PNG")
    assert clerk.client.get(f"/preview/{version}/99.png").status_code == 404
    assert clerk.client.get("/preview/../1.png").status_code == 404
    assert clerk.send("/download/pdf").data.startswith(b"%PDF")
    assert clerk.send("/download/docx").data.startswith(b"PK")


def test_links_are_written_as_a_table_and_open_the_form(county: Path, app: Flask) -> None:
    table = county / "links.csv"
    made = run(
        "serve",
        "--links",
        str(table),
        "--address",
        "https://forms.example/",
        "--project",
        str(county),
    )
    assert made.exit_code == 0, made.output
    assert table.stat().st_mode & 0o077 == 0
    found = re.search(r"https://forms\.example(/go/\S+)", table.read_text(encoding="utf-8-sig"))
    assert found and app.test_client().get(found[1]).status_code == 303


def test_links_stay_good_where_the_table_of_new_ones_cannot_be_written(
    county: Path, app: Flask, store: Store
) -> None:
    """Otherwise the clerks' links would be closed, and nobody would have the new ones."""
    link = f"/go/{store.new_link('huashi', time.time() + 60)}"
    nowhere = county / "docfill.yaml" / "links.csv"
    failed = run("serve", "--links", str(nowhere), "--project", str(county))
    assert failed.exit_code == ExitCode.REFUSED, failed.output
    assert app.test_client().get(link).status_code == 303


def test_a_port_that_is_taken_is_told_with_its_number_and_nothing_else(county: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        failed = run("serve", "--port", str(port), "--project", str(county))
    assert failed.exit_code == ExitCode.REFUSED
    assert failed.stdout == ""
    assert f"127.0.0.1:{port}" in failed.stderr
    assert "--port" in failed.stderr


def test_a_host_that_is_unknown_is_told_by_its_name(county: Path) -> None:
    failed = run("serve", "--host", "nowhere.invalid", "--project", str(county))
    assert failed.exit_code == ExitCode.REFUSED
    assert "nowhere.invalid:8080" in failed.stderr


def test_what_an_editor_wrote_in_between_stays_in_the_history(
    clerk: Clerk, app: Flask, store: Store, county: Path
) -> None:
    """Also after the first save: the page writes over nothing that it does not keep."""
    clerk.save(requests__new__natural="5")
    by_hand = filing(county).read_text(encoding="utf-8") + "unknown: by hand\n"
    filing(county).write_text(by_hand, encoding="utf-8")
    assert Clerk(app, store).save(requests__new__natural="6").status_code == 200
    kept = [store.text_of("huashi", YEAR, each.number) for each in store.saves("huashi", YEAR)]
    assert by_hand.encode() in kept


def test_fields_that_were_not_sent_stay(clerk: Clerk, app: Flask, store: Store) -> None:
    before = clerk.fields
    clerk.fields = {}
    assert clerk.save(requests__new__natural="5").status_code == 200
    after = Clerk(app, store).fields
    assert {name: text or "0" for name, text in after.items()} == {
        **{name: text or "0" for name, text in before.items()},
        "requests.new.natural": "5",
    }


@pytest.mark.parametrize(
    "sent", [[], "x", 7, {"fields": []}, {"fields": None}, {"fields": {}, "clerk": "\ud800"}]
)
def test_no_request_meets_a_fault_of_ours(clerk: Clerk, sent: Any) -> None:
    answer = clerk.client.post("/save", json=sent, headers={"X-CSRF": clerk.csrf})
    assert answer.status_code in (400, 409)
    assert answer.json["says"]


def test_a_number_beyond_all_bounds_is_no_page(clerk: Clerk) -> None:
    assert clerk.send(f"/restore/{10**30}").status_code == 404


def test_a_fault_of_ours_is_told_in_words_and_logged_without_secrets(
    app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_space(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    token = store.new_link("huashi", 2**33)
    monkeypatch.setattr(Store, "begin_session", no_space)
    answer = app.test_client().get(f"/go/{token}")
    assert (answer.status_code, "Traceback" in answer.text) == (500, False)
    assert 'role="alert"' in answer.text
    assert "No space left" in caplog.text and token not in caplog.text


def test_what_is_saved_after_the_hand_in_is_kept_aside(clerk: Clerk, store: Store) -> None:
    clerk.hand_in()
    assert clerk.save(requests__new__natural="5").status_code == 423
    assert store.saves("huashi", YEAR)[0].kind == "aside"


def test_making_that_breaks_off_names_what_was_not_made(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docfill.web.server import making
    from docfill.web.server.room import ROOM

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(making, "build", broken)
    room = app.extensions[ROOM]
    agencies = list(room.project.townships.values())
    maker = room.maker
    progress = making.Progress(is_running=True, total=len(agencies))
    maker._build_all(agencies, progress, "en")
    assert (progress.is_running, progress.failed) == (False, [each.name for each in agencies])


def test_a_filing_that_the_system_refuses_is_that_agencys_trouble_alone(
    county: Path, clerk: Clerk, officer: Officer
) -> None:
    """The county's page is shown all the same, and nothing is written over unseen."""
    path = filing(county)
    clerk.open("/form")
    assert clerk.save(introduction="第一稿。").status_code == 200
    path.unlink()
    path.mkdir()
    assert "花石镇" in officer.open("/county")
    assert "花石镇" in officer.open("/county/agency/huashi")
    clerk.open("/form")
    assert clerk.save(introduction="第二稿。").status_code == 409
    assert clerk.send("/restore/1").status_code == 409
    assert list(path.iterdir()) == []


def test_each_section_is_reached_by_a_link_and_wide_tables_by_the_keyboard(clerk: Clerk) -> None:
    from lxml import html

    page = html.fromstring(clerk.page)
    targets = [link.get("href")[1:] for link in page.find_class("sections")[0].iter("a")]
    assert len(targets) > 3
    assert all(page.get_element_by_id(each) is not None for each in targets)
    assert all(each.get("tabindex") == "0" for each in page.find_class("wide"))
