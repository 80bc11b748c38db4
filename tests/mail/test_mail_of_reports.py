"""Several reports of one township in the mail: each once, and none is taken for another."""

import json
from collections.abc import Callable
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from commands import run
from county_made import finish, make_county
from docfill.base import ExitCode
from docfill.county import yearly
from docfill.county.sending import ledger_entries
from docfill.mail.deliver import Clock
from docfill.project import Project, open_project
from here import ROOT
from mail_servers import ScriptedServer

NAMES = {"qingshi": "青石镇", "hekou": "河口乡"}
ONE = "kits: [{kit: disclosure-2021, since: 2021}]\n"
TWO = """\
reports:
  disclosure:
    kits: [{kit: disclosure-2021, since: 2021}]
  law:
    kits: [{kit: law-2019, since: 2023}]
    agencies: [hekou]
"""
LAW = ROOT / "examples" / "reports" / "data" / "2023" / "jiaoyu" / "law.yaml"

County = tuple[Project, ScriptedServer]


@pytest.fixture
def county(
    tmp_path: Path, serve: Callable[..., ScriptedServer], monkeypatch: pytest.MonkeyPatch
) -> County:
    """A county that has sent its reports, and then comes to owe a second one."""
    server = serve()
    project = make_county(tmp_path / "county", NAMES, port=server.port)
    finish(project)
    monkeypatch.chdir(project.root)
    assert run("mail", "-y", "2023").exit_code == 0
    settings = project.root / "docfill.yaml"
    settings.write_text(settings.read_text("utf-8").replace(ONE, TWO), "utf-8")
    filing = project.root / "data" / "2023" / "hekou" / "law.yaml"
    filing.parent.mkdir()
    filing.write_text(LAW.read_text("utf-8").replace("县教育局", "河口乡"), "utf-8")
    project = open_project(project.root)
    finish(about_law(project))
    return project, server


def about_law(project: Project) -> Project:
    return project.about(project.report_called("law"))


def subjects(messages: list[bytes]) -> list[str]:
    parsed = [BytesParser(policy=policy.default).parsebytes(data) for data in messages]
    return [str(message["Subject"]) for message in parsed]


def test_only_the_new_report_goes_and_only_once(county: County) -> None:
    """What was sent before is known by its old name; the second is no correction of the first."""
    project, server = county
    before = len(server.taken)
    sent = json.loads(run("mail", "-y", "2023", "--json").stdout)
    assert [(each["township"], each["report"]) for each in sent["sent"]] == [("hekou", "law")]
    assert subjects(server.taken[before:]) == ["河口乡2023年法治政府建设年度报告"]
    again = run("mail", "-y", "2023")
    assert "0 reports sent now, 3 before" in again.stderr
    entries = ledger_entries(project, 2023)
    assert sorted(entry.township for entry in entries) == ["hekou", "hekou/law", "qingshi"]


def test_status_knows_what_of_which_report_was_sent(county: County) -> None:
    run("mail", "-y", "2023", "--report", "law")
    first, law = json.loads(run("status", "-y", "2023", "--json").stdout)
    assert {row["stage"] for row in first["townships"]} == {"sent"}
    assert [(row["township"], row["stage"]) for row in law["townships"]] == [("hekou", "sent")]
    assert "法治政府建设" in law["townships"][0]["sent"]["subject"]


def test_a_rehearsal_of_one_report_leaves_that_of_another(county: County) -> None:
    project, _ = county
    run("mail", "-y", "2023", "--dry-run", "--resend")
    run("mail", "-y", "2023", "--dry-run", "--resend", "--report", "disclosure")
    folders = {path.parent.name for path in (project.root / "out" / "mail").rglob("*.eml")}
    assert folders == {"2023", "2023-law"}


def test_the_yearly_run_has_one_summary_of_all_reports(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, server = county
    monkeypatch.setattr(yearly, "build", lambda *_: iter(()))
    before = len(server.taken)
    clock = Clock(project.now)
    code = yearly.run(project, 2023, draft=False, reminding=False, log=lambda _: None, clock=clock)
    assert code == ExitCode.WELL
    told = subjects(server.taken[before:])
    assert told == ["河口乡2023年法治政府建设年度报告", "docfill: 云川县 2023: all is well"]


def test_a_lost_kit_keeps_no_other_report_back(county: County) -> None:
    project, server = county
    settings = project.root / "docfill.yaml"
    text = settings.read_text("utf-8").replace("disclosure-2021", "lost")
    settings.write_text(text, "utf-8")
    before = len(server.taken)
    sent = run("mail", "-y", "2023", "--json")
    assert sent.exit_code == ExitCode.MAIL
    told = json.loads(sent.stdout)
    assert [each["report"] for each in told["sent"]] == ["law"]
    assert any("lost" in finding["file"] for finding in told["findings"])
    assert len(server.taken) == before + 1
