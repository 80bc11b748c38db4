"""A docfill that waits does commands as a process of its own would, or leaves them to one."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from county_made import make_county
from docfill.start import asking
from docfill.start.asking import ask
from docfill.start.waiting import end_waiting
from processes import wait_for
from waiting_docfill import Waiting, docfill, said, waiting_docfill

COMMANDS = (
    ("check", "-y", "2023"),
    ("check", "-y", "2023", "--json"),
    ("check", "nowhere", "-y", "2023"),
    ("check", "-y"),
    ("check", "--help"),
    ("explain", "balance"),
    ("build", "huashi", "-y", "2023", "--no-pdf", "--out", "there/out"),
    ("build", "huashi", "-y", "2023", "--no-pdf", "--out", "there/out"),
    ("status", "-y", "2023"),
    ("verify", "huashi", "-y", "2023"),
)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a session of its own."""
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder / "docfill"


@pytest.fixture
def waiting(session: Path) -> Iterator[Waiting]:
    with waiting_docfill() as begun:
        yield begun


@pytest.fixture
def faulty(county: Path) -> Path:
    """A county in which there is much to find."""
    filing = county / "data" / "2023" / "huashi.yaml"
    filing.write_text(filing.read_text(encoding="utf-8").replace(": 1", ": 2"), encoding="utf-8")
    return county


def is_done_by_another(*words: str) -> bool:
    """Whether a docfill that waits does the command."""
    program = "import sys; from docfill.start.asking import ask; sys.exit(ask(sys.argv) is None)"
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True)
    return done.returncode == 0


def everything_in(folder: Path) -> dict[str, bytes]:
    """Each file made, by its name; when a thing was done is not its content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if p.suffix == ".docx"}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_is_as_in_a_process_of_its_own(
    county: Path, session: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Exit codes, every word on both streams, and the bytes of what is made."""
    monkeypatch.setenv("DOCFILL_LANG", language)

    def done() -> list[tuple[int, str, str]]:
        shutil.rmtree(county / "there", ignore_errors=True)
        ends = (docfill(*words) for words in COMMANDS)
        return [(end.returncode, end.stdout, end.stderr) for end in ends]

    cold, made = done(), everything_in(county / "there")
    with waiting_docfill():
        assert all(is_done_by_another(*words) for words in COMMANDS)
        assert done() == cold
    assert everything_in(county / "there") == made
    assert len(made) == 1
    assert len({code for code, _, _ in cold}) > 2


def test_what_one_command_loads_is_loaded_for_the_next(county: Path, waiting: Waiting) -> None:
    """The first finds out, the second finds it there."""
    program = (
        "import sys; from docfill.start.asking import ask; ask(sys.argv); "
        "print(*(n for n in sys.modules if n.startswith('docfill')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check", "-y", "2023"], capture_output=True, text=True
    )
    loaded = {"docfill", "docfill.start", "docfill.start.alike", "docfill.start.asking"}
    assert set(done.stdout.splitlines()[-1].split()) == {*loaded, "docfill.start.places"}
    assert waiting.process.poll() is None


def test_who_may_not_look_into_the_folder_is_not_asked(county: Path, waiting: Waiting) -> None:
    assert is_done_by_another("check", "-y", "2023")
    waiting.record.parent.chmod(0o750)
    assert not is_done_by_another("check", "-y", "2023")
    waiting.record.parent.chmod(0o700)
    modes = {p.name: p.lstat().st_mode & 0o077 for p in waiting.record.parent.iterdir()}
    assert set(modes.values()) == {0}


