"""The yearly run and its mail; what is built is said to be. The whole is tried in office/."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from county_made import finish, make_county
from docfill.base.errors import ConversionFailed, DocfillError, ExitCode, SomethingMissing
from docfill.build.outcome import Outcome
from docfill.cli import docfill
from docfill.county import yearly
from docfill.mail.deliver import Clock
from docfill.mail.lock import MailBusy, alone
from docfill.project import Project, Township, open_project
from mail_servers import DROP, ScriptedServer

NAMES = {"qingshi": "青石镇", "hekou": "河口乡", "liulin": "柳林镇"}
TENTH, TWENTY_THIRD = datetime(2024, 1, 10, tzinfo=UTC), datetime(2024, 1, 23, tzinfo=UTC)


class Office:
    """A run in a county: what was logged, what it ended with, and which mails arrived."""

    def __init__(self, project: Project, server: ScriptedServer):
        self.project = project
        self.server = server
        self.logged: list[str] = []
        self.now = TENTH

    def run(self, *, draft: bool = False, remind: bool = False) -> ExitCode:
        self.logged.clear()
        project = open_project(self.project.root)
        return yearly.run(
            project,
            2023,
            draft=draft,
            reminding=remind,
            log=self.logged.append,
            clock=Clock(self._tick, lambda seconds: None),
        )

    def _tick(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def said(self, step: str) -> str:
        return "\n".join(line for line in self.logged if f" {step}: " in line)

    def mails_to(self, address: str) -> list[EmailMessage]:
        parser = BytesParser(EmailMessage, policy=policy.default)
        taken = [parser.parsebytes(data) for data in self.server.taken]
        return [message for message in taken if address in str(message["To"])]  # type: ignore[misc]

    @property
    def summary(self) -> str:
        """The last one."""
        return self.mails_to("duty@")[-1].get_content()


@pytest.fixture
def office(
    tmp_path: Path, serve: Callable[..., ScriptedServer], monkeypatch: pytest.MonkeyPatch
) -> Office:
    """Three townships whose reports a build has just finished."""
    server = serve()
    project = make_county(tmp_path / "county", NAMES, port=server.port)
    finish(project)
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(yearly, "build", build_that_finds_all_done)
    return Office(project, server)


def build_that_finds_all_done(
    project: Project, townships: Iterable[Township], year: int, options: object
) -> Iterator[Outcome]:
    for township in townships:
        if project.filing_path(township.id, year).exists():
            yield Outcome(township.id, year)
        else:
            yield Outcome(township.id, year, exit_code=ExitCode.FINDINGS)


def test_a_good_run_sends_everything_once_and_says_so(office: Office) -> None:
    assert office.run() == ExitCode.WELL
    assert len(office.mails_to("disclosure@")) == 3
    assert "all is well" in office.mails_to("duty@")[0]["Subject"]
    for name in NAMES.values():
        assert re.search(rf"{name} \(\w+\): sent on 2024-01-10", office.summary)
    assert office.run() == ExitCode.WELL
    assert len(office.mails_to("disclosure@")) == 3
    assert len(office.mails_to("duty@")) == 2


def test_what_was_made_and_what_was_left_as_it_was_are_counted_apart(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_of_one(*_: object) -> Iterator[Outcome]:
        yield Outcome("qingshi", 2023)
        yield Outcome("hekou", 2023, is_unchanged=True)
        yield Outcome("liulin", 2023, trouble="LibreOffice", exit_code=ExitCode.CONVERSION_FAILED)

    monkeypatch.setattr(yearly, "build", build_of_one)
    office.run()
    assert "1 reports made, 1 unchanged, 1 failed" in office.said("build")


def test_a_report_that_the_county_refused_is_named_in_the_summary_by_its_file(
    office: Office,
) -> None:
    office.server.script["DATA"] = ["554 5.7.1 not this one"]
    assert office.run() == ExitCode.MAIL
    assert re.search(r"\n    out/2023/\w+/.*\.docx: error \[mail-refused\].*554", office.summary)


def test_every_line_of_the_log_begins_with_its_time(office: Office) -> None:
    office.run()
    steps = [re.match(r"2024-01-10T00:00:00\+00:00 (\w+): \S", line) for line in office.logged]
    assert [step[1] for step in steps if step] == (
        ["check", "build", "verify", "mail", "mail", "mail", "mail", "deadline", "summary", "end"]
    )
    assert len(steps) == len(office.logged)


def test_a_missing_filing_is_named_and_the_rest_goes(office: Office) -> None:
    office.project.filing_path("hekou", 2023).unlink()
    assert office.run() == ExitCode.FINDINGS
    assert "河口乡 (hekou)" in office.said("check")
    assert len(office.mails_to("disclosure@")) == 2
    assert "河口乡 (hekou): no filing" in office.summary
    assert "error [no-filing]" in office.summary


def test_warnings_of_reports_already_sent_are_left_out_of_the_operators_mail(
    office: Office,
) -> None:
    """What the county has is done; of what it has not, everything is told, errors first."""
    break_filing(office.project, "liulin")
    office.run()
    told = dict(re.findall(r"\((\w+)\): .*((?:\n    .*)*)", office.summary))
    assert told["qingshi"] == told["hekou"] == ""
    severities = re.findall(r"(error|warning) \[", told["liulin"])
    assert severities == sorted(severities) and set(severities) == {"error", "warning"}


def test_errors_in_a_filing_reach_the_operator_with_their_lines(office: Office) -> None:
    break_filing(office.project, "hekou")
    assert office.run() == ExitCode.FINDINGS
    assert re.search(r"data/2023/hekou\.yaml:\d+:\d+: error \[", office.summary)
    assert office.mails_to("duty@")[0]["Subject"].endswith("something is left to do")


def break_filing(project: Project, township: str) -> None:
    path = project.filing_path(township, 2023)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("penalties: 2", "penalties: two"), encoding="utf-8")


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (SomethingMissing("no LibreOffice"), ExitCode.MISSING),
        (ConversionFailed("no PDF"), ExitCode.CONVERSION_FAILED),
    ],
)
def test_what_was_finished_before_goes_even_if_nothing_can_be_built(
    office: Office, trouble: DocfillError, code: ExitCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_that_cannot(*_: object) -> Iterator[Outcome]:
        raise trouble
        yield

    monkeypatch.setattr(yearly, "build", build_that_cannot)
    assert office.run() == code
    assert len(office.mails_to("disclosure@")) == 3
    assert f"build: {trouble}" in office.summary


def test_the_operator_hears_of_it_when_everything_failed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_that_fails_each(
        project: Project, townships: Iterable[Township], year: int, options: object
    ) -> Iterator[Outcome]:
        for township in townships:
            yield Outcome(
                township.id, year, trouble="it crashed", exit_code=ExitCode.CONVERSION_FAILED
            )

    monkeypatch.setattr(yearly, "build", build_that_fails_each)
    for receipt in office.project.root.glob("out/2023/*/receipt.json"):
        receipt.unlink()
    assert office.run() == ExitCode.CONVERSION_FAILED
    assert office.mails_to("disclosure@") == []
    assert office.summary.count("it crashed") >= 3
    assert "exit code 4" in office.summary


def test_a_report_that_is_not_what_it_was_built_as_is_a_mismatch(office: Office) -> None:
    next(office.project.root.glob("out/2023/hekou/*.pdf")).write_bytes(b"%PDF-1.7 swapped")
    assert office.run() == ExitCode.MISMATCH
    assert "was changed afterwards" in office.said("verify")
    assert len(office.mails_to("disclosure@")) == 2


def test_even_a_form_that_cannot_be_read_is_told(office: Office, tmp_path: Path) -> None:
    settings = office.project.root / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("disclosure-2021", "disclosure-1921"), encoding="utf-8")
    assert office.run() == ExitCode.FINDINGS
    assert "disclosure-1921" in office.summary


def test_a_run_that_could_not_mail_goes_on_the_next_time(office: Office) -> None:
    office.server.script["MAIL"] = ["451 later"] * 6
    assert office.run() == ExitCode.MAIL
    assert "error [mail-unsent]" in office.said("mail")
    assert office.run() == ExitCode.WELL
    assert len(office.mails_to("disclosure@")) == 3


def test_a_draft_mails_the_operator_and_nobody_else(office: Office) -> None:
    assert office.run(draft=True) == ExitCode.WELL
    assert office.mails_to("disclosure@") == []
    assert office.summary.count("ready, not sent yet") == 3


def test_two_runs_do_not_overlap(office: Office) -> None:
    with alone(office.project.root / "sent.sqlite.run-lock"), pytest.raises(MailBusy):
        office.run()
    assert office.run() == ExitCode.WELL


@pytest.mark.parametrize(("day", "warned"), [(20, False), (21, True), (31, True)])
def test_from_ten_days_before_the_deadline_a_warning_names_what_is_owed(
    office: Office, day: int, warned: bool
) -> None:
    office.project.filing_path("hekou", 2023).unlink()
    office.now = datetime(2024, 1, day, 8, tzinfo=UTC)
    office.run()
    assert ("WARNING" in office.said("deadline")) is warned
    assert ("河口乡 (hekou)" in office.said("deadline")) is warned
    assert office.said("deadline").partition(": ")[2] in office.summary


def test_near_the_deadline_nothing_is_warned_of_when_all_is_sent(office: Office) -> None:
    office.now = TWENTY_THIRD
    office.run()
    assert "WARNING" not in office.said("deadline")


def test_who_owes_something_is_reminded_once_a_day(office: Office) -> None:
    office.project.filing_path("hekou", 2023).unlink()
    break_filing(office.project, "liulin")
    office.run(remind=True)
    (to_hekou,), (to_liulin,) = office.mails_to("hekou"), office.mails_to("liulin")
    assert "no-filing" in to_hekou.get_content()
    assert "data/2023/liulin.yaml:" in to_liulin.get_content()
    assert "liulin" not in to_hekou.get_content()
    assert office.mails_to("clerk@qingshi") == []
    office.run(remind=True)
    assert len(office.mails_to("hekou")) == 1
    assert "2 were reminded today before" in office.said("remind")
    office.now += timedelta(days=1)
    office.run(remind=True)
    assert len(office.mails_to("hekou")) == len(office.mails_to("liulin")) == 2


def test_other_findings_are_told_the_same_day(office: Office) -> None:
    office.project.filing_path("hekou", 2023).unlink()
    office.run(remind=True)
    path = office.project.filing_path("hekou", 2023)
    path.write_text("signed: 2024-01-11\n", encoding="utf-8")
    office.run(remind=True)
    assert len(office.mails_to("hekou")) == 2


def test_a_reminder_that_was_refused_goes_the_next_time(office: Office) -> None:
    office.project.filing_path("hekou", 2023).unlink()
    office.server.refused["clerk@hekou.example"] = "550 no such clerk"
    assert office.run(remind=True) == ExitCode.MAIL
    assert "550 no such clerk" in office.said("remind")
    office.server.refused.clear()
    office.run(remind=True)
    assert len(office.mails_to("hekou")) == 1


def test_a_township_without_an_address_is_named(office: Office) -> None:
    settings = office.project.root / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(", mail: clerk@hekou.example", ""), encoding="utf-8")
    office.project.filing_path("hekou", 2023).unlink()
    assert office.run(remind=True) == ExitCode.FINDINGS
    assert "[no-address]" in office.said("remind") and "河口乡" in office.said("remind")


def after_failure() -> str:
    result = CliRunner().invoke(docfill, ["run", "--after-failure"], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stderr


def test_a_run_that_died_without_a_word_is_told_of_afterwards(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(BaseException):
        """Nothing is cleaned up."""

    def build_in_a_power_cut(*_: object) -> Iterator[Outcome]:
        raise PowerCut
        yield

    monkeypatch.setattr(yearly, "build", build_in_a_power_cut)
    with pytest.raises(PowerCut):
        office.run()
    after_failure()
    (told,) = office.mails_to("duty@")
    assert "2024-01-10T00:00:00+00:00" in told.get_content()
    assert "itself" in after_failure()
    assert len(office.mails_to("duty@")) == 1


def test_nothing_is_told_of_a_run_that_is_still_at_work(office: Office) -> None:
    """A second run was refused and its failure unit is called, while the first goes on."""
    (office.project.root / "sent.sqlite.unreported").write_text("2024-01-10")
    with alone(office.project.root / "sent.sqlite.run-lock"):
        result = CliRunner().invoke(docfill, ["run", "--after-failure"], catch_exceptions=False)
    assert result.exit_code == ExitCode.MAIL and "already" in result.stderr
    assert office.mails_to("duty@") == []


def test_a_summary_that_could_not_be_sent_is_made_good_afterwards(office: Office) -> None:
    office.run()
    office.server.script["MAIL"] = [DROP] * 20
    assert office.run() == ExitCode.MAIL
    assert "could not be told" in office.said("summary")
    office.server.script["MAIL"].clear()
    after_failure()
    assert len(office.mails_to("duty@")) == 2


def test_a_run_that_told_everything_leaves_nothing_to_tell(office: Office) -> None:
    office.project.filing_path("hekou", 2023).unlink()
    office.run()
    after_failure()
    assert len(office.mails_to("duty@")) == 1


def test_a_county_without_an_operator_has_nobody_to_tell(office: Office) -> None:
    settings = office.project.root / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  operator: duty@yunchuan.example\n", ""), encoding="utf-8")
    assert office.run() == ExitCode.WELL
    assert "nobody to tell" in office.said("summary")
