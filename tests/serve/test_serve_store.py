"""What the server remembers is seen by every process, and stays."""

import subprocess
import sys
from pathlib import Path

from docfill.web.server.store import Store

FAR = 2.0**33


def asked_elsewhere(path: Path, question: str) -> str:
    """What another process says of the same store; then it closes it, as the last one it knows."""
    program = (
        "import sys; from pathlib import Path; from docfill.web.server.store import Store;"
        f"store = Store(Path(sys.argv[1])); print(store.{question}); store.close()"
    )
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_a_second_store_in_one_process_leaves_the_first_ones_locks_alone(tmp_path: Path) -> None:
    """SQLite's locks go when the process closes the file, by whatever hand (POSIX has it so).

    Then another process would take the journal away under us, and what we write is lost.
    """
    path = tmp_path / "serve.sqlite"
    first, second = Store(path), Store(path)
    asked_elsewhere(path, "has_password()")
    for store in (first, second):
        token = store.new_link("huashi", FAR)
        assert asked_elsewhere(path, f"agency_of({token!r})") == "huashi"


def test_only_who_is_there_is_kept_without_waiting_for_the_disk(tmp_path: Path) -> None:
    class Watched(Store):
        def watch(self) -> list[str]:
            said: list[str] = []
            self._connection().set_trace_callback(said.append)
            return said

    store = Watched(tmp_path / "serve.sqlite")
    session = store.begin_session("huashi")
    said = store.watch()
    store.see(session, "张三")
    assert [each for each in said if "synchronous" in each or "COMMIT" in each] == [
        "PRAGMA synchronous=NORMAL",
        "COMMIT",
        "PRAGMA synchronous=FULL",
    ]
    said.clear()
    store.keep_text("huashi", 2024, "张三", "save", b"requests: {}")
    assert not any("synchronous" in each for each in said)


def test_nobody_else_may_read_the_store(tmp_path: Path) -> None:
    path = tmp_path / "serve.sqlite"
    Store(path)
    assert [each.stat().st_mode & 0o077 for each in tmp_path.iterdir()] == [0] * len(
        list(tmp_path.iterdir())
    )
