"""What a clerk does from following the link to handing in, in a real browser."""

from pathlib import Path

import pytest
from serving import Server

from agencies import Agency
from browsing import Person
from processes import wait_for

pytestmark = pytest.mark.browser

NEW = "一、本年新收政府信息公开申请数量"
FROM_PEOPLE, IN_ALL = f"{NEW}／自然人", f"{NEW}／总计"
ANSWERED = "三、本年度办理结果／（一）予以公开／自然人"
PROSE = "主动公开"


def test_figures_are_added_up_and_judged_while_they_are_typed(
    clerk: Person, agency: Agency
) -> None:
    clerk.open(agency.link)
    assert agency.name in clerk.browser.title, clerk.text()
    clerk.type(FROM_PEOPLE, "7")
    clerk.await_(lambda: clerk.figure(IN_ALL) == "7")
    clerk.await_(lambda: "error" in clerk.notes(FROM_PEOPLE))
    clerk.type(ANSWERED, "7")
    clerk.await_(lambda: "error" not in clerk.notes(FROM_PEOPLE))
    clerk.await_saved()
    assert "natural: 7" in agency.text


def test_prose_is_counted_and_saved_with_its_sub_headings(clerk: Person, agency: Agency) -> None:
    clerk.open(agency.link)
    text = "一是人手少。\n## 改进\n明年增加人手。"
    clerk.type("五、存在的主要问题及改进情况", text)
    clerk.await_text(f"{len(text)} characters")
    clerk.await_saved()
    assert "\n  ## 改进\n" in agency.text


def test_an_earlier_text_comes_back_from_the_history(clerk: Person, agency: Agency) -> None:
    before = agency.text
    clerk.open(agency.link)
    clerk.type("filled in by", "张三")
    clerk.type(FROM_PEOPLE, "7")
    clerk.await_saved()
    clerk.follow("History")
    clerk.await_(lambda: "张三" in clerk.text())
    clerk.press_last("Restore")
    clerk.await_(lambda: clerk.figure(FROM_PEOPLE) in ("", "0"))
    assert agency.text == before
    clerk.follow("History")
    clerk.await_text("restored")


def test_handed_in_the_form_is_for_reading_only(clerk: Person, agency: Agency) -> None:
    clerk.open(agency.link)
    clerk.press("Hand in")
    clerk.await_text("Handed in on")
    assert clerk.field(PROSE).get_attribute("readonly")


def test_with_an_error_nothing_is_handed_in(clerk: Person, agency: Agency) -> None:
    clerk.open(agency.link)
    clerk.type(FROM_PEOPLE, "7")
    clerk.await_(lambda: not clerk.button("Hand in").is_enabled())
    clerk.await_saved()


def test_nothing_is_lost_while_the_server_is_away(
    clerk: Person, agency: Agency, server: Server
) -> None:
    """What is typed meanwhile is told to be unsaved, and saved once the server is back."""
    clerk.open(agency.link)
    server.kill()
    clerk.type(PROSE, "断网时写的一段。")
    clerk.await_text("no connection")
    server.start()
    clerk.await_saved()
    assert "断网时写的一段。" in agency.text


def test_nothing_is_lost_where_the_browser_is_closed_meanwhile(
    clerk: Person, agency: Agency, server: Server
) -> None:
    clerk.open(agency.link)
    server.kill()
    clerk.type(PROSE, "关闭前写的一段。")
    clerk.await_text("no connection")
    clerk.open("about:blank")
    server.start()
    clerk.open(f"{server.address}/form")
    clerk.await_saved()
    assert clerk.prose(PROSE) == "关闭前写的一段。"
    assert "关闭前写的一段。" in agency.text


def test_without_scripts_the_form_is_sent_with_its_button(clerk: Person, agency: Agency) -> None:
    clerk.allow_scripts(False)
    clerk.open(agency.link)
    clerk.type(FROM_PEOPLE, "7")
    clerk.press("Save")
    clerk.await_(lambda: clerk.figure(IN_ALL) == "7")
    assert "error" in clerk.notes(FROM_PEOPLE)
    assert "natural: 7" in agency.text
    assert not clerk.button("Hand in").is_enabled()


@pytest.mark.office
def test_pages_are_shown_and_documents_come_down(
    clerk: Person, agency: Agency, downloads: Path
) -> None:
    clerk.open(agency.link)
    clerk.press("Show the pages")
    clerk.await_(lambda: len(clerk.pictures()) > 2, seconds=120)
    clerk.await_(lambda: clerk.pictures()[0] > 500)  # those further down come when they are seen
    for name, ending, beginning in (
        ("Word document", "docx", b"PK"),
        ("PDF", "pdf", b"%PDF"),
        ("Excel workbook", "xlsx", b"PK"),
    ):
        clerk.press(name)
        assert come_down(downloads, ending).read_bytes().startswith(beginning)


def test_a_link_that_the_county_closed_opens_nothing(clerk: Person, agency: Agency) -> None:
    clerk.open(f"{agency.link}x")
    assert "not valid" in clerk.said("alert")


def come_down(folder: Path, ending: str) -> Path:
    """What the browser has downloaded, once it is whole."""
    (found,) = wait_for(lambda: [*folder.glob(f"*.{ending}")], 120)
    return found
