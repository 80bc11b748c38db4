"""A server for the county's page and the clerks', and who opens it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from docfill.project import open_project
from docfill.web.server.app import make_app, store_of
from docfill.web.server.store import Store
from visitors import PASSWORD, YEAR, Clerk, Officer

NEIGHBOUR = "  yisuhe: {name: 易俗河镇, full_name: 湘潭县易俗河镇人民政府, level: township}\n"


@pytest.fixture
def county(county: Path) -> Path:
    """A county of two agencies: huashi has a filing, yisuhe has none yet."""
    settings = county / "docfill.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + NEIGHBOUR, encoding="utf-8")
    return county


@pytest.fixture
def app(county: Path, tmp_path: Path) -> Flask:
    return make_app(open_project(county), YEAR, tmp_path / "previews")


@pytest.fixture
def store(county: Path) -> Store:
    return store_of(open_project(county))


@pytest.fixture
def clerk(app: Flask, store: Store) -> Clerk:
    return Clerk(app, store)


@pytest.fixture
def officer(app: Flask, store: Store) -> Iterator[Officer]:
    store.set_password(PASSWORD)
    yield Officer(app)
