"""LibreOffices that are kept between builds: the same bytes, and never a report lost."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from commands import run
from docfill.office import FontSet, Installation, Office
from docfill.office.keeping import OfficeState, end_kept, look_at_kept, start_kept
from docfill.office.kept import identity
from docfill.office.records import list_records, read_record
from docfill.pdf import PdfOptions
from papers import FULL_LINE, paper, paragraph
from processes import wait_for

pytestmark = pytest.mark.office


@pytest.fixture(autouse=True)
def run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a session of its own, in which nothing is left running."""
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder / "docfill"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    end_kept()
    assert list_records() == []


@pytest.fixture
def short(tmp_path: Path) -> Path:
    return paper(tmp_path / "short.docx", paragraph(FULL_LINE))


@pytest.fixture
def kept(installation: Installation, fonts: FontSet) -> OfficeState:
    """One that is kept, and waiting."""
    start_kept(installation, fonts, workers=1, seconds=120, deadline=60)
    return the_kept()


def the_kept() -> OfficeState:
    (state,) = look_at_kept()
    return state


def server_of(state: OfficeState) -> int:
    records = [read_record(path) for path in list_records()]
    (pid,) = [one.pid for one in records if one and one.libreoffice == state.pid]
    return pid


def is_gone(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


def convert(
    installation: Installation,
    fonts: FontSet,
    docx: Path,
    options: PdfOptions,
    keep: float | None = 120,
) -> bytes:
    with Office(installation, fonts, workers=1, deadline=60, keep=keep) as office:
        return office.submit(docx, docx.with_suffix(".pdf"), options).result().pdf.read_bytes()


def test_warm_and_cold_give_the_same_bytes_and_one_is_used_again(
    installation: Installation, fonts: FontSet, short: Path, options: PdfOptions
) -> None:
    cold = convert(installation, fonts, short, options, keep=0)
    assert list(look_at_kept()) == []
    assert convert(installation, fonts, short, options) == cold
    first = the_kept()
    assert convert(installation, fonts, short, options, keep=None) == cold
    assert (the_kept().pid, the_kept().is_busy) == (first.pid, False)


def test_only_its_owner_gets_at_it(kept: OfficeState, run_folder: Path) -> None:
    modes = {path.suffix: path.lstat().st_mode & 0o777 for path in run_folder.iterdir()}
    assert run_folder.stat().st_mode & 0o777 == 0o700
    assert (modes[".json"], modes[".sock"] & 0o077) == (0o600, 0)


def test_nothing_is_kept_where_others_could_look_in(
    installation: Installation,
    fonts: FontSet,
    short: Path,
    options: PdfOptions,
    run_folder: Path,
) -> None:
    run_folder.mkdir(mode=0o755)
    run_folder.chmod(0o755)
    assert convert(installation, fonts, short, options).startswith(b"%PDF")
    assert list(run_folder.iterdir()) == []


@pytest.mark.parametrize("which", ["server", "libreoffice"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_one_that_died_or_froze_costs_a_fresh_start(
    installation: Installation,
    fonts: FontSet,
    short: Path,
    options: PdfOptions,
    kept: OfficeState,
    which: str,
    how: signal.Signals,
) -> None:
    server = server_of(kept)
    os.kill(server if which == "server" else kept.pid, how)
    assert convert(installation, fonts, short, options).startswith(b"%PDF")
    assert the_kept().pid != kept.pid
    assert wait_for(lambda: is_gone(kept.pid) and is_gone(server), 5)


@pytest.mark.slow
def test_it_ends_when_nobody_comes(
    installation: Installation, fonts: FontSet, run_folder: Path
) -> None:
    start_kept(installation, fonts, workers=1, seconds=1, deadline=60)
    seen = [state.pid for state in look_at_kept()]  # on a busy machine it may have ended already
    assert wait_for(lambda: not list(run_folder.iterdir()), 15)
    assert wait_for(lambda: all(map(is_gone, seen)), 5)


@pytest.mark.slow
def test_it_ends_with_the_folder_of_its_session(kept: OfficeState, run_folder: Path) -> None:
    server = server_of(kept)
    run_folder.rename(run_folder.with_name("gone"))
    assert wait_for(lambda: is_gone(kept.pid) and is_gone(server), 10)


def test_one_in_use_is_not_shared_and_ends_after_its_work(
    installation: Installation,
    fonts: FontSet,
    short: Path,
    options: PdfOptions,
    kept: OfficeState,
) -> None:
    with Office(installation, fonts, workers=1, deadline=60) as office:
        office.submit(short, short.with_suffix(".pdf"), options).result()
        assert the_kept().is_busy
        assert convert(installation, fonts, short, options).startswith(b"%PDF")
        assert len(list(look_at_kept())) == 2
        assert end_kept() == (1, 1)
        again = office.submit(short, short.with_name("b.pdf"), options).result()
        assert again.pdf.read_bytes().startswith(b"%PDF")
    assert wait_for(lambda: is_gone(kept.pid), 10)


def test_other_fonts_are_not_used_and_another_program_is_ended(
    installation: Installation,
    fonts: FontSet,
    short: Path,
    options: PdfOptions,
    kept: OfficeState,
    tmp_path: Path,
) -> None:
    config = tmp_path / "fonts.conf"
    config.write_bytes(fonts.config.read_bytes() + b"<!-- changed -->")
    convert(installation, replace(fonts, config=config), short, options)
    assert {kept.pid} < {state.pid for state in look_at_kept()}

    (path,) = [path for path in list_records() if pid_in(path) == kept.pid]
    record = json.loads(path.read_text())
    assert record["identity"]["program"] == identity(installation, fonts).program
    record["identity"]["program"] = "an older one"
    path.write_text(json.dumps(record))
    convert(installation, fonts, short, options)
    assert kept.pid not in {state.pid for state in look_at_kept()}
    assert wait_for(lambda: is_gone(kept.pid), 5)


def pid_in(path: Path) -> int:
    record = read_record(path)
    return record.libreoffice if record else 0


def test_the_command_starts_shows_and_ends_one(county: Path) -> None:
    assert run("office", "status").exit_code == 0
    started = run("office", "start", "--keep", "60s", "--json")
    (state,) = json.loads(started.stdout)
    assert (state["keep"], state["is_busy"], state["is_alive"]) == (60, False, True)
    assert run("build", "huashi", "-y", "2023", "--project", str(county)).exit_code == 0
    assert the_kept().pid == state["pid"]
    stopped = run("office", "stop", "--json")
    assert json.loads(stopped.stdout) == {"ended": 1, "ending": 0}
    assert wait_for(lambda: is_gone(state["pid"]), 5)
    assert run("office", "start", "--keep", "60").exit_code == 2
