"""Two builds of one report at the same time: each hands over whole, one after the other."""

import subprocess
import sys
from pathlib import Path

from commands import run

# A build that stops when its .docx is in place and its receipt is not, until a line comes.
STOPPING = """
import sys
from docfill.build import delivery
from docfill.cli import main

def moved(*files, move=delivery.move_whole):
    move(*files)
    print("moved", flush=True)
    sys.stdin.readline()

delivery.move_whole = moved
main()
"""
# A build that says so before it waits for a lock.
WAITING = """
import fcntl
from docfill.cli import main

def flock(file, how, lock=fcntl.flock):
    try:
        lock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        if how & fcntl.LOCK_NB:
            raise
        print("waits", flush=True)
        lock(file, how)

fcntl.flock = flock
main()
"""
BUILD = ("build", "huashi", "-y", "2023", "--no-pdf", "--force")


def test_a_build_waits_until_another_has_handed_over_the_same_report(
    county: Path,
) -> None:
    build_while_another_hands_over(county / "data/2023/huashi.yaml", "penalties: 2", "penalties: 7")
    again = run("build", "huashi", "-y", "2023", "--no-pdf")
    assert "huashi 2023: unchanged" in again.stderr


def test_what_another_build_delivered_meanwhile_is_cleared_away(
    county: Path,
) -> None:
    """Under another title: no file is left of which no receipt speaks."""
    build_while_another_hands_over(county / "docfill.yaml", '"{title}"', '"{year} {name}"')
    folder = county / "out/2023/huashi"
    assert sorted(path.name for path in folder.iterdir()) == ["2023 花石镇.docx", "receipt.json"]


def build_while_another_hands_over(changed: Path, before: str, after: str) -> None:
    """Change a file while one build is stopped in its hand-over, build again, let both end."""
    first = started(STOPPING)
    assert first.stdout is not None
    assert first.stdout.readline() == "moved\n"
    text = changed.read_text(encoding="utf-8")
    assert before in text
    changed.write_text(text.replace(before, after), encoding="utf-8")
    second = started(WAITING)
    assert second.stdout is not None
    says = second.stdout.readline()
    first.communicate("go on\n", timeout=60)
    second.communicate(timeout=60)
    assert (says, first.returncode, second.returncode) == ("waits\n", 0, 0)


def started(program: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, *BUILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
