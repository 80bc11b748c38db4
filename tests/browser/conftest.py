"""Two people at browsers of their own, a county, and a server that answers them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browsing import Person, open_browser
from county_made import make_county
from docfill.project import Project, open_project
from docfill.web.server.app import store_of
from serving import Server

AGENCIES = {"huashi": "花石镇", "baishi": "白石镇"}
PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def first_person(downloads: Path) -> Iterator[Person]:
    browser = open_browser(downloads)
    yield Person(browser)
    browser.quit()


@pytest.fixture(scope="session")
def second_person(downloads: Path) -> Iterator[Person]:
    browser = open_browser(downloads)
    yield Person(browser)
    browser.quit()


@pytest.fixture
def clerk(first_person: Person) -> Person:
    first_person.start_afresh()
    return first_person


@pytest.fixture
def other(second_person: Person) -> Person:
    """Another clerk, or the county's officer."""
    second_person.start_afresh()
    return second_person


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_county(tmp_path / "county", AGENCIES)


@pytest.fixture
def server(project: Project) -> Iterator[Server]:
    store_of(project).set_password(PASSWORD)
    with Server(project.root) as running:
        yield running


@pytest.fixture
def link(server: Server) -> str:
    """The link that the county sent to the clerks of 花石镇."""
    token = store_of(open_project(server.project)).new_link("huashi", 2**33)
    return f"{server.address}/go/{token}"
