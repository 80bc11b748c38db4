"""`docfill mail` from the clerk's chair: what goes, what stays, what is said, how it ends."""

import hashlib
import json
import os
import re
from collections.abc import Callable
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from county_made import finish, make_county, write_filing
from docfill.base import ExitCode
from docfill.cli import docfill
from docfill.project import Project, open_project
from mail_servers import ACCEPT_AND_DROP, ScriptedServer

NAMES = {"qingshi": "青石镇", "hekou": "河口乡", "liulin": "柳林镇"}


@pytest.fixture
def county(
    tmp_path: Path, serve: Callable[..., ScriptedServer], monkeypatch: pytest.MonkeyPatch
) -> tuple[Project, ScriptedServer]:
    """Three finished reports and a server that takes them; commands run in the project."""
    server = serve()
    project = make_county(tmp_path / "county", NAMES, port=server.port)
    finish(project)
    monkeypatch.chdir(project.root)
    return project, server


County = tuple[Project, ScriptedServer]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(docfill, ["mail", *arguments], catch_exceptions=False)


def subjects(messages: list[bytes]) -> list[str]:
    parsed = [BytesParser(policy=policy.default).parsebytes(data) for data in messages]
    return [str(message["Subject"]) for message in parsed]


def test_each_report_goes_once(county: County) -> None:
    _, server = county
    first, again = run("-y", "2023"), run("-y", "2023")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert subjects(server.taken) == [
        f"{name}2023年政府信息公开工作年度报告" for name in NAMES.values()
    ]
    assert first.stdout.count("disclosure@yunchuan.example") == 3
    assert "0 reports sent now, 3 before" in again.stderr


def test_both_files_arrive_byte_for_byte(county: County) -> None:
    project, server = county
    run("hekou", "-y", "2023")
    message = BytesParser(policy=policy.default).parsebytes(server.taken[0])
    sent = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    made = project.root / "out" / "2023" / "hekou"
    assert sent == {
        path.name: path.read_bytes() for path in made.iterdir() if path.suffix in (".docx", ".pdf")
    }
    assert len(sent) == 2


def test_the_page_for_the_portal_goes_along_where_the_county_wants_it(county: County) -> None:
    project, server = county
    settings = project.root / "docfill.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("mail:\n", "mail:\n  attach_page: true\n"), encoding="utf-8")
    early = run("hekou", "-y", "2023")
    assert "run docfill html hekou" in early.stdout + early.stderr
    assert server.taken == []
    finish(open_project(project.root), "hekou", page=b"<p>report</p>")
    run("hekou", "-y", "2023")
    message = BytesParser(policy=policy.default).parsebytes(server.taken[0])
    sent = [part.get_filename() or "" for part in message.iter_attachments()]
    assert [Path(name).suffix for name in sent] == [".docx", ".pdf", ".html"]


@pytest.mark.parametrize("file", ["docx", "pdf"])
def test_a_file_changed_after_it_was_verified_is_not_sent(county: County, file: str) -> None:
    """Not even if its size and time of change tell nothing."""
    project, server = county
    (path,) = (project.root / "out" / "2023" / "hekou").glob(f"*.{file}")
    state = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    result = run("-y", "2023")
    assert result.exit_code == 7
    assert f"{path.relative_to(project.root)}: error [not-ready]" in result.stdout
    assert len(server.taken) == 2


def test_a_missing_filing_is_said_to_be_missing(county: County) -> None:
    project, server = county
    project.filing_path("hekou", 2023).unlink()
    result = run("-y", "2023")
    assert result.exit_code == 7
    assert "data/2023/hekou.yaml: error [no-filing]" in result.stdout
    assert "docfill new hekou -y 2023" in result.stdout
    assert len(server.taken) == 2


