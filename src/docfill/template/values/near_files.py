"""The files data may name: regular ones of a bearable size, beneath folders that are allowed.

Data may come from anybody, and a document made of them must not carry out what else this
machine can read.
"""

import stat
from collections.abc import Sequence
from pathlib import Path

from docfill.base import Message, message_of, tell, why

MOST_BYTES = 64 * 1024 * 1024


class NotForData(ValueError):
    """A file that data may not name; its text is what a clerk is told."""


def near_file(name: str, folder: Path, allowed: Sequence[Path]) -> Path:
    """The file that data in a folder name, its links resolved; raises `NotForData`."""
    path = folder / name
    try:
        found = path.resolve()
        folders = [each.resolve() for each in (folder, *allowed)]
        if not any(found.is_relative_to(each) for each in folders):
            raise NotForData(_elsewhere(path, found))
        state = found.stat()
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise NotForData(tell("there is no file {path}", path=path)) from fault
    except (OSError, RuntimeError, ValueError) as fault:
        if isinstance(fault, NotForData):
            raise
        says = why(fault) if isinstance(fault, OSError) else message_of(fault)
        raise NotForData(tell("{path} cannot be read: {why}", path=path, why=says)) from fault
    if not stat.S_ISREG(state.st_mode):
        raise NotForData(tell("{path} is no file with a content of its own", path=path))
    if state.st_size > MOST_BYTES:
        size, most = (f"{size / 2**20:.0f}" for size in (state.st_size, MOST_BYTES))
        raise NotForData(
            tell(
                "{path} has {size} MB, and {most} MB are the most; make it smaller",
                path=path,
                size=size,
                most=most,
            )
        )
    return found


def _elsewhere(path: Path, found: Path) -> Message:
    return tell(
        "{path} is not in the folder of the data; put it there, or allow its folder with "
        "--allow-files {folder}",
        path=path,
        folder=found.parent,
    )
