"""What the county does, from its password to the log, in a real browser."""

from pathlib import Path

import pytest
from serving import Server

from agencies import Agency
from browser_county import PASSWORD
from browsing import Person

pytestmark = pytest.mark.browser


def log_in(officer: Person, server: Server, password: str = PASSWORD) -> None:
    officer.open(f"{server.address}/county")
    officer.field("Password").send_keys(password)
    officer.press("Log in")


def test_a_wrong_password_opens_nothing(other: Person, server: Server) -> None:
    log_in(other, server, "correct horse")
    assert "not the password" in other.said("alert")


def test_a_report_is_handed_in_read_and_returned_with_a_remark(
    clerk: Person, other: Person, agency: Agency, server: Server
) -> None:
    clerk.open(agency.link)
    clerk.type("filled in by", "张三")
    clerk.type("主动公开", "全年主动公开政府信息115条。")
    clerk.await_saved()
    clerk.press("Hand in")
    clerk.await_text("Handed in on")

    log_in(other, server)
    assert "handed in" in other.row(agency.name)
    assert "张三" in other.row(agency.name)
    other.follow(agency.name)
    assert other.prose("主动公开") == "全年主动公开政府信息115条。"
    assert other.field("主动公开").get_attribute("readonly")
    other.open(f"{server.address}/county")
    other.write_in_row(agency.name, "请核对第三张表。")
    other.press("Return", agency.name)
    other.await_(lambda: "returned" in other.row(agency.name))

    clerk.open(f"{server.address}/form")
    assert "请核对第三张表。" in clerk.said("alert")
    assert not clerk.field("主动公开").get_attribute("readonly")
    other.follow("Log")
    other.await_text("请核对第三张表。")


def test_a_new_link_closes_the_old_one(
    clerk: Person, other: Person, agency: Agency, server: Server
) -> None:
    log_in(other, server)
    other.press("New link", agency.name)
    other.await_text("/go/")
    (link,) = [word for word in other.text().split() if "/go/" in word]
    clerk.open(agency.link)
    assert "not valid" in clerk.said("alert")
    clerk.open(link)
    assert agency.name in clerk.browser.title


@pytest.mark.office
def test_all_reports_are_made_while_the_county_looks_on(
    other: Person, small_county: Server
) -> None:
    log_in(other, small_county)
    other.press("Make all reports")
    other.await_text("2 / 2", seconds=120)
    assert len([*Path(small_county.project, "out").rglob("*.pdf")]) == 2
    other.follow("Log")
    other.await_text("had all reports made")
