"""Two people at browsers of their own, a county with an agency for each test, and its server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import YEAR, Server

from agencies import Agency
from browser_county import NAMES, PASSWORD
from browsing import Person, open_browser
from county_made import make_county
from docfill.project import Project
from docfill.web.server.app import store_of


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


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A county with more agencies than there are tests."""
    names = {f"t{number:02}": f"{name}镇" for number, name in enumerate(NAMES.split())}
    return make_county(tmp_path_factory.mktemp("browser") / "county", names)


@pytest.fixture(scope="session")
def shared_server(project: Project) -> Iterator[Server]:
    store_of(project).set_password(PASSWORD)
    with Server(project.root) as running:
        yield running


@pytest.fixture
def server(shared_server: Server) -> Iterator[Server]:
    """The server of all tests; one that a test killed is started again."""
    yield shared_server
    if not shared_server.is_running:
        shared_server.start()


@pytest.fixture(scope="session")
def unused(project: Project) -> Iterator[str]:
    return iter(project.townships)


@pytest.fixture
def agency(project: Project, server: Server, unused: Iterator[str]) -> Agency:
    id = next(unused)
    link = f"{server.address}/go/{store_of(project).new_link(id, 2**33)}"
    return Agency(id, project.townships[id].name, project.filing_path(id, YEAR), link)


@pytest.fixture
def small_county(tmp_path: Path) -> Iterator[Server]:
    """A server of a county of two agencies, of which all reports are soon made."""
    project = make_county(tmp_path / "county", {"huashi": "花石镇", "baishi": "白石镇"})
    store_of(project).set_password(PASSWORD)
    with Server(project.root) as running:
        yield running
