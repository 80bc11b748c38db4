"""Workbooks and reports are read apart from the server, compared, and taken where accepted."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from docfill.office import find_installation, font_set
from docfill.office.tasks import Filters, OfficeTask
from docfill.office.worker import Worker
from docfill.web.server import uploading
from docfill.web.server.store import Store
from visitors import YEAR, Clerk

_DOCX = "Office Open XML Text"  # as LibreOffice calls it


def upload(clerk: Clerk, name: str, content: bytes) -> Any:
    data = {"csrf": clerk.csrf, "file": (io.BytesIO(content), name)}
    return clerk.client.post("/upload", data=data, content_type="multipart/form-data")


def filing(county: Path) -> Path:
    return county / "data" / str(YEAR) / "huashi.yaml"


def workbook(clerk: Clerk) -> bytes:
    return bytes(clerk.send("/download/xlsx").data)


def test_a_workbook_is_compared_and_only_what_is_accepted_is_taken(
    clerk: Clerk, county: Path, store: Store
) -> None:
    clerk.save(requests__new__natural="7", requests__new__company="4")
    book = workbook(clerk)
    clerk.save(requests__new__natural="8", requests__new__company="3")
    before = filing(county).read_bytes()
    shown = upload(clerk, "C:\\..\\..\\填报.XLSX", book)
    assert shown.status_code == 200
    assert 'value="requests.new.natural"' in shown.text
    assert filing(county).read_bytes() == before
    number = store.saves("huashi", YEAR)[0].number
    taken = clerk.send(f"/accept/{number}", based_on=clerk.digest, field="requests.new.natural")
    assert taken.status_code == 200
    text = filing(county).read_text(encoding="utf-8")
    assert "natural: 7" in text and "company: 3" in text


def test_a_published_report_is_compared_too(clerk: Clerk, county: Path) -> None:
    from commands import run

    made = run("build", "huashi", "-y", str(YEAR), "--no-pdf", "--project", str(county))
    assert made.exit_code == 0, made.output
    (report,) = (county / "out").rglob("*.docx")
    clerk.save(requests__new__natural="8")
    shown = upload(clerk, "report.docx", report.read_bytes())
    assert (shown.status_code, 'value="requests.new.natural"' in shown.text) == (200, True)


@pytest.mark.office
@pytest.mark.parametrize(
    ("ending", "kind", "beginning"),
    [
        ("doc", "MS Word 97", b"\xd0\xcf"),
        ("wps", "MS Word 97", b"\xd0\xcf"),
        ("rtf", "Rich Text Format", b"{\\rtf"),
    ],
)
def test_a_report_of_an_older_kind_is_compared_too(
    clerk: Clerk, county: Path, ending: str, kind: str, beginning: bytes
) -> None:
    from commands import run

    made = run("build", "huashi", "-y", str(YEAR), "--no-pdf", "--project", str(county))
    assert made.exit_code == 0, made.output
    (report,) = (county / "out").rglob("*.docx")
    task = OfficeTask("docx", "rtf" if ending == "rtf" else "doc", Filters(_DOCX, kind))
    worker = Worker(find_installation(), font_set(None).config, deadline=120)
    older = worker.convert(report.read_bytes(), task)
    worker.stop()
    assert older.startswith(beginning)
    clerk.save(requests__new__natural="8")
    shown = upload(clerk, f"report.{ending}", older)
    assert (shown.status_code, 'value="requests.new.natural"' in shown.text) == (200, True)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"PK no workbook", 422),
        ("a.pdf", b"%PDF-1.7 broken", 422),
        ("a.docx", b"", 422),
        ("a.exe", b"MZ", 422),
        ("a", b"x", 422),
        ("", b"x", 400),
        ("a.txt", "没有表格".encode(), 422),
    ],
)
def test_what_is_no_report_is_told_and_changes_nothing(
    clerk: Clerk, county: Path, store: Store, name: str, content: bytes, code: int
) -> None:
    before = filing(county).read_bytes()
    answer = upload(clerk, name, content)
    assert answer.status_code == code
    assert 'role="alert"' in answer.text
    assert "Traceback" not in answer.text
    assert filing(county).read_bytes() == before
    assert store.saves("huashi", YEAR) == []


def test_another_agencys_workbook_is_not_taken(clerk: Clerk, app: Any, store: Store) -> None:
    other = Clerk(app, store, "yisuhe")
    other.save(requests__new__natural="1")
    answer = upload(clerk, "a.xlsx", workbook(other))
    assert answer.status_code == 422
    assert "易俗河镇" in answer.text
    assert store.saves("huashi", YEAR) == []


def test_too_large_a_file_is_refused(clerk: Clerk) -> None:
    assert upload(clerk, "a.xlsx", b"x" * 9_000_000).status_code == 413


@pytest.mark.parametrize(
    "reader",
    ["x = bytearray(4 << 30)", "while True: pass", "import os; os.kill(os.getpid(), 9)"],
)
def test_a_reader_that_takes_too_much_ends_alone(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: str
) -> None:
    """Its limits are set before it opens the file."""
    program = tmp_path / "greedy.py"
    program.write_text(
        "import resource\n"
        "from docfill.web.server.upload_reader import _LIMITS\n"
        "for limit, most in (_LIMITS | {resource.RLIMIT_CPU: 1}).items():\n"
        "    resource.setrlimit(limit, (most, most))\n"
        f"{reader}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(uploading, "_READER", "greedy")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{':'.join(sys.path)}")
    assert upload(clerk, "a.xlsx", b"x").status_code == 422


def test_the_reader_sees_no_secrets(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nosy.py").write_text(
        'import json, os\nprint(json.dumps({"text": "", "notes": [{"severity": "error", '
        '"word": "", "says": str(dict(os.environ))}]}))\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(uploading, "_READER", "nosy")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("DOCFILL_MAIL_PASSWORD", "secret-word")
    answer = upload(clerk, "a.xlsx", b"x")
    assert "TMPDIR" in answer.text and "secret-word" not in answer.text


def test_two_at_once_are_enough(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(uploading, "_reading", threading.BoundedSemaphore(1))
    uploading._reading.acquire()
    assert upload(clerk, "a.xlsx", b"x").status_code == 503
