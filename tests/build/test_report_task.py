"""A report as a task of its own: made by other processes, elsewhere, as `build` makes it."""

import json
import os
import pickle
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from docfill.base import ExitCode, speak
from docfill.build.conversion import Options
from docfill.build.pipeline import build
from docfill.build.report_task import ReportTask, make_report
from docfill.project import open_project
from here import ROOT

COUNTY = ROOT / "examples" / "county"
YEAR = 2023
ONLY_DOCX = Options(pdf=False)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A whole county, beside its kits as in examples/."""
    shutil.copytree(COUNTY, tmp_path / "examples" / "county", ignore=shutil.ignore_patterns("out"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path / "examples" / "county"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[ProcessPoolExecutor]:
    """Two new processes that stand in another folder and share nothing with this one."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    spawn = get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn, initializer=os.chdir, initargs=(folder,)) as pool:
        yield pool


def made_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in (".docx", ".pdf")
    }


def tasks(county: Path, options: Options, language: str = "en") -> list[ReportTask]:
    names = list(open_project(county).townships)[:3]
    return [ReportTask(county, name, YEAR, options, language) for name in names]


def test_other_processes_make_the_same_bytes_as_build(
    county: Path, elsewhere: ProcessPoolExecutor
) -> None:
    project = open_project(county)
    asked = tasks(county, ONLY_DOCX)
    whole = list(
        build(project, [project.townships[task.township] for task in asked], YEAR, ONLY_DOCX)
    )
    expected = made_in(county / "out")
    shutil.rmtree(county / "out")
    outcomes = list(elsewhere.map(make_report, asked))
    assert [outcome.exit_code for outcome in outcomes] == [ExitCode.WELL] * len(asked)
    assert made_in(county / "out") == expected
    assert len(expected) == len(asked)
    assert [outcome.products for outcome in outcomes] == [outcome.products for outcome in whole]


def test_a_second_round_leaves_alone_what_is_as_its_receipt_says(county: Path) -> None:
    (task, *_) = tasks(county, ONLY_DOCX)
    first, second = make_report(task), make_report(task)
    assert (first.is_unchanged, second.is_unchanged) == (False, True)
    assert second.findings == first.findings


def test_findings_are_named_from_the_project_wherever_the_task_runs(
    county: Path, elsewhere: ProcessPoolExecutor
) -> None:
    (task, *_) = tasks(county, ONLY_DOCX)
    filing = county / "data" / str(YEAR) / f"{task.township}.yaml"
    filing.write_text(filing.read_text(encoding="utf-8").replace("signed:", "singed:"))
    there = elsewhere.submit(make_report, task).result()
    assert there == make_report(task)
    assert there.exit_code is ExitCode.FINDINGS
    assert {each.place.file for each in there.findings} == {f"data/{YEAR}/{task.township}.yaml"}


def test_each_task_has_a_language_of_its_own(county: Path) -> None:
    """Two threads of one process, which itself speaks neither for them."""
    township = tasks(county, ONLY_DOCX)[0].township
    (county / "data" / str(YEAR - 1) / f"{township}.yaml").unlink()  # That is worth a warning.
    outs = {language: county / language for language in ("en", "zh")}
    asked = [
        ReportTask(county, township, YEAR, Options(pdf=False, out=out), language)
        for language, out in outs.items()
    ]
    speak("en")
    pool: Executor
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(make_report, asked))
    assert [outcome.exit_code for outcome in outcomes] == [ExitCode.WELL] * 2
    words = {}
    for language, out in outs.items():
        (receipt,) = out.rglob("receipt.json")
        found = json.loads(receipt.read_text(encoding="utf-8"))["findings"]
        words[language] = [each["message"] for each in found]
        said = [each["said"] for each in found]
    assert words["en"] != words["zh"]
    assert said != []


@pytest.mark.parametrize("trouble", ["no township", "no settings", "no kit"])
def test_whatever_stands_in_the_way_is_an_outcome(county: Path, trouble: str) -> None:
    (task, *_) = tasks(county, ONLY_DOCX)
    if trouble == "no township":
        task = ReportTask(county, "nowhere", YEAR, ONLY_DOCX)
    elif trouble == "no settings":
        (county / "docfill.yaml").unlink()
    else:
        task = ReportTask(county, task.township, 1999, ONLY_DOCX)
    outcome = make_report(task)
    assert outcome.exit_code is not ExitCode.WELL
    assert outcome.findings or outcome.trouble
    assert pickle.loads(pickle.dumps(outcome)) == outcome


@pytest.mark.parametrize("options", [ONLY_DOCX, Options(pdf=False, out=Path("out"))])
def test_a_folder_that_depends_on_where_one_stands_is_refused(options: Options) -> None:
    root = Path("county") if options.out is None else COUNTY
    with pytest.raises(ValueError, match="another folder"):
        ReportTask(root, "a", YEAR, options)
