"""LibreOffice takes longest, so a build starts it before it loads what it can do meanwhile."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.office

# What has been loaded at the moment at which LibreOffice's server is started; there it ends.
PROGRAM = """
import os, sys

def seen(event, details):
    if event == "subprocess.Popen" and any("server/main.py" in str(each) for each in details[1]):
        print(*sys.modules, flush=True)
        os._exit(0)

sys.addaudithook(seen)
from docfill.cli import docfill
docfill.main(["build", "huashi", "-y", "2023"], standalone_mode=False)
"""
MEANWHILE = {
    *(f"docfill.{name}" for name in ("checks", "filing", "form", "template", "verify", "word")),
    *("http", "jinja2", "lxml", "pikepdf", "pypdfium2"),
}


def test_it_starts_before_what_reads_and_checks_is_loaded(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where no LibreOffice is kept that another test has begun.
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=county, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert "docfill.office.worker" in loaded, done.stderr
    assert sorted(loaded & MEANWHILE) == []
