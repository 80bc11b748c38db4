"""Two clerks who fill in one form."""

import pytest
from serving import YEAR, Server

from agencies import Agency
from browsing import Person
from docfill.project import Project
from docfill.web.server.app import store_of

pytestmark = pytest.mark.browser

PROSE, OTHER_PROSE = "主动公开", "政府信息管理"


def test_each_sees_the_other_and_who_is_slower_loses_nothing(
    clerk: Person, other: Person, agency: Agency
) -> None:
    clerk.open(agency.link)
    clerk.type("filled in by", "张三")
    clerk.type(PROSE, "张三写的一段。")
    clerk.await_saved()
    other.open(agency.link)
    other.type("filled in by", "李四")
    other.type(OTHER_PROSE, "李四写的一段。")
    other.await_saved()
    assert "张三" in other.said("status")

    clerk.type(PROSE, "张三改过的一段。")
    clerk.await_(lambda: "Somebody else" in clerk.said("alert"))
    assert "李四写的一段。" in agency.text
    assert "张三改过的一段。" not in agency.text
    assert clerk.prose(PROSE) == "张三改过的一段。"
    clerk.follow_beginning("compare")
    clerk.await_(lambda: "张三改过的一段。" in clerk.text())
    assert PROSE in clerk.text()
    other.follow("History")
    other.await_text("kept aside")


def test_two_tabs_of_one_clerk_lose_nothing_while_the_server_is_away(
    clerk: Person, agency: Agency, server: Server, project: Project
) -> None:
    """Both are closed before it is back; then one text is in the form, the other in the history."""
    written = {"第一个标签页写的一段。": PROSE, "第二个标签页写的一段。": OTHER_PROSE}
    clerk.open(agency.link)
    first = clerk.browser.current_window_handle
    clerk.browser.switch_to.new_window("tab")
    clerk.open(f"{server.address}/form")
    tabs = (first, clerk.browser.current_window_handle)
    server.kill()
    for tab, (text, field) in zip(tabs, written.items(), strict=True):
        clerk.browser.switch_to.window(tab)
        clerk.type(field, text)
        clerk.await_text("no connection")
    clerk.browser.close()
    clerk.browser.switch_to.window(first)
    clerk.open("about:blank")
    server.start()
    clerk.open(f"{server.address}/form")
    clerk.await_saved()
    store = store_of(project)

    def kept() -> str:
        numbers = [each.number for each in store.saves(agency.id, YEAR)]
        texts = [store.text_of(agency.id, YEAR, each) or b"" for each in numbers]
        return b"".join(texts).decode()

    clerk.await_(lambda: all(text in kept() for text in written))
