"""No page has a serious finding of axe-core, in either language, on a phone or a wide screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Server

from axe import grave_findings
from browser_county import PASSWORD
from browsing import PHONE, WIDE, Person
from county_made import make_county
from docfill.web.server.app import store_of

pytestmark = pytest.mark.browser

CLERKS = ("/form", "/history")
COUNTYS = ("/county", "/county/sums", "/county/log", "/county/agency/huashi", "/nothing-here")


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
    assert_sound(clerk, link, CLERKS)


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_what_the_county_sees(other: Person, link: str, size: tuple[int, int]) -> None:
    other.browser.set_window_size(*size)
    address = link.partition("/go/")[0]
    other.open(f"{address}/county")
    assert grave_findings(other.browser) == []
    other.field_of_kind("password").send_keys(PASSWORD, "\n")
    other.await_(lambda: "花石镇" in other.text())
    assert_sound(other, link, COUNTYS)


def assert_sound(person: Person, link: str, pages: tuple[str, ...]) -> None:
    """Each page, and whether it can be read without scrolling sideways."""
    address = link.partition("/go/")[0]
    found = {}
    for page in pages:
        person.open(address + page)
        found[page] = grave_findings(person.browser)
        if person.is_wider_than_the_window():
            found[page].append("the page is wider than the window")
    assert {page: each for page, each in found.items() if each} == {}
