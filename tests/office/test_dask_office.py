"""LibreOffice at the workers of a Dask cluster: another is started where one is killed, and none
outlives its worker."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from county_made import make_county
from dask_cluster import HandMadeCluster
from docfill.base import ExitCode
from docfill.build.cluster.building import ClusterBuild
from docfill.build.cluster.connection import Cluster
from docfill.build.conversion import Options
from docfill.build.pipeline import build
from docfill.project import Project
from processes import Running, libreoffices_of, wait_for

pytestmark = [pytest.mark.office, pytest.mark.slow]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_county(tmp_path / "county", {"huashi": "花石镇", "baihe": "白河镇"})


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    """Where a build runs while the test does something to it."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def codes(address: str, project: Project) -> list[ExitCode]:
    cluster = Cluster(address)
    try:
        whose = project.townships.values()
        made = build(project, whose, 2023, Options(workers=1), ClusterBuild(cluster))
        return [outcome.exit_code for outcome in made]
    finally:
        cluster.close()


@pytest.mark.parametrize("victim", ["LibreOffice", "its worker"])
def test_whoever_is_killed_no_report_is_lost_and_nothing_stays(
    cluster: HandMadeCluster, project: Project, beside: ThreadPoolExecutor, victim: str
) -> None:
    cluster.start_worker("waits", "waits", nanny=victim == "its worker")
    building = beside.submit(codes, cluster.address, project)
    worker = cluster.waiting()

    def office() -> list[Running]:
        return libreoffices_of(worker)

    (running,) = wait_for(office)
    os.kill(running.pid if victim == "LibreOffice" else worker, signal.SIGKILL)
    cluster.go_on()
    assert building.result(90) == [ExitCode.WELL] * 2
    wait_for(running.is_gone)
