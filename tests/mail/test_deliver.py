"""Reports go to real servers on the loopback: taken, refused, put off, and never twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docfill.base import as_written
from docfill.base.errors import ExitCode, MailFailed
from docfill.mail.deliver import deliver, dry_run, post
from docfill.mail.headers import mailbox
from docfill.mail.ledger import Ledger, LedgerUnusable, State
from docfill.mail.lock import MailBusy
from docfill.mail.notices import RunOfReport, Standing, summary
from docfill.mail.results import DialogueStage, Sent, ServerRefusal, Unreachable
from docfill.mail.settings import MailSettings, Per, Server
from docfill.mail.settle import find_unsettled, latest, settle
from mail_reports import NOON, StoppedClock, report, settings_for
from mail_servers import (
    ACCEPT_AND_DROP,
    DROP,
    ScriptedServer,
    ServerThatInterruptsTheText,
    free_port,
)

Serve = Callable[..., ScriptedServer]

THREE = [report("huashi", "花石镇"), report("yunhu", "云湖桥镇"), report("chaen", "茶恩寺镇")]
LATER = (30.0, 60.0)


def states(ledger: Ledger) -> dict[str, State]:
    return {entry.township: entry.state for entry in ledger.entries()}


def codes(findings: tuple[object, ...]) -> list[str]:
    return [finding.code for finding in findings]  # type: ignore[attr-defined]


def test_each_report_is_sent_once_over_one_connection(
    serve: Serve, ledger: Ledger, clock: StoppedClock
) -> None:
    server = serve()
    settings = settings_for(server.reached_as())
    first = deliver(THREE, settings, None, ledger, clock=clock.clock)
    again = deliver(THREE, settings, None, ledger, clock=clock.clock)
    assert (len(first.sent), len(first.findings), first.complete) == (3, 0, True)
    assert again.already_sent == tuple(THREE) and not again.posted and again.complete
    assert len(server.taken) == 3 and server.connections == 1
    assert server.envelopes[0] == ("office@huashi.example.cn", ("gk@xiangtan.example.cn",))
    (entry,) = ledger.entries(2023, "huashi")
    assert (entry.state, entry.answer) == (State.SENT, "250 2.0.0 queued")
    assert entry.recipients == ("gk@xiangtan.example.cn",)
    assert [state for _, state, _ in ledger.history(entry.number)] == ["waiting", "sending", "sent"]


def test_what_the_server_takes_is_what_was_composed(serve: Serve, ledger: Ledger) -> None:
    server = serve()
    mailing = deliver(THREE, settings_for(server.reached_as()), None, ledger)
    assert server.taken == [one.letter.data for one in mailing.posted]


def test_changed_content_is_sent_as_a_correction(
    serve: Serve, ledger: Ledger, clock: StoppedClock
) -> None:
    server = serve()
    settings = settings_for(server.reached_as())
    subjects = []
    for content in ("first", "second", "second", "first"):
        mailing = deliver([report(content=content)], settings, None, ledger, clock=clock.clock)
        subjects += [one.letter.subject for one in mailing.posted]
    title = "花石镇2023年政府信息公开工作年度报告"
    assert subjects == [title, f"（更正）{title}", f"（更正）{title}"]
    assert len({entry.message_id for entry in ledger.entries()}) == 3


def test_resend_sends_the_same_once_more(serve: Serve, ledger: Ledger, clock: StoppedClock) -> None:
    server = serve()
    settings = settings_for(server.reached_as())
    for resend in (False, True, True):
        deliver([report()], settings, None, ledger, resend=resend, clock=clock.clock)
    assert len(server.taken) == 3
    assert len({entry.message_id for entry in ledger.entries()}) == 3


@pytest.mark.parametrize(
    ("step", "trouble"),
    [
        (step, trouble)
        for step in ("MAIL", "RCPT", "DATA")
        for trouble in ("450 4.2.0 greylisted", "421 4.3.2 going down", DROP)
        if (step, trouble) != ("DATA", DROP)  # after the dot, a drop leaves a doubt: see below
    ],
)
def test_what_passes_is_tried_again_after_growing_pauses(
    step: str, trouble: str, serve: Serve, ledger: Ledger, clock: StoppedClock
) -> None:
    server = serve(script={step: [trouble, None, None, trouble]})
    mailing = deliver(THREE, settings_for(server.reached_as()), None, ledger, clock=clock.clock)
    assert len(mailing.sent) == 3 and mailing.complete
    assert clock.slept == list(LATER)
    assert len(server.taken) == 3


def test_no_more_tries_than_pauses_and_the_next_run_goes_on(
    serve: Serve, ledger: Ledger, clock: StoppedClock
) -> None:
    server = serve(script={"RCPT": ["450 later"] * 3})
    settings = settings_for(server.reached_as())
    mailing = deliver([report()], settings, None, ledger, clock=clock.clock)
    assert codes(mailing.findings) == ["mail-unsent"] and not mailing.complete
    assert clock.slept == list(LATER) and states(ledger) == {"huashi": State.WAITING}
    assert deliver([report()], settings, None, ledger, clock=clock.clock).complete
    assert len(server.taken) == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_one_refusal_for_good_does_not_stop_the_others(
    step: str, serve: Serve, ledger: Ledger, clock: StoppedClock
) -> None:
    server = serve(script={step: [None, "550 5.7.1 not from you"]})
    mailing = deliver(THREE, settings_for(server.reached_as()), None, ledger, clock=clock.clock)
    assert [e.township for e in mailing.sent] == ["huashi", "chaen"]
    assert codes(mailing.findings) == ["mail-refused"]
    assert "550 5.7.1 not from you" in str(mailing.findings[0].message)
    assert clock.slept == [] and states(ledger)["yunhu"] is State.REFUSED


def test_a_message_goes_to_all_its_recipients_or_to_none(
    serve: Serve, ledger: Ledger, clock: StoppedClock
) -> None:
    server = serve(refused={"gone@example.cn": "550 5.1.1 no such user"})
    boxes = (mailbox("gk@xiangtan.example.cn"), mailbox("gone@example.cn"))
    settings = settings_for(server.reached_as(), to=boxes)
    mailing = deliver([report()], settings, None, ledger, clock=clock.clock)
    (posted,) = mailing.posted
    assert posted.result == ServerRefusal(
        DialogueStage.RCPT, "gone@example.cn: 550 5.1.1 no such user", permanent=True
    )
    assert server.taken == [] and "DATA" not in server.seen


def test_a_drop_between_dot_and_answer_is_uncertain_and_never_retried(
    serve: Serve, ledger: Ledger, clock: StoppedClock
) -> None:
    """Taken or not, both look alike from here; both are held back until a person settles them."""
    server = serve(script={"DATA": [ACCEPT_AND_DROP, DROP]})
    settings = settings_for(server.reached_as())
    mailing = deliver(THREE, settings, None, ledger, clock=clock.clock)
    assert codes(mailing.findings) == ["mail-uncertain", "mail-uncertain"]
    assert [entry.township for entry in find_unsettled(ledger, NOON)] == ["huashi", "yunhu"]
    again = deliver(THREE, settings, None, ledger, clock=clock.clock, resend=False)
    assert codes(again.findings) == ["mail-uncertain", "mail-uncertain"] and not again.posted
    settle(ledger, "huashi", 2023, arrived=True, who="Li", now=clock.now())
    settle(ledger, "yunhu", 2023, arrived=False, who="Li", now=clock.now())
    last = deliver(THREE, settings, None, ledger, clock=clock.clock)
    assert [e.township for e in last.sent] == ["yunhu"] and last.complete
    assert len(server.taken) == 3
    assert set(states(ledger).values()) == {State.SENT}
    (huashi,) = ledger.entries(2023, "huashi")
    assert "Li" in huashi.answer
    assert latest(ledger.entries())["huashi", 2023] == huashi


@pytest.mark.parametrize(
    ("last_word", "code", "state"),
    [
        (b"", "mail-unsent", State.WAITING),
        (b"451 4.3.0 disk full\r\n", "mail-unsent", State.WAITING),
        (b"552 5.3.4 too large\r\n", "mail-refused", State.REFUSED),
    ],
)
def test_a_server_that_interrupts_the_text_leaves_no_doubt(
    last_word: bytes, code: str, state: State, ledger: Ledger, clock: StoppedClock
) -> None:
    """The message is larger than the line can hold, so the interruption comes before the dot."""
    server = ServerThatInterruptsTheText(last_word)
    settings = settings_for(
        Server("127.0.0.1", server.security, server.port, timeout=5), size_limit_mb=50
    )
    large = report(content="x" * 200_000)
    mailing = deliver([large], settings, None, ledger, clock=clock.clock)
    server.stop()
    (posted,) = mailing.posted
    assert isinstance(posted.result, ServerRefusal) and posted.result.stage is DialogueStage.TEXT
    assert codes(mailing.findings) == [code] and states(ledger) == {"huashi": state}
    steps = ledger.history(ledger.entries()[0].number)
    assert "sending" not in [step for _, step, _ in steps]


def test_a_server_that_is_not_there_is_tried_again_but_not_for_each_report(
    ledger: Ledger, clock: StoppedClock
) -> None:
    nowhere = Server("127.0.0.1", port=free_port(), timeout=5)
    mailing = deliver(THREE, settings_for(nowhere), None, ledger, clock=clock.clock)
    assert codes(mailing.findings) == ["mail-unsent"] * 3 and clock.slept == list(LATER)
    assert all(isinstance(one.result, Unreachable) for one in mailing.posted)


def test_a_report_with_an_unfit_name_does_not_stop_the_others(serve: Serve, ledger: Ledger) -> None:
    server = serve()
    evil = report("evil", "a\r\nBcc: all@example.cn")
    mailing = deliver([evil, *THREE], settings_for(server.reached_as()), None, ledger)
    assert codes(mailing.findings) == ["mail-unfit"] and len(mailing.sent) == 3
    assert mailing.findings[0].place.file == evil.place.file


def test_a_rehearsal_tells_of_an_unfit_name_as_the_sending_would(settings: MailSettings) -> None:
    evil = report("evil", "a\r\nBcc: all@example.cn")
    packed, letters = dry_run([evil, *THREE], settings, (), now=NOON)
    assert codes(packed.findings) == ["mail-unfit"] and len(letters) == 3


def test_a_report_larger_than_the_limit_is_named_and_the_servers_own_limit_is_heeded(
    serve: Serve, ledger: Ledger
) -> None:
    server = serve(size=50_000)
    big = report("big", "大镇", content="x" * 2000)
    small_limit = settings_for(server.reached_as(), size_limit_mb=0.1)
    assert codes(deliver([big], small_limit, None, ledger).findings) == ["mail-too-large"]
    mailing = deliver([big, report()], settings_for(server.reached_as()), None, ledger)
    assert codes(mailing.findings) == ["mail-refused"] and "552" in str(mailing.findings[0].message)
    assert len(mailing.sent) == 1


def test_a_county_gets_one_message_or_as_many_as_the_limit_asks_for(
    serve: Serve, ledger: Ledger, clock: StoppedClock
) -> None:
    server = serve()
    many = [report(f"t{n}", f"第{n}镇", content="x" * 300) for n in range(5)]
    settings = settings_for(server.reached_as(), per=Per.COUNTY, size_limit_mb=0.15)
    mailing = deliver(many, settings, None, ledger, clock=clock.clock)
    parts = [one.delivery for one in mailing.posted]
    assert [e.township for part in parts if part for e in part.enclosures] == [
        f"t{n}" for n in range(5)
    ]
    assert len(parts) == 3 and max(len(data) for data in server.taken) <= 150_000
    assert mailing.posted[1].letter.subject.endswith("（2/3）")
    changed = [report("t1", "第1镇", content="y"), *many[2:], report("t9", "第9镇")]
    roomy = settings_for(server.reached_as(), per=Per.COUNTY)
    second = deliver(changed, roomy, None, ledger, clock=clock.clock)
    assert [one.letter.subject[:4] for one in second.posted] == ["第9镇2", "（更正）"]


def test_two_runs_at_once_do_not_both_send(serve: Serve, ledger: Ledger, tmp_path: Path) -> None:
    server = serve()
    with Ledger(tmp_path / "sent.sqlite") as other, other.alone(), pytest.raises(MailBusy) as busy:
        deliver(THREE, settings_for(server.reached_as()), None, ledger)
    assert busy.value.exit_code is ExitCode.MAIL and server.taken == []
    assert len(deliver(THREE, settings_for(server.reached_as()), None, ledger).sent) == 3


def test_nothing_is_handed_over_that_cannot_be_written_down(
    serve: Serve, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()

    def disk_full(*_: object) -> None:
        raise LedgerUnusable("the disk is full")

    monkeypatch.setattr(ledger, "note_sending", disk_full)
    with pytest.raises(LedgerUnusable):
        deliver(THREE, settings_for(server.reached_as()), None, ledger)
    assert server.taken == [] and "DATA" not in server.seen


def test_a_dry_run_tells_what_would_be_sent_and_changes_nothing(
    serve: Serve, ledger: Ledger
) -> None:
    server = serve()
    settings = settings_for(server.reached_as())
    deliver(THREE[:1], settings, None, ledger)
    packed, letters = dry_run(THREE, settings, ledger.entries(), now=NOON)
    assert [e.township for e in packed.already_sent] == ["huashi"] and len(letters) == 2
    assert len(server.taken) == 1 and len(ledger.entries()) == 1


def test_a_notice_goes_out_without_the_ledger(serve: Serve, clock: StoppedClock) -> None:
    server = serve(script={"MAIL": ["451 later"]})
    settings = settings_for(server.reached_as(), operator=(mailbox("op@example.cn"),))
    letter = summary(
        [RunOfReport((Standing("huashi", "花石镇", as_written("sent")),))],
        settings,
        county="湘潭县",
        year=2023,
        exit_code=0,
        deadline=NOON.date().replace(day=31),
        now=NOON,
    )
    (posted,) = post([letter], settings, None, clock=clock.clock)
    assert isinstance(posted.result, Sent) and server.envelopes[0][1] == ("op@example.cn",)
    with pytest.raises(MailFailed):
        summary(
            [],
            settings_for(server.reached_as()),
            county="",
            year=2023,
            exit_code=0,
            deadline=NOON.date(),
            now=NOON,
        )
