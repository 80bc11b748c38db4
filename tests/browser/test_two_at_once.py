"""Two clerks who fill in one form."""

import pytest

from agencies import Agency
from browsing import Person

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