@pytest.mark.parametrize("trouble", ["data", "template", "file", "receipt", "files"])
def test_what_is_not_current_stays_and_is_named(
    county: County, trouble: str, tmp_path: Path
) -> None:
    project, server = county
    folder = project.root / "out" / "2023" / "hekou"
    match trouble:
        case "data":
            filing = project.filing_path("hekou", 2023)
            filing.write_text(filing.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        case "template":
            receipt = folder / "receipt.json"
            made = json.loads(receipt.read_bytes())
            made["made_of"]["template"] = "0" * 64
            receipt.write_text(json.dumps(made))
        case "file":
            next(folder.glob("*.pdf")).write_bytes(b"%PDF-1.7 something else")
        case "receipt":
            (folder / "receipt.json").unlink()
        case "files":
            for path in folder.glob("*2023*"):
                path.unlink()
    result = run("-y", "2023")
    assert result.exit_code == 7
    assert "data/2023/hekou.yaml: error [not-ready]" in result.stdout
    assert "docfill build hekou -y 2023" in result.stdout
    assert len(server.taken) == 2


def test_a_changed_report_goes_again_as_a_correction(county: County) -> None:
    project, server = county
    run("-y", "2023")
    write_filing(project.filing_path("hekou", 2023), "河口乡", 2023)
    finish(project, "hekou", content="second")
    assert run("-y", "2023").exit_code == 0
    assert subjects(server.taken)[3:] == ["（更正）河口乡2023年政府信息公开工作年度报告"]


def test_another_pdf_of_the_same_document_does_not_go_again(county: County) -> None:
    """LibreOffice was upgraded and everything built anew: the county has it all already."""
    project, server = county
    run("-y", "2023")
    pdf = next((project.root / "out" / "2023" / "hekou").glob("*.pdf"))
    before = pdf.read_bytes()
    finish(project, "hekou")
    pdf.write_bytes(before + b"\n")
    receipt = pdf.parent / "receipt.json"
    made = json.loads(receipt.read_bytes())
    made["products"]["pdf"]["stamp"] = {
        "sha256": hashlib.sha256(before + b"\n").hexdigest(),
        "size": len(before) + 1,
        "mtime_ns": pdf.stat().st_mtime_ns,
    }
    receipt.write_text(json.dumps(made))
    assert run("-y", "2023").exit_code == 0
    assert len(server.taken) == 3


def test_resend_sends_again(county: County) -> None:
    _, server = county
    run("-y", "2023")
    assert run("hekou", "-y", "2023", "--resend").exit_code == 0
    assert len(server.taken) == 4


def test_a_dry_run_writes_messages_and_sends_and_notes_nothing(county: County) -> None:
    project, server = county
    result = run("-y", "2023", "--dry-run")
    files = [Path(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [path.parent for path in files] == [Path("out/mail/2023")] * 3
    assert subjects([path.read_bytes() for path in files]) == [
        f"{name}2023年政府信息公开工作年度报告" for name in NAMES.values()
    ]
    assert server.taken == [] and not (project.root / "sent.sqlite").exists()
    (project.root / "out/mail/2023/older.eml").write_bytes(b"")
    run("hekou", "-y", "2023", "--dry-run")
    assert len(list((project.root / "out/mail/2023").iterdir())) == 1


def test_a_dry_run_into_a_folder_leaves_what_is_there(county: County, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    assert run("hekou", "-y", "2023", "--dry-run", "--out", str(folder)).exit_code == 0
    assert {path.suffix for path in folder.iterdir()} == {".txt", ".eml"}


@pytest.mark.parametrize(("word", "more"), [("sent", 0), ("unsent", 1)])
def test_an_uncertain_report_waits_for_a_word(county: County, word: str, more: int) -> None:
    _, server = county
    server.script["DATA"] = [ACCEPT_AND_DROP]
    first = run("-y", "2023")
    assert first.exit_code == 7 and "error [mail-uncertain]" in first.stdout
    assert run("-y", "2023").exit_code == 7
    assert len(server.taken) == 3
    asked = run("-y", "2023", "--settle", word)
    assert asked.exit_code == 2 and "qingshi" in asked.stderr
    settled = run("qingshi", "-y", "2023", "--settle", word)
    assert settled.exit_code == 0 and settled.stdout.startswith("qingshi 2023: ")
    assert run("-y", "2023").exit_code == 0
    assert len(server.taken) == 3 + more


def test_one_refusal_does_not_stop_the_others(county: County) -> None:
    _, server = county
    server.script["DATA"] = ["554 5.7.1 not this one"]
    result = run("-y", "2023")
    assert result.exit_code == 7
    assert re.search(
        r"out/2023/qingshi/.*\.docx: error \[mail-refused\].*554 5\.7\.1", result.stdout
    )
    assert len(server.taken) == 2


def test_results_as_json(county: County) -> None:
    run("qingshi", "-y", "2023")
    (Path("out") / "2023" / "liulin" / "receipt.json").unlink()
    result = run("-y", "2023", "--json")
    told = json.loads(result.stdout)
    assert [one["township"] for one in told["sent"]] == ["hekou"]
    assert [one["township"] for one in told["already_sent"]] == ["qingshi"]
    assert [found["code"] for found in told["findings"]] == ["not-ready"]


def test_a_county_without_settings_is_told_where_they_belong(county: County) -> None:
    settings = Path("docfill.yaml")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.partition("mail:\n")[0], encoding="utf-8")
    result = run("-y", "2023")
    assert result.exit_code == 1 and "docfill.yaml: error [no-mail]" in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("clerk@hekou.example", "clerk at hekou", "mail-address"),
        ("to: 政务公开办 <disclosure@yunchuan.example>", "to: nobody", "mail-address"),
        ("security: plain", "security: none", "wrong-choice"),
        ('subject: "{title}"', 'subject: "{titel}"', "wrong-pattern"),
    ],
)
def test_a_fault_in_the_settings_is_named_with_its_line(
    county: County, old: str, new: str, code: str
) -> None:
    _, server = county
    settings = Path("docfill.yaml")
    text = settings.read_text(encoding="utf-8")
    line = next(n for n, written in enumerate(text.splitlines(), 1) if old in written)
    settings.write_text(text.replace(old, new), encoding="utf-8")
    result = run("-y", "2023")
    assert result.exit_code == 1
    assert re.search(rf"docfill\.yaml:{line}:\d+: error \[{code}\]", result.stdout)
    assert server.taken == []


@pytest.mark.parametrize(
    "arguments",
    [("--settle", "sent", "--resend"), ("--settle", "sent", "--dry-run"), ("--out", "x")],
)
def test_options_that_exclude_each_other_are_wrong_usage(
    county: County, arguments: tuple[str, ...]
) -> None:
    assert run("hekou", "-y", "2023", *arguments).exit_code == 2


def test_faults_in_the_settings_are_found_by_a_check_long_before_mail_goes(county: County) -> None:
    """Those of mail, of a township's own address and of the schedule; the filings are checked."""
    settings = Path("docfill.yaml")
    text = settings.read_text(encoding="utf-8")
    text = text.replace("clerk@hekou.example", "clerk at hekou").replace("{title}", "{titel}")
    settings.write_text(f"{text}schedule: {{draft: 13-45}}\n", encoding="utf-8")
    result = CliRunner().invoke(docfill, ["check", "-y", "2023"], catch_exceptions=False)
    assert result.exit_code == 1
    found = re.findall(r"docfill\.yaml:\d+:\d+: error \[([\w-]+)\]", result.stdout)
    assert sorted(found) == ["mail-address", "wrong-day", "wrong-pattern"]
    assert "data/2023/qingshi.yaml: warning [no-last-year]" in result.stdout


def test_a_check_of_good_settings_says_nothing_of_them(county: County) -> None:
    result = CliRunner().invoke(docfill, ["check", "-y", "2023", "--json"], catch_exceptions=False)
    assert [each["township"] for each in json.loads(result.stdout)] == list(NAMES)


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        (("sent.sqlite",), "cp "),
        (("sent.sqlite", "sent.sqlite.backup"), "out/sent.log"),
        (("sent.sqlite", "sent.sqlite.backup", "sent.sqlite.lock"), "out/sent.log"),
        (("sent.sqlite", "sent.sqlite.backup", "out/sent.log"), "--new-ledger"),
    ],
)
def test_nothing_is_mailed_again_where_the_ledger_is_lost(
    lost: tuple[str, ...], named: str, county: County
) -> None:
    project, server = county
    assert run("-y", "2023").exit_code == 0
    for name in lost:
        (project.root / name).unlink()
    before = len(server.taken)
    for arguments in (("-y", "2023"), ("-y", "2023", "--dry-run")):
        refused = run(*arguments)
        assert refused.exit_code == ExitCode.MAIL
        assert named in refused.stderr and refused.stdout == ""
    assert (before, len(server.taken)) == (3, 3)
    assert not (project.root / "sent.sqlite").exists()
