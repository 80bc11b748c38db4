"""No page has a serious finding of axe-core, in either language, on a phone or a wide screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from serving import Server

from axe import grave_findings
from browser_county import PASSWORD
from browsing import PHONE, WIDE, Person
from county_made import make_county
from docfill.web.server.app import store_of

pytestmark = pytest.mark.browser

CLERKS = ("/form", "/history", "/compare/1")
COUNTYS = (
    "/county",
    "/county/handed-in",
    "/county/sums",
    "/county/mail",
    "/county/log",
    "/county/agency/huashi",
    "/nothing-here",
)


@pytest.fixture(scope="module", params=["en", "zh"])
def link(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A clerk's link to a server in each language; the filing has an error and a history."""
    folder: Path = tmp_path_factory.mktemp("accessible") / "county"
    project = make_county(folder, {"huashi": "花石镇", "baishi": "白石镇"})
    store = store_of(project)
    store.set_password(PASSWORD)
    with Server(folder, request.param) as server:
        yield f"{server.address}/go/{store.new_link('huashi', 2**33)}"


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_what_a_clerk_sees(clerk: Person, link: str, size: tuple[int, int]) -> None:
    clerk.browser.set_window_size(*size)
    clerk.open(link)
    clerk.type("一、本年新收政府信息公开申请数量／自然人", str(size[0]))
    clerk.await_(lambda: clerk.notes("一、本年新收政府信息公开申请数量／自然人"))
    clerk.await_(lambda: clerk.browser.find_elements(By.CSS_SELECTOR, "#said.saved"))
    assert_sound(clerk, link, CLERKS)


@pytest.mark.parametrize("size", [PHONE, WIDE])
@pytest.mark.parametrize(
    ("name", "text"), [("a.txt", "没有表格"), ("a.yaml", "a: 1")], ids=["unread", "refused"]
)
def test_what_a_clerk_is_told_of_an_upload(
    clerk: Person, link: str, size: tuple[int, int], tmp_path: Path, name: str, text: str
) -> None:
    clerk.browser.set_window_size(*size)
    clerk.open(link)
    (tmp_path / name).write_text(text, encoding="utf-8")
    clerk.browser.find_element(By.ID, "file").send_keys(str(tmp_path / name))
    press(clerk, "#upload button")
    clerk.await_(lambda: clerk.said("alert"))
    assert faults_of(clerk) == []


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_a_report_that_is_handed_in_and_returned(
    clerk: Person, other: Person, link: str, size: tuple[int, int]
) -> None:
    other.browser.set_window_size(*size)
    clerk.browser.set_window_size(*size)
    log_in(other, link)
    press(other, "form[action$='/county/link/baishi'] button")
    assert faults_of(other) == []
    clerk.open(other.browser.find_element(By.CSS_SELECTOR, "code.whole").text)
    press(clerk, "#hand-in button")
    clerk.await_(lambda: clerk.browser.find_elements(By.CSS_SELECTOR, "p.box.good"))
    assert faults_of(clerk) == []
    other.open(f"{address_of(link)}/county")
    assert faults_of(other) == []
    press(other, "form[action$='/county/return/baishi'] button")
    assert_sound(other, link, ("/county", "/county/handed-in"))
    assert_sound(clerk, link, ("/form",))


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_what_the_county_sees(other: Person, link: str, size: tuple[int, int]) -> None:
    other.browser.set_window_size(*size)
    other.open(f"{address_of(link)}/county")
    assert faults_of(other) == []
    log_in(other, link)
    assert_sound(other, link, COUNTYS)


def log_in(officer: Person, link: str) -> None:
    officer.open(f"{address_of(link)}/county")
    officer.field_of_kind("password").send_keys(PASSWORD, "\n")
    officer.await_(lambda: "花石镇" in officer.text())


def press(person: Person, selector: str) -> None:
    """Press a button, whatever it is called in the language of the page."""
    button = person.browser.find_element(By.CSS_SELECTOR, selector)
    person.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()


def address_of(link: str) -> str:
    return link.partition("/go/")[0]


def assert_sound(person: Person, link: str, pages: tuple[str, ...]) -> None:
    """Each page has no fault."""
    found = {}
    for page in pages:
        person.open(address_of(link) + page)
        found[page] = faults_of(person)
    assert {page: each for page, each in found.items() if each} == {}


def faults_of(person: Person) -> list[str]:
    """What is grave on the page that is open; also, that it is to be scrolled sideways."""
    found = grave_findings(person.browser)
    if person.is_wider_than_the_window():
        found.append("the page is wider than the window")
    return found
