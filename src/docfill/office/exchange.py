"""How a document is handed to a LibreOffice of this machine, and how worn that one is."""

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from docfill.base import ConversionFailed, name_in_errors, tell
from docfill.office.tasks import OfficeTask

if TYPE_CHECKING:
    from docfill.office.client import Client

# Each document costs LibreOffice about a third of a megabyte for good.
DOCUMENTS_BEFORE_RENEWAL = 400
BYTES_BEFORE_RENEWAL = 700 * 2**20
# LibreOffice does not say that a disk is full; with less than this it cannot write a page.
_ROOM_FOR_ANYTHING = 2**20


def exchange_folder(home: Path) -> Path:
    """Where in a LibreOffice's folder documents and PDFs are laid."""
    return home / "exchange"


def convert_through(client: "Client", home: Path, document: bytes, task: OfficeTask) -> bytes:
    """What the LibreOffice of this folder made of the document.

    Raises what a call of the client raises, and OSError where its disk is full.
    """
    folder = exchange_folder(home)
    given, made = folder / f"in.{task.given}", folder / f"out.{task.made}"
    with name_in_errors(given):
        given.write_bytes(document)
    made.unlink(missing_ok=True)
    try:
        client.convert_file(str(given), str(made), task)
    except ConversionFailed as failure:
        if home.exists() and shutil.disk_usage(home).free < _ROOM_FOR_ANYTHING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(home)) from failure
        raise
    if home.exists() and not made.exists():
        # It does not say so of every document that it could not open.
        raise ConversionFailed(tell("LibreOffice cannot read this document"))
    return made.read_bytes()


def is_worn_out(documents: int, pid: int) -> bool:
    """Whether a LibreOffice has done enough, takes too much memory, or was frozen."""
    return (
        documents >= DOCUMENTS_BEFORE_RENEWAL
        or _memory(pid) > BYTES_BEFORE_RENEWAL
        or is_stopped(pid)
    )


def is_stopped(pid: int) -> bool:
    """Whether somebody froze the process, or it is dead; False where the system does not tell."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return state[:1] in (["T"], ["t"], ["Z"])


def _memory(pid: int) -> int:
    """The process's resident bytes; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
