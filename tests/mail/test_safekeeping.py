"""A ledger that is gone, empty or damaged stops the mail; a copy brings it back."""

import contextlib
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from docfill.mail import safekeeping
from docfill.mail.ledger import Ledger, State
from docfill.mail.lock import MailBusy
from docfill.mail.reminder_log import Reminded
from docfill.mail.safekeeping import LedgerUnusable, copy_of, lock_of
from docfill.mail.sent_log import log_of

NOW = datetime(2024, 1, 10, 8, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger after one run, with enough in it to fill several pages."""
    path = tmp_path / "sent.sqlite"
    with Ledger(path) as ledger, ledger.alone(), sqlite3.connect(path) as database:
        database.executemany(
            "insert into message values (?, ?, 'a', 'b', 's', 'sent', ?, '2024-01-10')",
            [(number, f"<{number}@x>", "ok " * 50) for number in range(200)],
        )
        database.executemany(
            "insert into enclosed values (?, ?, 2023, 'hash', 0)",
            [(number, f"town{number}") for number in range(200)],
        )
    return path


def test_the_first_run_finds_nothing_and_goes_on(tmp_path: Path) -> None:
    with Ledger(tmp_path / "sent.sqlite") as ledger:
        assert ledger.entries() == ()


def test_a_lost_ledger_is_refused_and_its_copy_brings_it_back(path: Path) -> None:
    path.unlink()
    with pytest.raises(LedgerUnusable, match=r"cp .*sent\.sqlite\.backup"):
        Ledger(path)
    assert not path.exists()
    shutil.copy(copy_of(path), path)
    with Ledger(path) as ledger:
        assert len(ledger.entries()) == 200


def test_an_empty_file_is_no_ledger(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(LedgerUnusable, match="is gone"):
        Ledger(path)


def test_a_lock_alone_says_that_there_was_one(path: Path) -> None:
    path.unlink()
    copy_of(path).unlink()
    log_of(path).unlink()
    with pytest.raises(LedgerUnusable, match="--new-ledger"):
        Ledger(path)


@pytest.mark.parametrize("page", [1, -1])
def test_a_damaged_page_is_noticed(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    begin = page * size if page > 0 else len(content) - size
    content[begin : begin + size] = b"\xff" * size
    path.write_bytes(content)
    with pytest.raises(LedgerUnusable):
        Ledger(path)


def test_a_ledger_cut_short_is_noticed(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(LedgerUnusable):
        Ledger(path)


def test_a_new_ledger_keeps_what_is_left_of_the_old(path: Path) -> None:
    path.write_bytes(b"")
    copy_of(path).write_bytes(b"damaged")
    log_of(path).unlink()
    moved = Ledger.begin(path)
    assert [one.name for one in moved] == ["sent.sqlite.old-1", "sent.sqlite.backup.old-1"]
    with Ledger(path) as ledger:
        assert ledger.entries() == ()


@pytest.mark.parametrize("lost", [False, True])
def test_no_new_ledger_is_begun_where_something_was_sent(path: Path, lost: bool) -> None:
    if lost:
        path.unlink()
    with pytest.raises(LedgerUnusable, match="knows of 200 messages"):
        Ledger.begin(path)
    assert path.exists() is not lost and copy_of(path).exists()


def test_no_new_ledger_is_begun_while_somebody_sends(tmp_path: Path) -> None:
    path = tmp_path / "sent.sqlite"
    with Ledger(path) as ledger, ledger.alone(), pytest.raises(MailBusy):
        Ledger.begin(path)
    assert lock_of(path).exists()


def test_a_ledger_without_messages_beside_a_fuller_copy_is_refused(path: Path) -> None:
    path.unlink()
    with pytest.raises(LedgerUnusable):
        Reminded(path)
    assert not path.exists()
    with sqlite3.connect(path) as database:
        database.execute("create table other (x)")
    with pytest.raises(LedgerUnusable, match="its copy knows"):
        Ledger(path)


def test_the_copy_knows_what_goes_out_before_it_goes(path: Path) -> None:
    """A run that is killed leaves a copy that would not have its last report sent again."""
    with sqlite3.connect(path) as database:
        database.execute("update message set state = 'waiting' where id = 7")
    with Ledger(path) as ledger:
        ledger.note_sending(7, NOW)
        with sqlite3.connect(copy_of(path)) as copy:
            [(state,)] = copy.execute("select state from message where id = 7")
        assert state == "sending"
        ledger.note(7, State.SENT, "ok", NOW)
        with sqlite3.connect(copy_of(path)) as copy:
            [(state,)] = copy.execute("select state from message where id = 7")
        assert state == "sent"


def test_the_log_alone_says_what_was_sent(path: Path) -> None:
    for lost in (path, copy_of(path), lock_of(path)):
        lost.unlink()
    with pytest.raises(LedgerUnusable, match=r"out/sent\.log"):
        Ledger(path)
    with pytest.raises(LedgerUnusable, match="knows of 200 reports"):
        Ledger.begin(path)
    # Who wants all of them sent again says so by moving it away.
    log_of(path).rename(path.parent / "moved.log")
    Ledger.begin(path)
    with Ledger(path) as ledger:
        assert ledger.entries() == ()


def test_a_ledger_without_messages_beside_a_fuller_log_is_refused(path: Path) -> None:
    """A new ledger would overwrite the log; so it never comes to that."""
    for lost in (path, copy_of(path), lock_of(path)):
        lost.unlink()
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("create table something (what text)")
    with pytest.raises(LedgerUnusable, match=r"is empty, but .*sent\.log"):
        Ledger(path)
    assert len(log_of(path).read_text("utf-8").splitlines()) == 201


def test_the_log_tells_what_went_to_whom(path: Path) -> None:
    first = log_of(path).read_text(encoding="utf-8").splitlines()[1]
    assert first == "2024-01-10 town0 2023 sent: s -> b"


def test_the_renamed_copy_is_on_the_disk_before_anything_follows(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut would otherwise bring the copy before it back."""
    synced: list[tuple[Path, bool]] = []
    monkeypatch.setattr(
        safekeeping,
        "sync_folder",
        lambda folder: synced.append((folder, copy_of(path).with_suffix(".part").exists())),
    )
    with Ledger(path) as ledger, ledger.alone():
        pass
    assert synced == [(path.parent, False)]
