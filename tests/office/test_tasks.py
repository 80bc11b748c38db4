"""A report made by another process, elsewhere, with a LibreOffice of its own."""

import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from docfill.base import ExitCode
from docfill.build.conversion import Options
from docfill.build.pipeline import build
from docfill.build.report_task import ReportTask, make_report
from docfill.project import open_project
from here import ROOT

pytestmark = pytest.mark.office


def test_docx_and_pdf_have_the_bytes_that_build_gives_them(tmp_path: Path) -> None:
    for folder in ("templates", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "docfill.yaml", tmp_path)
    project, options = open_project(tmp_path), Options(workers=1)
    (built,) = build(project, [project.townships["huashi"]], 2023, options)
    expected = {path.name: path.read_bytes() for path in built.products}
    shutil.rmtree(tmp_path / "out")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), initializer=os.chdir, initargs=(elsewhere,)
    ) as pool:
        outcome = pool.submit(make_report, ReportTask(tmp_path, "huashi", 2023, options)).result()
    assert (outcome.exit_code, outcome.trouble.sentence) == (ExitCode.WELL, "")
    assert {path.name: path.read_bytes() for path in outcome.products} == expected
    assert {path.suffix for path in outcome.products} == {".docx", ".pdf"}
