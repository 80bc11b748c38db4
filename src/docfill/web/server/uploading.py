"""Uploaded workbooks and reports, read by a process of its own before anybody looks at them."""

import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docfill.base import Message, tell, temporary
from docfill.project import Project, Township
from docfill.sources.published import REPORT_SUFFIXES
from docfill.web.server.making import TooBusy
from docfill.web.server.upload_reader import SECONDS

_log = logging.getLogger("docfill.serve")
_READER = "docfill.web.server.upload_reader"
_AT_ONCE = 1
_KNOWN = ("PATH", "PYTHONPATH", "HOME", "DOCFILL_SOFFICE", "DOCFILL_UNO_PYTHON")
_LONGEST = 4_000_000  # characters of an answer
# Endings a reader knows, or knows how to refuse in its own words. Nothing else of a name is used.
_ENDINGS = (".xlsx", ".xls", ".et", ".ods", ".csv", *REPORT_SUFFIXES)
_reading = threading.BoundedSemaphore(_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Note:
    """Something found in an uploaded file, in the reader's words."""

    severity: str
    word: str
    says: str


@dataclass(frozen=True)
class Upload:
    """The filing that a file gives, if it gives one; `notes` say why not, or what to mind."""

    text: bytes
    notes: tuple[Note, ...]


class NotRead(Exception):
    """The file could not be read; the message says why."""

    def __init__(self, says: Message):
        super().__init__(says)
        self.says = says


def read_upload(
    project: Project, township: Township, year: int, language: str, name: str, content: bytes
) -> Upload:
    """What an uploaded file states for the agency; raises NotRead where that cannot be said."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.casefold()
    if ending not in _ENDINGS:
        says = tell(
            "This is neither a workbook (.xlsx) nor a report (.docx, .doc, .wps, .rtf, .pdf, "
            ".html, .txt)."
        )
        raise NotRead(says)
    if not _reading.acquire(blocking=False):
        raise TooBusy
    try:
        with temporary("docfill-upload-") as folder:
            file = folder / f"upload{ending}"
            file.write_bytes(content)
            words = [str(project.root), str(year), township.id, file.name, language]
            return _read(words, file)
    finally:
        _reading.release()


def _read(words: list[str], file: Path) -> Upload:
    command = [sys.executable, "-m", _READER, *words]
    # Of the environment only what finds Python, its packages and LibreOffice, so no passwords.
    known = {name: os.environ[name] for name in _KNOWN if name in os.environ}
    # A LibreOffice that is kept for others would read the file without these limits.
    home = str(file.parent)
    try:
        done = subprocess.run(
            command,
            cwd=file.parent,
            env={**known, "TMPDIR": home, "XDG_RUNTIME_DIR": home, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
        )
        if done.returncode != 0 or len(done.stdout) > _LONGEST:
            _log.error("reading an upload: %s", done.stderr.decode(errors="replace")[-2000:])
            raise NotRead(_TOO_HARD)
    except subprocess.TimeoutExpired as trouble:
        raise NotRead(_TOO_HARD) from trouble
    answer = json.loads(done.stdout)
    return Upload(answer["text"].encode(), tuple(Note(**each) for each in answer["notes"]))


_TOO_HARD = tell("This file cannot be read, or reading it takes too long; save it anew, or type.")
