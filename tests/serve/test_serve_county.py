"""The county's pages: who is where, reminders and reports by mail, bars, and the log."""

import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from lxml import html

from docfill.base import MailFailed, tell
from docfill.county.reminding import Reminding
from docfill.web.charts.one_figure import chart_of
from docfill.web.server import posting
from docfill.web.server.store import Store
from processes import wait_for
from visitors import YEAR, Clerk, Officer


def listed(officer: Officer) -> dict[str, Any]:
    found = officer.client.get("/county/list.json").json
    return {line["id"]: line for line in found["agencies"]}


def test_each_step_of_an_agency_is_seen(
    clerk: Clerk, officer: Officer, app: Flask, store: Store
) -> None:
    assert listed(officer)["yisuhe"]["standing"] == "missing"
    other = Clerk(app, store, "yisuhe")
    assert listed(officer)["yisuhe"]["standing"] == "opened"
    other.save(requests__new__natural="1")
    line = listed(officer)["yisuhe"]
    assert (line["standing"], line["clerk"], line["present"]) == ("begun", "张三", ["张三"])
    assert listed(officer)["huashi"]["standing"] == "finished"
    clerk.hand_in()
    assert listed(officer)["huashi"]["standing"] == "handed-in"
    page = officer.open("/county")
    assert "1 / 2" in page
    officer.send("/county/return/huashi", remark="请补充")
    line = listed(officer)["huashi"]
    assert (line["standing"], line["remark"]) == ("returned", "请补充")


def test_what_is_not_handed_in_is_not_returned(officer: Officer, store: Store) -> None:
    assert officer.send("/county/return/huashi").status_code == 409
    assert store.hand_in("huashi", YEAR).at == 0


def test_the_hand_in_list_says_who_and_when(clerk: Clerk, officer: Officer) -> None:
    clerk.save()
    clerk.hand_in()
    page = html.fromstring(officer.open("/county/handed-in"))
    first = page.xpath("//tbody/tr[1]")[0].text_content()
    assert "花石镇" in first and "张三" in first


def test_saves_in_a_row_are_one_line_of_the_log(clerk: Clerk, officer: Officer) -> None:
    for number in range(1, 4):
        clerk.save(requests__new__natural=str(number))
    page = officer.open("/county/log")
    assert page.count("saved 3 times") == 1
    assert "saved 3 times" not in officer.open("/county/log?agency=yisuhe")
    assert officer.client.get("/county/log?agency=nobody").status_code == 404
    entries = officer.client.get("/county/log.json").json
    assert {"at", "agency", "clerk", "what", "facts"} == set(entries[0])


def test_a_figure_is_drawn_agency_by_agency(clerk: Clerk, officer: Officer) -> None:
    clerk.save(requests__new__natural="5")
    page = html.fromstring(officer.open("/county/sums?figure=requests.new.natural"))
    (chart,) = page.find_class("chart")
    assert "花石镇: 5" in chart.text_content()
    assert chart.get("aria-label")
    assert officer.client.get("/county/sums?figure=nothing").status_code == 404


def test_bars_are_as_long_as_their_figures() -> None:
    chart = chart_of("a chart", [("a", 10, 5), ("b", None, -3)])
    first, second = chart.bars
    assert first.width == 2 * first.last_width > 0
    assert (second.width, second.value, second.last_width) == (0, "–", 0)
    assert chart_of("empty", []).bars == ()


def mailed(officer: Officer, what: str) -> str:
    assert officer.send(f"/county/{what}").status_code == 200
    wait_for(lambda: "on its way" not in officer.open("/county/mail"), 30)
    return officer.open("/county/mail")


def test_all_who_owe_are_reminded(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def reminded(project: Any, status: Any, clock: Any) -> Reminding:
        asked.extend(row.township.id for row in status.rows if not row.has_filing)
        return Reminding(("yisuhe",), (), ())

    monkeypatch.setattr(posting, "remind", reminded)
    assert "易俗河镇" in mailed(officer, "remind")
    assert asked == ["yisuhe"]
    assert "had reminders sent" in officer.open("/county/log")


def test_only_what_is_handed_in_is_sent(
    clerk: Clerk, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[list[str]] = []

    def refusing(project: Any, townships: Any, year: int, **_: Any) -> Any:
        sent.append([each.id for each in townships])
        raise MailFailed(tell("the server says no"))

    monkeypatch.setattr(posting, "send", refusing)
    clerk.hand_in()
    assert "the server says no" in mailed(officer, "send")
    assert sent == [["huashi"]]


def test_reports_that_are_not_made_are_named_and_not_sent(
    clerk: Clerk, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCFILL_MAIL_PASSWORD", "secret-word")
    clerk.hand_in()
    page = mailed(officer, "send")
    assert "docfill build huashi" in page


def test_a_fault_while_mailing_is_told_and_lets_the_next_begin(
    officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "remind", None)
    assert "broken off" in mailed(officer, "remind")
    assert "broken off" in mailed(officer, "remind")


def test_links_end_after_the_deadline(county: Path) -> None:
    from docfill.project import open_project
    from docfill.web.server.links import link_expiry

    project = open_project(county)
    late = link_expiry(project, project.last_year) - time.time()
    assert 29 * 86400 < late < 450 * 86400
    assert link_expiry(project, 2020) - time.time() > 29 * 86400
