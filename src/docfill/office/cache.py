"""The folder where docfill keeps what it can make again, and how a file gets there whole."""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def cache_folder() -> Path:
    """`$DOCFILL_CACHE`, else `docfill` below `$XDG_CACHE_HOME`, else `~/.cache/docfill`; need not exist."""
    if chosen := os.environ.get("DOCFILL_CACHE"):
        return Path(chosen).absolute()
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification lets a relative path be ignored.
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "docfill"


def put(path: Path, content: bytes) -> None:
    """Write the file beside its name, sync, rename: readers see the old file or the whole new one."""
    put_made(path, lambda beside: beside.write_bytes(content))


def put_made(path: Path, make: Callable[[Path], object]) -> None:
    """Let `make` write a file beside `path`, then sync it and give it its final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        make(beside)
        beside.chmod(0o644)
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def stamp(path: Path) -> str:
    """What identifies a file without reading it: its path, size and time of change."""
    state = path.stat()
    return f"{path}\n{state.st_size}\n{state.st_mtime_ns}"


def remembered(path: Path, key: str) -> Any:
    """What was noted in this file under this very key, or None; a damaged note counts as none."""
    try:
        note = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return note["value"] if isinstance(note, dict) and note.get("key") == key else None


def remember(path: Path, key: str, value: object) -> None:
    """Note a value that holds as long as the key does; where nothing can be written, nothing is kept."""
    note = json.dumps({"key": key, "value": value}, ensure_ascii=False)
    try:
        put(path, note.encode())
    except OSError:
        # A read-only cache only costs time.
        return