def test_without_its_secret_nothing_is_done(county: Path, waiting: Waiting) -> None:
    text = waiting.record.read_text()
    waiting.record.write_text("0" * asking.SECRET_BYTES + text[asking.SECRET_BYTES :])
    assert not is_done_by_another("check", "-y", "2023")
    waiting.record.write_text(text)
    assert is_done_by_another("check", "-y", "2023")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_one_that_died_or_froze_costs_a_deadline(
    county: Path, waiting: Waiting, how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = docfill("check", "-y", "2023")
    monkeypatch.setattr(asking, "SECONDS_TO_ANSWER", 0.3)
    waiting.process.send_signal(how)
    if how == signal.SIGKILL:
        waiting.process.wait()
    assert ask(["docfill", "check", "-y", "2023"]) is None
    assert waiting.process.wait(5) == -signal.SIGKILL
    assert docfill("check", "-y", "2023").stdout == usual.stdout


def test_one_that_is_busy_is_passed_by_and_left_alone(
    county: Path, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS_TO_ANSWER", 0.3)
    with socket.socket(socket.AF_UNIX) as slow:
        slow.connect(f"{waiting.record}.sock")  # and says nothing, for which it waits
        assert ask(["docfill", "check", "-y", "2023"]) is None
    assert is_done_by_another("check", "-y", "2023")


def test_one_that_has_only_begun_ends_when_all_are_to(session: Path) -> None:
    with waiting_docfill(is_waited_for=False) as waiting:
        wait_for(waiting.record.exists)
        end_waiting()
        assert waiting.process.wait(20) == 0
    assert list(session.iterdir()) == []


def test_one_whose_source_was_changed_is_not_used(
    county: Path, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "loaded_too.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(room))
    time.sleep(0.1)  # else it is as new as what loads it, which is then not used either
    with waiting_docfill("loaded_too") as waiting:
        assert is_done_by_another("check", "-y", "2023")
        (room / "loaded_too.py").write_text("changed = True\n")
        assert not is_done_by_another("check", "-y", "2023")
        assert waiting.process.wait(5) == 0
    assert list(session.iterdir()) == []


def test_one_begun_otherwise_is_not_used(
    county: Path, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "gbk")
    assert not is_done_by_another("check", "-y", "2023")


def test_a_project_that_keeps_nothing_is_left_alone(county: Path, waiting: Waiting) -> None:
    with (county / "docfill.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\noffice: {keep: 0}\n")
    assert not is_done_by_another("check", "-y", "2023")
    assert not is_done_by_another("check", "-y", "2023", "--project", str(county))


def test_what_cannot_be_begun_twice_is_not_handed_over(county: Path, waiting: Waiting) -> None:
    for words in (("new", "huashi", "-y", "2024"), ("mail",), ("--help",), ()):
        assert not is_done_by_another(*words)


def held_at_its_command(waiting: Waiting, county: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A caller with much to check, and the image that does it, stopped in the middle."""
    make_county(county / "large", {f"n{number}": f"第{number}镇" for number in range(60)})
    words = ("check", "-y", "2023", "--project", county / "large")
    caller = subprocess.Popen([sys.executable, "-m", "docfill", *words])
    (image,) = wait_for(waiting.images)
    # It passes signals on as soon as it knows to whom.
    wait_for(lambda: is_in(caller.pid, "SigCgt", signal.SIGTERM))
    os.kill(image, signal.SIGSTOP)
    return caller, image


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_reaches_who_does_the_command(
    county: Path, waiting: Waiting, sign: signal.Signals, signals_heard: None
) -> None:
    caller, image = held_at_its_command(waiting, county)
    caller.send_signal(sign)
    wait_for(lambda: is_in(image, "ShdPnd", sign))
    os.kill(image, signal.SIGCONT)
    assert caller.wait(10) == 128 + sign
    assert wait_for(lambda: not waiting.images(), 5)


def test_who_is_stopped_stops_the_work(county: Path, waiting: Waiting, signals_heard: None) -> None:
    """Ctrl-Z, and on again."""
    caller, image = held_at_its_command(waiting, county)
    os.kill(image, signal.SIGCONT)
    caller.send_signal(signal.SIGTSTP)
    wait_for(lambda: (state_of(caller.pid), state_of(image)) == ("T", "T"))
    caller.send_signal(signal.SIGCONT)
    assert caller.wait(30) == 0


def is_in(process: int, set_of_signals: str, sign: signal.Signals) -> bool:
    """Whether a process has this signal in one of the sets that /proc shows of it."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(set_of_signals))
    return bool(int(line.split()[1], 16) >> (sign - 1) & 1)


def state_of(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def test_who_is_killed_leaves_nobody_at_work(county: Path, waiting: Waiting) -> None:
    caller, _ = held_at_its_command(waiting, county)
    caller.kill()
    assert caller.wait() == -signal.SIGKILL
    assert wait_for(lambda: not waiting.images(), 5)


def test_an_image_that_is_killed_is_a_command_that_is_killed(
    county: Path, waiting: Waiting
) -> None:
    caller, image = held_at_its_command(waiting, county)
    os.kill(image, signal.SIGKILL)
    assert caller.wait(5) == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "exec {docfill} check -y 2023 <&-",
        "exec {docfill} check -y 2023 >&-",
        "exec {docfill} check -y 2023 2>&-",
        "exec {docfill} check -y 2023 <&- >&- 2>&-",
        "mkdir gone; cd gone; rmdir ../gone; exec {docfill} check -y 2023 --project {county}",
        "{docfill} check -y 2023 --json | (exec <&-); echo $PIPESTATUS",
        "umask 077; {docfill} build huashi -y 2023 --no-pdf --out masked; stat -c %a masked/*/*/*",
        "ulimit -n 200; {docfill} check -y 2023",
    ],
)
def test_odd_surroundings_make_no_difference(faulty: Path, session: Path, line: str) -> None:
    line = line.format(docfill=f"{sys.executable} -m docfill", county=faulty)

    def end() -> tuple[int, bytes, bytes]:
        done = subprocess.run(["bash", "-c", line], capture_output=True)
        shutil.rmtree(faulty / "masked", ignore_errors=True)
        return done.returncode, done.stdout, done.stderr

    cold = end()
    with waiting_docfill():
        assert end() == cold


def test_it_ends_when_nobody_comes(county: Path, session: Path) -> None:
    with waiting_docfill(seconds=0.5) as waiting:
        assert waiting.process.wait(10) == 0
        assert list(session.iterdir()) == []


def test_it_ends_with_the_folder_of_its_session(waiting: Waiting, session: Path) -> None:
    shutil.rmtree(session)
    assert waiting.process.wait(10) == 0


def test_a_second_one_does_not_take_its_place(county: Path, waiting: Waiting) -> None:
    again = subprocess.run(
        [sys.executable, "-m", "docfill.warm", waiting.record, "60"],
        stdin=subprocess.DEVNULL,
        timeout=20,
    )
    assert again.returncode == 0
    found = said(waiting.record)
    assert found is not None and found.process == waiting.process.pid
    assert is_done_by_another("check", "-y", "2023")
