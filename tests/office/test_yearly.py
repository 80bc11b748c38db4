"""The whole yearly run: from the command line in the timer's unit to mails that were accepted."""

import json
import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
import trustme

import docfill
from docfill.mail.settings import Security
from here import ROOT
from mail_servers import ScriptedServer

pytestmark = pytest.mark.office

EXAMPLE = ROOT / "examples" / "county"
LAST_YEAR = date.today().year - 1
TOWNSHIPS = ("qingshi", "hekou", "liulin", "baisha")
BROKEN, MISSING = "hekou", "liulin"
PASSWORD = "open sesame"

SETTINGS = """
mail:
  server:
    host: localhost
    port: {port}
    security: starttls
    user: office
    password_file: password
    ca_file: ca.pem
  from: 云川县年报 <office@yunchuan.example>
  to: 政务公开办 <disclosure@yunchuan.example>
  operator: duty@yunchuan.example
  pauses: [1]
schedule: {{remind: true}}
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ScriptedServer]:
    """A server that wants TLS and a password; the county has its authority's certificate."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    server = ScriptedServer(Security.STARTTLS, context, login=("office", PASSWORD))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def county(tmp_path: Path, server: ScriptedServer) -> Path:
    """Four townships of the example, moved to last year; one is broken and one is missing."""
    root = tmp_path / "county"
    for year in (2022, 2023):
        for township in TOWNSHIPS:
            move(EXAMPLE / "data" / str(year) / f"{township}.yaml", root, year)
    text = (EXAMPLE / "docfill.yaml").read_text(encoding="utf-8")
    lines = [
        line
        for line in text.splitlines()
        if not re.match(r"(?:  \w+|county_report): \{name", line)
        or line.strip().startswith(TOWNSHIPS)
    ]
    settings = "\n".join(lines).replace("../../templates", str(EXAMPLE.parent.parent / "templates"))
    (root / "docfill.yaml").write_text(settings + SETTINGS.format(port=server.port), "utf-8")
    shutil.copy(tmp_path / "ca.pem", root)
    (root / "password").write_text(PASSWORD)
    (root / "password").chmod(0o600)
    (filing(root, MISSING)).rename(root / "kept.yaml")
    broken = filing(root, BROKEN)
    shutil.copy(broken, root / "right.yaml")
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("penalties: ", "penalties: 1e"), encoding="utf-8")
    return root


def move(source: Path, root: Path, year: int) -> None:
    """A filing of the example with every year in it moved along."""
    later = LAST_YEAR - 2023
    text = source.read_text(encoding="utf-8")
    text = re.sub(r"20[12]\d", lambda match: str(int(match[0]) + later), text)
    target = root / "data" / str(year + later) / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def filing(root: Path, township: str) -> Path:
    return root / "data" / str(LAST_YEAR) / f"{township}.yaml"


def command(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(docfill.__file__).parents[1])}
    return subprocess.run(
        words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def run_as_the_timer_does(root: Path) -> subprocess.CompletedProcess[str]:
    """Execute the ExecStart of the service that sends, in its folder with its environment."""
    told = command(sys.executable, "-m", "docfill", "schedule", "--json", cwd=root)
    assert told.returncode == 0, told.stderr
    (unit,) = (
        text for name, text in json.loads(told.stdout).items() if name.endswith("-send.service")
    )
    settings = dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))
    environment = re.findall(r"^Environment=(.*)$", unit, re.MULTILINE)
    assert not set(unit) & set("$%\\")  # nothing that systemd would read otherwise than a shell
    return command(
        "env",
        *shlex.split(" ".join(environment)),
        *shlex.split(settings["ExecStart"]),
        cwd=Path(settings["WorkingDirectory"]),
    )


def mails(server: ScriptedServer, to: str) -> list[EmailMessage]:
    parser = BytesParser(EmailMessage, policy=policy.default)
    taken = [parser.parsebytes(data) for data in server.taken]
    return [message for message in taken if to in str(message["To"])]


def test_from_the_timer_to_accepted_mails(county: Path, server: ScriptedServer) -> None:
    first = run_as_the_timer_does(county)
    assert first.returncode == 1, first.stderr
    assert [str(message["Subject"]) for message in mails(server, "disclosure@")] == [
        f"{name}{LAST_YEAR}年政府信息公开工作年度报告" for name in ("青石镇", "白沙镇")
    ]
    for message in mails(server, "disclosure@"):
        kinds = [(part.get_content_type(), part.get_content()[:4]) for part in message.iter_parts()]
        assert [begin for _, begin in kinds[1:]] == [b"PK\x03\x04", b"%PDF"]
    (told,) = mails(server, "duty@")
    summary = told.get_content()
    assert f"({MISSING}): " in summary and "[no-filing]" in summary
    assert re.search(rf"data/{LAST_YEAR}/{BROKEN}\.yaml:\d+:\d+: error \[not-a-count\]", summary)
    assert [len(mails(server, f"clerk@{township}")) for township in TOWNSHIPS] == [0, 1, 1, 0]
    assert all(re.match(r"\d{4}-\d\d-\d\dT\S+ \w+: ", line) for line in first.stderr.splitlines())
    assert PASSWORD not in first.stdout + first.stderr + summary

    (county / "kept.yaml").rename(filing(county, MISSING))
    (county / "right.yaml").rename(filing(county, BROKEN))
    made = {path: path.stat().st_mtime_ns for path in (county / "out").rglob("*.pdf")}
    second = run_as_the_timer_does(county)
    assert second.returncode == 0, second.stderr
    assert [str(message["Subject"])[:3] for message in mails(server, "disclosure@")] == [
        *("青石镇", "白沙镇"),
        *("河口乡", "柳林镇"),
    ]
    assert {path: path.stat().st_mtime_ns for path in made} == made  # goes on where it stopped
    assert len(mails(server, "duty@")) == 2
    assert len(mails(server, "clerk@")) == 2
