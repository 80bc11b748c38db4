"""What is told and kept when docfill itself fails: never reported as bad data.

The traceback goes into a log file for whoever mends docfill; the person at the keyboard gets a
sentence that says so, and the work on other reports goes on.
"""

import os
from datetime import UTC
from pathlib import Path

from docfill.base.clock import now_in
from docfill.base.errors import Faulty
from docfill.base.findings import Finding
from docfill.base.language import Message, tell
from docfill.base.places import Place
from docfill.base.settings_file import nearest_project
from docfill.base.system_errors import as_refused, refusal

PROGRAM_FAULT = "program-fault"


def program_fault(trouble: Exception, root: Path, place: str) -> Finding:
    """The finding for a fault of docfill met at work on a file; its traceback is logged."""
    return Finding(Place(place), PROGRAM_FAULT, log_fault(trouble, root))


def findings_of(trouble: Exception, root: Path, place: str) -> tuple[Finding, ...]:
    """What to tell of whatever stopped the work on one file, be it of the file, or of docfill."""
    if isinstance(trouble, Faulty):
        return trouble.findings
    trouble = as_refused(trouble)
    if isinstance(trouble, OSError):
        return (Finding(Place(place), "file", refusal(trouble)),)
    return (program_fault(trouble, root, place),)


def log_fault(trouble: Exception, root: Path | None = None) -> Message:
    """What to say of a fault of docfill; its traceback stands in a new file in `out/log`.

    Outside of any project that is in a folder of its own.
    """
    root = root or nearest_project() or _new_folder()
    what = f"{type(trouble).__name__}: {trouble}"
    try:
        path = _logged(trouble, root / "out" / "log")
    except OSError as refused:
        return tell(
            "docfill itself failed here, not the data ({what}); its log could not be written: "
            "{refused}",
            what=what,
            refused=refused,
        )
    return tell(
        "docfill itself failed here, not the data ({what}); please pass on the log {path}",
        what=what,
        path=path,
    )


def _new_folder() -> Path:
    import tempfile  # as `traceback` below: slow to load, and only for a fault

    return Path(tempfile.mkdtemp(prefix="docfill-log-"))


def _logged(trouble: Exception, folder: Path) -> Path:
    import traceback

    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(traceback.format_exception(trouble))
    begin, number = f"{now_in(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}", 0
    while True:
        path = folder / f"{begin}-{number}.log"
        try:
            with path.open("x", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return path
        except FileExistsError:
            number += 1
