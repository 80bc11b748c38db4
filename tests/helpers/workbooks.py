"""Workbooks of the tests: made by docfill, read by openpyxl, which shares no code with it."""

import shutil
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from docfill.county.exchange.sheets import send_out
from docfill.project import Project, open_project
from here import ROOT

EXAMPLES = ROOT / "examples" / "county"
TOY = ROOT / "tests" / "toy"


def copy_of(folder: Path, to: Path) -> Project:
    """A project of one's own to take workbooks into, its kits beside it."""
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("out"))
    settings = to / "docfill.yaml"
    kits = ROOT / "templates" if folder == EXAMPLES else folder / "templates"
    text = settings.read_text(encoding="utf-8").replace("../../templates", str(kits))
    settings.write_text(text, encoding="utf-8")
    return open_project(to)


def sheet_of(project: Project, township: str, year: int, folder: Path) -> Path:
    """The workbook that goes out to an agency."""
    (outcome,) = send_out(project, [project.townships[township]], year, folder, force=True)
    return outcome.products[0]


def cell_of(book: Workbook, name: str) -> tuple[str, str]:
    """Sheet and first cell that a defined name leads to."""
    defined: DefinedName = book.defined_names[f"docfill_{name.replace('.', '_')}"]
    ((sheet, cells),) = defined.destinations
    return sheet, cells.replace("$", "").partition(":")[0]


def value_of(book: Workbook, name: str) -> object:
    sheet, cell = cell_of(book, name)
    return book[sheet][cell].value


def opened(path: Path, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(path, data_only=values)
