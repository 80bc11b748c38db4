"""What goes wrong at a worker of a test: `dask worker --preload` runs this file there.

`DOCFILL_TROUBLE` says which, and `DOCFILL_TROUBLE_AT` is a folder that test and worker share.
"""

import errno
import os
import signal
import time
from pathlib import Path
from typing import Any

from docfill.build import making, staleness

POISONOUS = "qingshan"
_AT = Path(os.environ.get("DOCFILL_TROUBLE_AT", "."))
# Dask may run this file twice in one process.
_draft = vars(making).setdefault("untroubled", making.draft_report)


def waits(*given: Any) -> Any:
    """The first report of all takes until the test says that it may go on."""
    if not (_AT / "waiting").exists():
        (_AT / "waiting").write_text(str(os.getpid()))
        while not (_AT / "go-on").exists():
            time.sleep(0.02)
    return _draft(*given)


def dies(job: Any, template: Any, record: Any, folder: Path) -> Any:
    """One report ends whoever makes it."""
    if record.township.id == POISONOUS:
        os.kill(os.getpid(), signal.SIGKILL)
    return _draft(job, template, record, folder)


def full(path: Path, data: bytes) -> int:
    """The disk has no room for a document."""
    if path.suffix == ".docx" or path.name == "probe":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    with path.open("wb") as file:
        return file.write(data)


match os.environ.get("DOCFILL_TROUBLE"):
    case "waits":
        vars(making)["draft_report"] = waits
    case "dies":
        vars(making)["draft_report"] = dies
    case "full":
        Path.write_bytes = full  # type: ignore[method-assign, assignment]
    case "old":
        vars(staleness)["__version__"] = "0.0.1"
