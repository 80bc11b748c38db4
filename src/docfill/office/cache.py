"""How a file gets whole to where docfill keeps what it can make again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docfill.base import move_whole, workshop, write_whole


def put_made(path: Path, make: Callable[[Path], object]) -> None:
    """Let `make` write a file beside `path`, then sync it and give it its final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with workshop(path.parent) as beside:
        made = beside / path.name
        make(made)
        move_whole(made, path)


def stamp(path: Path) -> str:
    """What identifies a file without reading it: its path, size and time of change."""
    state = path.stat()
    return f"{path}\n{state.st_size}\n{state.st_mtime_ns}"


def recall(path: Path, key: str) -> Any:
    """What was noted in this file under this very key, or None; a damaged note counts as none."""
    try:
        note = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return note["value"] if isinstance(note, dict) and note.get("key") == key else None


def remember(path: Path, key: str, value: object) -> None:
    """Note a value that holds as long as the key does."""
    note = json.dumps({"key": key, "value": value}, ensure_ascii=False)
    try:
        write_whole(path, note.encode())
    except OSError:
        # A read-only cache only costs time.
        return
