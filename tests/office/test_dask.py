"""Reports made by the workers of a Dask cluster: the bytes, the receipts and the outcomes of a
build here."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from county_made import make_county
from dask_cluster import HandMadeCluster
from docfill.base import ExitCode
from docfill.build.cluster.building import ClusterBuild
from docfill.build.cluster.connection import Cluster
from docfill.build.cluster.orders import FolderToken
from docfill.build.conversion import Options
from docfill.build.outcome import Outcome
from docfill.build.pipeline import build
from docfill.cli import docfill
from docfill.project import Project

pytestmark = [pytest.mark.office, pytest.mark.slow]

NAMES = {"huashi": "花石镇", "baihe": "白河镇", "qingshan": "青山镇"}
ONLY_DOCX = Options(pdf=False)


@pytest.fixture(scope="module")
def cluster(scheduler: HandMadeCluster) -> Iterator[HandMadeCluster]:
    """A scheduler with two workers."""
    for name in ("one", "two"):
        scheduler.start_worker(name)
    yield scheduler
    scheduler.end_workers()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_county(tmp_path / "county", NAMES)


def products(root: Path) -> dict[str, bytes]:
    """The documents of the county by where they lie in its out/."""
    files = (path for path in (root / "out").rglob("*") if path.suffix in (".docx", ".pdf"))
    return {path.relative_to(root / "out").as_posix(): path.read_bytes() for path in files}


def token_of_nobody(folder: Path) -> FolderToken:
    """One that no worker finds, as where the folder is not shared."""
    return FolderToken(folder / "token", "elsewhere")


def made_by(address: str, project: Project, options: Options) -> list[Outcome]:
    """What becomes of each report of the county."""
    cluster = Cluster(address)
    try:
        whose = project.townships.values()
        return list(build(project, whose, 2023, options, ClusterBuild(cluster)))
    finally:
        cluster.close()


def test_a_cluster_of_this_machine_makes_what_a_build_makes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    local = CliRunner().invoke(docfill, ["build", "-y", "2023", "--jobs", "1"])
    assert local.exit_code == ExitCode.WELL, local.output
    expected = products(project.root)
    shutil.rmtree("out")
    made = CliRunner().invoke(docfill, ["build", "-y", "2023", "--executor", "dask"])
    assert made.exit_code == ExitCode.WELL, made.output
    assert made.stdout.splitlines() == unordered(made.stdout, local.stdout)
    assert products(project.root) == expected
    again = CliRunner().invoke(docfill, ["build", "-y", "2023"])
    assert again.stderr.count("unchanged") == len(NAMES)


def unordered(said: str, expected: str) -> list[str]:
    """The lines said, where they are those expected but for their order; else those expected."""
    return (said if sorted(said) == sorted(expected) else expected).splitlines()


@pytest.mark.parametrize("sees_folder", [True, False], ids=["shared folder", "as bytes"])
def test_workers_at_an_address_make_the_same_bytes(
    cluster: HandMadeCluster,
    project: Project,
    sees_folder: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = build(project, project.townships.values(), 2023, ONLY_DOCX)
    outcomes = {each.township: each for each in expected}
    files = products(project.root)
    shutil.rmtree(project.root / "out")
    if not sees_folder:
        monkeypatch.setattr(FolderToken, "new", token_of_nobody)
    made = made_by(cluster.address, project, ONLY_DOCX)
    assert {each.township: each for each in made} == outcomes
    assert products(project.root) == files
    assert [path.name for path in (project.root / "out").iterdir()] == ["2023"]
    (again, *_) = made_by("127.0.0.1:1", project, ONLY_DOCX)  # Nobody is asked.
    assert again.is_unchanged


@pytest.mark.parametrize("sees_folder", [True, False], ids=["shared folder", "as bytes"])
def test_a_roll_up_by_workers_is_the_same(
    cluster: HandMadeCluster,
    project: Project,
    sees_folder: bool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """From the folder and from elsewhere, with an error in one filing and another one missing."""
    monkeypatch.setenv("DOCFILL_CACHE", str(tmp_path / "cache"))
    (project.root / "data" / "2023" / "baihe.yaml").unlink()
    filing = project.root / "data" / "2023" / "qingshan.yaml"
    filing.write_text(filing.read_text(encoding="utf-8").replace("signed:", "singed:"))
    if not sees_folder:
        monkeypatch.setattr(FolderToken, "new", token_of_nobody)
    for folder in (project.root, tmp_path):
        monkeypatch.chdir(folder)
        asked = ["rollup", "-y", "2023", "--json", "--project", str(project.root)]
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        there = CliRunner().invoke(docfill, [*asked, "--executor", f"dask:{cluster.address}"])
        kept = CliRunner().invoke(docfill, [*asked, "--executor", "dask:127.0.0.1:1"])
        shutil.rmtree(tmp_path / "cache")
        here = CliRunner().invoke(docfill, asked)
        assert here.exit_code == ExitCode.FINDINGS
        assert (there.exit_code, there.stderr) == (here.exit_code, here.stderr)
        assert there.stdout == kept.stdout == here.stdout
