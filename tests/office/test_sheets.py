"""Workbooks in a real LibreOffice Calc: opened, recalculated, saved, and taken as they went out."""

import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from docfill.county.exchange.taking import take_back
from docfill.filing import Filing, read_filing
from docfill.form import Form, open_form
from docfill.office import Installation
from docfill.project import Project
from docfill.sources.yaml import read
from workbooks import EXAMPLES, TOY, copy_of, opened, sheet_of

pytestmark = pytest.mark.office
SCRIPT = Path(__file__).with_name("calc_resave.py")
Resave = Callable[..., list[Path]]


@pytest.fixture(scope="module")
def resaved(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Resave:
    """The same workbooks, saved by Calc."""
    profile = tmp_path_factory.mktemp("calc")

    def saved(books: list[Path], *options: str) -> list[Path]:
        out = tmp_path_factory.mktemp("resaved")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        accept = f"--accept=socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
        office = subprocess.Popen(
            [
                installation.soffice,
                "--headless",
                "--norestore",
                "--nodefault",
                f"-env:UserInstallation={profile.as_uri()}",
                accept,
            ]
        )
        try:
            command = [installation.python, SCRIPT, str(port), out, *books, *options]
            subprocess.run(command, check=True, timeout=300)
            office.wait(60)
        finally:
            office.kill()
            office.wait()
        return [out / book.name for book in books]

    return saved


def states(project: Project, form: Form, township: str, year: int) -> tuple[object, ...]:
    """What a filing says, as it would be printed."""
    path = project.filing_path(township, year)
    filing: Filing
    filing, findings = read_filing(read(path), form, township, year)
    assert findings == []
    return (
        {name: cell.printed for name, cell in filing.cells.items()},
        {name: day for name, (day, _) in filing.dates.items()},
        {name: [(p.text, p.heading) for p in t.paragraphs] for name, t in filing.prose.items()},
    )


@pytest.mark.parametrize(
    ("folder", "year", "options"),
    [
        (EXAMPLES, 2023, []),
        (EXAMPLES, 2022, ["--rearrange", "表三"]),
        (TOY, 2023, ["--rearrange", "表二"]),
    ],
)
def test_every_filing_comes_back_through_calc(
    folder: Path, year: int, options: list[str], resaved: Resave, tmp_path: Path
) -> None:
    """Also where rows were inserted, and a sheet renamed and moved."""
    project = copy_of(folder, tmp_path / "county")
    form = open_form(project.kit_path(year))
    ids = list(project.townships)
    before = {each: states(project, form, each, year) for each in ids}
    books = resaved([sheet_of(project, each, year, tmp_path) for each in ids], *options)
    shutil.rmtree(project.root / "data" / str(year))
    outcomes = list(take_back(project, books, force=False))
    assert [outcome.findings for outcome in outcomes] == [()] * len(ids)
    assert {each: states(project, form, each, year) for each in ids} == before


def test_calc_works_out_the_values_that_were_stored(resaved: Resave, tmp_path: Path) -> None:
    """Totals, balances and lengths, and every colour's rule, are the same before and after."""
    project = copy_of(EXAMPLES, tmp_path / "county")
    book = sheet_of(project, "liulin", 2023, tmp_path)
    (again,) = resaved([book])
    formulas, before, after = opened(book), opened(book, values=True), opened(again, values=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    place = cell.coordinate
                    assert after[sheet.title][place].value == before[sheet.title][place].value
                    compared += 1
    assert compared > 50
