"""Workers that die, differ or cannot write, and a scheduler that goes away: no report is lost, none
is made twice, and whoever gives the command is told."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from county_made import make_county
from dask_cluster import HandMadeCluster
from docfill.base import ExitCode
from docfill.build.cluster.building import ClusterBuild
from docfill.build.cluster.connection import Cluster
from docfill.build.conversion import Options
from docfill.build.outcome import Outcome
from docfill.build.pipeline import build
from docfill.project import Project
from processes import wait_for
from worker_trouble import POISONOUS

pytestmark = [pytest.mark.office, pytest.mark.slow]

NAMES = {"huashi": "花石镇", "baihe": "白河镇", "qingshan": "青山镇", "liuhe": "柳河镇"}
ONLY_DOCX = Options(pdf=False)
WELL = dict.fromkeys(NAMES, ExitCode.WELL)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_county(tmp_path / "county", NAMES)


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    """Where a build runs while the test does something to it."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def made_by(address: str, project: Project, options: Options = ONLY_DOCX) -> list[Outcome]:
    """What becomes of each report of the county."""
    cluster = Cluster(address)
    try:
        whose = project.townships.values()
        return list(build(project, whose, 2023, options, ClusterBuild(cluster)))
    finally:
        cluster.close()


def ended(outcomes: list[Outcome]) -> dict[str, ExitCode]:
    """How each report ended; every one of them once."""
    reports = [outcome for outcome in outcomes if outcome.township]
    assert len(reports) == len(NAMES)
    return {outcome.township: outcome.exit_code for outcome in reports}


def refusals(outcomes: list[Outcome]) -> list[str]:
    found = [finding for each in outcomes for finding in each.findings]
    return [str(each.message) for each in found if each.code == "unfit-worker"]


def test_a_worker_killed_amid_a_report_loses_none(
    cluster: HandMadeCluster, project: Project, beside: ThreadPoolExecutor
) -> None:
    cluster.start_worker("waits", "waits", nanny=True)
    building: Future[list[Outcome]] = beside.submit(made_by, cluster.address, project)
    os.kill(cluster.waiting(), signal.SIGKILL)
    assert ended(building.result(60)) == WELL


def test_a_report_that_ends_its_workers_is_set_aside(
    cluster: HandMadeCluster, project: Project
) -> None:
    for name in ("one", "two"):
        cluster.start_worker(name, "dies", nanny=True)
    outcomes = made_by(cluster.address, project)
    assert ended(outcomes) == WELL | {POISONOUS: ExitCode.CONVERSION_FAILED}
    (poisonous,) = [outcome for outcome in outcomes if outcome.township == POISONOUS]
    assert [finding.code for finding in poisonous.findings] == ["ends-workers"]
    assert poisonous.findings[0].place.file.endswith(f"{POISONOUS}.yaml")


def test_workers_whose_pages_would_differ_are_given_no_work(
    cluster: HandMadeCluster, project: Project, tmp_path: Path
) -> None:
    """Another docfill, another LibreOffice; the third makes every report."""
    cluster.start_worker("old", "old")
    cluster.start_worker("other", DOCFILL_SOFFICE=str(other_libreoffice(tmp_path)))
    cluster.start_worker("well")
    outcomes = made_by(cluster.address, project, Options(workers=1))
    assert ended(outcomes) == WELL
    other, old = sorted(refusals(outcomes), key=lambda each: "old" in each)
    assert "worker old was given no work: docfill 0.0.1 instead of" in old
    assert "worker other was given no work: LibreOffice 9.9 instead of" in other


def other_libreoffice(folder: Path) -> Path:
    """A program that says that it is another LibreOffice."""
    program = folder / "soffice"
    program.write_text("#!/bin/sh\necho LibreOffice 9.9\n")
    program.chmod(0o755)
    return program


def test_a_full_disk_is_told_and_does_not_swallow_what_others_could_make(
    cluster: HandMadeCluster, project: Project
) -> None:
    cluster.start_worker("full", "full")
    outcomes = made_by(cluster.address, project)
    assert ended(outcomes) == dict.fromkeys(NAMES, ExitCode.REFUSED)
    (told,) = refusals(outcomes)
    assert "worker full" in told
    assert "is full" in told
    assert not list((project.root / "out").rglob("*.docx"))
    cluster.start_worker("well")
    assert ended(made_by(cluster.address, project)) == WELL


def test_a_scheduler_that_is_started_anew_is_found_again(
    cluster: HandMadeCluster, project: Project, beside: ThreadPoolExecutor
) -> None:
    cluster.start_worker("waits", "waits")
    building: Future[list[Outcome]] = beside.submit(made_by, cluster.address, project)
    cluster.waiting()
    cluster.kill("scheduler")
    cluster.start_scheduler()
    cluster.go_on()
    cluster.start_worker("later")
    assert ended(building.result(90)) == WELL


def test_whoever_breaks_off_leaves_no_litter_and_goes_on_later(
    cluster: HandMadeCluster, project: Project, signals_heard: None
) -> None:
    cluster.start_worker("waits", "waits")
    asked = ("build", "-y", "2023", "--no-pdf", "--executor", f"dask:{cluster.address}")
    command = [sys.executable, "-m", "docfill", *asked]
    with subprocess.Popen(command, cwd=project.root, stderr=subprocess.PIPE, text=True) as running:
        cluster.waiting()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert (running.returncode, "Traceback" in said) == (130, False), said
    cluster.go_on()
    wait_for(lambda: not any((project.root / "out").glob(".workshop-*")))
    assert ended(made_by(cluster.address, project)) == WELL
