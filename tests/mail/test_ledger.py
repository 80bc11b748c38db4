"""What the ledger promises: a claim is held by one, a note is kept, a doubt is shown."""

import sqlite3
from pathlib import Path

import pytest

from docfill.base.errors import MailFailed
from docfill.mail.compose import Delivery, Letter, compose
from docfill.mail.headers import mailbox
from docfill.mail.ledger import Ledger, LedgerUnusable, State
from docfill.mail.lock import MailBusy
from docfill.mail.notices import Standing, days_left, reminder
from docfill.mail.settings import MailSettings, Server
from mail_reports import NOON, report, settings_for


def letter_for(delivery: Delivery, settings: MailSettings) -> Letter:
    return compose(delivery, settings, NOON)


@pytest.fixture
def one(settings: MailSettings) -> tuple[Letter, Delivery]:
    delivery = Delivery((report(),), (0,))
    return letter_for(delivery, settings), delivery


def test_what_may_have_arrived_cannot_be_claimed_again(
    ledger: Ledger, one: tuple[Letter, Delivery]
) -> None:
    for state in State:
        number = ledger.claim(*one, NOON)
        assert number is not None
        ledger.note(number, state, "", NOON)
        again = ledger.claim(*one, NOON)
        assert (again == number) is (state in (State.WAITING, State.REFUSED))
        ledger.note(number, State.WAITING, "", NOON)


def test_a_report_that_went_with_others_cannot_be_claimed_alone(
    ledger: Ledger, settings: MailSettings, one: tuple[Letter, Delivery]
) -> None:
    both = Delivery((report(), report("yunhu", "云湖桥镇")), (0, 0))
    number = ledger.claim(letter_for(both, settings), both, NOON)
    assert number is not None
    ledger.note(number, State.SENT, "250", NOON)
    assert ledger.claim(*one, NOON) is None


def test_only_what_waits_can_be_sending(ledger: Ledger, one: tuple[Letter, Delivery]) -> None:
    number = ledger.claim(*one, NOON)
    assert number is not None
    ledger.note_sending(number, NOON)
    with pytest.raises(LedgerUnusable):
        ledger.note_sending(number, NOON)


def test_a_death_while_sending_is_found_as_a_doubt(
    tmp_path: Path, one: tuple[Letter, Delivery]
) -> None:
    path = tmp_path / "deep" / "sent.sqlite"
    with Ledger(path) as ledger:
        number = ledger.claim(*one, NOON)
        assert number is not None
        ledger.note_sending(number, NOON)
    with Ledger(path) as ledger, ledger.alone():
        (entry,) = ledger.find_interrupted(NOON)
        assert (entry.state, entry.township) == (State.UNCERTAIN, "huashi")
        assert ledger.find_interrupted(NOON) == ()
        assert ledger.uncertain() == (entry,)


def test_the_lock_is_held_by_one_and_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "sent.sqlite"
    with Ledger(path) as first, Ledger(path) as second:
        with first.alone(), pytest.raises(MailBusy), second.alone():
            raise AssertionError("two were alone")
        with second.alone():
            pass


def test_faults_inside_the_lock_are_not_blamed_on_the_ledger(ledger: Ledger) -> None:
    with pytest.raises(FileNotFoundError), ledger.alone():
        raise FileNotFoundError("some other file")


@pytest.mark.parametrize("content", [b"this is no ledger" * 100, None])
def test_what_is_no_ledger_is_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "sent.sqlite"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(LedgerUnusable, match=r"sent\.sqlite"):
        Ledger(path)


def test_a_ledger_of_another_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "sent.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 99")
    db.close()
    with pytest.raises(LedgerUnusable, match="99"):
        Ledger(path)


def test_notes_are_on_the_disk_before_anything_follows(ledger: Ledger, tmp_path: Path) -> None:
    """The rollback journal and full syncing, folder included, are what the promises rest on."""
    (mode,) = ledger._db.execute("pragma journal_mode").fetchone()
    (synchronous,) = ledger._db.execute("pragma synchronous").fetchone()
    assert (mode, synchronous) == ("delete", 3)


def test_a_reminder_goes_to_the_townships_own_address_and_nobody_else() -> None:
    settings = settings_for(
        Server("h"), contacts={"huashi": (mailbox("office@huashi.example.cn"),)}
    )
    facts = {"county": "湘潭县", "year": 2023, "title": "年报", "now": NOON}
    standing = Standing("huashi", "花石镇", "missing", ())
    letter = reminder(
        standing, settings, full_name="人民政府", deadline=NOON.date().replace(day=31), **facts
    )
    assert letter.recipients == ("office@huashi.example.cn",)
    assert "2024-01-31" in letter.subject
    with pytest.raises(MailFailed, match="yunhu"):
        reminder(
            Standing("yunhu", "云湖桥镇", "missing"),
            settings,
            full_name="",
            deadline=NOON.date(),
            **facts,
        )


def test_days_are_counted_to_the_deadline_and_past_it() -> None:
    day = NOON.date()
    assert str(days_left(day.replace(day=31), day)).startswith("16 days")
    assert "passed 14 days ago" in str(days_left(day.replace(day=1), day))
