"""The one way to read what people hand over: a file, never a pipe or device, up to a limit."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from docfill.base.language import Message, tell

# Bytes: far more than any filing or settings file holds.
LARGEST_FILE = 4_000_000
# A template may hold pictures.
LARGEST_TEMPLATE = 64_000_000


class NotOrdinary(OSError):
    """What is no file to be read; `says` why."""

    def __init__(self, number: int, says: Message, name: str):
        super().__init__(number, str(says), name)
        self.says = says


def read_regular(path: Path | str, most: int) -> bytes:
    """What a file holds; raises OSError for what is no file, or more than `most` bytes."""
    with open_regular(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise NotOrdinary(errno.EFBIG, too_large(most), os.fspath(path))
    return data


def open_regular(path: Path | str) -> BufferedReader:
    """A file open to be read; raises OSError at once for a folder, pipe, socket or device."""
    name = os.fspath(path)
    # Looked at before, since opening alone can set a device going; looked at again when it is
    # open, since it may have been changed between. Without O_NONBLOCK a pipe would keep us there.
    _refuse_irregular(os.stat(name), name)  # noqa: PTH116 - asked of every file of a county
    handle = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        _refuse_irregular(os.fstat(handle), name)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def too_large(most: int) -> Message:
    """That a file is not read for its size."""
    return tell("the file is larger than {mb} MB; is it a data file?", mb=most // 10**6)


def _refuse_irregular(found: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    if not stat.S_ISREG(found.st_mode):
        says = tell("this is a pipe, socket or device; put an ordinary file in its place")
        raise NotOrdinary(errno.EINVAL, says, name)
